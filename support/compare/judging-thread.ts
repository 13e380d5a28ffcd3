// A thread that judges a record again while its seal is looked at, which takes as long: both ends of it.

/* eslint-disable @typescript-eslint/no-require-imports, @typescript-eslint/consistent-type-imports --
   import() of TypeScript sources needs a loader that Node 20 has not */

import path from 'node:path';
import { parentPort, Worker, workerData } from 'node:worker_threads';
import { packageRoot } from '../schema/package-root';
import { UserError, type ErrorCode } from '../verdict/errors';
import type { Judged } from './judged-record';

/** A class does not cross the border between threads. */
type Answer =
  Judged | { readonly refused: { readonly code: ErrorCode; readonly message: string; readonly exitCode: 2 | 3 } };

export interface Judging {
  /** @throws UserError where the results are none */
  readonly outcome: () => Promise<Judged>;
  readonly abandon: () => Promise<unknown>;
}

export function judgeBeside(folder: string): Judging {
  const load = path.join(packageRoot, 'tools/load.js');
  const thread = new Worker(`require(${JSON.stringify(load)})('support/compare/judging-thread').answer()`, {
    eval: true,
    workerData: folder,
  });
  const answered = new Promise<Answer>((resolve, reject) => {
    thread.once('message', resolve);
    thread.once('error', reject);
  });
  // What becomes of a record that is not judged after all is nobody's concern.
  answered.catch(() => undefined);
  return {
    async outcome() {
      const answer = await answered;
      if (!('refused' in answer)) return answer;
      const { code, message, exitCode } = answer.refused;
      throw new UserError(code, message, exitCode);
    },
    abandon: () => thread.terminate(),
  };
}

/** The other end. */
export function answer(): void {
  // Only here: what judges takes long to load.
  const { judgedRecord } = require('./judged-record') as typeof import('./judged-record');
  const post = (what: Answer): void => parentPort?.postMessage(what);
  judgedRecord(String(workerData)).then(post, (error: unknown) => {
    if (!(error instanceof UserError)) throw error;
    const { code, message, exitCode } = error;
    post({ refused: { code, message, exitCode } });
  });
}
