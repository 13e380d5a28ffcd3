// Puts a built-in party with one defect (mutant) or one permitted freedom (variant) under test, to test the suite itself.
// They are many small modules, so they are loaded by the first run that names one.

/* eslint-disable @typescript-eslint/no-require-imports, @typescript-eslint/consistent-type-imports --
   import() of TypeScript sources needs a loader that Node 20 has not */

import type { Wire, WireName } from '../../ports/wire';
import { WIRES } from '../../wires/registry';
import { kindOf, type Role } from '../../procedure/roles';
import { createMachine, type Choice } from '../../reference/party';
import { instead } from '../../verdict/nearest';
import { UserError } from '../../verdict/errors';
import type { Target } from './target';

export interface BuiltIn extends Choice {
  readonly id: string;
  readonly role: Role;
  /** What it does otherwise on one wire, and nowhere else. */
  readonly onWire?: { readonly wire: WireName; readonly alteration: unknown };
  readonly ics?: Target['ics'];
  /** The requirement that it breaks, of a mutant. */
  readonly requirement?: string;
  /** The statement or interpretation that gives it its freedom, of a variant. */
  readonly freedom?: string;
  /** What it does, in words. */
  readonly says?: string;
}

const lent = new Map<string, BuiltIn>();

/** Adds a built-in party of this process's own to those that can be put under test. */
export const lend = (party: BuiltIn): unknown => lent.set(party.id, party);

export function builtIns(): readonly BuiltIn[] {
  const { MUTANTS } = require('../../reference/mutants/all') as typeof import('../../reference/mutants/all');
  const { VARIANTS } = require('../../reference/variants/all') as typeof import('../../reference/variants/all');
  return [...MUTANTS, ...VARIANTS, ...WIRES.flatMap(alteredOn), ...lent.values()];
}

/** The faithful party, with what it does otherwise on the wire. */
function alteredOn({ name, trials }: Wire): readonly BuiltIn[] {
  const { mutants = [], variants = [] } = trials?.() ?? {};
  return [...mutants, ...variants].map(({ alteration, ...one }) => ({
    ...one,
    onWire: { wire: name, alteration },
    build: (env) => createMachine(kindOf(one.role), env),
  }));
}

export function builtIn(id: string): BuiltIn {
  const known = builtIns();
  const match = known.find((candidate) => candidate.id === id);
  if (match) return match;
  const ids = known.map((candidate) => candidate.id);
  throw new UserError(
    'MCX-BUILT-IN',
    `there is no mutant or variant ${id}${instead(id, ids)} (npx mcx-conformance mutants --list shows all)`,
  );
}

/** On another wire it would be the faithful party. */
export function mustBeOnItsWire({ id, onWire }: BuiltIn, wire: WireName): void {
  if (onWire !== undefined && wire !== onWire.wire)
    throw new UserError(
      'MCX-BUILT-IN',
      `${id} exists on ${onWire.wire} alone, and the wire is ${wire}; add --adapter ${onWire.wire}`,
    );
}

export function putBuiltInUnderTest(target: Target, id: string): Target {
  const party = builtIn(id);
  mustBeOnItsWire(party, target.adapter);
  const { role, ics } = party;
  return {
    ...target,
    name: `built-in ${role}, ${id}`,
    ics: { ...target.ics, ...ics },
    roles: { ...target.roles, [role]: { builtIn: id, underTest: true } },
  };
}

/** Variants in roles that are played: each keeps to the clause, in its own way. */
export const withNeighbours = (target: Target, ids: readonly string[]): Target =>
  ids.reduce((known, id): Target => {
    const { VARIANTS } = require('../../reference/variants/all') as typeof import('../../reference/variants/all');
    const variant = VARIANTS.find((one) => one.id === id);
    if (variant === undefined)
      throw new UserError(
        'MCX-NEIGHBOUR',
        `expected --neighbours to name a variant, found ${id}${instead(
          id,
          VARIANTS.map((one) => one.id),
        )} (npx mcx-conformance mutants --list shows all; docs/search.md says what variants are)`,
      );
    const { role } = variant;
    const there = known.roles[role];
    if (there !== undefined && !('played' in there && !('variant' in there)))
      throw new UserError(
        'MCX-NEIGHBOUR',
        `${id} would play the ${role}, which is under test or played by another variant; leave one of them out`,
      );
    return { ...known, roles: { ...known.roles, [role]: { played: true, variant: id } } };
  }, target);
