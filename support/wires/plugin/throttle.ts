// How fast what a plug-in writes is taken: a burst at once, then so much a second. Until its turn it stays in the pipe, and the
// plug-in waits. Unaware of what is taken, and of how it is counted.

export interface Rate {
  readonly burst: number;
  readonly perSecond: number;
}

export interface Throttle {
  /** Milliseconds to wait before so much may be taken; 0 takes it. */
  take(now: number, amount: number): number;
  /** Milliseconds since it ran out, where half of the burst has not come back since; 0 otherwise. */
  shortFor(now: number): number;
}

export function createThrottle({ burst, perSecond }: Rate): Throttle {
  let left = burst;
  let since: number | undefined;
  let ranOut: number | undefined;
  return {
    take(now, amount) {
      left = Math.min(burst, left + ((now - (since ?? now)) / 1000) * perSecond);
      since = now;
      if (left >= burst / 2) ranOut = undefined;
      if (left < amount) {
        ranOut ??= now;
        return Math.ceil(((amount - left) / perSecond) * 1000);
      }
      left -= amount;
      return 0;
    },
    shortFor: (now) => (ranOut === undefined ? 0 : now - ranOut),
  };
}
