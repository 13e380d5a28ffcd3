// Choices by a seed, so that what was found once is found again.

export interface Random {
  /** A whole number from 0 to below the limit. */
  below(limit: number): number;
  of<T>(some: readonly T[]): T;
  /** True once in so many times. */
  oneIn(many: number): boolean;
}

/** mulberry32. */
export function randomFrom(seed: number): Random {
  let state = seed >>> 0;
  function next(): number {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  }
  const below = (limit: number): number => Math.floor(next() * limit);
  return {
    below,
    of: <T>(some: readonly T[]): T => some[below(some.length)] as T, // never called with an empty list
    oneIn: (many) => below(many) === 0,
  };
}
