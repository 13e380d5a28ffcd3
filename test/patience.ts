// How much longer than on a quiet machine a test may take: its limits are for one that does nothing but run tests, and a busy one
// comes to each of them later. Loaded by .mocharc.json and its like, it puts off the limit of every test.

import os from 'node:os';
import type { Context, RootHookObject } from 'mocha';

/** Of programs that want to run, for each processor: what the tests themselves keep busy. */
const OWN_LOAD = 2;

/** At least 1, by the load of the last minute. */
export const patience = (): number => Math.max(1, (os.loadavg()[0] ?? 0) / os.availableParallelism() / OWN_LOAD);

export const mochaHooks: RootHookObject = {
  beforeEach(this: Context) {
    this.currentTest?.timeout(this.currentTest.timeout() * patience());
  },
};
