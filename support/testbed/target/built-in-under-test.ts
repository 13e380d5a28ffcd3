// Puts a built-in party with one defect (mutant) or one permitted freedom (variant) under test, to test the suite itself.
// They are many small modules, so they are loaded by the first run that names one.

/* eslint-disable @typescript-eslint/no-require-imports, @typescript-eslint/consistent-type-imports --
   import() of TypeScript sources needs a loader that Node 20 has not */

import type { Alteration } from '../../wires/sip/altered/alteration';
import { kindOf, type Role } from '../../procedure/roles';
import { createMachine, type Choice } from '../../reference/party';
import { nearest } from '../../verdict/nearest';
import { UserError } from '../../verdict/errors';
import type { Target } from './target';

export interface BuiltIn extends Choice {
  readonly id: string;
  readonly role: Role;
  /** What it does otherwise on SIP, and nowhere else. */
  readonly onSip?: Alteration;
  readonly ics?: Target['ics'];
  /** What it does, in words. */
  readonly says?: string;
}

const lent = new Map<string, BuiltIn>();

/** Adds a built-in party of this process's own to those that can be put under test. */
export const lend = (party: BuiltIn): unknown => lent.set(party.id, party);

export function builtIns(): readonly BuiltIn[] {
  const { MUTANTS } = require('../../reference/mutants/all') as typeof import('../../reference/mutants/all');
  const { VARIANTS } = require('../../reference/variants/all') as typeof import('../../reference/variants/all');
  const { SIP_MUTANTS } =
    require('../../wires/sip/altered/sip-mutants') as typeof import('../../wires/sip/altered/sip-mutants');
  const { SIP_VARIANTS } =
    require('../../wires/sip/altered/sip-variants') as typeof import('../../wires/sip/altered/sip-variants');
  const onSip = [...SIP_MUTANTS, ...SIP_VARIANTS].map((one): BuiltIn => ({
    ...one,
    build: (env) => createMachine(kindOf(one.role), env),
  }));
  return [...MUTANTS, ...VARIANTS, ...onSip, ...lent.values()];
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

/** On another wire it would be the faithful party. */
export function mustBeOnSip({ id, onSip }: BuiltIn, wire: Target['adapter']): void {
  if (onSip !== undefined && wire !== 'sip')
    throw new UserError('MCX-BUILT-IN', `${id} exists on SIP alone, and the wire is ${wire}; add --adapter sip`);
}

export function putBuiltInUnderTest(target: Target, id: string): Target {
  const party = builtIn(id);
  mustBeOnSip(party, target.adapter);
  const { role, ics } = party;
  return {
    ...target,
    name: `built-in ${role}, ${id}`,
    ics: { ...target.ics, ...ics },
    roles: { ...target.roles, [role]: { builtIn: id, underTest: true } },
  };
}
