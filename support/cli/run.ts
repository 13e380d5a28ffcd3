// mcx-conformance run in one process: selects the scenarios, has them run, and ends with the exit code of the verdict.

import path from 'node:path';
import type { CollectorOptions } from '../report/collector-options';
import { prepareRunFolder, runIdAt, type RunFolder } from '../report/run-folder';
import { readResults } from '../report/results-file';
import { packageRoot } from '../schema/package-root';
import { openFront } from '../testbed/front';
import { loadTarget } from '../testbed/target';
import { preflight } from './preflight';
import { operatorName } from './operator-name';
import { planRun, type RunOptions } from './run-plan';
import { runSuite, type SuiteRun } from './suite-run';

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
  const isShared = parallel > 1 && Object.keys(target.listen.ports).length > 0;
  const front = isShared ? await openFront(target) : undefined;
  try {
    await runSuite({
      testPurposes: notSelected.length === 0 ? undefined : selected.map(({ tp }) => tp),
      parameters: { ...parameters, ...(front && { front: front.entrance }) },
      parallel,
      order,
      formatter: path.join(packageRoot, 'support/report/collector.cjs'),
      formatOptions: formatOptions({ ...told, ...where }),
    });
  } finally {
    await front?.close();
  }
  process.exitCode = readResults(folder.results).exitCode;
  return folder;
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
