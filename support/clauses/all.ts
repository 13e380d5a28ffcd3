// The clauses that scenarios are judged by, the one list of them. Each is a folder beside this file.

import type { Clause } from '../oracle/clause';
import { FORMATION } from './23.280-10.15.3.3.1/all';

export const CLAUSES: readonly Clause[] = [FORMATION];

/** The checks of all of them; each reads every trace (adr/0001). */
export const CHECKS = CLAUSES.flatMap(({ checks }) => checks);
