// Finds the name that somebody most likely meant. Unaware of what the names stand for.

import { closest, distance } from 'fastest-levenshtein';

/** So much of a name is a beginning. */
const BEGUN = 4;

/**
 * The closest of the known names, where one is close enough to be a slip of the pen. Capital letters are no slip, nor is its
 * beginning alone.
 */
export function likelyMeant(name: string, known: readonly string[]): string | undefined {
  // A name longer than any known one by far is no slip, and measuring it would cost time.
  const short = known.filter((candidate) => Math.abs(candidate.length - name.length) <= 8);
  const typed = name.toLowerCase();
  const begun = known.find((candidate) => typed.length >= BEGUN && candidate.toLowerCase().startsWith(typed));
  if (begun !== undefined || short.length === 0) return begun;
  const lower = short.map((candidate) => candidate.toLowerCase());
  const best = closest(typed, lower);
  if (distance(typed, best) > Math.max(best.length > 2 ? 2 : 0, Math.floor(best.length / 3))) return undefined;
  return short[lower.indexOf(best)];
}

/** So many names are read at a glance. */
const FEW = 15;

/** What to write in place of a name that is not known, after what is wrong with it: what was likely meant, and a short list whole. */
export function instead(name: string, known: readonly string[]): string {
  const meant = likelyMeant(name, known);
  const hint = meant === undefined ? '' : `; did you mean ${meant}?`;
  if (known.length === 0 || known.length > FEW) return hint;
  return `${hint}${hint === '' ? '; there' : ' There'} are ${known.join(', ')}`;
}
