// How fast what a plug-in writes is taken: a burst at once, then so many a second. Until its turn it stays in the pipe, and
// the plug-in waits. Unaware of what is taken.

export interface Throttle {
  /** Milliseconds to wait before the next may be taken; 0 takes it. */
  take(now: number): number;
}

export function createThrottle({ burst, perSecond }: { readonly burst: number; readonly perSecond: number }): Throttle {
  let left = burst;
  let since: number | undefined;
  return {
    take(now) {
      left = Math.min(burst, left + ((now - (since ?? now)) / 1000) * perSecond);
      since = now;
      if (left < 1) return Math.ceil(((1 - left) / perSecond) * 1000);
      left--;
      return 0;
    },
  };
}
