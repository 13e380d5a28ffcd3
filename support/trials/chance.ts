// Choices by a seed: the same seed chooses the same.

import { createHash } from 'node:crypto';

/** Numbers from 0 to below 1 (mulberry32). */
export function chances(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** In an order that hangs on the seed and on the key of each, so that the first stay the first whatever others come and go. */
export function shuffled<T>(all: readonly T[], seed: number, keyOf: (one: T) => string): readonly T[] {
  const rank = (one: T): string =>
    createHash('sha1')
      .update(`${seed} ${keyOf(one)}`)
      .digest('hex');
  return all
    .map((one) => ({ one, at: rank(one) }))
    .sort((one, other) => (one.at < other.at ? -1 : 1))
    .map(({ one }) => one);
}
