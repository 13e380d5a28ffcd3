// A variant: a reference party that uses one freedom of the clause. No check may accuse it.

import type { Role } from '../../procedure/roles';
import type { Env, Machine } from '../machine';

export interface Variant {
  /** Kebab-case, unique among mutants and variants. */
  readonly id: string;
  readonly role: Role;
  /** The statement or interpretation that gives the freedom. */
  readonly freedom: string;
  /** What it does with the freedom, in one sentence. */
  readonly says: string;
  build(env: Env): Machine;
}
