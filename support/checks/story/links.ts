// Which messages can be seen at all: only those that a played party writes or receives. Between two parties under test
// the harness sees nothing, so silence there proves nothing.

import type { TraceEvent } from '../../evidence/trace';
import type { PartyName } from '../../procedure/roles';

export type IsHidden = (one: PartyName, other: PartyName) => boolean;

export function readLinks(events: readonly TraceEvent[]): IsHidden {
  const played = new Set<PartyName>();
  for (const event of events) {
    if (event.kind === 'message' && event.writtenBy === 'harness' && event.from.party) played.add(event.from.party);
    if (event.kind === 'delivery' && event.outcome === 'arrived') played.add(event.by);
  }
  return (one, other) => !played.has(one) && !played.has(other);
}
