// What comes of putting one mutant or variant under test. Types, and which wire a trial speaks for.

import type { Role } from '../procedure/roles';
import type { Wire, WireName } from '../ports/wire';
import { spokenOn, wireNamed } from '../wires/registry';

/** The wire that a trial speaks for: memory carries the bytes of http-json. */
export const wireOf = (carriedBy: WireName): Wire => spokenOn(wireNamed(carriedBy));

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
  /** `unseen`: the wire can show neither the requirement nor the defect, which proves nothing. */
  /** `astray`: the requirement fails it, and so does a statement that the defect does not break. */
  readonly outcome: 'killed' | 'survived' | 'astray' | 'unseen';
  /** Of one that is unseen. */
  readonly why?: string;
  readonly killers: readonly Killer[];
  /** Requirements that failed it although the defect does not break them. */
  readonly beyond: readonly string[];
}

export interface VariantTrial {
  readonly kind: 'variant';
  readonly id: string;
  readonly role: Role;
  readonly says: string;
  /** The statement or interpretation that gives the freedom. */
  readonly freedom: string;
  /** `idle`: it differs from the faithful party in no scenario, so nothing is proven. */
  /** `unseen`: so on a wire that cannot bring about what it differs in. */
  readonly outcome: 'free' | 'accused' | 'idle' | 'unseen';
  readonly accusations: readonly string[];
  /** How many scenarios it was run in: those that it differs in, or some of them. */
  readonly scenarios: number;
  /** How many it differs in, where it was not run in all of them. */
  readonly differsIn?: number;
  /** Test purposes that could not be told of it, though it broke nothing: a product that uses the freedom may not reach `conforms`. */
  readonly undecided?: readonly string[];
}

/** Where a variant was tried, as the matrix and the terminal say it. */
export function triedIn({
  scenarios,
  differsIn,
  undecided = [],
}: Pick<VariantTrial, 'scenarios' | 'differsIn' | 'undecided'>): string {
  const tried = differsIn === undefined ? `${scenarios} scenarios` : `${scenarios} of ${differsIn} scenarios`;
  return undecided.length === 0 ? tried : `${tried}, undecided in ${undecided.join(', ')}`;
}

export type Trial = MutantTrial | VariantTrial;

/** What a process can be asked to do. */
export type Task =
  | { readonly kind: 'differences'; readonly role: Role; readonly ids: readonly string[] }
  | {
      readonly kind: 'variant';
      readonly id: string;
      readonly testPurposes: readonly string[];
      /** In so many of them, spread evenly; in all where this is not given. */
      readonly most?: number;
    }
  | {
      readonly kind: 'mutant';
      readonly id: string;
      /** In which it differs from the faithful party; only those that show its requirement where this is not known. */
      readonly testPurposes?: readonly string[];
      /** In so many of them at most beside those that show its requirement; in all where this is not given. */
      readonly most?: number;
      /** The requirement whose check is left out. */
      readonly without?: string;
      /** Variants that are played beside it: nobody but the mutant may be accused then. */
      readonly neighbours?: readonly string[];
    };

/** By mutant or variant, the test purposes in which it differs from the faithful party. */
export type Differences = Readonly<Record<string, readonly string[]>>;
