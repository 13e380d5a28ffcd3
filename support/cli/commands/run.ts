// mcx-conformance run: reads the target file, once for all that follows, warns of what is known before the run, and runs.

import { WARNING } from '../../run/capture-tls';
import type { RunOptions } from '../../run/plan';
import { repeat } from '../../run/repeat';
import { run } from '../../run/run';
import { loadTarget } from '../../testbed/target/target';
import { warnOfIcs } from './preparing/ics';

export async function runSuiteOnTarget(options: RunOptions): Promise<void> {
  const target = loadTarget(options.target);
  if (options.target !== undefined) warnOfIcs(target, options.target);
  if (options.repeat === undefined) await run(options, target);
  else await repeat(options, target, options.repeat);
  if (options.captureTls) process.stdout.write(WARNING);
}
