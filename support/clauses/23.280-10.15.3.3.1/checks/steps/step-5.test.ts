import assert from 'node:assert/strict';
import type { TraceEvent } from '../../../../evidence/trace';
import { FIRE, FIRE2, JOINT, JOINT8, MED } from '../../testing/cast';
import { conforming } from '../../testing/conforming';
import { FLOW } from '../../testing/flow-names';
import { said } from '../../testing/said';
import { cutOff, unseen } from '../../testing/seen';
import { altered, isFlow } from '../../testing/trace-builder';

const good = conforming().events;
const telling = (...groups: readonly string[]) =>
  cutOff(altered(good, isFlow(FLOW.step5), { mcServiceGroupIdList: groups }));
/** A request by SIP names the regroup group; the return, if there is one, may name another. */
const bySip = (events: readonly TraceEvent[]) =>
  events.map((event) =>
    event.kind === 'message' && event.flow === FLOW.step2 ? { ...event, raw: 'MESSAGE sip:server SIP/2.0' } : event,
  );
const returnedOther = conforming({ given: JOINT8, id: JOINT }).events;
const unreturned = returnedOther.filter(
  (event) => event.kind !== 'message' || ![FLOW.step4b, FLOW.step12].some((flow) => flow === event.flow),
);
const bothUnderTest = unseen(good, 'primary-server', 'partner-server');
const HIDDEN = ['primary-server inconclusive: it cannot be seen: both ends are under test'];
const TOLD = 'the partner MC service server was told';
const TO_PARTNER =
  'a preconfigured regroup request (step 5) from the MC service server of the primary MC system to the MC service server of the partner MC system';

const CASES: readonly (readonly [string, string, readonly TraceEvent[], readonly string[]])[] = [
  ['STEP-5-a', 'cannot tell what passes between two servers under test', bothUnderTest, HIDDEN],
  ['STEP-5-b', 'cannot tell which of two servers under test was asked', bothUnderTest, HIDDEN],
  [
    'STEP-5-c',
    'waits for further requests while the partner was told some of the groups',
    telling(MED),
    ['primary-server inconclusive: the scenario ended before everything was quiet'],
  ],
  [
    'STEP-5-c',
    'fails at once for a group that was not asked for beside some that were',
    telling(MED, FIRE2),
    [`primary-server fail: ${TOLD} Med-7 and Fire-2`],
  ],
  ['STEP-5-c', 'passes for the whole list in another order', telling(MED, FIRE), ['primary-server pass: it was']],
  [
    'STEP-5-d',
    'goes by the return where a request by SIP gave another identity',
    bySip(returnedOther),
    ['primary-server pass: as expected'],
  ],
  [
    'STEP-5-d',
    'goes by the request by SIP where nothing is returned',
    bySip(unreturned),
    [`primary-server fail: ${TO_PARTNER}: its regroup group is Joint-9`],
  ],
];

describe('step 5 judged:', () => {
  for (const [requirement, says, events, expected] of CASES)
    it(`${requirement} ${says}`, () => {
      assert.deepEqual(said(requirement, events), expected);
    });
});
