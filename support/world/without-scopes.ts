// Cucumber follows each promise of a step (AsyncLocalStorage), so that a step may import its world. Steps here take it from
// `this`; Node 20 slows down every promise and every callback for it. In each process that runs scenarios the step is run as it is.

/* eslint-disable @typescript-eslint/no-require-imports -- what is replaced is the module's own export, and no copy of it */

type RunIn = (store: object, callback: () => unknown) => Promise<unknown>;

const asItIs: RunIn = async (_store, callback) => await callback();

const ofSteps = require('@cucumber/cucumber/lib/runtime/scope/test_case_scope') as { runInTestCaseScope: RunIn };
const ofRuns = require('@cucumber/cucumber/lib/runtime/scope/test_run_scope') as { runInTestRunScope: RunIn };
ofSteps.runInTestCaseScope = asItIs;
ofRuns.runInTestRunScope = asItIs;
