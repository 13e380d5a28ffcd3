import assert from 'node:assert/strict';
import { aScenario } from '../testing/results';
import { timeLines } from './time-lines';

describe('what a summary says of time', () => {
  it('is nothing where nothing was late or waited for in vain', () => {
    assert.deepEqual(timeLines([aScenario(), aScenario({ waited: { ms: 150, lateMs: 120, owed: [] } })]), []);
  });

  it('is what came after its scenario, what was owed in vain, and how late we were', () => {
    const scenarios = [
      aScenario({ tp: 'PGR_A', late: 2, waited: { ms: 2005, lateMs: 900, owed: ['STEP-11-a'] } }),
      aScenario({ tp: 'PGR_B', waited: { ms: 2001, lateMs: 400, owed: ['STEP-11-a', 'STEP-7-a'] } }),
    ];
    assert.deepEqual(timeLines(scenarios), [
      'Late: 2 messages came after its scenario had ended and were judged there: pass all the same, PGR_A',
      'Waited in vain: in 2 scenarios, 2005 ms at the longest, for what is owed by STEP-11-a, STEP-7-a',
      'Our own lateness: 1300 ms in all, by which deadlines were put off: the machine is busy',
    ]);
  });

  it('names the first few of each verdict that they have with what came late', () => {
    const passing = ['A', 'B', 'C', 'D', 'E'].map((tp) => aScenario({ tp, late: 1 }));
    const failing = [aScenario({ tp: 'F', late: 1, verdict: 'fail' })];
    const [line = ''] = timeLines([...passing, ...failing]);
    assert.match(
      line,
      /^Late: 6 messages came after their scenarios had ended and were judged there: fail, F; pass all the same, A, B, C and 2 more$/,
    );
  });
});
