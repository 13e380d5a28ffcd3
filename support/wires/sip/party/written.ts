// What stands on the wire for a message, before it is sent: its text, without what only the transaction knows, the elements
// that a reader of the wire finds, and what such a reader objects to.

import type { Json, Written } from '../../../ports/adapter';
import { FLOWS, type FlowId } from '../../../procedure/flows';
import type { SchemaError } from '../../../procedure/schema-error';
import type { Alteration } from '../altered/alteration';
import type { FlowContext, Listening } from '../flows/context';
import { decodeHttpRequest } from '../flows/decode/decode-http';
import { decodeRequest } from '../flows/decode/decode-request';
import type { DecodedFlow } from '../flows/decode/decoded';
import type { Answer, Encoded, HttpDraft, RequestDraft } from '../flows/encode/draft';
import { reasonPhrase } from '../stack/message/reason-phrases';
import { unfit } from './fit';
import { assembled, isSip, translate, type Sent } from './drafts';
import { headersNamed } from './header-list';
import type { Shared } from './shared';
import type { Station } from './station';

/** Known to the transaction, and to nobody before. */
const OF_THE_TRANSACTION = ['Via', 'Call-ID', 'CSeq', 'Max-Forwards'];

/** @param leaves whether it is about to be sent, so that what is written next is made of what it tells */
export function writtenFor(message: Sent, by: Station, shared: Shared, leaves: boolean): Written {
  const { encoded, context } = translate(message, by, shared, shared.meant);
  const written = read(message, by, shared, encoded, context);
  if (leaves && encoded.kind === 'requests') for (const set of encoded.settles) shared.meant.settle(set);
  return written;
}

function read(message: Sent, by: Station, shared: Shared, encoded: Encoded, context: FlowContext): Written {
  if (encoded.kind === 'nothing') return { carried: false, why: encoded.why };
  if (encoded.kind === 'answer') return answerWritten(message, encoded, by);
  const drafts = encoded.requests;
  const alteration = shared.options.alterationOf?.(by.party);
  const raw = drafts.map((draft) => (isSip(draft) ? sipText(draft, alteration) : httpText(draft))).join('\r\n');
  const [draft] = drafts;
  if (!draft || drafts.length > 1)
    return { carried: true, raw, body: message.body, errors: unfit(message.flow, message.body) };
  const listening: Listening = { ...context, library: shared.library, listener: listenerOf(message) };
  const decoded = isSip(draft)
    ? decodeRequest(assembled(draft, { callId: 'none', fromTag: 'none' }, alteration), listening)
    : decodeHttpRequest(
        {
          method: draft.method,
          target: draft.url,
          sender: headersNamed(draft.headers, 'X-3GPP-Asserted-Identity')[0],
          body: draft.part?.body ?? Buffer.alloc(0),
        },
        listening,
      );
  if (decoded.kind === 'refused')
    return {
      carried: true,
      raw,
      body: message.body,
      errors: [{ path: '', expected: 'a request that is taken', found: decoded.reason }],
    };
  return found(message.flow, decoded.flows, raw, message.body, [...decoded.strict, ...decoded.problems]);
}

function found(
  flow: FlowId,
  flows: readonly DecodedFlow[],
  raw: string,
  meant: Json,
  errors: readonly SchemaError[],
): Written {
  const read = flows.find((one) => one.flow === flow);
  const body = read ? { ...read.body } : meant;
  return { carried: true, raw, body, errors: errors.length > 0 ? errors : unfit(flow, body) };
}

function answerWritten({ flow, body }: Sent, answer: Answer, { pending }: Station): Written {
  const decoded = pending.preview(answer);
  if (!decoded)
    return { carried: false, why: 'no request waits for an answer, and stage 3 has no message of its own for it' };
  const { status, reason = reasonPhrase(status), headers, part } = answer;
  const head = [`SIP/2.0 ${status} ${reason}`, ...headers.map(({ name, value }) => `${name}: ${value}`)];
  // The identities stand in the request that is answered; a reader of the trace wants to know which.
  const raw = `${head.join('\r\n')}\r\nFrom: <${String(body['to'])}>\r\nTo: <${String(body['from'])}>\r\n\r\n${part?.body.toString('utf8') ?? ''}`;
  // By HTTP: the document is the message.
  if (decoded.kind === 'taken') return { carried: true, raw, body, errors: [] };
  if (decoded.kind === 'failure') return { carried: false, why: decoded.detail, leaves: true };
  return found(flow, [decoded.flow], raw, body, decoded.strict);
}

function listenerOf({ flow, body }: Sent): Listening['listener'] {
  const to = FLOWS.get(flow)?.to;
  return to === 'server' || to === 'gms' ? { kind: to, id: String(body['to']) } : { kind: 'client' };
}

function sipText(draft: RequestDraft, alteration: Alteration | undefined): string {
  const request = assembled(draft, { callId: '', fromTag: '' }, alteration);
  const headers = request.headers
    .filter(({ name }) => !OF_THE_TRANSACTION.includes(name))
    .map(({ name, value }) => `${name}: ${value.replace(/;tag=$/, '')}\r\n`)
    .join('');
  return `${draft.method} ${request.start.uri} SIP/2.0\r\n${headers}\r\n${request.body.toString('utf8')}`;
}

function httpText({ method, url, headers, part }: HttpDraft): string {
  const all = [...headers, ...(part?.headers ?? [])].map(({ name, value }) => `${name}: ${value}\r\n`).join('');
  return `${method} ${url} HTTP/1.1\r\n${all}\r\n${part?.body.toString('utf8') ?? ''}`;
}
