// The process in which `run --watch` has scenarios run, one run after another. What it has loaded stays; the features and the target are
// read anew each time.

import { loadTarget } from '../testbed/target/target';
import { readFeaturesAnew } from '../traceability/features';
import { run, type Done } from './run';
import type { RunAnswer, RunRequest } from './watch';

/** @param toldExitCode tells of what broke a run off, and says its exit code */
export function serveRuns(toldExitCode: (error: unknown) => number): void {
  let support: Done['support'] | undefined;
  const carryOut = async ({ options }: RunRequest): Promise<RunAnswer> => {
    try {
      readFeaturesAnew();
      ({ support } = await run(options, loadTarget(options.target), support ? { support } : {}));
      return { exitCode: Number(process.exitCode), wasCarriedOut: true };
    } catch (error) {
      return { exitCode: toldExitCode(error), wasCarriedOut: false };
    }
  };
  process.once('disconnect', () => process.exit());
  // Only watch.ts sends anything.
  process.on('message', (message) => void carryOut(message as RunRequest).then((answer) => process.send?.(answer)));
}
