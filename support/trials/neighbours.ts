// Variants to play beside a mutant: freedoms that the clause gives to its neighbours, chosen by a seed. Pure.

import type { Role } from '../procedure/roles';
import { MUTANTS } from '../reference/mutants/all';
import { VARIANTS } from '../reference/variants/all';
import { shuffled } from './chance';
import type { Played } from './runner';

/** One for a role, and none that is judged otherwise than the faithful party is. */
export function neighboursOf(id: string, most: number, seed: number): readonly string[] {
  const own = MUTANTS.find((mutant) => mutant.id === id)?.role;
  const usable = VARIANTS.filter(
    ({ role, ics, ordering }) => role !== own && ics === undefined && ordering === undefined,
  );
  const chosen = new Map<Role, string>();
  for (const variant of shuffled(usable, seed, (one) => `${id} ${one.id}`))
    if (chosen.size < most && !chosen.has(variant.role)) chosen.set(variant.role, variant.id);
  return [...chosen.values()];
}

/** Statements that somebody else is accused of beside the party under test. */
export const falselyIn = (role: Role, played: readonly Pick<Played, 'result'>[]): readonly string[] => [
  ...new Set(
    played.flatMap(({ result }) =>
      result.checks.flatMap(({ requirement, verdict, judged, party }) =>
        !judged && (verdict === 'fail' || verdict === 'error') && party !== role ? [`${requirement} of ${party}`] : [],
      ),
    ),
  ),
];
