// What a load came to: data, as load.json holds it (schemas/report/load.schema.json). Types only.

import type { Role } from '../procedure/roles';
import type { Verdict } from '../verdict/verdict';

export interface LoadResult {
  readonly version: 1;
  readonly suite: string;
  readonly startedAt: string;
  readonly product: {
    readonly name: string;
    readonly version: string;
    readonly adapter: string;
    readonly underTest: readonly Role[];
  };
  readonly verdict: Verdict;
  readonly reason: string;
  readonly exitCode: 0 | 1 | 3 | 4;
  /** Until every client was affiliated, in milliseconds. */
  readonly preparedInMs: number;
  readonly clients: Counts;
  /** Null where they are not the product's: the harness was saturated, or clocks could not be aligned. */
  readonly times: Times | null;
  readonly harness: Harness;
  readonly workers: readonly WorkerResult[];
  readonly findings: readonly LoadFinding[];
  /** Of so many clients every message was judged. */
  readonly judged: number;
}

export interface Counts {
  readonly asked: number;
  /** Were sent step 7. */
  readonly received: number;
  /** Were not, though their worker waited for it; null where that is not the product's. */
  readonly lost: number | null;
  /** Were sent it more than once; null in the same way: a product may try again what we answered late. */
  readonly doubled: number | null;
  /** Their step 9 was taken; null where the wire has none. */
  readonly acknowledged: number | null;
  /** Their worker is no more. */
  readonly notTold: number;
}

export interface Spread {
  readonly first: number;
  readonly median: number;
  readonly p99: number;
  readonly last: number;
}

/** Milliseconds after step 5 left. */
export interface Times {
  readonly step7: Spread | null;
  readonly step9: Spread | null;
  readonly step11: number | null;
  readonly step12: number | null;
  /** Of steps 7 and 9, between the first and the last of them. */
  readonly messagesPerSecond: number | null;
  /** What the clocks of workers leave open. */
  readonly uncertaintyMs: number;
}

export interface Harness {
  /** What it could not keep up with: such figures are nobody's. */
  readonly saturated: readonly Saturation[];
  /** How late the event loop of any of its processes was at most, and in all until the last message. */
  readonly latestMs: number;
  readonly lateMs: number;
  /** Messages of the product that it would not take. */
  readonly refused: number;
}

export interface Saturation {
  readonly concerns: 'losses' | 'times';
  readonly why: string;
}

export interface WorkerResult {
  readonly name: string;
  readonly clients: number;
  readonly received: number | null;
  /** Why its share could not be told. */
  readonly lost?: string;
  readonly clockUncertaintyMs: number | null;
  readonly latestMs: number;
  /** The first message that did not get through, to a client or from one, and why. */
  readonly trouble?: string;
}

export interface LoadFinding {
  readonly requirement: string;
  readonly party: string;
  readonly expected: string;
  readonly observed: string;
}
