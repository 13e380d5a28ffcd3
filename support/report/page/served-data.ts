// What the page of a served party is made of. Types only.

import type { Ladder } from '../ladder/model';

export interface ServedIndex {
  /** The newest first. */
  readonly entries: readonly ServedEntry[];
  /** Where the served party failed. */
  readonly faults: readonly string[];
  /** So many were let go because there were too many. */
  readonly dropped: number;
}

export interface ServedEntry {
  /** The scope that a tester provisioned, or the regroup group. */
  readonly key: string;
  readonly regroup: string;
  readonly version: number;
  readonly messages: number;
  readonly problems: number;
  /** The last message by its step and name. */
  readonly last: string;
  /** Milliseconds since it is served. */
  readonly at: number;
}

export interface ServedDetail {
  readonly key: string;
  readonly ladder: Ladder;
  readonly problems: readonly ServedProblem[];
  /** Older events that were let go. */
  readonly dropped: number;
  readonly start: number;
}

export interface ServedProblem {
  /** Id of the event that shows it. */
  readonly event: string;
  readonly text: string;
}

export interface ServedUpdate {
  /** ServedIndex, packed. */
  readonly index: string;
  readonly live: string;
}
