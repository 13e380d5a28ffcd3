// The known name that a mistyped one most likely means.

import { closest } from 'fastest-levenshtein';

export const nearest = (typed: string, known: readonly string[]): string => closest(typed, known);
