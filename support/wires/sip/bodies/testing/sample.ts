// A body written by us, what it tells, and what is wrong with it after one change.

import type { BodyKind } from '../body';

export interface Fault {
  readonly what: string;
  /** Applied to the sample. */
  readonly replace: readonly [from: string | RegExp, to: string];
  readonly expected: string;
  readonly found: string;
}

export interface Sample<T> {
  readonly name: string;
  readonly kind: BodyKind<T>;
  readonly text: string;
  readonly value: T;
  readonly faults: readonly Fault[];
}
