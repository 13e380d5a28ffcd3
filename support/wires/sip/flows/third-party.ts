// Third-party registration: a serving core tells an application server of a REGISTER by one of its own, with the original as
// its body (TS 24.229 5.4.1.7). Unaware of what the original asks for.

import { mediaTypeOf } from '../stack/message/typed';
import { parse } from '../stack/message/parse';
import type { SipRequest } from '../stack/message/message';
import { serialise } from '../stack/message/serialise';
import { parseMultipart, typeOf, type Part } from '../stack/multipart/multipart';
import { assemble, type RequestDraft } from './encode/draft';
import { header } from './headers';

const MESSAGE_SIP = 'message/sip';
const MOST_PARTS = 16;
const BOUNDARY = 'mcx-conformance-original';

/** The core at the domain of the user. */
const coreOf = (user: string): string => `sip:scscf@${/@([^;?]+)/.exec(user)?.[1] ?? 'core.invalid'}`;

/** @param server the public service identity of the application server that the core tells */
export function thirdParty(original: RequestDraft, server: string): RequestDraft {
  const { to } = original;
  const core = coreOf(to);
  const expires = original.headers.filter(({ name }) => name === 'Expires');
  const labels = { callId: 'original', cseq: 1, fromTag: 'original', boundary: BOUNDARY };
  const body = serialise(assemble(original, labels));
  return {
    kind: 'sip',
    method: 'REGISTER',
    requestUri: server,
    from: core,
    to,
    headers: [header('Contact', `<${core}>`), ...expires],
    parts: [{ headers: [header('Content-Type', MESSAGE_SIP)], body }],
  };
}

/** The REGISTER within; undefined in one that a user sent itself. */
export function originalOf(request: SipRequest): SipRequest | undefined {
  const part = partsOf(request).find((one) => typeOf(one) === MESSAGE_SIP);
  const message = part && parse(part.body).message;
  return message?.kind === 'request' && message.start.method === 'REGISTER' ? message : undefined;
}

function partsOf(request: SipRequest): readonly Part[] {
  const type = mediaTypeOf(request);
  if (type?.type === 'multipart') return parseMultipart(request.body, type, { maxParts: MOST_PARTS }).parts;
  return [{ headers: request.headers, body: request.body }];
}
