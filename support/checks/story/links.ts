// Which messages can be seen at all: those that a played party writes or receives, and those between products that the
// harness passes on. Between any other two parties under test it sees nothing, so silence there proves nothing.

import type { TraceEvent } from '../../evidence/trace';
import type { PartyName } from '../../procedure/roles';

export type IsHidden = (one: PartyName, other: PartyName) => boolean;

export function readLinks(events: readonly TraceEvent[]): IsHidden {
  const tapped = new Set(events.flatMap((event) => (event.kind === 'tapped' ? event.parties : [])));
  const played = new Set<PartyName>();
  for (const event of events) {
    if (event.kind === 'message' && event.writtenBy === 'harness' && event.from.party) played.add(event.from.party);
    if (event.kind === 'delivery' && event.outcome === 'arrived' && !tapped.has(event.by)) played.add(event.by);
  }
  return (one, other) => !played.has(one) && !played.has(other) && !(tapped.has(one) && tapped.has(other));
}
