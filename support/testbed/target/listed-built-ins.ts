// The mutants and variants of the built-in parties as a reader chooses among them: which role, what it does, and the statement
// that catches the defect or gives the freedom. Unaware of how one is built.

import type { WireName } from '../../ports/wire';
import type { Role } from '../../procedure/roles';
import { builtIns, type BuiltIn } from './built-in-under-test';

export interface ListedBuiltIn {
  readonly id: string;
  readonly role: Role;
  readonly kind: 'mutant' | 'variant';
  /** The requirement that a mutant breaks, or the statement or interpretation that gives a variant its freedom. */
  readonly statement: string;
  readonly says: string;
  /** It exists on this wire alone; on each where absent. */
  readonly wire?: WireName;
}

export type Wanted = Partial<Pick<ListedBuiltIn, 'role' | 'kind' | 'wire'>>;

export const listedBuiltIns = ({ role, kind, wire }: Wanted = {}): readonly ListedBuiltIn[] =>
  builtIns()
    .map(listed)
    .filter((one) => role === undefined || one.role === role)
    .filter((one) => kind === undefined || one.kind === kind)
    .filter((one) => wire === undefined || one.wire === undefined || one.wire === wire);

const listed = ({ id, role, requirement, freedom, says = '', onWire }: BuiltIn): ListedBuiltIn => ({
  id,
  role,
  kind: requirement === undefined ? 'variant' : 'mutant',
  statement: requirement ?? freedom ?? '',
  says,
  ...(onWire && { wire: onWire.wire }),
});

/** A heading for each role and kind, and a line for each party below it. */
export function renderBuiltIns(parties: readonly ListedBuiltIn[]): readonly string[] {
  const groups = new Map<string, ListedBuiltIn[]>();
  for (const one of parties) {
    const heading =
      one.kind === 'mutant' ? `${one.role}, with one defect (mutants):` : `${one.role}, with one freedom (variants):`;
    groups.set(heading, [...(groups.get(heading) ?? []), one]);
  }
  return [...groups].flatMap(([heading, group], at) => {
    const width = Math.max(...group.map(({ id }) => id.length));
    return [...(at === 0 ? [] : ['']), heading, ...group.map((one) => `  ${one.id.padEnd(width)}  ${about(one)}`)];
  });
}

const about = ({ says, kind, statement, wire }: ListedBuiltIn): string =>
  `${says} (${kind === 'mutant' ? 'breaks' : 'by'} ${statement}${wire === undefined ? '' : `; on ${wire} alone`})`;
