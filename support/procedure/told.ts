// Whether a user was told that a group is regrouped (step 8), by what reached the user's client of one regroup group and what the user was
// told of it, each in order. An identity may be formed again when its regroup was cancelled: what was told before speaks of that one alone.

import type { FlowId } from './flows';

const REQUEST: FlowId = 'preconfigured-regroup-request.server-client';
const CANCELLATION: FlowId = 'preconfigured-regroup-cancel-request.server-client';

/** By which a client learns of the beginning and the end of a regroup. */
export const tellsOfRegroup = (flow: FlowId): boolean => flow === REQUEST || flow === CANCELLATION;

/**
 * @param received flows that reached the client, up to the request that is asked about; what is sent twice counts once
 * @param told kinds of notifications that the user has had since the beginning
 */
export function isTold(received: readonly FlowId[], told: readonly string[]): boolean {
  const positions = (wanted: string): readonly number[] => told.flatMap((kind, at) => (kind === wanted ? [at] : []));
  const regrouped = positions('regrouped');
  const cancellations = received.filter((flow, at) => flow === CANCELLATION && received[at - 1] === REQUEST).length;
  if (cancellations === 0) return regrouped.length > 0;
  const end = positions('cancelled')[cancellations - 1];
  // Of a cancellation a user need not be told.
  return end === undefined ? regrouped.length > cancellations : regrouped.some((at) => at > end);
}
