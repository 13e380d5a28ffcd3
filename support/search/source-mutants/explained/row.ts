// The form of an explanation: it names what it is about by file, function and change, so that it holds wherever the lines go. A row
// without changes is about everything in its functions that shows nowhere but where it says; what shows elsewhere is not explained.

import type { SourceMutant } from '../operators';

export interface Explained {
  /** Below support/reference. */
  readonly file: string;
  readonly within: readonly string[];
  /** What stands before the change, or the change. */
  readonly changes?: readonly string[];
  /**
   * Flows in which alone it may differ from the faithful party, and commands that alone it may answer otherwise: none where
   * empty. `anything` where scenarios cannot be carried out at all.
   */
  readonly shows?: readonly string[] | 'anything';
  readonly is:
    | 'equivalent' // Nobody outside could tell it from the faithful party.
    | 'freedom' // The clause permits it, by an interpretation or a statement.
    | 'outside'; // It is about what the clause does not speak of.
  /** The id that grants a freedom. */
  readonly by?: string;
  readonly why: string;
}

/** What a row is held against: what became of a mutant, and in what it differs. */
export interface Explicable extends Pick<SourceMutant, 'file' | 'within' | 'change'> {
  readonly fate: 'killed' | 'stopped' | 'survived' | 'same';
  readonly effects?: readonly string[];
}

export const row = (
  file: string,
  within: string,
  is: Explained['is'],
  why: string,
  more: Pick<Explained, 'changes' | 'shows' | 'by'>,
): Explained => ({ file, within: within.split(' '), is, why, ...more });

export function explains({ file, within, changes, shows }: Explained, mutant: Explicable): boolean {
  if (mutant.file !== `support/reference/${file}` || !within.includes(mutant.within)) return false;
  const isNamed =
    changes?.some((change) => mutant.change === change || mutant.change.startsWith(`${change} → `)) ?? true;
  const { effects = [], fate } = mutant;
  // What makes a scenario impossible is not judged; what passes all the same has to be explained by where it shows.
  const isShown =
    shows === 'anything' ? fate !== 'survived' : shows === undefined || effects.every((one) => shows.includes(one));
  return isNamed && isShown;
}
