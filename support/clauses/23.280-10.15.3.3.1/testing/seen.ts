// What is seen of a trace where parties are under test, where control cannot tell, and where it is cut off.

import type { TraceEvent } from '../../../evidence/trace';
import type { PartyName } from '../../../procedure/roles';

/** As it is seen where these parties are under test: what passes between two of them is not, but for a gateway's eyes. */
export function unseen(events: readonly TraceEvent[], ...parties: readonly PartyName[]): readonly TraceEvent[] {
  const underTest = (party: PartyName | null): boolean => party !== null && parties.includes(party);
  return events.flatMap((event): readonly TraceEvent[] => {
    if (event.kind !== 'message' || !underTest(event.from.party)) return [event];
    const seen = event.flow.endsWith('.server-server') && events.some(isOfGateway);
    return underTest(event.to.party) && !seen ? [] : [{ ...event, writtenBy: 'implementation' }];
  });
}

const isOfGateway = (event: TraceEvent): boolean => event.kind === 'control' && event.party === 'gateway';

/** Control cannot tell what it is asked. */
export const speechless = (events: readonly TraceEvent[]): readonly TraceEvent[] =>
  events.map((event) =>
    event.kind === 'control' && event.command.command === 'ask'
      ? { ...event, answer: { status: 'unsupported', reason: 'no way to know' } }
      : event,
  );

/** Cut off before everything was quiet. */
export const cutOff = (events: readonly TraceEvent[]): readonly TraceEvent[] =>
  events.filter(({ kind }) => kind !== 'settled');

/** The deadline passed while messages still came. */
export const unquiet = (events: readonly TraceEvent[]): readonly TraceEvent[] =>
  events.map((event) => (event.kind === 'settled' ? { ...event, by: 'deadline' as const } : event));
