// A clause that scenarios are judged by. Types only.

import type { Check } from './check';

export interface Clause {
  /** Number of the specification and of the clause: `23.280-10.15.3.3.1`. */
  readonly id: string;
  /** One for each statement that can be observed, in the order of the clause. */
  readonly checks: readonly Check[];
}
