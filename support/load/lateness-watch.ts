// How late the event loop of this process is, at most and in all, from the moment on that it is asked to watch: what a load shows
// then is ours and not the product's.

import { performance } from 'node:perf_hooks';

const TICK_MS = 20;
/** A timer on an idle machine fires a little late too. */
const USUAL_MS = 4;

export interface Lateness {
  readonly latestMs: number;
  readonly lateMs: number;
}

export interface LatenessWatch {
  /** From zero. */
  start(): void;
  read(): Lateness;
  stop(): void;
}

export function watchLateness(): LatenessWatch {
  let due = performance.now() + TICK_MS;
  let latestMs = 0;
  let lateMs = 0;
  const overdue = (): number => Math.max(0, performance.now() - due - USUAL_MS);
  const timer = setInterval(() => {
    const late = overdue();
    latestMs = Math.max(latestMs, late);
    lateMs += late;
    due = performance.now() + TICK_MS;
  }, TICK_MS);
  timer.unref();
  return {
    start() {
      [latestMs, lateMs, due] = [0, 0, performance.now() + TICK_MS];
    },
    read: () => ({ latestMs: Math.round(Math.max(latestMs, overdue())), lateMs: Math.round(lateMs + overdue()) }),
    stop: () => clearInterval(timer),
  };
}
