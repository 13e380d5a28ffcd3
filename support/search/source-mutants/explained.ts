// Source mutants that no scenario has to kill, each with its reason. A row names what it is about by file, function and change, so
// that it holds wherever the lines go; a row without a change is about the whole function.

import type { SourceMutant } from './operators';

export interface Explained {
  /** Below support/reference. */
  readonly file: string;
  readonly within: string;
  /** What stands before or after the change, or both; every mutant of the function where absent. */
  readonly changes?: readonly string[];
  readonly is:
    | 'equivalent' // Nobody outside could tell it from the faithful party.
    | 'freedom' // The clause permits it, by an interpretation or a statement.
    | 'outside'; // It is about what the clause does not speak of.
  /** The id that grants a freedom. */
  readonly by?: string;
  readonly why: string;
}

export const EXPLAINED: readonly Explained[] = [];

export const explanationOf = (mutant: Pick<SourceMutant, 'file' | 'within' | 'change'>): Explained | undefined =>
  EXPLAINED.find((one) => explains(one, mutant));

export const explains = (
  { file, within, changes }: Explained,
  mutant: Pick<SourceMutant, 'file' | 'within' | 'change'>,
): boolean =>
  mutant.file === `support/reference/${file}` &&
  mutant.within === within &&
  (changes?.some((change) => mutant.change === change || mutant.change.startsWith(`${change} → `)) ?? true);
