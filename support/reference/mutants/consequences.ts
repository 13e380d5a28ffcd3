// What else a defect breaks, beside the statement that a mutant names: an accusation that stands neither there nor here is a
// defect of the suite.

import type { Mutant } from './mutant';

const CONSEQUENCES: Readonly<Record<string, readonly string[]>> = {
};

/** Every statement that may fail a mutant. */
export const brokenBy = ({ id, requirement }: Pick<Mutant, 'id' | 'requirement'>): readonly string[] => [
  requirement,
  ...(CONSEQUENCES[id] ?? []),
];
