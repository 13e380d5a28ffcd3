// Leaves out one check after another and sees whether it is missed: a mutant that breaks the requirement must survive then.
// A check that nobody misses proves nothing.

import type { Catalogue } from '../traceability/catalogue/catalogue';
import { isObservable } from '../traceability/catalogue/requirement';
import { MUTANTS } from '../reference/mutants/all';
import { chances } from './chance';
import type { Pool } from './pool';
import type { MutantTrial, Task } from './trial';

export interface Ablation {
  readonly requirement: string;
  /** A mutant that survives for want of the check; undefined where there is none. */
  readonly survivor: string | undefined;
  /** Requirements that notice the survivor all the same. */
  readonly noticedBy: readonly string[];
}

export async function ablate(
  requirements: readonly string[],
  pool: Pool,
  onDone: (ablation: Ablation) => void,
): Promise<readonly Ablation[]> {
  const tried = requirements.flatMap((requirement) => {
    const mutants = MUTANTS.filter((mutant) => mutant.requirement === requirement);
    return mutants.slice(0, 1).map(({ id }) => ({ requirement, id }));
  });
  const tasks = tried.flatMap(({ requirement, id }): Task[] => [
    { kind: 'mutant', id },
    { kind: 'mutant', id, without: requirement },
  ]);
  const trials = await pool.carryOut<MutantTrial>(tasks);
  return requirements.map((requirement) => {
    const at = tried.findIndex((one) => one.requirement === requirement);
    const whole = at < 0 ? undefined : trials[2 * at];
    const cut = at < 0 ? undefined : trials[2 * at + 1];
    const isMissed = whole !== undefined && whole.outcome !== 'survived' && cut?.outcome === 'survived';
    const ablation = {
      requirement,
      survivor: isMissed ? cut.id : undefined,
      noticedBy: cut?.killers.map((killer) => killer.requirement) ?? [],
    };
    onDone(ablation);
    return ablation;
  });
}

/** So many requirements with a check, chosen by a seed: the same seed chooses the same. */
export function chosen(catalogue: Catalogue, wanted: number, seed: number): readonly string[] {
  const left = catalogue.requirements.filter(isObservable).map(({ id }) => id);
  const random = chances(seed);
  const taken: string[] = [];
  while (taken.length < wanted && left.length > 0) taken.push(...left.splice(Math.floor(random() * left.length), 1));
  return taken;
}
