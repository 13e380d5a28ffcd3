// A variant: a reference party that uses one freedom of the clause. No check may accuse it.

import type { FlowId } from '../../procedure/flows';
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
  /** Flows that it sends so many milliseconds late. */
  readonly delays?: Partial<Record<FlowId, number>>;
  /** What its maker answers to the ICS; yes to every item that is not here. */
  readonly ics?: Readonly<Record<string, 'yes' | 'no' | 'some'>>;
  /** The ordering under which it is judged; strict where absent. */
  readonly ordering?: 'lenient';
  build(env: Env): Machine;
}

/** Late beside an answer at once, and early for every deadline. */
export const LATE_MS = 15;

type Freedom = (id: string, freedom: string, says: string, build: Variant['build'], more?: Manner) => Variant;
type Manner = Pick<Variant, 'delays' | 'ordering' | 'ics'>;

export const variantOf =
  (role: Role): Freedom =>
  (id, freedom, says, build, more = {}) => ({ id, role, freedom, says, ...more, build });
