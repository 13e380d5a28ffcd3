// A clock that stands still until it is told to go on. Due callbacks run in the order of their times.

import type { Clock } from '../clock';

export interface FakeClock extends Clock {
  /** Lets so much time pass, and after each callback lets what it started settle. */
  advance(milliseconds: number): Promise<void>;
  /** How many callbacks wait. */
  readonly waiting: number;
}

export function createFakeClock(start = 0): FakeClock {
  let now = start;
  let serial = 0;
  const timers = new Map<number, { readonly at: number; readonly run: () => void }>();

  function nextUntil(end: number): number | undefined {
    let found: number | undefined;
    let earliest = Infinity;
    for (const [id, { at }] of timers)
      if (at <= end && at < earliest) {
        earliest = at;
        found = id;
      }
    return found;
  }

  return {
    now: () => now,
    after(milliseconds, run) {
      const id = (serial += 1);
      timers.set(id, { at: now + milliseconds, run });
      return () => void timers.delete(id);
    },
    async advance(milliseconds) {
      const end = now + milliseconds;
      await settle();
      for (let id = nextUntil(end); id !== undefined; id = nextUntil(end)) {
        const timer = timers.get(id);
        timers.delete(id);
        if (!timer) continue;
        now = timer.at;
        timer.run();
        await settle();
      }
      now = end;
    },
    get waiting() {
      return timers.size;
    },
  };
}

const settle = (): Promise<void> => new Promise((resolve) => void setImmediate(resolve));
