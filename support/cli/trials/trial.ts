// What comes of putting one mutant or variant under test. Types only.

import type { Role } from '../../procedure/roles';

/** What carries the messages of a trial; both carry the same bytes. */
export type TrialWire = 'memory' | 'http-json';

/** A requirement that failed a mutant. */
export interface Killer {
  readonly requirement: string;
  /** `silence`: no finding shows anything that is wrong, only that nothing came. */
  readonly by: 'sight' | 'silence';
  /** The first scenario that showed it, and what was observed there. */
  readonly tp: string;
  readonly observed: string;
}

export interface MutantTrial {
  readonly kind: 'mutant';
  readonly id: string;
  readonly role: Role;
  readonly says: string;
  /** The requirement that has to fail it. */
  readonly requirement: string;
  readonly outcome: 'killed' | 'survived';
  readonly killers: readonly Killer[];
}

export interface VariantTrial {
  readonly kind: 'variant';
  readonly id: string;
  readonly role: Role;
  readonly says: string;
  /** The statement or interpretation that gives the freedom. */
  readonly freedom: string;
  /** `idle`: it differs from the faithful party in no scenario, so nothing is proven. */
  readonly outcome: 'free' | 'accused' | 'idle';
  readonly accusations: readonly string[];
  /** How many scenarios it differs in; only these are run. */
  readonly scenarios: number;
}

export type Trial = MutantTrial | VariantTrial;

/** What a process can be asked to do. */
export type Task =
  | { readonly kind: 'differences'; readonly role: Role; readonly variants: readonly string[] }
  | { readonly kind: 'variant'; readonly id: string; readonly testPurposes: readonly string[] }
  | {
      readonly kind: 'mutant';
      readonly id: string;
      /** The requirement whose check is left out. */
      readonly without?: string;
    };

/** By variant, the test purposes in which it differs from the faithful party. */
export type Differences = Readonly<Record<string, readonly string[]>>;
