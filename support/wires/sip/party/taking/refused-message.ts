// What can be told of a request that was refused before it was taken for a flow: who it says that it is from, and whether it was
// one of the procedure's. Unaware of who is under test.

import type { MalformedMessage, RefusedMessage } from '../../../../ports/adapter';
import type { Refused } from '../../flows/decode/decoded';
import { bodyText } from '../../flows/decode/read-content';
import { partyAt } from '../../flows/ends';
import { sendersOf } from '../../flows/headers';
import type { RefusedRequest } from '../../stack/endpoint/endpoint';
import type { SipRequest } from '../../stack/message/message';
import { placeText } from '../../stack/place';
import type { Station } from '../station';

/** Refusals of what may be asked of anybody: another event, another method. */
const OTHERS = [405, 489];

/** Of one that no user agent takes. */
export function refusedBy({ request, received, status, why }: RefusedRequest, station: Station): MalformedMessage {
  const { bytes, transport, remote } = received;
  return {
    raw: bytes.toString('utf8'),
    problem: why,
    wire: { method: request.start.method, transport, from: placeText(remote) },
    refused: refusedAs(request, status, station),
  };
}

/** Of one that is taken for no flow; undefined where it was none of the procedure's, and nobody is to be charged with it. */
export function refusedFlow(
  request: SipRequest,
  { status }: Pick<Refused, 'status'>,
  station: Station,
): RefusedMessage | undefined {
  if (status < 300 || OTHERS.includes(status)) return undefined;
  const isMessage = request.start.method === 'MESSAGE';
  // Other services send messages too, and other resources are published and subscribed to.
  const speaksOfRegroup = isMessage && /regroup/i.test(request.body.toString('latin1'));
  if ((status === 404 || status === 415) && !speaksOfRegroup) return undefined;
  return refusedAs(request, status, station);
}

/** Where it asserts an identity that no entity has, another of its headers may tell which entity sent it. */
function refusedAs(request: SipRequest, status: number, station: Station): RefusedMessage {
  const context = station.listeningFor(request.start.uri);
  const identities = sendersOf(request);
  const identity = identities.find((one) => context.directory.entityAt(one)) ?? identities[0];
  const told = { answer: String(status), readable: bodyText(request) };
  return identity === undefined ? told : { ...told, from: partyAt(identity, context).from };
}
