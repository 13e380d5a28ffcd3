// Carries out a run: selects the scenarios, has them run in this process or by workers, and ends with the exit code of the
// verdict. Unaware of where the target was read.

/* eslint-disable @typescript-eslint/no-require-imports, @typescript-eslint/consistent-type-imports --
   import() of TypeScript sources needs a loader that Node 20 has not */

import path from 'node:path';
import { collectorOptions, type CollectorOptions } from '../collect/collector-options';
import { claimRun, prepareRunFolder, type RunFolder } from '../record/run-folder';
import { readResults } from '../record/results-file';
import { packageRoot } from '../schema/package-root';
import { openFront } from '../testbed/network/front';
import type { Target } from '../testbed/target/target';
import { handOver, noteWhetherWorkers, takeOver } from '../world/hand-over';
import { openRun } from '../world/run-context';
import { mustHaveDescriptors } from './descriptors';
import { preflight } from './preflight';
import { operatorName } from './operator-name';
import { planRun, type RunOptions, type RunPlan } from './plan';
import { runSuite, type SuiteRun } from './suite-run';
import { UserError } from '../verdict/errors';
import { sharesNothing } from './workers';
import { wholeNumberIn } from './whole-number';

/** A run that is over. */
export interface Done {
  readonly folder: RunFolder;
  /** Of this process, for the next run in it: what is loaded once is not loaded again. */
  readonly support: SuiteRun['support'];
}

/** `support` of the run before in this process, and where what the run prints goes, if not to standard output. */
export type Around = Pick<SuiteRun, 'support' | 'stdout'>;

/** @param declared what the target file of the options says */
export async function run(options: RunOptions, declared: Target, around: Around = {}): Promise<Done> {
  mustHaveDescriptors();
  const operator = await operatorName(declared, options.operator);
  const plan = planRun({ ...options, operator }, declared);
  const { target, parameters, workers } = plan;
  noteWhetherWorkers(sharesNothing(target));
  const startedAt = new Date();
  const context = workers === 0 ? await openRun(parameters, target) : undefined;
  if (context) handOver(context);
  else await preflight(target, workers);
  try {
    return await carryOut(plan, options, startedAt, around);
  } catch (error) {
    // The hooks that took it may never come to close it, and it would keep this process alive.
    await context?.testbed.close().catch(() => undefined);
    throw error;
  } finally {
    await takeOver()?.testbed.close();
  }
}

async function carryOut(
  { selected, notSelected, parameters, target, workers, order, forCollector }: RunPlan,
  { reports, watchPage }: RunOptions,
  startedAt: Date,
  around: Around,
): Promise<Done> {
  // What names no folder is told, and not taken for the one that the run began in.
  const reportsDir = reports.trim() && path.resolve(reports);
  const where = { reportsDir, runId: claimRun(reportsDir, startedAt) };
  const folder = prepareRunFolder(where.reportsDir, where.runId);
  const page = watchPage === undefined ? undefined : await watched(folder, forCollector, watchPage);
  // One worker alone holds the ports itself.
  const isShared = workers > 1 && Object.keys(target.listen.ports).length > 0;
  const front = isShared ? await openFront(target) : undefined;
  let loaded: SuiteRun['support'];
  try {
    ({ support: loaded } = await runSuite({
      testPurposes: notSelected.length === 0 ? undefined : selected.map(({ tp }) => tp),
      features: [...new Set(selected.map(({ uri }) => uri))],
      parameters: { ...parameters, lateTo: folder.dir, ...(front && { front: front.entrance }) },
      parallel: workers,
      order,
      formatter: path.join(packageRoot, 'support/collect/collector.cjs'),
      formatOptions: formatOptions({ ...forCollector, ...where, startedAt: startedAt.toISOString() }),
      ...around,
    }));
  } finally {
    page?.end();
    await front?.close();
  }
  process.exitCode = readResults(folder.results).exitCode;
  return { folder, support: loaded };
}

async function watched(folder: RunFolder, forCollector: RunPlan['forCollector'], given: string | true) {
  const port = given === true ? 0 : wholeNumberIn(given, 0, 65_535);
  if (port === undefined)
    throw new UserError(
      'MCX-WATCH-PAGE',
      `--watch-page takes a port from 0 to 65535, or nothing, found ${String(given)}`,
    );
  // What the collector takes of the package by itself.
  const { suite } = collectorOptions(undefined, '', new Date());
  // Loaded by a run that has one only.
  const { startWatchPage } = require('./watch-page') as typeof import('./watch-page');
  const page = await startWatchPage({ folder, description: { ...forCollector, suite }, port });
  process.stdout.write(`Live page: ${page.address}\n`);
  return page;
}

/** Cucumber's type knows nothing readonly. */
const formatOptions = (mcx: Partial<CollectorOptions>): SuiteRun['formatOptions'] =>
  ({ mcx }) as unknown as SuiteRun['formatOptions'];
