// Waiting, in one place: for something to come, until a deadline; and for nothing more to come. Where every party is
// played, both are decided by the parties being idle and cost no time; against an implementation, only time can tell: what it
// owes is waited for until the deadline, and only where it owes nothing is its silence believed after a quiet window.

import { performance } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Recorder } from '../evidence/recorder';
import type { SettledEvent, TraceEvent } from '../evidence/trace';
import { deadlineIn, lateness, whenPassed, type Deadline } from '../ports/lateness';
import type { Testbed } from '../ports/testbed';
import { within } from '../ports/time-limit';

export interface Patience {
  /** Starts the deadline of the next waits anew: a stimulus was given. */
  restart(): void;
  /**
   * Resolves when the condition holds or when it is certain that it will not; the caller looks again. The deadline begins anew with each
   * message of an implementation, a few times at most.
   */
  until(condition: () => boolean): Promise<void>;
  /**
   * Resolves as soon as the condition holds, whoever is busy, or at the deadline, which begins when what was begun for it is over.
   * Rejects where that fails.
   */
  sees(condition: () => boolean, begun: Promise<unknown>): Promise<void>;
  /** Resolves when nothing more comes while played parties hold something back; nothing is decided by it. */
  hush(): Promise<void>;
  /** Resolves when nothing more will come, and records how that was decided. */
  settle(): Promise<SettledEvent['by']>;
}

/** Something that an implementation has to send, and when it began to owe it, on the clock of the events. */
export interface Owed {
  readonly requirement: string;
  readonly since: number;
}

/** What is owed after these events of the scenario, if nothing more came. */
export type OwedAfter = (events: readonly TraceEvent[]) => readonly Owed[];

/** Silence is believed after so many times the longest pause that the implementation made before it spoke again. */
const PAUSES = 3;

/** An implementation that after so many deadlines still sends what nobody waits for will never be silent. */
const MOST_DEADLINES = 3;

interface Quiet {
  readonly by: SettledEvent['by'];
  /** What was waited for in vain. */
  readonly owed: readonly string[];
}

