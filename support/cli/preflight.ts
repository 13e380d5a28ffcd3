// Opens the testbed once before the run and closes it again, so that a port in use or a product that does not answer costs
// one line, not a run that cucumber breaks off in a hook. Unaware of scenarios.

import { performance } from 'node:perf_hooks';
import { createRecorder } from '../evidence/recorder';
import type { Target } from '../testbed/target';
import { openTestbed } from '../testbed/testbed';

export async function preflight(target: Target): Promise<void> {
  const now = () => performance.now();
  const testbed = await openTestbed(target, { recorder: createRecorder(now), now });
  await testbed.close();
}
