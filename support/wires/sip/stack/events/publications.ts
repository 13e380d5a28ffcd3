// The published state of many, from the side that keeps it (RFC 3903 6): each version under an entity tag of its own, until
// it is replaced, taken back or runs out. Unaware of what is published.

import type { Clock } from '../clock';
import type { ResponseParts } from '../message/build';
import { headerOf, type SipRequest } from '../message/message';
import { numberOf } from '../message/typed';

export interface PublicationOptions {
  readonly clock: Clock;
  readonly newToken: () => string;
  /** In seconds. */
  readonly expires: { readonly standard: number; readonly most: number; readonly least: number };
  /** So many versions at once, of all together. */
  readonly most: number;
  /** What is published now; no body once it is gone. */
  readonly onChanged: (resource: string, event: string, body: Buffer | undefined) => void;
}

export interface Publications {
  /** The answer to a PUBLISH. */
  take(request: SipRequest): { readonly status: number; readonly parts: ResponseParts };
  close(): void;
}

interface Kept {
  readonly resource: string;
  readonly event: string;
  readonly cancelEnd: () => void;
}

export function createPublications({
  clock,
  newToken,
  expires: limits,
  most,
  onChanged,
}: PublicationOptions): Publications {
  const kept = new Map<string, Kept>();

  function keep(resource: string, event: string, seconds: number): string {
    const tag = newToken();
    const cancelEnd = clock.after(seconds * 1000, () => {
      kept.delete(tag);
      onChanged(resource, event, undefined);
    });
    kept.set(tag, { resource, event, cancelEnd });
    return tag;
  }

  function forget(tag: string): void {
    kept.get(tag)?.cancelEnd();
    kept.delete(tag);
  }

  return {
    take(request) {
      const resource = request.start.uri;
      const event = headerOf(request, 'Event');
      if (event === undefined) return { status: 489, parts: {} };
      const match = headerOf(request, 'SIP-If-Match');
      const known = match === undefined ? undefined : kept.get(match);
      if (match !== undefined && (known?.resource !== resource || known.event !== event))
        return { status: 412, parts: {} };
      if (match === undefined && request.body.length === 0) return { status: 400, parts: { reason: 'Body expected' } };
      const asked = numberOf(request, 'Expires') ?? limits.standard;
      if (asked > 0 && asked < limits.least)
        return { status: 423, parts: { headers: [{ name: 'Min-Expires', value: String(limits.least) }] } };
      if (!known && kept.size >= most) return { status: 503, parts: {} };
      const seconds = Math.min(asked, limits.most);
      if (match !== undefined) forget(match);
      const tag = seconds === 0 ? newToken() : keep(resource, event, seconds);
      if (seconds === 0 && match !== undefined) onChanged(resource, event, undefined);
      else if (seconds > 0 && request.body.length > 0) onChanged(resource, event, request.body);
      const headers = [
        { name: 'SIP-ETag', value: tag },
        { name: 'Expires', value: String(seconds) },
      ];
      return { status: 200, parts: { headers } };
    },
    close() {
      for (const tag of [...kept.keys()]) forget(tag);
    },
  };
}
