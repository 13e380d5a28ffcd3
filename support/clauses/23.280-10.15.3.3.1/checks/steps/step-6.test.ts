import assert from 'node:assert/strict';
import { conforming } from '../../testing/conforming';
import { FLOW } from '../../testing/flow-names';
import { said } from '../../testing/said';
import { unseen } from '../../testing/seen';
import { ANA, BEN, DAN, JOINT, server } from '../../testing/cast';
import { asksUsers, JAN_HOLDS_MED, passesOn, regroups, rejects, type Wish } from '../../testing/formation';
import { refuses, scenario } from '../../testing/outcomes';
import { isFlow, without, type TraceBuilder } from '../../testing/trace-builder';

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

/** The partner hosts a group that is regrouped, and is asked for it. */
const heldGroup = (answers: (t: TraceBuilder, wish: Wish) => void) =>
  scenario((t, wish) => {
    regroups(t, JAN_HOLDS_MED);
    t.stimulus();
    passesOn(t, wish);
    answers(t, wish);
  });
const agrees = (t: TraceBuilder): void => {
  t.send(FLOW.step11, server('partner'), server('primary'), { mcServiceId: ANA, regroupGroupId: JOINT });
};

describe('a partner that is asked for a group that is regrouped (step 6)', () => {
  const verdicts = (events: ReturnType<typeof heldGroup>) =>
    ['STEP-6-a', 'STEP-6-e'].map((id) => said(id, events).map((one) => one.replace(/:.*/, '')));

  it('does not check it where it asks whom that group alone brings in, whatever is read into the rest', () => {
    const events = heldGroup((t, wish) => {
      asksUsers(t, 'partner', [BEN], wish);
      agrees(t);
    });
    assert.deepEqual(verdicts(events), [['partner-server fail'], []]);
  });

  it('does not check it where it asks them and refuses as well', () => {
    const events = heldGroup((t, wish) => {
      asksUsers(t, 'partner', [BEN], wish);
      refuses(t);
      rejects(t, wish);
    });
    assert.deepEqual(verdicts(events), [['partner-server fail'], ['partner-server pass']]);
  });

  it('does not refuse it where it agrees and asks nobody: that is a reading', () => {
    assert.deepEqual(verdicts(heldGroup(agrees)), [['partner-server pass'], ['partner-server fail']]);
  });
});
