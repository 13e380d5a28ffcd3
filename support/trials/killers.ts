// Which requirements failed the party under test, and whether they saw what was wrong or only that nothing came. Pure.

import type { Played } from './runner';
import type { Killer } from './trial';

export function killersIn(played: readonly Pick<Played, 'result' | 'settled'>[]): readonly Killer[] {
  const found = new Map<string, Killer>();
  for (const { result, settled } of played)
    for (const { requirement, verdict, judged, evidence, observed } of result.checks) {
      if (verdict !== 'fail' || !judged) continue;
      const by = evidence.some((id) => settled.has(id)) ? 'silence' : 'sight';
      const before = found.get(requirement);
      if (!before || (before.by === 'silence' && by === 'sight'))
        found.set(requirement, { requirement, by, tp: result.tp, observed });
    }
  return [...found.values()];
}

/** Requirements that say no more than that something is sent or made known: silence is exactly what breaks them. */
export const OWES_A_MESSAGE: ReadonlySet<string> = new Set([
  'PRE-1b',
  'PRE-2a',
  'PRE-2c',
  'PRE-3a',
  'PRE-3b',
  'PRE-3c',
  'PRE-4',
  'PRE-5',
  'STEP-2-a',
  'STEP-3-b',
  'STEP-3-d',
  'STEP-4a-1',
  'STEP-4a-2',
  'STEP-4b-1',
  'STEP-5-a',
  'STEP-5-b',
  'STEP-6-b',
  'STEP-6-d',
  'STEP-7-a',
  'STEP-10-a',
  'STEP-10-b',
  'STEP-10-c',
  'STEP-11-a',
  'STEP-12-a',
  'POST-2b',
  'INV-9',
]);

/** Why a kill proves little of its check; undefined where it proves enough. */
export function weakness(requirement: string, killers: readonly Killer[]): 'schema alone' | 'silence' | undefined {
  const own = killers.find((killer) => killer.requirement === requirement);
  if (own?.requirement === 'WIRE-1' && killers.length === 1) return 'schema alone';
  return own?.by === 'silence' && !OWES_A_MESSAGE.has(requirement) ? 'silence' : undefined;
}
