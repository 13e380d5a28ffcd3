// The dialogs of subscriptions that a party has accepted, for the notifications that go out in them. The latest of one
// subscriber to one resource counts; the oldest of all make room. Unaware of what is notified.

import { canonical } from '../../../procedure/identities';
import { dialogFrom, isFrom, isWithin, nextRequest, type Dialog } from '../stack/dialog';
import { withHeader, type Header, type SipRequest } from '../stack/message/message';
import { cseqOf } from '../stack/message/typed';

export interface SubscriptionKey {
  readonly event: string;
  readonly notifier: string;
  readonly subscriber: string;
  /** The group; undefined where the subscription tells none. */
  readonly resource: string | undefined;
}

export interface Subscriptions {
  /** @param tag of the response that accepted it */
  accept(request: SipRequest, tag: string, keys: readonly SubscriptionKey[]): void;
  /** Whether a request is within one of them. */
  knows(request: SipRequest): boolean;
  /** The next NOTIFY of the dialog; undefined where there is none. */
  next(key: SubscriptionKey, headers: readonly Header[], body: Buffer): SipRequest | undefined;
  /** The same request under the next number of its dialog. */
  renumber(request: SipRequest): SipRequest;
}

const MOST = 10_000;

export function createSubscriptions(): Subscriptions {
  const dialogs = new Map<string, { current: Dialog }>();

  return {
    accept(request, tag, keys) {
      const current = dialogFrom(request, tag);
      if (!current) return;
      const dialog = { current };
      const names = keys.flatMap((key) => [nameOf(key), nameOf({ ...key, resource: undefined })]);
      for (const key of new Set(names)) {
        dialogs.delete(key);
        const [oldest] = dialogs.keys();
        if (dialogs.size >= MOST && oldest !== undefined) dialogs.delete(oldest);
        dialogs.set(key, dialog);
      }
    },
    knows: (request) => [...dialogs.values()].some(({ current }) => isWithin(current, request)),
    next(key, headers, body) {
      const dialog = dialogs.get(nameOf(key)) ?? dialogs.get(nameOf({ ...key, resource: undefined }));
      if (!dialog) return undefined;
      const [request, following] = nextRequest(dialog.current, 'NOTIFY', headers, body);
      dialog.current = following;
      return request;
    },
    renumber(request) {
      const dialog = [...dialogs.values()].find(({ current }) => isFrom(current, request));
      const cseq = (dialog?.current.localSeq ?? cseqOf(request)?.number ?? 0) + 1;
      if (dialog) dialog.current = { ...dialog.current, localSeq: cseq };
      return withHeader(request, 'CSeq', `${cseq} ${request.start.method}`);
    },
  };
}

const nameOf = ({ event, notifier, subscriber, resource }: SubscriptionKey): string =>
  JSON.stringify(canonical([event, notifier, subscriber, resource ?? null]));
