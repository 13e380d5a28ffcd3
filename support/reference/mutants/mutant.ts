// A mutant: a reference party with one defect, and the one statement of the clause whose check must catch it.

import type { Role } from '../../procedure/roles';
import { alteredClient, alteredGms, alteredServer, type Alteration } from '../altered';
import type { Env, Machine } from '../machine';
import type { ClientPolicy, GmsPolicy, ServerPolicy } from '../policies';

export interface Mutant {
  /** Kebab-case, unique among mutants and variants. */
  readonly id: string;
  readonly role: Role;
  readonly requirement: string;
  /** The defect, in one sentence. */
  readonly says: string;
  build(env: Env): Machine;
}

type Defect<P> = (id: string, requirement: string, says: string, alteration: Alteration<P>) => Mutant;

export const mutantClient =
  (role: Role): Defect<ClientPolicy> =>
  (id, requirement, says, alteration) => ({ id, role, requirement, says, build: alteredClient(alteration) });

export const mutantServer =
  (role: Role): Defect<ServerPolicy> =>
  (id, requirement, says, alteration) => ({ id, role, requirement, says, build: alteredServer(alteration) });

export const mutantGms =
  (role: Role): Defect<GmsPolicy> =>
  (id, requirement, says, alteration) => ({ id, role, requirement, says, build: alteredGms(alteration) });
