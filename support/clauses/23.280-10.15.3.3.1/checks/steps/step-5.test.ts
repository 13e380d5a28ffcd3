import assert from 'node:assert/strict';
import type { TraceEvent } from '../../../../evidence/trace';
import { FIRE, FIRE2, JOINT, JOINT8, MED } from '../../testing/cast';
import { conforming } from '../../testing/conforming';
import { FLOW } from '../../testing/flow-names';
import { asksPartners, rejects, requests, returns } from '../../testing/formation';
import { refuses, scenario } from '../../testing/outcomes';
import { said } from '../../testing/said';
import { BY_A_WHOLE_WIRE, BY_SIP } from '../../testing/wires';
import { cutOff, unseen } from '../../testing/seen';
import { altered, isFlow } from '../../testing/trace-builder';

const good = conforming().events;
const telling = (...groups: readonly string[]) =>
  cutOff(altered(good, isFlow(FLOW.step5), { mcServiceGroupIdList: groups }));
const returnedOther = conforming({ given: JOINT8, id: JOINT }).events;
const unreturned = returnedOther.filter(
  (event) => event.kind !== 'message' || ![FLOW.step4b, FLOW.step12].some((flow) => flow === event.flow),
);
const bothUnderTest = unseen(good, 'primary-server', 'partner-server');
const HIDDEN = ['primary-server inconclusive: it cannot be seen: both ends are under test'];
/** The primary asks for one group at a time, and stops when the first is refused. */
const stopped = scenario((t, wish) => {
  t.stimulus();
  requests(t, wish);
  returns(t, wish);
  asksPartners(t, { ...wish, groups: [FIRE] });
  refuses(t);
  rejects(t, wish);
});
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
  ['STEP-5-c', 'says nothing where the partner refused one of the requests, whatever was left for others', stopped, []],
  [
    'STEP-3-b',
    'asks for no more requests where the partner refused one',
    stopped,
    ['primary-server pass: all that still had to be were'],
  ],
  ['STEP-5-c', 'passes for the whole list in another order', telling(MED, FIRE), ['primary-server pass: it was']],
];

describe('step 5 judged:', () => {
  for (const [requirement, says, events, expected] of CASES)
    it(`${requirement} ${says}`, () => {
      assert.deepEqual(said(requirement, events), expected);
    });

  it('STEP-5-d goes by the return where a server gave another identity, on any wire', () => {
    for (const abilities of [BY_A_WHOLE_WIRE, BY_SIP])
      assert.deepEqual(said('STEP-5-d', returnedOther, 'strict', abilities), ['primary-server pass: as expected']);
  });

  it('STEP-5-d goes by the request where no server can tell of another', () => {
    assert.deepEqual(said('STEP-5-d', unreturned, 'strict', BY_SIP), [
      `primary-server fail: ${TO_PARTNER}: its regroup group is Joint-9`,
    ]);
    assert.deepEqual(said('STEP-5-d', unreturned), ['primary-server pass: as expected']);
  });
});
