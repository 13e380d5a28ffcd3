// The page draws what was asked of it when the browser comes to it: a test waits for the text, for a few seconds at most.

import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Locator } from 'playwright-core';
import { patience } from '../patience';

const WITHIN_MS = 5000;
const LOOK_AGAIN_MS = 20;

export async function reads(locator: Locator, text: RegExp, because?: string): Promise<void> {
  const deadline = Date.now() + WITHIN_MS * patience();
  while (Date.now() < deadline) {
    if (text.test(await locator.innerText())) return;
    await sleep(LOOK_AGAIN_MS);
  }
  assert.match(await locator.innerText(), text, because);
}
