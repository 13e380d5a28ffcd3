// Picks what a message most probably belongs to, so that a wrong value in it becomes a finding and not a lost message.

/** Looking further back would cost time for each message and find nothing more likely. */
const RECENT = 16;

/** The latest of the recent candidates that fulfils the earlier wishes first. */
export function best<T>(candidates: readonly T[], ...wishes: readonly ((candidate: T) => boolean)[]): T | undefined {
  let kept: { readonly candidate: T; readonly score: number } | undefined;
  for (const candidate of candidates.slice(-RECENT)) {
    const score = wishes.reduce((sum, wish) => sum * 2 + (wish(candidate) ? 1 : 0), 0);
    if (!kept || score >= kept.score) kept = { candidate, score };
  }
  return kept?.candidate;
}
