// A process that carries out tasks, one at a time: both ends of it. Unaware of what a task is.

/* eslint-disable @typescript-eslint/no-require-imports, @typescript-eslint/consistent-type-imports --
   import() of TypeScript sources needs a loader that Node 20 has not */

import { spawn } from 'node:child_process';
import path from 'node:path';
import { packageRoot } from '../schema/package-root';
import { HarnessFault } from '../verdict/errors';
import type { WireName } from '../ports/wire';
import type { Differences, Task, Trial } from './trial';

type TaskResult = Trial | Differences;
type Answer = { readonly found: TaskResult } | { readonly problem: string };

export interface TrialProcess {
  readonly carryOut: (task: Task) => Promise<TaskResult>;
  readonly close: () => void;
}

export function openTrialProcess(wire: WireName): TrialProcess {
  const command = [path.join(packageRoot, 'bin/mcx-conformance.js'), 'mutants', '--worker', '--wire', wire];
  const child = spawn(process.execPath, [...process.execArgv, ...command], {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const carryOut = (task: Task): Promise<TaskResult> =>
    new Promise((resolve, reject) => {
      const what = JSON.stringify(task).slice(0, 200);
      const died = (code: number | null, signal: string | null): void =>
        reject(new HarnessFault(`the process that tried ${what} ended with ${signal ?? `exit code ${code ?? ''}`}`));
      child.once('exit', died);
      child.once('message', (message) => {
        child.off('exit', died);
        const answer = message as Answer; // sent by work() below
        if ('found' in answer) resolve(answer.found);
        else reject(new HarnessFault(`${what} could not be tried: ${answer.problem}`));
      });
      child.send(task);
    });
  return { carryOut, close: () => child.kill() };
}

/** The other end: does what it is sent, until nobody is there any more. */
export function work(wire: WireName): void {
  const { createAttempts } = require('./attempts') as typeof import('./attempts');
  const attempts = createAttempts(wire);
  const answer = (given: Answer): void => void process.send?.(given);
  process.on('message', (task: Task) => {
    attempts.carryOut(task).then(
      (result) => answer({ found: result }),
      (error: unknown) => answer({ problem: error instanceof Error ? (error.stack ?? error.message) : String(error) }),
    );
  });
  process.once('disconnect', () => process.exit());
}
