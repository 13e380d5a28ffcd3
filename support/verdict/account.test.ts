import assert from 'node:assert/strict';
import { accountOf, nothingExecuted } from './account';

describe('the account of a scenario', () => {
  const checks = [
    { requirement: 'STEP-5-a', party: 'primary-server' },
    { requirement: 'STEP-7-a', party: 'partner-server' },
    { requirement: 'WIRE-1', party: 'primary-server' },
  ] as const;

  it('sets what was expected beside what was executed, and lists the rest', () => {
    assert.deepEqual(
      accountOf(['STEP-5-a', 'STEP-7-a', 'STEP-12-a'], checks, () => true),
      {
        expected: ['STEP-5-a', 'STEP-7-a', 'STEP-12-a'],
        executed: ['STEP-5-a', 'STEP-7-a'],
        notExecuted: ['STEP-12-a'],
      },
    );
  });

  it('does not take a check of a played party for one of the party under test', () => {
    const { expected, executed, notExecuted } = accountOf(
      ['STEP-5-a', 'STEP-7-a', 'STEP-12-a'],
      checks,
      (party) => party === 'primary-server',
    );
    // STEP-7-a came to bear for the partner alone, so that a pass never stands beside a check that is missing.
    assert.deepEqual([expected, executed, notExecuted], [['STEP-5-a', 'STEP-12-a'], ['STEP-5-a'], ['STEP-12-a']]);
  });

  it('lists all that was expected where nothing came about', () => {
    assert.deepEqual(nothingExecuted(['STEP-5-a']), {
      expected: ['STEP-5-a'],
      executed: [],
      notExecuted: ['STEP-5-a'],
    });
  });
});
