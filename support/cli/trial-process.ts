// A process that tries mutants and variants, one at a time: both ends of it. Unaware of what a trial is.

/* eslint-disable @typescript-eslint/no-require-imports, @typescript-eslint/consistent-type-imports --
   import() of TypeScript sources needs a loader that Node 20 has not */

import { spawn } from 'node:child_process';
import path from 'node:path';
import { packageRoot } from '../schema/package-root';
import { HarnessFault } from '../verdict/errors';
import type { Trial } from './mutant-trial';

type Answer = { readonly trial: Trial } | { readonly problem: string };

export interface TrialProcess {
  readonly attempt: (id: string) => Promise<Trial>;
  readonly close: () => void;
}

export function openTrialProcess(): TrialProcess {
  const child = spawn(process.execPath, [path.join(packageRoot, 'bin/mcx-conformance.js'), 'mutants', '--worker'], {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const attempt = (id: string): Promise<Trial> =>
    new Promise((resolve, reject) => {
      const died = (code: number | null, signal: string | null): void =>
        reject(new HarnessFault(`the process that tried ${id} ended with ${signal ?? `exit code ${code ?? ''}`}`));
      child.once('exit', died);
      child.once('message', (message) => {
        child.off('exit', died);
        const answer = message as Answer; // sent by work() below
        if ('trial' in answer) resolve(answer.trial);
        else reject(new HarnessFault(`${id} could not be tried: ${answer.problem}`));
      });
      child.send(id);
    });
  return { attempt, close: () => child.kill() };
}

/** The other end: tries what it is sent, until nobody is there any more. */
export function work(): void {
  const { createTrials } = require('./mutant-trial') as typeof import('./mutant-trial');
  const attempt = createTrials();
  const answer = (given: Answer): void => void process.send?.(given);
  process.on('message', (id: string) => {
    attempt(id).then(
      (trial) => answer({ trial }),
      (error: unknown) => answer({ problem: error instanceof Error ? (error.stack ?? error.message) : String(error) }),
    );
  });
  process.once('disconnect', () => process.exit());
}
