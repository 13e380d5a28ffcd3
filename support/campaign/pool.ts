// Carries out jobs in this process, several at a time, none that needs what another holds. No server, and nothing to set up.

import { heldResources } from './held-resources';
import type { Job, Outcome } from './job';

export interface PoolOptions {
  readonly parallel: number;
  /** After it no job begins. */
  readonly until: Date | undefined;
  /** Ends all of it: jobs that are running have no outcome. */
  readonly signal: AbortSignal;
  /** @param tries this one and those before it */
  readonly carryOut: (job: Job, tries: number) => Promise<Outcome>;
  readonly begun: (job: Job) => void;
  /** Called once for each job that has an outcome. */
  readonly ended: (job: Job, outcome: Outcome) => void;
}

/** @returns the jobs that have no outcome */
export async function runPool(jobs: readonly Job[], options: PoolOptions): Promise<readonly Job[]> {
  const { parallel, until, signal, carryOut, begun, ended } = options;
  const held = heldResources();
  let waiting = [...jobs];
  const running = new Map<Job, Promise<void>>();
  const left: Job[] = [];

  const start = (job: Job): void => {
    waiting = waiting.filter((other) => other !== job);
    held.take(job.resources);
    begun(job);
    const carried = toItsEnd(job)
      .then((outcome) => ended(job, outcome))
      .catch((error: unknown) => {
        if (!signal.aborted) throw error;
        left.push(job);
      })
      .finally(() => {
        held.release(job.resources);
        running.delete(job);
      });
    running.set(job, carried);
  };

  async function toItsEnd(job: Job): Promise<Outcome> {
    for (let tries = 1; ; tries += 1) {
      const outcome = await carryOut(job, tries);
      if (outcome.state === 'ended' || tries >= job.tries) return outcome;
    }
  }

  for (;;) {
    const mayBegin = !signal.aborted && (until === undefined || Date.now() < until.getTime());
    if (mayBegin) for (const job of [...waiting]) if (running.size < parallel && held.isFree(job.resources)) start(job);
    if (running.size === 0) return [...left, ...waiting];
    await Promise.race(running.values());
  }
}
