// Carries out one job: starts its products, runs them as a user would, by the command line in a process of its own, and reads what came
// of it. Unaware of where jobs come from.

import fs from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { stringify } from 'yaml';
import { latestLoad, readLoad } from './load-files';
import { latestRun, runFolder } from '../record/run-folder';
import { readResults } from '../record/results-file';
import { packageRoot } from '../schema/package-root';
import type { TargetFile } from '../testbed/target/target-model';
import { harmless } from '../verdict/harmless';
import { pluginFrom } from '../wires/plugin/plugin-source';
import type { Job, Outcome } from './job';
import { startKept } from './kept-process';
import { CouldNotRun, startProducts } from './products';

export interface Place {
  /** The folder of the campaign file: paths in it are relative to this. */
  readonly folder: string;
  /** Of this job alone; what earlier tries left in it is taken away. */
  readonly dir: string;
  /** Ends the job at once. */
  readonly signal: AbortSignal;
}

const PROGRAM = path.join(packageRoot, 'bin', 'mcx-conformance.js');
const REPORTS = 'reports';

/** @param tries this one and those before it */
export async function runJob(job: Job, place: Place, tries: number): Promise<Outcome> {
  const startedAt = new Date();
  const common = () => ({
    job: job.id,
    tries,
    startedAt: startedAt.toISOString(),
    durationMs: Date.now() - startedAt.getTime(),
  });
  try {
    const ended = await carryOut(job, place);
    return { ...common(), state: 'ended', ...ended };
  } catch (error) {
    if (!(error instanceof CouldNotRun)) throw error;
    return { ...common(), state: 'could-not-be-run', reason: harmless(error.message) };
  }
}

async function carryOut(job: Job, { folder, dir, signal }: Place) {
  clear(dir);
  const target = path.join(dir, 'target.yaml');
  fs.writeFileSync(target, stringify(placedIn(folder, job.target)));
  const products = await startProducts(job.starts, { folder, logs: dir, signal });
  try {
    return await runWith(job, target, { folder, dir, signal });
  } finally {
    await products.stop();
  }
}

/** A run of a campaign that was killed may still be writing into it: under another name nothing comes to it any more. */
function clear(dir: string): void {
  const old = `${dir}.old`;
  fs.rmSync(old, { recursive: true, force: true });
  if (fs.existsSync(dir)) fs.renameSync(dir, old);
  fs.mkdirSync(dir, { recursive: true });
  fs.rmSync(old, { recursive: true, force: true });
}

async function runWith(job: Job, target: string, { folder, dir, signal }: Place) {
  const reports = path.join(dir, REPORTS);
  const into = job.load === undefined ? '--reports' : '--out';
  const command = [process.execPath, PROGRAM, ...job.command, '--target', target, into, reports];
  const run = startKept({ command, folder, log: path.join(dir, 'run.log') });
  // Ends the waiting for all but the first of them.
  const decided = new AbortController();
  const outcome = await Promise.race([
    run.ended,
    aborted(signal, decided.signal),
    sleep(job.minutes * 60_000, 'late' as const, { signal: decided.signal }).catch(() => 'late' as const),
  ]);
  decided.abort();
  if (typeof outcome !== 'number') await run.end();
  signal.throwIfAborted();
  if (outcome === 'late')
    throw new CouldNotRun(
      `MCX-JOB-TIME: the run was ended after ${job.minutes} minutes; raise budget.jobMinutes, or narrow the run`,
    );
  const runId = job.load === undefined ? endedRun(reports) : latestLoad(reports);
  if (runId === undefined)
    throw new CouldNotRun(run.lastLine() || `MCX-JOB: the run ended with exit code ${String(outcome)} and no results`);
  const { verdict, exitCode } =
    job.load === undefined ? readResults(runFolder(reports, runId).results) : readLoad(path.join(reports, runId));
  return { verdict, exitCode, run: path.posix.join(REPORTS, runId) };
}

function endedRun(reports: string): string | undefined {
  try {
    return latestRun(reports);
  } catch {
    return undefined; // none has finished
  }
}

/** @param forget takes its listener away: a campaign has one signal for all of its jobs */
const aborted = (signal: AbortSignal, forget: AbortSignal): Promise<'aborted'> =>
  new Promise((resolve) => {
    if (signal.aborted) resolve('aborted');
    const hear = (): void => resolve('aborted');
    signal.addEventListener('abort', hear, { once: true });
    forget.addEventListener('abort', () => signal.removeEventListener('abort', hear), { once: true });
  });

/** Paths of plug-ins as this machine has them. */
function placedIn(folder: string, target: TargetFile): TargetFile {
  const roles = Object.entries(target.roles ?? {}).map(([role, party]) => [
    role,
    'plugin' in party ? { ...party, plugin: pluginFrom(folder, party.plugin) } : party,
  ]);
  return { ...target, roles: Object.fromEntries(roles) as NonNullable<TargetFile['roles']> }; // the same keys
}
