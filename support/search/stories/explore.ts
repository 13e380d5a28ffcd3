// Looks for a story in which somebody is accused who kept to the clause, and shrinks it.

import fc from 'fast-check';
import type { Check } from '../../oracle/check';
import { kindOf } from '../../procedure/roles';
import { VARIANTS } from '../../reference/variants/all';
import type { Finding } from '../../verdict/finding';
import { createAccusations } from './accusations';
import { stories } from './arbitrary';
import type { StoryScript } from './story';

export interface Exploration {
  readonly stories: number;
  readonly seed: number;
  /** How many parties are variants, at most; the others are the faithful ones. */
  readonly variants: number;
  readonly withLosses: boolean;
  /** In place of the checks of the clauses. */
  readonly checks?: readonly Check[];
}

export interface Explored {
  /** Played before the first accusation, or all. */
  readonly stories: number;
  readonly counterexample?: { readonly story: StoryScript; readonly findings: readonly Finding[] };
}

export function explore({ stories: numRuns, seed, variants, withLosses, checks }: Exploration): Explored {
  const accusations = createAccusations(checks);
  const choosable = VARIANTS.map(({ id, role }) => ({ id, kind: kindOf(role) }));
  const details = fc.check(
    fc.property(stories(choosable, { most: variants, withLosses }), (story) => accusations.of(story).length === 0),
    { numRuns, seed },
  );
  const [story] = details.counterexample ?? [];
  if (story === undefined) {
    if (details.errorInstance instanceof Error) throw details.errorInstance;
    return { stories: details.numRuns };
  }
  return { stories: details.numRuns, counterexample: { story, findings: accusations.of(story) } };
}
