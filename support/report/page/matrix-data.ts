// What the page of a campaign holds: each run of the matrix as a cell, what each participant did in it, and where two of them answered
// the same stimulus differently. Types only.

import type { Role } from '../../procedure/roles';
import type { Verdict } from '../../verdict/verdict';

/** `could-not-be-run` and `not-run` are nobody's verdict. */
export type CellState = Verdict | 'could-not-be-run' | 'not-run';

export interface Matrix {
  readonly version: 1;
  readonly campaign: string;
  /** Whom it is for: everything, what every participant has released, or what concerns one vendor. */
  readonly view: 'organiser' | 'public' | { readonly vendor: string };
  readonly id: string;
  readonly startedAt: string;
  readonly suite: string;
  readonly cells: readonly Cell[];
  readonly differences: readonly Difference[];
}

export interface Cell {
  /** What it is about, in every campaign. */
  readonly subject: string;
  readonly job: string;
  readonly wire: string;
  readonly service?: string;
  readonly profile?: string;
  /** One regroup to so many clients, in place of scenarios. */
  readonly load?: number;
  readonly state: CellState;
  /** In one line: the verdict of the run, or why there is none. */
  readonly reason: string;
  /** Scenarios, by verdict. */
  readonly counts: Readonly<Record<string, number>>;
  readonly participants: readonly ParticipantResult[];
  /** What failed in it and names nobody under test. */
  readonly unexplained: readonly string[];
  /** Seconds. */
  readonly seconds: number;
  /** Where the page of the run is, from the page of the matrix. */
  readonly page?: string;
  /** What it was in earlier campaigns, the oldest first. */
  readonly before: readonly { readonly id: string; readonly state: CellState }[];
}

export interface ParticipantResult {
  readonly name: string;
  readonly vendor: string;
  readonly version: string;
  readonly roles: readonly Role[];
  /** Told by its own bytes alone; nothing where the cell has no verdict, or where it is not for these eyes. */
  readonly verdict?: Verdict;
  /** The statements that its bytes broke, the first of the run first. */
  readonly broken: readonly Broken[];
  readonly inconclusive: number;
  /** What it was in earlier campaigns, the oldest first. */
  readonly before: readonly { readonly id: string; readonly verdict: Verdict }[];
}

export interface Broken {
  readonly requirement: string;
  readonly says: string;
  readonly role: Role;
  readonly expected: string;
  readonly observed: string;
  /** Test purposes that show it; none where a load shows it. */
  readonly testPurposes: readonly string[];
  /** Where the first of them stands on the page of the run. */
  readonly anchor?: string;
  /** Events of the trace that decided, in the first of them. */
  readonly evidence: readonly string[];
  /** Participants of the run that it speaks for in no way: they broke nothing by it. */
  readonly excuses: readonly string[];
}

/** Two products in the same role, the same stimulus, both conform, and they do not do the same. */
export interface Difference {
  readonly role: Role;
  readonly wire: string;
  readonly service?: string;
  readonly one: DifferentProduct;
  readonly other: DifferentProduct;
  readonly testPurposes: readonly string[];
  /** Statements of the role that these test purposes show. */
  readonly requirements: readonly string[];
  /** Readings on which these statements rest. */
  readonly interpretations: readonly string[];
}

export interface DifferentProduct {
  readonly name: string;
  readonly vendor: string;
  /** What it did and the other did not. */
  readonly did: string;
}
