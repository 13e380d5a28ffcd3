// Waiting, in one place: for something to come, until a deadline; and for nothing more to come. Where every party is
// played, both are decided by the parties being idle and cost no time; against an implementation, only time can tell.

import { performance } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Recorder } from '../evidence/recorder';
import type { SettledEvent, TraceEvent } from '../evidence/trace';
import type { Testbed } from '../ports/testbed';
import { within } from './time-limit';

export interface Patience {
  /** Starts the deadline of the next waits anew: a stimulus was given. */
  restart(): void;
  /** Resolves when the condition holds or when it is certain that it will not; the caller looks again. */
  until(condition: () => boolean): Promise<void>;
  /** Resolves when nothing more will come, and records how that was decided. */
  settle(): Promise<SettledEvent['by']>;
}

/** Silence is believed after so many times the longest pause that the implementation made before it spoke again. */
const PAUSES = 3;

const untilTime = (time: number): number => Math.max(1, Math.ceil(time - performance.now()));

export function createPatience(scope: string, testbed: Testbed, recorder: Recorder): Patience {
  const { selfContained } = testbed;
  const { deadlineMs, quietWindowMs } = testbed.timing;
  let deadline = performance.now() + deadlineMs;

  async function idleBy(time: number): Promise<boolean> {
    if (testbed.isIdle()) return true;
    return within(untilTime(time), (signal) => testbed.whenIdle(signal)).then(
      () => true,
      () => false,
    );
  }

  /** Looks again after each burst of events of the scope. */
  const watch = (holds: () => boolean): Promise<void> =>
    new Promise((resolve) => {
      let scheduled = false;
      const finish = (): void => {
        clearTimeout(timer);
        stop();
        resolve();
      };
      const look = (): void => {
        scheduled = false;
        if (holds()) finish();
      };
      const stop = recorder.listen((event) => {
        if (event.scope !== scope || scheduled) return;
        scheduled = true;
        setImmediate(look);
      });
      const timer = setTimeout(finish, Math.max(0, deadline - performance.now()));
      look();
    });

  /** On a busy machine a product may not have had its turn yet: it is asked for an answer, and then given as long again. */
  async function quiet(): Promise<SettledEvent['by']> {
    const pauseAfter = pauseReader();
    const before = recorder.events(scope);
    let longest = before.reduce((most, event) => Math.max(most, pauseAfter(event)), 0);
    const windowMs = (): number => Math.max(quietWindowMs, PAUSES * longest);
    const start = performance.now();
    const giveUp = start + deadlineMs + quietWindowMs;
    // Whoever has waited in vain for a message has been silent for as long already.
    let since = start - (recorder.elapsed() - (before.at(-1)?.at ?? recorder.elapsed()));
    let waitMs = windowMs();
    let turned = false;
    const stop = recorder.listen((event) => {
      if (event.scope !== scope) return;
      longest = Math.max(longest, pauseAfter(event));
      since = performance.now();
      waitMs = windowMs();
      turned = false;
    });
    try {
      for (;;) {
        if (!(await idleBy(giveUp))) return 'deadline';
        const now = performance.now();
        if (now - since < waitMs) {
          if (now >= giveUp) return 'deadline';
          await sleep(Math.min(since + waitMs, giveUp) - now);
        } else if (turned) return 'quiet-window';
        else {
          turned = true;
          await turns(giveUp);
          const turnStart = now;
          // An event that came meanwhile has begun the silence anew.
          if (since < turnStart) {
            since = performance.now();
            waitMs = PAUSES * (since - turnStart);
          }
        }
      }
    } finally {
      stop();
    }
  }

  async function turns(time: number): Promise<void> {
    await within(untilTime(time), (signal) =>
      Promise.all(testbed.underTest.map((role) => testbed.party(role).turn?.(signal) ?? Promise.resolve())),
    );
  }

  return {
    restart: () => (deadline = performance.now() + deadlineMs),
    async until(condition) {
      if (selfContained) await idleBy(deadline);
      else await watch(condition);
      await idleBy(deadline);
    },
    async settle() {
      const start = performance.now();
      const by = selfContained ? ((await idleBy(deadline)) ? 'idle' : 'deadline') : await quiet();
      recorder.add({ kind: 'settled', scope, by, waitedMs: Math.round(performance.now() - start) });
      return by;
    },
  };
}

/** Called with event after event, tells how long the implementation had paused before this one; 0 where it is not its own. */
function pauseReader(): (event: TraceEvent) => number {
  let before: number | undefined;
  return (event) => {
    const pause = event.at - (before ?? event.at);
    before = event.at;
    return event.kind === 'message' && event.writtenBy === 'implementation' ? pause : 0;
  };
}
