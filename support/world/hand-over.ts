// What the process that starts cucumber hands to the hooks that cucumber loads into it. Workers are processes of their own:
// they find nothing here, and open what they need.

import type { RunContext } from './run-context';

let waiting: RunContext | undefined;
let isShared = true;

/** What is open already, so that the hooks do not open it again. Whoever hands it over takes back what they did not take. */
export function handOver(context: RunContext): void {
  waiting = context;
}

/** Undefined where nothing was handed over, or somebody has taken it. */
export function takeOver(): RunContext | undefined {
  const taken = waiting;
  waiting = undefined;
  return taken;
}

/** @param sharesNothing whether each worker has every party for itself */
export function noteWhetherWorkers(sharesNothing: boolean): void {
  isShared = !sharesNothing;
}

/** A product may have several scenarios in hand: so it is where nobody has said otherwise. */
export const isProductShared = (): boolean => isShared;
