// When a message reached its receiver, as far as the trace shows it: it is dated by its writing, or by its arrival at a party of
// ours, and what happened while it was on its way decides differently for its receiver.

import type { TraceEvent } from '../../evidence/trace';

/** The positions between which a message reached its receiver; one position where a party of ours took it. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

export type Arrivals = (message: { readonly id: string; readonly seq: number }) => Span;

export function readArrivals(events: readonly TraceEvent[]): Arrivals {
  const arrived = new Map<string, number>();
  const accepted = new Map<string, number>();
  for (const event of events) {
    if (event.kind !== 'delivery') continue;
    // Through a tap or a gateway it arrives several times, the last time at its receiver.
    if (event.outcome === 'arrived') arrived.set(event.message, event.seq);
    if (event.outcome === 'accepted') accepted.set(event.message, event.seq);
  }
  return ({ id, seq }) => {
    const at = arrived.get(id);
    const by = accepted.get(id);
    // Who answers for a message has it by then, and may have had it from its writing on.
    if (by !== undefined && by > (at ?? seq)) return { from: at ?? seq, to: by };
    return { from: Math.max(at ?? seq, seq), to: Math.max(at ?? seq, seq) };
  };
}
