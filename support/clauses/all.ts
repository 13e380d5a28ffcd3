// The clauses that scenarios are judged by, the one list of them. Each is a folder beside this file, and the checks of each read
// every trace (adr/0001).

import type { Clause } from '../oracle/clause';
import { FORMATION } from './23.280-10.15.3.3.1/all';
import { STAGE_3 } from './24.379-16/all';

export const CLAUSES: readonly Clause[] = [FORMATION, STAGE_3];
