// Variants to play beside a mutant: freedoms that the clause gives to its neighbours, chosen by a seed. Pure.

import type { Role } from '../procedure/roles';
import { MUTANTS } from '../reference/mutants/all';
import { VARIANTS } from '../reference/variants/all';
import type { Variant } from '../reference/variants/variant';
import { shuffled } from './chance';
import type { Played } from './runner';

/** None that is judged otherwise than the faithful party is. */
const usableBeside = (own: Role | undefined): readonly Variant[] =>
  VARIANTS.filter(({ role, ics, ordering }) => role !== own && ics === undefined && ordering === undefined);

/** One for a role. */
export function neighboursOf(id: string, most: number, seed: number): readonly string[] {
  const own = MUTANTS.find((mutant) => mutant.id === id)?.role;
  const chosen = new Map<Role, string>();
  for (const variant of shuffled(usableBeside(own), seed, (one) => `${id} ${one.id}`))
    if (chosen.size < most && !chosen.has(variant.role)) chosen.set(variant.role, variant.id);
  return [...chosen.values()];
}

/** Sets of variants to play beside a role, one in each other role that has any: each variant is in one of them at least. */
export function setsBeside(own: Role, seed: number): readonly (readonly string[])[] {
  const usable = shuffled(usableBeside(own), seed, ({ id }) => id);
  const byRole = [...new Set(usable.map(({ role }) => role))].map((role) => usable.filter((one) => one.role === role));
  const sets = Math.max(...byRole.map(({ length }) => length));
  return Array.from({ length: sets }, (_, nth) =>
    byRole.flatMap((variants) => variants[nth % variants.length]?.id ?? []),
  );
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
