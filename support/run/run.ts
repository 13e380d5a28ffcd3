// mcx-conformance run in one process: selects the scenarios, has them run, and ends with the exit code of the verdict.

import path from 'node:path';
import { collectorOptions, type CollectorOptions } from '../collect/collector-options';
import { prepareRunFolder, runIdAt, type RunFolder } from '../record/run-folder';
import { readResults } from '../record/results-file';
import { packageRoot } from '../schema/package-root';
import { openFront } from '../testbed/network/front';
import { loadTarget } from '../testbed/target/target';
import { preflight } from './preflight';
import { operatorName } from './operator-name';
import { planRun, type RunOptions, type RunPlan } from './plan';
import { runSuite, type SuiteRun } from './suite-run';
import { startWatchPage } from './watch-page';
import { UserError } from '../verdict/errors';

/** Returns where the run was written. */
export async function run(options: RunOptions): Promise<RunFolder> {
  const operator = await operatorName(loadTarget(options.target), options.operator);
  const { selected, notSelected, parameters, target, parallel, order, told } = planRun({
    ...options,
    ...(operator !== undefined && { operator }),
  });
  if (options.part !== undefined) endWithParent();
  await preflight(target, parallel);
  const where = options.part === undefined ? inReports(options) : partFolder(options.part);
  const folder = prepareRunFolder(where.reportsDir, where.runId);

  // One worker alone holds the ports itself.
  const page = options.watchPage === undefined ? undefined : await watched(folder, told, options.watchPage);
  const isShared = parallel > 1 && Object.keys(target.listen.ports).length > 0;
  const front = isShared ? await openFront(target) : undefined;
  try {
    await runSuite({
      testPurposes: notSelected.length === 0 ? undefined : selected.map(({ tp }) => tp),
      parameters: { ...parameters, ...(front && { front: front.entrance }) },
      parallel,
      order,
      formatter: path.join(packageRoot, 'support/collect/collector.cjs'),
      formatOptions: formatOptions({ ...told, ...where }),
    });
  } finally {
    page?.end();
    await front?.close();
  }
  process.exitCode = readResults(folder.results).exitCode;
  return folder;
}

async function watched(folder: RunFolder, told: RunPlan['told'], given: string | true) {
  const port = given === true ? 0 : Number(given);
  if (!Number.isInteger(port) || port < 0 || port > 65_535)
    throw new UserError(
      'MCX-WATCH-PAGE',
      `--watch-page takes a port from 0 to 65535, or nothing, found ${String(given)}`,
    );
  // Told to the collector and left out here: what it takes of the package.
  const { suite } = collectorOptions(undefined, '', new Date());
  const page = await startWatchPage({ folder, told: { ...told, suite }, port });
  process.stdout.write(`Live page: ${page.address}\n`);
  return page;
}

/** Cucumber's type knows nothing readonly. */
const formatOptions = (mcx: Partial<CollectorOptions>): SuiteRun['formatOptions'] =>
  ({ mcx }) as unknown as SuiteRun['formatOptions'];

const inReports = ({ reports }: RunOptions) => ({ reportsDir: path.resolve(reports), runId: runIdAt(new Date()) });

const partFolder = (part: string) => ({ reportsDir: path.dirname(part), runId: path.basename(part) });

/** A part that nobody joins any more is of no use. */
function endWithParent(): void {
  process.once('disconnect', () => process.exit(4));
  // Listening keeps the channel, and with it the process, open.
  process.channel?.unref();
}
