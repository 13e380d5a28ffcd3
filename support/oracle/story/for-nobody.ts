// Messages that name a receiver whom nobody is: whoever got one has refused it, and nobody was told anything by it. They are read as
// what could not be taken, so that what is missing for it follows from that (WIRE-1).

import type { DeliveryEvent, MalformedEvent, MessageEvent, TraceEvent } from '../../evidence/trace';
import { FLOWS } from '../../procedure/flows';

/** Undefined for any other message. @param events those of the scenario, of which one says where the message came */
export function refusedForNobody(message: MessageEvent, events: readonly TraceEvent[]): MalformedEvent | undefined {
  const { from, to, writtenBy, schemaErrors, flow, id, seq, at, scope, raw } = message;
  const error = schemaErrors.find(({ path }) => path === '/to');
  if (writtenBy !== 'implementation' || from.party === null || to.party !== null || error === undefined)
    return undefined;
  const arrival = events.find(
    (event): event is DeliveryEvent => event.kind === 'delivery' && event.message === id && event.outcome === 'arrived',
  );
  if (arrival === undefined) return undefined;
  const problem = `a ${FLOWS.get(flow)?.name ?? flow}: /to: expected ${error.expected}, found ${error.found}`;
  return { kind: 'malformed', id, seq, at, scope, party: arrival.by, raw, problem, writer: from.party };
}
