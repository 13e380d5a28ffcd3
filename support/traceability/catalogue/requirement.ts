// One statement of the clause as the catalogue holds it, and the reading taken where the clause is ambiguous. Types only.

import type { Ability } from '../../ports/abilities';
import type { Role } from '../../procedure/roles';

export type Strength =
  | 'shall'
  | 'shall-not'
  | 'indicative'
  | 'implied'
  | 'may'
  | 'precondition'
  | 'note'
  | 'scope'
  | 'lifetime'
  | 'editorial'
  | 'figure'
  | 'invariant'
  /** Of a table of information elements, not of the clause's own sentences. */
  | 'table'
  /** Rests on an interpretation alone: another reading of the same sentence would have it otherwise. */
  | 'reading';

export interface Requirement {
  readonly id: string;
  /** The clause that it is a statement of, by the name of its folder. */
  readonly clause: string;
  /** One of the parts of the clause: the number of a step, or what stands around the steps. */
  readonly step: string;
  /** The roles that it binds; none for a statement that binds nobody. */
  readonly owners: readonly Role[];
  readonly strength: Strength;
  /** It says no more than that something is sent or made known: silence is exactly what breaks it. */
  readonly owesAMessage?: true;
  /** In own words. */
  readonly says: string;
  readonly locator: string;
  /** Digests of its sentences in the clause; none for what follows from several steps together. */
  readonly sentences: readonly string[];
  /** Abilities of a wire without which no check can tell. */
  readonly needs: readonly Ability[];
  /** Abilities without which no scenario can bring its condition about. */
  readonly arisesWith: readonly Ability[];
  /** Why there is no check; undefined for a statement that has one. */
  readonly why: string | undefined;
  readonly interpretations: readonly string[];
  readonly freedom: string | undefined;
  /** A condition over ICS items; without one it applies to every implementation. */
  readonly applicability?: string | undefined;
}

export interface Interpretation {
  readonly id: string;
  readonly problem: string;
  readonly reading: string;
  readonly why: string;
  readonly alternatives: readonly { readonly reading: string; readonly verdict: string }[];
  readonly affects: readonly string[];
}

/** By some wire. */
export const isObservable = ({ why }: Pick<Requirement, 'why'>): boolean => why === undefined;
