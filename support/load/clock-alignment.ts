// How the clock of another process stands to ours, by messages there and back: each says that the other clock was read between two
// readings of ours, and all of them together leave a narrow range. Asked before and after what is measured, so that clocks that
// drift apart are followed. Pure.

/** Milliseconds: ours when we asked, theirs when they answered, ours when the answer was here. */
export interface RoundTrip {
  readonly sentAt: number;
  readonly theirs: number;
  readonly backAt: number;
}

export interface Alignment {
  /** A reading of their clock as ours would have been. */
  readonly toOurs: (theirs: number) => number;
  /** So far from the truth it may be at most, in milliseconds. */
  readonly uncertaintyMs: number;
}

interface Range {
  /** Theirs less ours. */
  readonly offset: number;
  readonly halfWidth: number;
  /** Of their clock, in the middle of the asking. */
  readonly at: number;
}

/** So much two clocks drift apart while they are asked, at 50 parts in a million for two seconds. */
const DRIFT_MS = 0.1;

/** @returns undefined where the answers contradict each other: a clock was set, or nobody answered */
export function align(before: readonly RoundTrip[], after: readonly RoundTrip[]): Alignment | undefined {
  const [first, last] = [rangeOf(before), rangeOf(after)];
  if (first === undefined || last === undefined) return undefined;
  const span = last.at - first.at;
  const drift = span > 0 ? (last.offset - first.offset) / span : 0;
  return {
    toOurs: (theirs) => theirs - (first.offset + drift * (theirs - first.at)),
    uncertaintyMs: Math.max(first.halfWidth, last.halfWidth),
  };
}

function rangeOf(trips: readonly RoundTrip[]): Range | undefined {
  if (trips.length === 0) return undefined;
  const least = Math.max(...trips.map(({ theirs, backAt }) => theirs - backAt));
  const most = Math.min(...trips.map(({ theirs, sentAt }) => theirs - sentAt));
  if (least > most + DRIFT_MS) return undefined;
  const at = trips.reduce((sum, { theirs }) => sum + theirs, 0) / trips.length;
  return { offset: (least + most) / 2, halfWidth: Math.abs(most - least) / 2 + DRIFT_MS, at };
}
