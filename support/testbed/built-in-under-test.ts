// Puts a built-in party with one defect (mutant) or one permitted freedom (variant) under test, to test the suite itself.
// They are many small modules, so they are loaded by the first run that names one.

/* eslint-disable @typescript-eslint/no-require-imports, @typescript-eslint/consistent-type-imports --
   import() of TypeScript sources needs a loader that Node 20 has not */

import type { Role } from '../procedure/roles';
import type { Choice } from '../reference/party';
import { nearest } from '../verdict/nearest';
import { UserError } from '../verdict/errors';
import type { Target } from './target';

export interface BuiltIn extends Choice {
  readonly id: string;
  readonly role: Role;
  readonly ics?: Target['ics'];
}

const lent = new Map<string, BuiltIn>();

/** Adds a built-in party of this process's own to those that can be put under test. */
export const lend = (party: BuiltIn): unknown => lent.set(party.id, party);

export function builtIns(): readonly BuiltIn[] {
  const { MUTANTS } = require('../reference/mutants/all') as typeof import('../reference/mutants/all');
  const { VARIANTS } = require('../reference/variants/all') as typeof import('../reference/variants/all');
  return [...MUTANTS, ...VARIANTS, ...lent.values()];
}

export function builtIn(id: string): BuiltIn {
  const known = builtIns();
  const found = known.find((candidate) => candidate.id === id);
  if (found) return found;
  const hint = nearest(
    id,
    known.map((candidate) => candidate.id),
  );
  throw new UserError('MCX-BUILT-IN', `there is no mutant or variant ${id}; the nearest is ${hint}`);
}

export function putBuiltInUnderTest(target: Target, id: string): Target {
  const { role, ics } = builtIn(id);
  return {
    ...target,
    name: `built-in ${role}, ${id}`,
    ics: { ...target.ics, ...ics },
    roles: { ...target.roles, [role]: { builtIn: id, underTest: true } },
  };
}
