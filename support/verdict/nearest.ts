// Finds the name that somebody most likely meant. Unaware of what the names stand for.

import { closest, distance } from 'fastest-levenshtein';

/** The closest of the known names, however far: for a word that has to be one of them. */
export const nearest = (typed: string, known: readonly string[]): string => closest(typed, known);

/** The closest of the known names, where one is close enough to be a slip of the pen. */
export function likelyMeant(name: string, known: readonly string[]): string | undefined {
  // A name longer than any known one by far is no slip, and measuring it would cost time.
  const short = known.filter((candidate) => Math.abs(candidate.length - name.length) <= 8);
  if (short.length === 0) return undefined;
  const best = closest(name, short);
  return distance(name, best) <= Math.max(2, Math.floor(best.length / 2)) ? best : undefined;
}
