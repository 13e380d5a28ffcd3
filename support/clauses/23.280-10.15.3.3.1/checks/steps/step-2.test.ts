import assert from 'node:assert/strict';
import type { TraceEvent } from '../../../../evidence/trace';
import { BEN, CRISIS, ANA, server } from '../../testing/cast';
import { conforming } from '../../testing/conforming';
import { FLOW } from '../../testing/flow-names';
import { requests, WISH } from '../../testing/formation';
import { prepared } from '../../testing/preparation';
import { findingsOf, said } from '../../testing/said';
import { cutOff } from '../../testing/seen';
import { altered, doubled, isFlow, redirected } from '../../testing/trace-builder';

const good = conforming().events;
const twice = doubled(good, isFlow(FLOW.step2));
const named = (mcServiceId: string | undefined) => altered(good, isFlow(FLOW.step2), { mcServiceId });
/** The user acts once and three requests come; all was quiet before the last only. */
const onceMore = (() => {
  const t = prepared();
  const sends = () =>
    t.send(FLOW.step2, ANA, server('primary'), {
      mcServiceId: ANA,
      preconfiguredGroupId: CRISIS,
      mcServiceGroupIdList: WISH.groups,
    });
  t.stimulus();
  requests(t, WISH);
  sends();
  t.settle();
  sends();
  return t.events;
})();
const toThePartner = redirected(good, isFlow(FLOW.step2), { id: server('partner'), party: 'partner-server' });
const SENT = ['client-1 pass: it was sent by Ana'];

const CASES: readonly (readonly [string, readonly TraceEvent[], readonly string[]])[] = [
  ['one request for one act', good, SENT],
  ['a request that names nobody as the requester', named(undefined), SENT],
  [
    'no request that names somebody else as the requester',
    named(BEN),
    ['client-1 fail: it names Ben as the requester'],
  ],
  ['no second request for one act', twice, ['client-1 fail: 2 were sent']],
  ['a second request before everything is quiet, which another act may stand behind', cutOff(twice), SENT],
  ['a request that goes elsewhere, which is told there alone', toThePartner, []],
  ['a request after everything was quiet, which another act may stand behind', onceMore, SENT],
];

describe('step 2 allows', () => {
  for (const [says, events, expected] of CASES)
    it(says, () => {
      assert.deepEqual(said('STEP-2-a', events), expected);
    });

  it('no wrong requester, and shows the request that names one', () => {
    const request = good.find((event) => event.kind === 'message' && isFlow(FLOW.step2)(event));
    assert.deepEqual(
      findingsOf('STEP-2-a', named(BEN)).flatMap(({ evidence }) => evidence),
      [request?.id],
    );
  });
});
