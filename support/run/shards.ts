// Splits a run over processes of this machine, one shard each, and joins what they leave. Loads as little as it can before
// they are started. Unaware of scenarios: what a shard takes and what it finds is its own affair.

/* eslint-disable @typescript-eslint/no-require-imports, @typescript-eslint/consistent-type-imports --
   import() of TypeScript sources needs a loader that Node 20 has not */

import { rmdirSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { onInterrupt } from '../collect/interrupt';
import { paintFor } from '../report/summary/paint';
import { createProgress, silent, type Progress } from '../collect/progress';
import { prepareRunFolder, runIdAt, type RunFolder } from '../record/run-folder';
import { UserError } from '../verdict/errors';
import type { RunOptions } from './plan';
import { startShard, type Shard, type ShardEnd } from './shard-process';

/** Chosen, not measured: with fewer, starting a second process is most of the work. */
const WORTH_IT = 40;
/** On two cores it gained nothing: 0.97 of the time for 1.3 of the work. */
const CORES_WORTH_IT = 4;
const MOST = 4;

/** How many processes a run is split over; 1 where the user chose, or where a product or a fixed port is shared. */
export function processesFor(options: RunOptions): number {
  // One process alone has the trace that a live page reads.
  if (options.parallel !== undefined || options.shard !== undefined || options.watchPage !== undefined) return 1;
  const cores = os.availableParallelism();
  const wanted = options.processes === undefined ? bySize(cores, options) : processCount(options.processes);
  return wanted > 1 && canBeCopied(options.target) ? wanted : 1;
}

const bySize = (cores: number, options: RunOptions): number =>
  cores >= CORES_WORTH_IT && isLarge(options) ? Math.min(cores, MOST) : 1;

function processCount(given: string): number {
  const count = Number(given);
  if (Number.isInteger(count) && count >= 1 && count <= MOST) return count;
  throw new UserError('MCX-PROCESSES', `--processes expects a whole number from 1 to ${MOST}, found ${given}`);
}

/** Without a target file every party is played, on ports that the system chooses. */
function canBeCopied(target: string | undefined): boolean {
  if (target === undefined) return true;
  const { loadTarget } = require('../testbed/target/target') as typeof import('../testbed/target/target');
  const { roles, listen } = loadTarget(target);
  return Object.keys(listen.ports).length === 0 && Object.values(roles).every((role) => !('address' in role));
}

function isLarge(options: RunOptions): boolean {
  const { step, requirement, tp, role } = options;
  if ([step, requirement, tp, role].every((filter) => filter === undefined)) return true;
  const { planRun } = require('./plan') as typeof import('./plan');
  return planRun(options).selected.length >= WORTH_IT;
}

export async function runShards(options: RunOptions, count: number): Promise<void> {
  const reportsDir = path.resolve(options.reports);
  const runId = runIdAt(new Date());
  const folder = prepareRunFolder(reportsDir, runId);
  const parts = path.join(folder.dir, 'parts');
  const same = withSeed(options);
  let due = 0;
  const progress = options.quiet ? silent : shownProgress(() => due);
  const shards = Array.from({ length: count }, (_, index) =>
    startShard(same, { index: index + 1, of: count }, parts, {
      due: (more) => (due += more),
      progress,
    }),
  );
  const interrupted = endOnInterrupt(shards);
  try {
    const { joinParts } = loadedMeanwhile();
    const ends = await Promise.all(shards.map(({ ended }) => ended));
    progress.finish();
    refuseTogether(ends);
    process.exitCode = await joinParts({ options: same, ends, reportsDir, runId, interrupted: interrupted() });
  } finally {
    rmSync(parts, { recursive: true, force: true });
    removeIfEmpty(folder);
  }
}

/** The children leave this process nothing to do, so what joins their results is loaded while they run. */
const loadedMeanwhile = () => require('./join-parts') as typeof import('./join-parts');

/** Every shard has to shuffle alike, and the results name the seed. */
function withSeed(options: RunOptions): RunOptions {
  if (options.shuffle !== true) return options;
  const { randomInt } = require('node:crypto') as typeof import('node:crypto');
  return { ...options, shuffle: String(randomInt(1_000_000)) };
}

/** What is wrong for one is wrong for all: it is said once. Whatever else a process said is passed on. */
function refuseTogether(ends: readonly ShardEnd[]): void {
  const refused = ends.find(({ refusal }) => refusal !== undefined)?.refusal;
  if (refused) throw new UserError(refused.code, refused.message, refused.exitCode);
  for (const { said } of ends) process.stderr.write(said);
}

/** The first interrupt ends the shards and keeps what they have; the next one ends this process too. */
function endOnInterrupt(shards: readonly Shard[]): () => boolean {
  let interrupted = false;
  const end = (): void => {
    interrupted = true;
    for (const shard of shards) shard.kill();
  };
  onInterrupt(end);
  return () => interrupted;
}

function shownProgress(total: () => number): Progress {
  const { stdout } = process;
  return createProgress({
    write: (text) => stdout.write(text),
    terminal: stdout.isTTY ? { columns: () => stdout.columns } : undefined,
    paint: paintFor(stdout, process.env),
    total,
  });
}

/** A run that was refused leaves nothing behind. */
function removeIfEmpty({ dir }: RunFolder): void {
  try {
    rmdirSync(dir);
  } catch {
    // There are results in it.
  }
}
