// Finds the name that somebody most likely meant. Unaware of what the names stand for.

import { distance } from 'fastest-levenshtein';

/** The closest of the known names, where one is close enough to be a slip of the pen. */
export function nearest(name: string, known: readonly string[]): string | undefined {
  // A name longer than any known one by far is no slip, and measuring it would cost time.
  const short = known.filter((candidate) => Math.abs(candidate.length - name.length) <= 8);
  const ranked = short.map((candidate) => ({ candidate, far: distance(name, candidate) }));
  const best = ranked.reduce<(typeof ranked)[number] | undefined>((a, b) => (a && a.far <= b.far ? a : b), undefined);
  return best && best.far <= Math.max(2, Math.floor(best.candidate.length / 2)) ? best.candidate : undefined;
}
