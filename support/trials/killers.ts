// Which requirements failed the party under test, whether they saw what was wrong or only that nothing came, and whether they
// had to. Pure.

import { brokenBy } from '../reference/mutants/consequences';
import type { Mutant } from '../reference/mutants/mutant';
import type { Requirement } from '../traceability/catalogue/requirement';
import type { Played } from './runner';
import type { Killer, MutantTrial } from './trial';

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

/** A mutant has to be failed by the statement that it names, and by none that it does not break. */
export function outcomeOf(
  mutant: Pick<Mutant, 'id' | 'requirement'>,
  killers: readonly Killer[],
): Pick<MutantTrial, 'outcome' | 'beyond'> {
  const failed = killers.map(({ requirement }) => requirement);
  const broken = brokenBy(mutant);
  const beyond = failed.filter((one) => !broken.includes(one));
  if (!failed.includes(mutant.requirement)) return { outcome: 'survived', beyond };
  return { outcome: beyond.length > 0 ? 'astray' : 'killed', beyond };
}
