// Waits for something outside this process, which tells nobody when it changes.

import { setTimeout as sleep } from 'node:timers/promises';
import { patience } from '../patience';

const LOOK_AGAIN_MS = 10;

/** @param within milliseconds on a machine that does nothing else */
export async function until(
  holds: () => boolean | Promise<boolean>,
  { within, because }: { readonly within: number; readonly because: string },
): Promise<void> {
  const most = within * patience();
  const deadline = Date.now() + most;
  while (!(await holds())) {
    if (Date.now() > deadline) throw new Error(`${because}: not within ${Math.round(most)} ms`);
    await sleep(LOOK_AGAIN_MS);
  }
}
