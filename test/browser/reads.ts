// The page draws what was asked of it when the browser comes to it: a test waits for what is to be there, for a few seconds at most.

import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Locator } from 'playwright-core';
import { patience } from '../patience';

const WITHIN_MS = 5000;
const LOOK_AGAIN_MS = 20;

/** Waits until the element reads so. */
export async function reads(locator: Locator, text: RegExp, because?: string): Promise<void> {
  const isSo = async () => text.test(await locator.innerText());
  if (!(await comesTrue(isSo))) assert.match(await locator.innerText(), text, because);
}

/** Waits until the locator finds so many elements. */
export async function counts(locator: Locator, number: number): Promise<void> {
  const isSo = async () => (await locator.count()) === number;
  if (!(await comesTrue(isSo))) assert.equal(await locator.count(), number);
}

async function comesTrue(isSo: () => Promise<boolean>): Promise<boolean> {
  const deadline = Date.now() + WITHIN_MS * patience();
  while (Date.now() < deadline) {
    if (await isSo()) return true;
    await sleep(LOOK_AGAIN_MS);
  }
  return false;
}
