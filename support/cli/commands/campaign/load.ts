// mcx-conformance load: one regroup to very many clients of a product, who are played by workers, here or by way of a NATS server.

/* eslint-disable @typescript-eslint/no-require-imports, @typescript-eslint/consistent-type-imports --
   import() of TypeScript sources needs a loader that Node 20 has not */

import path from 'node:path';
import { conductLoad } from '../../../load/conduct';
import { writeLoad } from '../../../campaign/load-files';
import { whyNotLoadable } from '../../../load/loadable';
import type { Crew } from '../../../load/messages';
import { renderLoad } from '../../../load/render-load';
import { beWorkerProcess, localCrew } from '../../../load/worker-processes';
import { mustBeWritable } from '../../../record/run-folder';
import { loadTarget, type Target } from '../../../testbed/target/target';
import { UserError } from '../../../verdict/errors';
import { harmless } from '../../../verdict/harmless';
import { printJson, printLines, type AsJson } from '../../print';
import { wholeNumber } from '../../whole-number';
import { endedByUser } from '../../ended-by-user';

export interface LoadCommandOptions extends AsJson {
  readonly target: string;
  readonly clients: string;
  readonly workers?: string;
  readonly nats?: string;
  readonly patience: string;
  readonly out: string;
}

/** The members of their group come in one control command. */
const MOST_CLIENTS = 100_000;
const MOST_WORKERS = 100;

export async function load(options: LoadCommandOptions): Promise<void> {
  const target = loadTarget(options.target);
  mustBeLoadable(target, options.target);
  const clients = wholeNumber('--clients', options.clients, 1, MOST_CLIENTS);
  const workers = wholeNumber('--workers', options.workers ?? '2', 1, Math.min(MOST_WORKERS, clients));
  const patienceMs = wholeNumber('--patience', options.patience, 1, 3600) * 1000;
  // Not after all of it.
  mustBeWritable(options.out, '--out');
  const say = (line: string): void => void process.stderr.write(`${harmless(line)}\n`);
  const ending = endedByUser();
  const server = options.nats === undefined ? undefined : await serverAt(options.nats, say);
  const crew: Crew = server?.crew(patienceMs) ?? localCrew;
  try {
    const { signal } = ending;
    const { result, events } = await conductLoad({ target, clients, workers, patienceMs, crew, signal, say }).catch(
      (error: unknown) => {
        if (!signal.aborted) throw error;
        throw new UserError('MCX-LOAD-ENDED', 'the load was ended before it had a result; begin it again', 3);
      },
    );
    process.exitCode = result.exitCode;
    // Before the files: a disk that is full meanwhile does not cost what was measured.
    if (options.json) printJson(result);
    else printLines(renderLoad(result).map((line) => harmless(line)));
    const file = writeLoad(options.out, result, events);
    if (!options.json) printLines([`${file}  the same as data; events.jsonl is what the verdict rests on`]);
  } finally {
    ending.forget();
    await server?.close();
  }
}

/** mcx-conformance load-worker: what `load` starts on this machine. */
export const loadWorker = (host?: string): Promise<void> => beWorkerProcess(host);

function mustBeLoadable(target: Target, file: string): void {
  const why = whyNotLoadable(target);
  if (why === undefined) return;
  throw new UserError(
    'MCX-LOAD-TARGET',
    `expected ${path.relative('', file)} to put a partner-server under test, which is provisioned by control, and nothing else: its clients are who is sent step 7; found ${why.found}. ${why.todo}`,
  );
}

const serverAt = (url: string, say: (line: string) => void) =>
  (require('../../../campaign/nats/server') as typeof import('../../../campaign/nats/server')).openLoadServer(url, say);
