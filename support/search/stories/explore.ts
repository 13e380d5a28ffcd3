// Looks for a story in which somebody is accused who kept to the clause, and shrinks it.

import fc from 'fast-check';
import type { Check } from '../../oracle/check';
import { MUTANTS } from '../../reference/mutants/all';
import { VARIANTS } from '../../reference/variants/all';
import type { Finding } from '../../verdict/finding';
import { createAccusations } from './accusations';
import { stories } from './arbitrary';
import { shrunk } from './shrink';
import type { StoryScript } from './story';

export interface Exploration {
  readonly stories: number;
  readonly seed: number;
  /** How many parties are variants, at most; the others are the faithful ones. */
  readonly variants: number;
  readonly withLosses: boolean;
  /** One party breaks the clause: whoever is accused beside it is accused falsely. */
  readonly besideMutant?: boolean;
  /** In place of the checks of the clauses. */
  readonly checks?: readonly Check[];
}

export interface Explored {
  /** Played before the first accusation, or all. */
  readonly stories: number;
  readonly counterexample?: { readonly story: StoryScript; readonly findings: readonly Finding[] };
}

export function explore(exploration: Exploration): Explored {
  const { stories: numRuns, seed, variants, withLosses, besideMutant = false, checks } = exploration;
  const accusations = createAccusations(checks);
  const mutants = besideMutant ? MUTANTS : [];
  const details = fc.check(
    fc.property(
      stories(VARIANTS, { most: variants, withLosses, mutants }),
      (story) => accusations.of(story).length === 0,
    ),
    { numRuns, seed, endOnFailure: true },
  );
  const [first] = details.counterexample ?? [];
  if (first === undefined) {
    if (details.errorInstance instanceof Error) throw details.errorInstance;
    return { stories: details.numRuns };
  }
  const accused = new Set(accusations.of(first).map(({ requirement }) => requirement));
  const story = shrunk(first, (smaller) => accusations.of(smaller).some(({ requirement }) => accused.has(requirement)));
  return { stories: details.numRuns, counterexample: { story, findings: accusations.of(story) } };
}
