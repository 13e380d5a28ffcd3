// Who sent a removal that a client got, on a wire on which it may assert the identity of a server that it came by (TS 24.379 16.2.2.5
// 3f): clients are told by the server that serves them, whichever it names, and answer it. Unaware of how a wire says who asserts what.

import type { Endpoint, FixtureEvent, MessageEvent, TraceEvent } from '../../evidence/trace';
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
  switch (event.flow) {
    case TELLS_CLIENTS: {
      const from = ownServer(event.from, event.to, places);
      // A product does not write what a party of ours sends.
      const isProducts = event.writtenBy === 'implementation' && ours.has(from.party);
      return isProducts ? event : { ...event, from };
    }
    case CLIENTS_ANSWER:
      return { ...event, to: ownServer(event.to, event.from, places) };
    default:
      return event;
  }
}

/** The server that serves a client, in place of the one that is named; whom it names where that is none. */
function ownServer(named: Endpoint, client: Endpoint, places: Places): Endpoint {
  if (named.party !== null && kindOf(named.party) !== 'server') return named;
  const party = places.serverOf(canonical(client.id));
  if (party === undefined || party === named.party) return named;
  const id = places.fixture?.systems.find(({ name }) => entityOf(name, 'server') === party)?.serverId;
  return id === undefined ? named : { id, party };
}

const placesIn = (events: readonly TraceEvent[]): Places =>
  readPlaces(canonical(events.findLast((event): event is FixtureEvent => event.kind === 'fixture')?.fixture));
