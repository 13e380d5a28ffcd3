// Takes one HTTP request of XCAP for a party: a document that is fetched is what the party answers with, one that is put is
// taken at once.

import { decodeHttpRequest } from '../../flows/decode/decode-http';
import { bareUri } from '../../flows/directory';
import { awaitsAnswer } from '../answered-flows';
import { handUp, type Seen } from '../taking/hand-up';
import type { LeavingReply, Reply } from '../taking/pending';
import { MESSAGE_ID, type Shared } from '../shared';
import type { Station } from '../station';
import { bytesOf, xcapReply, type XcapReply, type XcapRequest } from './xcap-server';

const NOTHING = Buffer.alloc(0);

export async function takeDocumentRequest(
  { method, target, head, headers, body, from }: XcapRequest,
  station: Station,
  shared: Shared,
): Promise<XcapReply> {
  const refusal = shared.options.alterationOf?.(station.party)?.documentRefusal?.(method);
  if (refusal !== undefined) return replyOf({ status: refusal, headers: [] });
  const asserted = headers['x-3gpp-asserted-identity'];
  const id = headers[MESSAGE_ID.toLowerCase()];
  const wire = { method, transport: 'HTTP', from };
  const raw = head + body.toString('utf8');
  const sender = typeof asserted === 'string' ? bareUri(asserted.replaceAll(/[<>"]/g, '')) : undefined;
  const own = shared.options.entityOf(station.party) ?? '';
  const decoded = decodeHttpRequest({ method, target, sender, body }, station.listeningFor(own));
  if (decoded.kind === 'refused') {
    // Other documents, and other methods, may be asked of anybody.
    const isOther = decoded.status === 404 || decoded.status === 405;
    const refused = { answer: String(decoded.status), ...(sender !== undefined && { from: sender }) };
    station.receiver.onMalformed({ raw, problem: decoded.reason, wire, ...(!isOther && { refused }) });
    return replyOf(decoded);
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
            const prepared = replyOf(reply);
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
  return replyOf({ status: 409, headers: [] });
}

function replyOf({ status, headers, part, messageId }: Reply): XcapReply {
  const ours = messageId === undefined ? [] : [{ name: MESSAGE_ID, value: messageId }];
  return xcapReply(status, [...headers, ...(part?.headers ?? []), ...ours], part?.body ?? NOTHING);
}
