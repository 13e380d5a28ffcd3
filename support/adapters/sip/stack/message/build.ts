// Requests and responses from their parts. Unaware of Via, which whoever sends a request puts on top, and of transactions.

import { writeAddress, type Address } from './address';
import { headersOf, withHeader, type Header, type SipRequest, type SipResponse } from './message';
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

const COPIED = ['Via', 'From', 'To', 'Call-ID', 'CSeq'];
const HAS_TAG = /;\s*tag\s*=[^"<>]*$/i;

/** A response to a request that may lack what a response copies. */
export function createResponse(request: SipRequest, status: number, parts: ResponseParts = {}): SipResponse {
  const { toTag, body = NOTHING } = parts;
  const copied = COPIED.flatMap((name) => headersOf(request, name).map((value) => ({ name, value })));
  const headers = [...copied, ...(parts.headers ?? []), { name: 'Content-Length', value: String(body.length) }];
  const start = { version: 'SIP/2.0', status, reason: parts.reason ?? reasonPhrase(status) };
  const response: SipResponse = { kind: 'response', start, headers, body };
  const to = copied.find(({ name }) => name === 'To')?.value;
  return to === undefined || toTag === undefined || HAS_TAG.test(to)
    ? response
    : withHeader(response, 'To', `${to};tag=${toTag}`);
}
