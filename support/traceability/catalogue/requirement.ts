// One statement of the clause as the catalogue holds it, and the reading taken where the clause is ambiguous. Types only.

import type { Ability } from '../../ports/abilities';
import type { Role } from '../../procedure/roles';

export type Strength =
  | 'shall'
  | 'shall-not'
  | 'should'
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

/** What a statement of stage 3 is to one of stage 2. */
export interface RelationToStage2 {
  readonly kind: 'implements' | 'refines' | 'contradicts';
  /** In 23.280-10.15.3.3.1. */
  readonly statement: string;
  /** Of its own clause: by what it holds where the two part. */
  readonly reading?: string;
}

/** Nothing of it leaves a function; a statement of another clause judges it; its check is still to be written. */
export type Unchecked = 'inside' | 'elsewhere' | 'unwritten';

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
  /** The heading that they stand under, where others have sentences that read the same. */
  readonly section?: string | undefined;
  /** Which of the sentences that read the same under that heading the first of them is; 1 where nothing is said. */
  readonly occurrence?: number | undefined;
  /** The protocol whose messages it is about; not every wire speaks it. */
  readonly protocol?: string | undefined;
  /** Of a protocol: the request that it speaks of, or the final response. */
  readonly leg?: 'A' | 'B' | 'C' | 'D' | 'E' | 'answer' | undefined;
  readonly stage2?: readonly RelationToStage2[] | undefined;
  /** Abilities of a wire without which no check can tell. */
  readonly needs: readonly Ability[];
  /** Abilities without which no scenario can bring its condition about. */
  readonly arisesWith: readonly Ability[];
  /** Why there is no check; undefined for a statement that has one. */
  readonly why: string | undefined;
  /** What kind of reason that is, where the clause tells them apart. */
  readonly unchecked?: Unchecked | undefined;
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
