// A header is read by many layers and never changes: what was read of it is kept beside it.

import type { Reading } from './cursor';
import type { Header } from './message';

interface Kept {
  readonly read: (value: string) => Reading<unknown>;
  readonly reading: Reading<unknown>;
}

const kept = new WeakMap<Header, Kept>();

export function readOnce<T>(header: Header, read: (value: string) => Reading<T>): Reading<T> {
  const before = kept.get(header);
  // Kept under the function that made it, and so of its type.
  if (before?.read === read) return before.reading as Reading<T>;
  const reading = read(header.value);
  kept.set(header, { read, reading });
  return reading;
}
