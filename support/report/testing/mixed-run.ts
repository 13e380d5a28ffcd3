// A run in which every verdict occurs, for the tests of what is derived from results.

import type { RunResult } from '../../verdict/results';
import { aFailedScenario, aRun, aScenario } from './results';

/** One of each, by its test purpose. */
export const mixedRun = (over: Partial<RunResult> = {}): RunResult =>
  aRun({
    verdict: 'error',
    reason: 'the harness broke in 1 of 6 scenarios',
    exitCode: 4,
    scenarios: [
      aScenario({ tp: 'PGR_PASS', line: 1 }),
      aFailedScenario({ tp: 'PGR_FAIL', line: 2 }),
      aScenario({ tp: 'PGR_OPEN', line: 3, verdict: 'inconclusive', reason: 'no control', checks: [] }),
      aScenario({
        tp: 'PGR_ERROR',
        line: 4,
        verdict: 'error',
        reason: 'a hook threw: lost\n at somewhere',
        checks: [],
      }),
      aScenario({ tp: 'PGR_NA', line: 5, verdict: 'not-applicable', reason: 'A.2/8 is answered no', checks: [] }),
      aScenario({
        tp: 'PGR_BEYOND',
        line: 6,
        beyondSpec: true,
        verdict: 'inconclusive',
        reason: 'no more',
        checks: [],
      }),
    ],
    notExecuted: [
      { tp: 'PGR_LEFT', name: '=left | out <b>', reason: 'filter --step 4a' },
      { tp: 'PGR_DUE', name: 'due', reason: 'interrupted', interrupted: true },
    ],
    ...over,
  });
