// Picks what a message most probably belongs to, so that a wrong value in it becomes a finding and not a lost message.

/** Looking further back would cost time for each message and find nothing more likely. */
const RECENT = 16;

type Wish<T> = (candidate: T) => boolean;

/** The latest of the recent candidates that fulfils the earlier wishes first. */
export const best = <T>(candidates: readonly T[], ...wishes: readonly Wish<T>[]): T | undefined =>
  highest(candidates, wishes, inTheirOrder);

/** The one that fulfils the most wishes, so that none of them decides alone; of several the one that `best` would pick. */
export const likeliest = <T>(candidates: readonly T[], ...wishes: readonly Wish<T>[]): T | undefined =>
  highest(candidates, wishes, (met) => met.filter(Boolean).length * 2 ** met.length + inTheirOrder(met));

const inTheirOrder = (met: readonly boolean[]): number => met.reduce((sum, one) => sum * 2 + (one ? 1 : 0), 0);

function highest<T>(
  candidates: readonly T[],
  wishes: readonly Wish<T>[],
  scoreOf: (met: readonly boolean[]) => number,
): T | undefined {
  let kept: { readonly candidate: T; readonly score: number } | undefined;
  for (const candidate of candidates.slice(-RECENT)) {
    const score = scoreOf(wishes.map((wish) => wish(candidate)));
    if (!kept || score >= kept.score) kept = { candidate, score };
  }
  return kept?.candidate;
}
