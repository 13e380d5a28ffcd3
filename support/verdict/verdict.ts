// The verdict lattice: pass < inconclusive < fail < error. A verdict only ever gets worse, and the first reason of the
// worst level is kept.

export const VERDICTS = ['pass', 'inconclusive', 'fail', 'error'] as const;
export type Verdict = (typeof VERDICTS)[number];

export interface Reasoned {
  readonly verdict: Verdict;
  readonly reason: string;
}

export const isWorse = (a: Verdict, b: Verdict): boolean => VERDICTS.indexOf(a) > VERDICTS.indexOf(b);

/** Keeps the first of the worst. */
export function worst<T extends { readonly verdict: Verdict }>(first: T, ...others: readonly T[]): T {
  return others.reduce((kept, next) => (isWorse(next.verdict, kept.verdict) ? next : kept), first);
}
