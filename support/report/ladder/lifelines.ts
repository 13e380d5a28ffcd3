// The lifelines of a ladder: of the entities of figure 10.15.3.3.1-1 in its order, the group management servers beside them and
// those around the figure, whoever takes part. Unaware of what happens between them.

import type { PartyName, Role } from '../../procedure/roles';

export interface Lifeline {
  /** Null for whoever no scenario knows. */
  readonly party: PartyName | null;
  readonly title: string;
  readonly place: string;
  readonly underTest: boolean;
  /** A party that is served to develop against, and judged by nobody. */
  readonly served?: true;
}

const ORDER: readonly (readonly [party: PartyName, title: string, place: string])[] = [
  ['client-1', 'MC service client 1', 'primary'],
  ['primary-gms', 'GMS', 'primary'],
  ['primary-server', 'MC service server', 'primary'],
  ['gateway', 'MC gateway servers', 'between the systems'],
  ['partner-server', 'MC service server', 'partner'],
  ['partner-gms', 'GMS', 'partner'],
  ['client-2', 'MC service client 2', 'partner'],
  ['primary-bystanders', 'Other clients', 'primary'],
  ['partner-bystanders', 'Other clients', 'partner'],
  ['second-partner-server', 'MC service server', 'second partner'],
  ['second-partner-gms', 'GMS', 'second partner'],
  ['second-partner-bystanders', 'Other clients', 'second partner'],
];

/** @param used the parties that a scenario needs; null where somebody unknown takes part */
export function lifelinesOf(used: ReadonlySet<PartyName | null>, underTest: readonly Role[]): readonly Lifeline[] {
  const judged: ReadonlySet<PartyName> = new Set(underTest);
  const known = ORDER.filter(([party]) => used.has(party)).map(([party, title, place]): Lifeline => ({
    party,
    title,
    place,
    underTest: judged.has(party),
  }));
  const stranger: Lifeline = { party: null, title: 'Somebody unknown', place: 'no known identity', underTest: false };
  return used.has(null) ? [...known, stranger] : known;
}
