import assert from 'node:assert/strict';
import { conforming } from '../../testing/conforming';
import { FLOW } from '../../testing/flow-names';
import { said } from '../../testing/said';
import { unseen } from '../../testing/seen';
import { BEN, DAN } from '../../testing/cast';
import { isFlow, without } from '../../testing/trace-builder';

const unasked = (...users: readonly string[]) =>
  users.reduce((events, user) => without(events, isFlow(FLOW.step7, user)), conforming().events);

describe('a member who is asked out of sight (step 6)', () => {
  const hidden = (events: ReturnType<typeof unasked>) => unseen(events, 'partner-server', 'client-2');

  it('leaves it open where nobody else is missing', () => {
    assert.deepEqual(said('STEP-6-b', hidden(unasked(BEN))), [
      'partner-server inconclusive: it cannot be seen: server and client are both under test',
    ]);
  });

  it('excuses nobody who is in sight', () => {
    const [finding = ''] = said('STEP-6-b', hidden(unasked(BEN, DAN)));
    assert.match(finding, /^partner-server fail: Dan and Ben were sent none$/);
  });
});
