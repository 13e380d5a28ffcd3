// What a run can be told, as cucumber's worldParameters: the options of the command line that workers need, and what no
// command line says. All optional, so that bare cucumber-js works.

import type { WireName } from '../../ports/wire';
import type { ParametersOf } from '../../options/option';
import type { RUN_OPTIONS } from '../../options/run-options';

export interface RunParameters extends ParametersOf<typeof RUN_OPTIONS> {
  /** What parties of one process speak over; sockets where absent. */
  readonly wire?: WireName;
  /** The clauses that it is about, by the names of their folders; all where absent. */
  readonly clause?: readonly string[];
  /** Requirement whose check is left out, to see whether anything misses it. */
  readonly without?: string;
  /** The folder of the run, where a process leaves what came late once its last scenario has ended; nowhere where absent. */
  readonly lateTo?: string;
  /** Where a worker tells the front that holds the fixed ports where its own parties listen. */
  readonly front?: string;
}
