// How late our own event loop is. On a busy machine a timer of ours fires late and what has arrived is read late, and none of
// that is the doing of a party: whoever waits for one waits longer by as much. Unaware of what is waited for.

import { performance } from 'node:perf_hooks';

const TICK_MS = 20;
/** A timer on an idle machine fires a little late too. */
const USUAL_MS = 4;

let late = 0;
let due: number | undefined;

const overdue = (now: number): number => (due === undefined ? 0 : Math.max(0, now - due - USUAL_MS));

function tick(): void {
  const now = performance.now();
  late += overdue(now);
  due = now + TICK_MS;
  setTimeout(tick, TICK_MS).unref();
}

/** Milliseconds that the loop of this process has been late so far, in all. Watched from the first call on. */
export function lateness(): number {
  if (due === undefined) tick();
  return late + overdue(performance.now());
}

export interface Deadline {
  /** Milliseconds until it passes; 0 or less once it has. */
  left(): number;
}

/** So many milliseconds from now, and later by what our own loop is late meanwhile. */
export function deadlineIn(milliseconds: number): Deadline {
  const start = performance.now();
  const before = lateness();
  return { left: () => milliseconds - (performance.now() - start) + (lateness() - before) };
}

/** Calls once the deadline has passed. Returns a function that stops it. */
export function whenPassed(deadline: Deadline, run: () => void): () => void {
  const look = (): void => {
    const left = deadline.left();
    if (left <= 0) run();
    else timer = setTimeout(look, Math.ceil(left));
  };
  let timer = setTimeout(look, Math.max(0, Math.ceil(deadline.left())));
  return () => clearTimeout(timer);
}
