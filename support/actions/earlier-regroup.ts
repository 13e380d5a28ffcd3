// Whether a regroup that a scenario declares to be in force came about, told from what was sent since its user asked for it.
// Pure; unaware of who is under test.

import type { MessageEvent } from '../evidence/trace';

const REGROUP = 'preconfigured-regroup-';

/** @returns what was expected and what was found, where it did not */
export function whyNotFormed(
  { user, groups }: { readonly user: string; readonly groups: readonly string[] },
  userId: string,
  since: readonly MessageEvent[],
): string | undefined {
  const received = since.filter(({ to, flow }) => to.id === userId && flow.startsWith(REGROUP));
  if (received.some(({ flow }) => flow === `${REGROUP}response.server-client`)) return undefined;
  const hasRequested = since.some(({ from, flow }) => from.id === userId && flow === `${REGROUP}request.client-server`);
  const answers = received.map(({ flow }) => flow.replace('.server-client', '').replaceAll('-', ' '));
  const outcome = hasRequested ? answers.join(', ') || 'no answer' : 'no request for it';
  return `expected the earlier regroup of ${groups.join(', ')} by ${user} to be formed, found ${outcome}`;
}
