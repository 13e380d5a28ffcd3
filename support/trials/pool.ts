// Has tasks carried out on as many processes as there are cores. Unaware of what a task is.

import os from 'node:os';
import type { WireName } from '../ports/wire';
import type { Task } from './trial';
import { openTrialProcess, type TrialProcess } from './trial-process';

/** A process keeps 300 MB. */
const MOST = 4;

export interface Pool {
  /** Tells of each task as it is done; the result is in the order of the tasks. */
  carryOut<T>(tasks: readonly Task[], onDone?: (result: T, index: number) => void): Promise<readonly T[]>;
  close(): void;
}

export function openPool(wire: WireName, tasks: number): Pool {
  const size = Math.max(1, Math.min(os.availableParallelism(), MOST, tasks));
  const processes: readonly TrialProcess[] = Array.from({ length: size }, () => openTrialProcess(wire));
  return {
    async carryOut<T>(wanted: readonly Task[], onDone?: (result: T, index: number) => void): Promise<readonly T[]> {
      const done: T[] = [];
      const queue = wanted.entries();
      // Each process takes the next as soon as it is done with one: some tasks are ten times as long as others.
      await Promise.all(
        processes.map(async ({ carryOut }) => {
          for (const [index, task] of queue) {
            const result = (await carryOut(task)) as T; // the kind of the task decides
            done[index] = result;
            onDone?.(result, index);
          }
        }),
      );
      return done;
    },
    close: () => processes.forEach(({ close }) => close()),
  };
}
