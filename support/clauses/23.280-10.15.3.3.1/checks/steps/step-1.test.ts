import assert from 'node:assert/strict';
import { conforming } from '../../testing/conforming';
import { FLOW } from '../../testing/flow-names';
import { said } from '../../testing/said';
import { doubled, isFlow } from '../../testing/trace-builder';

const twice = doubled(conforming().events, isFlow(FLOW.step2));

describe('a request that no act of the user explains (step 1)', () => {
  it('is the client going its own way', () => {
    assert.deepEqual(said('STEP-1-a', twice), ['client-1 fail: 2 requests were sent, and the user initiated 1']);
  });

  it('is open where control shows nothing of what the user did', () => {
    const unacted = twice.filter((event) => event.kind !== 'control' || event.command.command !== 'act');
    assert.deepEqual(said('STEP-1-a', unacted), [
      'client-1 inconclusive: the client has no control that would show what its user did',
    ]);
  });
});
