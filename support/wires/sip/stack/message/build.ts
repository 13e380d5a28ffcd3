// Requests and responses from their parts. Unaware of Via, which whoever sends a request puts on top, and of transactions.

import { writeAddress, type Address } from './address';
import { headerKey } from './header-names';
import { again, keyOf, type Header, type SipRequest, type SipResponse } from './message';
import { reasonPhrase } from './reason-phrases';

export interface RequestParts {
  readonly method: string;
  readonly uri: string;
  readonly from: Address;
  readonly to: Address;
  readonly callId: string;
  readonly cseq: number;
  readonly maxForwards?: number;
  readonly headers?: readonly Header[];
  readonly body?: Buffer;
}

const NOTHING = Buffer.alloc(0);

export function createRequest(parts: RequestParts): SipRequest {
  const { method, uri, body = NOTHING } = parts;
  const headers = [
    { name: 'Max-Forwards', value: String(parts.maxForwards ?? 70) },
    { name: 'From', value: writeAddress(parts.from) },
    { name: 'To', value: writeAddress(parts.to) },
    { name: 'Call-ID', value: parts.callId },
    { name: 'CSeq', value: `${parts.cseq} ${method}` },
    ...(parts.headers ?? []),
    { name: 'Content-Length', value: String(body.length) },
  ];
  return { kind: 'request', start: { method, uri, version: 'SIP/2.0' }, headers, body };
}

export interface ResponseParts {
  readonly reason?: string;
  /** Added to the To header where that has none. */
  readonly toTag?: string;
  readonly headers?: readonly Header[];
  readonly body?: Buffer;
}

const COPIED = ['Via', 'From', 'To', 'Call-ID', 'CSeq'].map((name) => ({ name, key: headerKey(name) }));
const HAS_TAG = /;\s*tag\s*=[^"<>]*$/i;

/** A response to a request that may lack what a response copies. */
export function createResponse(request: SipRequest, status: number, parts: ResponseParts = {}): SipResponse {
  const { toTag, body = NOTHING } = parts;
  const headers: Header[] = [];
  for (const { name, key } of COPIED)
    for (const header of request.headers) {
      if (keyOf(header) !== key) continue;
      const tagged = key === 'to' ? withTag(header.value, toTag) : undefined;
      headers.push(tagged ?? again(header, name));
      if (tagged) break;
    }
  if (parts.headers) headers.push(...parts.headers);
  headers.push({ name: 'Content-Length', value: String(body.length) });
  const start = { version: 'SIP/2.0', status, reason: parts.reason ?? reasonPhrase(status) };
  return { kind: 'response', start, headers, body };
}

/** Undefined where there is a tag already, or none to be added. */
const withTag = (to: string, tag: string | undefined): Header | undefined =>
  tag === undefined || HAS_TAG.test(to) ? undefined : { name: 'To', value: `${to};tag=${tag}` };
