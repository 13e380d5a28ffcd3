// What belongs to no transaction, as whoever plays the party is told of it: an answer that cannot be taken for one, with what it is
// meant for; or bytes of which nobody knows whose they are. And an answer that comes after another one of its transaction.

import type { AsideMessage, MalformedMessage } from '../../../../ports/adapter';
import { bodyText } from '../../flows/decode/read-content';
import { partyAt } from '../../flows/ends';
import { addressIn } from '../../flows/headers';
import type { SipResponse } from '../../stack/message/message';
import { parse } from '../../stack/message/parse';
import { explain } from '../../stack/message/problem';
import { placeText } from '../../stack/place';
import { CUTS, isCut } from '../../stack/transport/framer';
import type { Final } from '../../stack/transactions/transactions';
import type { Received } from '../../stack/transport/transports';
import type { Station } from '../station';
import type { OpenRequests } from './open-requests';

const MOST_FAULTS = 3;

export function strayMessage(received: Received, open: OpenRequests): MalformedMessage {
  const { bytes, message, remote, transport } = received;
  const seen = { raw: bytes.toString('utf8'), wire: { from: placeText(remote), transport } };
  const request = open.meantBy(received);
  if (request === undefined)
    return { ...seen, problem: message?.kind === 'response' ? 'a response to no request' : 'no SIP message' };
  const { asked } = request;
  request.unread = `its answer to ${asked.flow}: ${whyNotTaken(received)}`;
  return {
    ...seen,
    problem: request.unread,
    refused: { from: String(asked.body['to']), readable: JSON.stringify(asked.body) },
  };
}

/** Of a second final response of one transaction. Who wrote it is told by the request, whose names are those of the scenario. */
export function contraryMessage({ bytes, message, remote, transport }: Received, before: Final): MalformedMessage {
  const status = message?.kind === 'response' ? message.start.status : 'none';
  const { message: request } = parse(before.request);
  const bodies = request?.kind === 'request' ? bodyText(request) : '';
  return {
    raw: bytes.toString('utf8'),
    problem: `expected one final response to a request (RFC 3261 17.2.2), found ${status} after ${before.status}`,
    wire: { from: placeText(remote), transport },
    refused: { readable: `${before.request.toString('utf8')}\n${bodies}`, byNameOnly: true },
  };
}

/** Of a provisional response. Who was asked is named by its To. */
export function provisionalMessage(
  { bytes }: Pick<Received, 'bytes'>,
  response: SipResponse,
  station: Pick<Station, 'listeningFor'>,
): AsideMessage {
  const asked = addressIn(response, 'To') ?? '';
  const { from } = partyAt(asked, station.listeningFor(asked));
  return { raw: bytes.toString('utf8'), says: `a provisional ${response.start.status}`, from };
}

function whyNotTaken({ message, accepted, problems, fault }: Received): string {
  if (isCut(fault)) return CUTS[fault];
  if (message && accepted)
    return 'expected the Via and the CSeq of the request in its response (RFC 3261 8.2.6.2), found others';
  const faults = problems.filter(({ tolerable }) => !tolerable).map(explain);
  const found = faults.slice(0, MOST_FAULTS).join('; ') || 'what does not begin as one';
  return `expected a response that is valid SIP (RFC 3261), found one that is not: ${found}`;
}
