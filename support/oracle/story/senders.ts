// Who sent a removal that a client got, on a wire on which it may assert the identity of a server that it came by (TS 24.379 16.2.2.5
// 3f): clients are told by the server that serves them, whichever it names, and answer it. Unaware of how a wire says who asserts what.

import type { FixtureEvent, MessageEvent, TraceEvent } from '../../evidence/trace';
import { canonical } from '../../procedure/identities';
import { entityOf, kindOf, type PartyName } from '../../procedure/roles';
import type { Abilities } from '../../ports/abilities';
import { readPlaces, type Places } from './places';

const TELLS_CLIENTS = 'preconfigured-regroup-cancel-request.server-client';
const CLIENTS_ANSWER = 'preconfigured-regroup-cancel-response.client-server';

/** The same events, each such removal from whoever sent it, and the answer to it to them; what it asserts stays in its body. */
export function bySender(events: readonly TraceEvent[], { assertsWhoRemoves }: Abilities): readonly TraceEvent[] {
  const places = assertsWhoRemoves ? undefined : placesIn(events);
  if (places?.fixture === undefined) return events;
  const ours = new Set(
    events.flatMap((event) => (event.kind === 'message' && event.writtenBy === 'harness' ? [event.from.party] : [])),
  );
  return events.map((event) => (event.kind === 'message' ? betweenOwn(event, places, ours) : event));
}

function betweenOwn(event: MessageEvent, places: Places, ours: ReadonlySet<PartyName | null>): MessageEvent {
  const { flow, from, to, writtenBy } = event;
  if (flow !== TELLS_CLIENTS && flow !== CLIENTS_ANSWER) return event;
  const [server, client] = flow === TELLS_CLIENTS ? [from, to] : [to, from];
  if (server.party !== null && kindOf(server.party) !== 'server') return event;
  const party = places.serverOf(canonical(client.id));
  if (party === undefined || party === server.party) return event;
  // A product does not write what a party of ours sends.
  if (flow === TELLS_CLIENTS && writtenBy === 'implementation' && ours.has(party)) return event;
  const id = places.fixture?.systems.find(({ name }) => entityOf(name, 'server') === party)?.serverId;
  if (id === undefined) return event;
  return flow === TELLS_CLIENTS ? { ...event, from: { id, party } } : { ...event, to: { id, party } };
}

const placesIn = (events: readonly TraceEvent[]): Places =>
  readPlaces(canonical(events.findLast((event): event is FixtureEvent => event.kind === 'fixture')?.fixture));
