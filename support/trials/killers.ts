// Which requirements failed the party under test, and whether they saw what was wrong or only that nothing came. Pure.

import type { Requirement } from '../traceability/catalogue/requirement';
import type { Played } from './runner';
import type { Killer } from './trial';

export function killersIn(played: readonly Pick<Played, 'result' | 'settled'>[]): readonly Killer[] {
  const killers = new Map<string, Killer>();
  for (const { result, settled } of played)
    for (const { requirement, verdict, judged, evidence, observed } of result.checks) {
      if (verdict !== 'fail' || !judged) continue;
      const by = evidence.some((id) => settled.has(id)) ? 'silence' : 'sight';
      const before = killers.get(requirement);
      if (!before || (before.by === 'silence' && by === 'sight'))
        killers.set(requirement, { requirement, by, tp: result.tp, observed });
    }
  return [...killers.values()];
}

/** Why a kill proves little of its check; undefined where it proves enough. */
export function weakness(
  { id, owesAMessage }: Pick<Requirement, 'id' | 'owesAMessage'>,
  killers: readonly Killer[],
): 'schema alone' | 'silence' | undefined {
  const own = killers.find(({ requirement }) => requirement === id);
  if (own?.requirement === 'WIRE-1' && killers.length === 1) return 'schema alone';
  return own?.by === 'silence' && owesAMessage !== true ? 'silence' : undefined;
}