export function createPatience(
  scope: string,
  testbed: Testbed,
  recorder: Recorder,
  owedAfter: OwedAfter = () => [],
): Patience {
  const { selfContained } = testbed;
  const { deadlineMs, quietWindowMs } = testbed.timing;
  let deadline = deadlineIn(deadlineMs);
  let last = deadlineIn(MOST_DEADLINES * deadlineMs);

  async function idleBy(limit: Deadline): Promise<boolean> {
    if (testbed.isIdle()) return true;
    return within(Math.max(1, limit.left()), (signal) => testbed.whenIdle(signal)).then(
      () => true,
      () => false,
    );
  }

  /** Of several messages in a row each may take as long. */
  function goOn(): void {
    const next = deadlineIn(Math.min(deadlineMs, last.left()));
    if (next.left() > deadline.left()) deadline = next;
  }

  /** Looks again after each burst of events of the scope. */
  const watch = (holds: () => boolean, begun: Promise<unknown> = Promise.resolve()): Promise<void> =>
    new Promise((resolve, reject) => {
      let scheduled = false;
      let isOver = false;
      let stopTimer = (): void => undefined;
      const end = (): void => {
        isOver = true;
        stopTimer();
        stop();
      };
      const finish = (): void => {
        end();
        resolve();
      };
      const look = (): void => {
        scheduled = false;
        if (holds()) finish();
      };
      const stop = recorder.listen((event) => {
        if (event.scope !== scope) return;
        if (isOfImplementation(event)) goOn();
        if (scheduled) return;
        scheduled = true;
        setImmediate(look);
      });
      void begun.then(
        () => {
          if (!isOver) stopTimer = whenPassed({ left: () => deadline.left() }, finish);
        },
        (reason: unknown) => {
          end();
          reject(reason instanceof Error ? reason : new Error(String(reason)));
        },
      );
      look();
    });

  /** On a busy machine a product may not have had its turn yet: it is asked for an answer, and then given as long again. */
  async function quiet(): Promise<Quiet> {
    const pauseAfter = pauseReader();
    const before = recorder.events(scope);
    let longest = before.reduce((most, event) => Math.max(most, pauseAfter(event)), 0);
    // Nothing may take longer than the deadline, so after as long nothing is on its way.
    const windowMs = (): number => Math.max(quietWindowMs, Math.min(PAUSES * longest, deadlineMs));
    const longestMs = MOST_DEADLINES * deadlineMs + quietWindowMs;
    let giveUp = deadlineIn(longestMs);
    // Whoever has waited in vain for a message has been silent for as long already.
    const silentFor = recorder.elapsed() - (before.at(-1)?.at ?? recorder.elapsed());
    let window = deadlineIn(windowMs() - silentFor);
    let events = 0;
    let turned = false;
    const stop = recorder.listen((event) => {
      if (event.scope !== scope) return;
      longest = Math.max(longest, pauseAfter(event));
      window = deadlineIn(windowMs());
      events += 1;
      turned = false;
    });
    try {
      for (;;) {
        if (!(await idleBy(giveUp))) return { by: 'deadline', owed: [] };
        if (window.left() > 0) {
          if (giveUp.left() <= 0) return { by: 'deadline', owed: [] };
          await sleep(Math.max(1, Math.min(window.left(), giveUp.left())));
          continue;
        }
        if (!turned) {
          turned = true;
          const turnStart = performance.now();
          const known = events;
          await turns(giveUp);
          // An event that came meanwhile has begun the silence anew.
          if (events === known) window = deadlineIn(PAUSES * (performance.now() - turnStart));
          continue;
        }
        const owed = owedAfter(recorder.events(scope));
        const due = dueBy(owed);
        if (due.left() <= 0)
          return { by: 'quiet-window', owed: [...new Set(owed.map(({ requirement }) => requirement))] };
        await nextEvent(due);
        // What comes last may bring about more, which is waited for like anything else.
        giveUp = deadlineIn(longestMs);
        turned = false;
      }
    } finally {
      stop();
    }
  }

  /** Of each thing that is owed, from when it was first seen to be. */
  const dues = new Map<string, Deadline>();

  /** When the last of it was to have come. */
  function dueBy(owed: readonly Owed[]): Deadline {
    const each = owed.map(({ requirement, since }) => {
      const key = `${requirement} ${since}`;
      const due = dues.get(key) ?? deadlineIn(deadlineMs - (recorder.elapsed() - since));
      dues.set(key, due);
      return due;
    });
    return { left: () => Math.max(0, ...each.map((due) => due.left())) };
  }

  /** Resolves at the next event of the scenario, or at the deadline. */
  const nextEvent = (limit: Deadline): Promise<void> =>
    new Promise((resolve) => {
      const finish = (): void => {
        stopTimer();
        stop();
        resolve();
      };
      const stop = recorder.listen((event) => {
        if (event.scope === scope) finish();
      });
      const stopTimer = whenPassed(limit, finish);
    });

  async function turns(limit: Deadline): Promise<void> {
    await within(Math.max(1, limit.left()), (signal) =>
      Promise.all(testbed.underTest.map((role) => testbed.party(role).turn?.(signal) ?? Promise.resolve())),
    );
  }

  const idle = async (): Promise<Quiet> => ({ by: (await idleBy(deadline)) ? 'idle' : 'deadline', owed: [] });

  return {
    restart() {
      deadline = deadlineIn(deadlineMs);
      last = deadlineIn(MOST_DEADLINES * deadlineMs);
    },
    async until(condition) {
      if (selfContained) await idleBy(deadline);
      else await watch(condition);
      await idleBy(deadline);
    },
    sees: (condition, begun) => watch(condition, begun),
    async hush() {
      if (selfContained) await idleBy(deadline);
      else await quiet();
    },
    async settle() {
      const start = performance.now();
      const late = lateness();
      const { by, owed } = selfContained ? await idle() : await quiet();
      recorder.add({
        kind: 'settled',
        scope,
        by,
        waitedMs: Math.round(performance.now() - start),
        lateMs: Math.round(lateness() - late),
        ...(owed.length > 0 && { owed }),
      });
      return by;
    },
  };
}

const isOfImplementation = (event: TraceEvent): boolean =>
  event.kind === 'message' && event.writtenBy === 'implementation';

/** Called with event after event, tells how long the implementation had paused before this one; 0 where it is not its own. */
function pauseReader(): (event: TraceEvent) => number {
  let before: number | undefined;
  return (event) => {
    const pause = event.at - (before ?? event.at);
    before = event.at;
    return isOfImplementation(event) ? pause : 0;
  };
}
