// Before workers are started: what several of them cannot share, and whether a testbed can be opened at all. A port in use or
// a product that does not answer costs one line here; in a worker it breaks off a hook of cucumber. Unaware of scenarios.

import { performance } from 'node:perf_hooks';
import { createRecorder } from '../evidence/recorder';
import { rolesByHand } from '../testbed/target/by-hand';
import type { Target } from '../testbed/target/target';
import { openTestbed } from '../testbed/testbed';
import { UserError } from '../verdict/errors';
import { canShare } from './workers';

export async function preflight(target: Target, workers: number): Promise<void> {
  const [single] = [...rolesByHand(target, 'static'), ...rolesByHand(target, 'manual')];
  if (single !== undefined && workers > 1)
    throw new UserError(
      'MCX-PARALLEL',
      `expected one scenario at a time, for ${single} is set up by hand (roles.${single}.control), found --parallel ${workers}. Leave it out.`,
    );
  const [fixed] = Object.keys(target.listen.ports);
  if (!canShare(target) && workers > 1)
    throw new UserError(
      'MCX-PARALLEL',
      `expected one worker, for on ${target.adapter} no two can share the fixed port of ${fixed} (listen.ports.${fixed}), found --parallel ${workers}. Leave one of them out.`,
    );
  const now = () => performance.now();
  const testbed = await openTestbed(target, { recorder: createRecorder(now), now });
  await testbed.close();
}
