// What is to be sent, before it has a transaction: SIP requests, HTTP requests, and answers to them. Types and the making
// of a SIP request from its draft.

import type { BodyKind, Wire } from '../../bodies/body';
import { createRequest } from '../../stack/message/build';
import type { Header, SipRequest } from '../../stack/message/message';
import { parseUri, type Uri } from '../../stack/message/uri';
import { buildMultipart, type Part } from '../../stack/multipart/multipart';
import type { AnswerTo } from '../correlation';
import type { Settling } from '../sets';

export interface RequestDraft {
  readonly kind: 'sip';
  readonly method: 'MESSAGE' | 'PUBLISH' | 'REGISTER' | 'SUBSCRIBE' | 'NOTIFY';
  readonly requestUri: string;
  readonly from: string;
  readonly to: string;
  readonly headers: readonly Header[];
  readonly parts: readonly Part[];
}

export interface HttpDraft {
  readonly kind: 'http';
  readonly method: 'GET' | 'PUT';
  readonly url: string;
  readonly headers: readonly Header[];
  readonly part?: Part;
}

export interface Requests {
  readonly kind: 'requests';
  readonly requests: readonly (RequestDraft | HttpDraft)[];
  /** What stands once the requests were accepted. */
  readonly settles: readonly Settling[];
}

export interface Answer {
  readonly kind: 'answer';
  readonly answers: AnswerTo;
  readonly status: number;
  /** What the status is called, where that is something else than usual. */
  readonly reason?: string;
  readonly headers: readonly Header[];
  readonly part?: Part;
}

export interface Nothing {
  readonly kind: 'nothing';
  readonly why: string;
}

export type Encoded = Requests | Answer | Nothing;

export const requests = (
  drafts: readonly (RequestDraft | HttpDraft)[],
  settles: readonly Settling[] = [],
): Requests => ({ kind: 'requests', requests: drafts, settles });

export const partOf = <T>(kind: BodyKind<T>, value: T, wire: Wire): Part => ({
  headers: [{ name: 'Content-Type', value: kind.mediaType(wire) }],
  body: Buffer.from(kind.write(value, wire)),
});

export interface Labels {
  readonly callId: string;
  readonly cseq: number;
  readonly fromTag: string;
  /** Of a request within a dialog. */
  readonly toTag?: string;
  readonly boundary: string;
}

export function assemble(draft: RequestDraft, { callId, cseq, fromTag, toTag, boundary }: Labels): SipRequest {
  const { method, requestUri, headers } = draft;
  const { contentHeaders, body } = contentOf(draft.parts, boundary);
  const address = (text: string, tag: string | undefined) => ({
    uri: uriOf(text),
    parameters: tag === undefined ? [] : [{ name: 'tag', value: tag }],
  });
  return createRequest({
    method,
    uri: requestUri,
    from: address(draft.from, fromTag),
    to: address(draft.to, toTag),
    callId,
    cseq,
    headers: [...headers, ...contentHeaders],
    body,
  });
}

function contentOf(parts: readonly Part[], boundary: string): { contentHeaders: readonly Header[]; body: Buffer } {
  const [only] = parts;
  if (!only) return { contentHeaders: [], body: Buffer.alloc(0) };
  if (parts.length === 1) return { contentHeaders: only.headers, body: only.body };
  const { contentType, body } = buildMultipart(parts, boundary);
  return { contentHeaders: [{ name: 'Content-Type', value: contentType }], body };
}

/** A text that is no URI stays as it is: a played party may be told to send one. */
function uriOf(text: string): Uri {
  const uri = parseUri(text);
  return uri.ok ? uri.value : { scheme: 'other', name: text.split(':')[0] ?? '', rest: text.replace(/^[^:]*:?/, '') };
}
