// Puts a built-in party with one defect (mutant) or one permitted freedom (variant) under test, to test the suite itself.

import { nearest } from '../verdict/nearest';
import { UserError } from '../verdict/errors';
import { MUTANTS } from '../reference/mutants/all';
import { VARIANTS } from '../reference/variants/all';
import type { Target } from './target';

export const BUILT_INS = [...MUTANTS, ...VARIANTS];

export function builtIn(id: string): (typeof BUILT_INS)[number] {
  const found = BUILT_INS.find((candidate) => candidate.id === id);
  if (found) return found;
  const hint = nearest(
    id,
    BUILT_INS.map((candidate) => candidate.id),
  );
  throw new UserError('MCX-BUILT-IN', `there is no mutant or variant ${id}; the nearest is ${hint}`);
}

export function putBuiltInUnderTest(target: Target, id: string): Target {
  const { role } = builtIn(id);
  return {
    ...target,
    name: `built-in ${role}, ${id}`,
    roles: { ...target.roles, [role]: { builtIn: id, underTest: true } },
  };
}
