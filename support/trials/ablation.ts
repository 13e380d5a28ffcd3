// Leaves out one check after another and sees whether it is missed: a mutant that breaks the requirement must survive then.
// A check that nobody misses proves nothing.

import type { Wire } from '../ports/wire';
import type { Catalogue } from '../traceability/catalogue/catalogue';
import { isShownOn } from '../traceability/wire';
import { MUTANTS } from '../reference/mutants/all';
import { shuffled } from './chance';
import type { Pool } from './pool';
import type { MutantTrial, Task } from './trial';

/** A requirement whose check can be left out, and a mutant that breaks it, where there is one. */
export interface Omission {
  readonly requirement: string;
  readonly mutant: string | undefined;
}

export interface Ablation {
  readonly requirement: string;
  /** A mutant that survives for want of the check; undefined where there is none. */
  readonly survivor: string | undefined;
  /** Requirements that notice the survivor all the same. */
  readonly noticedBy: readonly string[];
}

/** Of every requirement that the wire shows, unless all mutants that break it show on another wire alone. */
export function omissionsOn(wire: Wire, { requirements }: Pick<Catalogue, 'requirements'>): readonly Omission[] {
  const { mutants = [], unseen = new Map<string, string>() } = wire.trials?.() ?? {};
  return requirements
    .filter((row) => isShownOn(wire, row))
    .flatMap(({ id: requirement }): Omission[] => {
      const breaking = [...MUTANTS, ...mutants].filter((mutant) => mutant.requirement === requirement);
      const seen = breaking.find(({ id }) => !unseen.has(id));
      return seen === undefined && breaking.length > 0 ? [] : [{ requirement, mutant: seen?.id }];
    });
}

export async function ablate(
  omissions: readonly Omission[],
  pool: Pool,
  onDone: (ablation: Ablation) => void,
): Promise<readonly Ablation[]> {
  const tasks = omissions.flatMap(({ requirement, mutant: id }): Task[] =>
    id === undefined
      ? []
      : [
          { kind: 'mutant', id },
          { kind: 'mutant', id, without: requirement },
        ],
  );
  const trials = await pool.carryOut<MutantTrial>(tasks);
  return omissions.map(({ requirement, mutant }) => {
    const [whole, cut] = trials.filter(({ id }) => id === mutant);
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

/** So many of them, chosen by a seed: the same seed chooses the same. */
export const chosen = (omissions: readonly Omission[], wanted: number, seed: number): readonly Omission[] =>
  shuffled(omissions, seed, ({ requirement }) => requirement).slice(0, wanted);
