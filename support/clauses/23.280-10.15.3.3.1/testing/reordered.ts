// The orders of messages that the clause leaves open, as swaps of neighbours that depend on each other in nothing: to
// different clients, to and from different partners, and acknowledgements, which nobody waits for.

import type { MessageEvent, TraceEvent } from '../../../evidence/trace';
import { systemOf, type McSystemName } from '../../../procedure/roles';
import { FLOW } from './flow-names';
import { inThisOrder } from './trace-builder';

/** @param choices which of the swaps that are open to make, one after the other */
export function reordered(events: readonly TraceEvent[], choices: readonly number[]): readonly TraceEvent[] {
  const order = [...events];
  for (const choice of choices) {
    const open = order.flatMap((event, index) => {
      const next = order[index + 1];
      return next && isEitherOrder(event, next) ? [{ index, swapped: [next, event] }] : [];
    });
    const swap = open[choice % open.length];
    if (swap) order.splice(swap.index, 2, ...swap.swapped);
  }
  return inThisOrder(order);
}

function isEitherOrder(one: TraceEvent, other: TraceEvent): boolean {
  if (one.kind !== 'message' || other.kind !== 'message') return false;
  if (!isOfTheProcedure(one) || !isOfTheProcedure(other) || sharesAUser(one, other)) return false;
  if (one.flow === FLOW.step9 || other.flow === FLOW.step9) return true;
  if (one.flow === other.flow) return one.to.id !== other.to.id || one.from.id !== other.from.id;
  const legs = [legOf(one), legOf(other)];
  return legs.every((leg) => leg !== undefined) && legs[0] !== legs[1];
}

const isOfTheProcedure = ({ flow }: MessageEvent): boolean =>
  flow === FLOW.dynamicData || flow.startsWith('preconfigured-regroup-re');

const sharesAUser = (one: MessageEvent, other: MessageEvent): boolean =>
  [one.from, one.to].some(
    ({ id, party }) => party !== null && !/-(server|gms)$/.test(party) && [other.from.id, other.to.id].includes(id),
  );

/** The partner MC system that a message between its server and anybody else belongs to. */
function legOf({ from, to }: MessageEvent): McSystemName | undefined {
  const systems = [from, to].flatMap(({ party }) => (party === null ? [] : (systemOf(party) ?? [])));
  return systems.find((system) => system !== 'primary');
}
