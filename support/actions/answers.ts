// Which answer ends what a user did, so that the next act need not guess from silence that the last one is over.
// An initiation may end in several ways, and is waited for by what the feature says of it.

import type { MessageEvent } from '../evidence/trace';
import type { Act } from '../ports/control';
import type { FlowId } from '../procedure/flows';

const ANSWERS: Partial<Record<Act['kind'], FlowId>> = {
  'start-service': 'service-authorization-response.server-client',
  'log-off': 'log-off-response.server-client',
  affiliate: 'group-affiliation-response.server-client',
  'de-affiliate': 'group-de-affiliation-response.server-client',
  'cancel-regroup': 'preconfigured-regroup-cancel-response.server-client',
};

/** @returns whether the answer to the act has come since, told from what was seen before it and what has been seen now */
export function answerTo(act: Act, before: readonly MessageEvent[]): (now: readonly MessageEvent[]) => boolean {
  const answer = ANSWERS[act.kind];
  if (answer === undefined || !('user' in act)) return () => true;
  const come = (messages: readonly MessageEvent[]): number =>
    messages.filter(({ flow, to }) => flow === answer && to.id === act.user).length;
  const had = come(before);
  return (now) => come(now) > had;
}
