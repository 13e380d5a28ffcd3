// A clock that stands still until it is told to go on. Due callbacks run in the order of their times.

import type { Clock } from '../clock';

export interface FakeClock extends Clock {
  /** Lets so much time pass, and after each callback lets what it started settle. */
  advance(milliseconds: number): Promise<void>;
  /** How many callbacks wait. */
  readonly waiting: number;
}

interface Timer {
  readonly at: number;
  readonly run: () => void;
}

export function createFakeClock(start = 0): FakeClock {
  let now = start;
  // In the order of their times, and of their making where these are equal.
  const timers: Timer[] = [];

  function insert(timer: Timer): void {
    let low = 0;
    for (let high = timers.length; low < high;) {
      const middle = (low + high) >> 1;
      if ((timers[middle]?.at ?? Infinity) <= timer.at) low = middle + 1;
      else high = middle;
    }
    timers.splice(low, 0, timer);
  }

  return {
    now: () => now,
    after(milliseconds, run) {
      const timer = { at: now + milliseconds, run };
      insert(timer);
      return () => {
        const at = timers.indexOf(timer);
        if (at !== -1) timers.splice(at, 1);
      };
    },
    async advance(milliseconds) {
      const end = now + milliseconds;
      await settle();
      for (let timer = timers[0]; timer && timer.at <= end; timer = timers[0]) {
        timers.shift();
        now = timer.at;
        timer.run();
        await settle();
      }
      now = end;
    },
    get waiting() {
      return timers.length;
    },
  };
}

const settle = (): Promise<void> => new Promise((resolve) => void setImmediate(resolve));
