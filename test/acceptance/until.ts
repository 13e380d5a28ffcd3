// Waits for something outside this process, which tells nobody when it changes.

import { setTimeout as sleep } from 'node:timers/promises';

const LOOK_AGAIN_MS = 10;

export async function until(
  holds: () => boolean | Promise<boolean>,
  { within, because }: { readonly within: number; readonly because: string },
): Promise<void> {
  const deadline = Date.now() + within;
  while (!(await holds())) {
    if (Date.now() > deadline) throw new Error(`${because}: not within ${within} ms`);
    await sleep(LOOK_AGAIN_MS);
  }
}
