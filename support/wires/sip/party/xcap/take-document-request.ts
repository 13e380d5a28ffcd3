// Takes one HTTP request of XCAP for a party: a document that is fetched is what the party answers with, one that is put is
// taken at once.

import { writeXml } from '../../bodies/xml/write-xml';
import { decodeHttpRequest } from '../../flows/decode/decode-http';
import { bareUri } from '../../flows/directory';
import { awaitsAnswer } from '../answered-flows';
import { handUp, type Seen } from '../taking/hand-up';
import type { LeavingReply, Reply } from '../taking/pending';
import { MESSAGE_ID, type Shared } from '../shared';
import type { Station } from '../station';
import { hasAlready, tagHeader } from './conditions';
import { bytesOf, xcapReply, type XcapReply, type XcapRequest } from './xcap-server';

const NOTHING = Buffer.alloc(0);
const XCAP_ERROR = 'urn:ietf:params:xml:ns:xcap-error';

export async function takeDocumentRequest(
  { method, target, head, headers, body, from }: XcapRequest,
  station: Station,
  shared: Shared,
): Promise<XcapReply> {
  const refusal = shared.options.alterationOf?.(station.party)?.documentRefusal?.(method);
  if (refusal !== undefined) return replyOf({ status: refusal, headers: [] });
  const id = headers[MESSAGE_ID.toLowerCase()];
  const wire = { method, transport: 'HTTP', from };
  const raw = head + body.toString('utf8');
  const sender = senderIn(headers);
  const own = shared.options.entityOf(station.party);
  if (own === undefined) return saying(503, 'it has not been told yet which MC system is its own (control: provision)');
  const decoded = decodeHttpRequest({ method, target, sender, body }, station.listeningFor(own));
  if (decoded.kind === 'refused') {
    // Other documents, and other methods, may be asked of anybody.
    const isOther = decoded.status === 404 || decoded.status === 405;
    const refused = { answer: String(decoded.status), ...(sender !== undefined && { from: sender }) };
    station.receiver.onMalformed({ raw, problem: decoded.reason, wire, ...(!isOther && { refused }) });
    return saying(decoded.status, decoded.reason, decoded.headers);
  }
  const messageId = typeof id === 'string' ? id : undefined;
  const origin = messageId === undefined ? undefined : shared.underWay.get(messageId);
  const seen: Seen = { raw, wire, messageId, errors: [...decoded.strict, ...decoded.problems] };
  const [flow] = decoded.flows;
  if (!flow) return replyOf({ status: 404, headers: [] });

  const answered = awaitsAnswer(flow.flow)
    ? new Promise<XcapReply>((resolve) => {
        station.pending.hold({
          flows: [flow],
          prepare(reply): LeavingReply {
            const prepared = documentFor(replyOf(reply), method, headers);
            return {
              bytes: bytesOf(prepared),
              async leave() {
                resolve(prepared);
                await origin?.ended;
                return undefined;
              },
            };
          },
        });
      })
    : Promise.resolve(replyOf({ status: method === 'PUT' ? 201 : 200, headers: [] }));
  const reception = await handUp(station, flow, seen);
  origin?.taken();
  if (reception.accepted) return answered;
  if (reception.beyondLimits) return replyOf({ status: 503, headers: [{ name: 'Retry-After', value: '1' }] });
  return saying(409, reception.problem);
}

/** The head alone where no more was asked for, or is lacking. */
function documentFor(reply: XcapReply, method: string, asked: XcapRequest['headers']): XcapReply {
  if (reply.status !== 200) return reply;
  const tagged = { ...reply, headers: [tagHeader(reply.body), ...reply.headers] };
  if (hasAlready(asked, reply.body)) return notModified(tagged);
  return method === 'HEAD' ? { ...tagged, body: NOTHING } : tagged;
}

/** No body, and nothing that tells of one (RFC 9110 15.4.5). */
const notModified = ({ headers }: XcapReply): XcapReply => ({
  status: 304,
  headers: headers.filter(({ name }) => !name.startsWith('Content-')),
  body: NOTHING,
});

/** Who a proxy asserts that asks, or who says so where none stands before the documents (TS 24.109). */
function senderIn(headers: XcapRequest['headers']): string | undefined {
  const named = headers['x-3gpp-asserted-identity'] ?? headers['x-3gpp-intended-identity'];
  return typeof named === 'string' ? bareUri(named.replaceAll(/[<>"]/g, '')) : undefined;
}

/** Why, for whoever reads the answer; of a document that is not taken as RFC 4825 11 has it. */
function saying(status: number, why: string, headers: Reply['headers'] = []): XcapReply {
  const [type, text] = status === 409 ? ['application/xcap-error+xml', xcapError(why)] : ['text/plain', `${why}\n`];
  return xcapReply(status, [...headers, { name: 'Content-Type', value: `${type}; charset=utf-8` }], Buffer.from(text));
}

const xcapError = (phrase: string): string =>
  writeXml({
    name: 'xcap-error',
    namespace: XCAP_ERROR,
    children: [{ name: 'schema-validation-error', namespace: XCAP_ERROR, attributes: { phrase } }],
  });

function replyOf({ status, headers, part, messageId }: Reply): XcapReply {
  const ours = messageId === undefined ? [] : [{ name: MESSAGE_ID, value: messageId }];
  return xcapReply(status, [...headers, ...(part?.headers ?? []), ...ours], part?.body ?? NOTHING);
}
