import assert from 'node:assert/strict';
import type { TraceEvent } from '../../../evidence/trace';
import { BEN, CLEO, DAN, EVE_END, FIRE, FIRE2, gms, IVO, JAN, JOINT, JOINT8, MED, MED8, server } from '../testing/cast';
import { conforming } from '../testing/conforming';
import { FLOW } from '../testing/flow-names';
import {
  asksPartners,
  asksUsers,
  cancels,
  concludes,
  IVO_AND_HANA,
  IVO_HOLDS_FIRE,
  JAN_HOLDS_MED,
  partnersAnswer,
  regroups,
  rejects,
  reports,
  requests,
  returns,
  type Wish,
} from '../testing/formation';
import { judged } from '../testing/judged';
import { danLeaves, scenario } from '../testing/outcomes';
import { affiliates, leaves, logsOff } from '../testing/preparation';
import { altered, isFlow, redirected, without, type TraceBuilder } from '../testing/trace-builder';

const P = 'primary-server';
const Q = 'partner-server';
const good = conforming().events;

type Pieces = (t: TraceBuilder, wish: Wish) => void;
/** @param inForce what both servers say is in force in the end */
const then = (inForce: readonly string[], ...pieces: readonly Pieces[]): readonly TraceEvent[] =>
  scenario(
    (t, wish) => {
      t.stimulus();
      for (const piece of pieces) piece(t, wish);
    },
    {},
    undefined,
    inForce,
  );
const again: Pieces = (t, wish) => regroups(t, wish);
const cancelled: Pieces = (t, wish) => cancels(t, wish);
const another: Pieces = (t) => regroups(t, IVO_AND_HANA);
const asksWhatIsInForce: Pieces = (t) =>
  t.control(P, { command: 'ask', question: { kind: 'regroups' } }, { regroupGroupIds: [] });
const endsByItself: Pieces = (t) =>
  t.control(P, { command: 'act', act: { kind: 'cancel-regroup', user: EVE_END.id, regroupGroupId: JOINT } }, {});
const inVain = (events: readonly TraceEvent[]) =>
  altered(events, ({ flow }) => flow.startsWith('preconfigured-regroup-cancel-response.server'), { result: 'failure' });
const janToo: Partial<Wish> = { requester: JAN, given: JOINT8, id: JOINT8, primary: 'partner', partners: [] };

const told =
  (user: string, id = JOINT): Pieces =>
  (t) =>
    t.send(FLOW.cancelClient, server('partner'), user, { mcServiceId: user, regroupGroupId: id });
const cleoJoins: Pieces = (t, wish) => {
  affiliates(t, CLEO, [MED]);
  asksUsers(t, 'partner', [CLEO], wish);
};
const benLeaves: Pieces = (t) => leaves(t, BEN, [MED]);
const isOut: Pieces = (t) => reports(t, 'partner', { mcServiceGroupId: JOINT, deAffiliated: [BEN] });
const ivoLeaves: Pieces = (t) => leaves(t, IVO, [FIRE2]);
const ivoIsOut: Pieces = (t) => reports(t, 'primary', { mcServiceGroupId: JOINT, deAffiliated: [IVO] });
const withIvo: Pieces = (t, wish) => regroups(t, { ...wish, groups: [FIRE2, MED], own: [IVO] });
const isBack =
  (user: string): Pieces =>
  (t) =>
    reports(t, user === IVO ? 'primary' : 'partner', { mcServiceGroupId: JOINT, affiliated: [user] });
const unreported = (events: readonly TraceEvent[]) => without(events, isFlow(FLOW.dynamicData, gms('partner')));
const unfollowed = (events: readonly TraceEvent[]) =>
  without(events, isFlow('subscribe-group-dynamic-data-request.gms-server', server('partner')));
/** Ben asks the partner to cancel, and it does; what is told of it is the same. */
const endedForBen = (result: 'success' | 'failure') =>
  then([JOINT], again, (t) => {
    const elements = { mcServiceId: BEN, regroupGroupId: JOINT };
    t.send(FLOW.cancel, BEN, server('partner'), elements);
    reports(t, 'partner', { mcServiceGroupId: JOINT, deAffiliated: [BEN] });
    t.send('preconfigured-regroup-cancel-response.server-client', server('partner'), BEN, { ...elements, result });
  });
/** Who took part in the first regroup of an identity is not said to take part in the second. */
const notInTheSecond = (() => {
  const events = then([JOINT], again, cancelled, again);
  const last = events.findLastIndex(
    (event) => event.kind === 'message' && isFlow(FLOW.dynamicData, gms('partner'))(event),
  );
  return events.filter((_event, index) => index !== last);
})();
/** Dan was told that the first regroup is cancelled, and leaves one of his groups when the same is formed again. */
const formedAgain = then([JOINT], again, cancelled, again, (t) => leaves(t, DAN, [FIRE]));

const CASES: readonly (readonly [
  requirement: string,
  says: string,
  events: readonly TraceEvent[],
  verdicts: string,
])[] = [
  ['POST-2a', 'a regroup that the partner ended for one of its users', endedForBen('success'), ''],
  ['POST-2a', 'a user whom the partner dismisses and does not cancel for', endedForBen('failure'), `${Q} fail`],
  ['POST-2a', 'who took part in an earlier regroup of the same identity alone', notInTheSecond, ''],
  ['POST-1', 'a regroup that both servers know', good, `${Q} pass, ${P} pass`],
  ['POST-1', 'a regroup of which only somebody else was told', redirected(good, isFlow(FLOW.step12), EVE_END), ''],
  [
    'POST-1',
    'a regroup without identity',
    altered(conforming({ given: undefined }).events, () => true, { regroupGroupId: undefined }),
    '',
  ],
  [
    'POST-1',
    'what was in force before the request',
    then([], asksWhatIsInForce, again, cancelled),
    `${Q} pass, ${P} pass`,
  ],
  [
    'POST-1',
    'a partner that was asked for nothing',
    then([JOINT], (t, wish) => regroups(t, { ...wish, partners: [] })),
    `${P} pass`,
  ],
  [
    'POST-1',
    'a cancelled regroup that is known beside another',
    then([JOINT, JOINT8], again, cancelled, another),
    `${Q} fail, ${P} fail, ${P} pass`,
  ],
  [
    'POST-1',
    'a cancelled regroup whose identity is used again',
    then([JOINT], again, cancelled, again),
    `${Q} pass, ${P} pass`,
  ],
  [
    'POST-1',
    'a regroup that was cancelled twice',
    then([JOINT], again, cancelled, again, cancelled),
    `${Q} fail, ${Q} fail, ${P} fail, ${P} fail`,
  ],
  ['POST-1', 'a regroup that its primary was made to end', then([], again, endsByItself), ''],
  [
    'POST-1',
    'a regroup that is not known before its primary is made to end it',
    then([], again, asksWhatIsInForce, endsByItself),
    `${P} fail`,
  ],
  ['POST-1', 'a cancellation in vain', inVain(then([JOINT], again, cancelled)), ''],
  [
    'POST-1',
    'a later request that is taken on and never returned',
    then(
      [JOINT, JOINT8],
      (t) => regroups(t, IVO_HOLDS_FIRE),
      (t, wish) => {
        requests(t, wish);
        concludes(t, wish);
      },
    ),
    `${P} fail, ${P} pass`,
  ],
  [
    'POST-1',
    'a later request that is rejected',
    then(
      [JOINT8],
      (t) => regroups(t, IVO_HOLDS_FIRE),
      (t, wish) => {
        requests(t, wish);
        rejects(t, wish);
      },
    ),
    `${P} pass`,
  ],
  [
    'POST-1',
    'a later request for what the partner took on and nobody formed',
    then(
      [],
      (t, wish) => {
        requests(t, wish);
        returns(t, wish);
        asksPartners(t, wish);
        partnersAnswer(t, wish);
      },
      (t, wish) => {
        requests(t, { ...wish, ...janToo });
        returns(t, { ...wish, ...janToo });
      },
    ),
    '',
  ],

  ['POST-2a', 'a member who left a group before', then([JOINT], (t) => leaves(t, DAN, [FIRE]), again), ''],
  [
    'POST-2a',
    'a member who stays, and is asked again',
    danLeaves([FIRE], (t) =>
      asksUsers(t, 'partner', [DAN], {
        ...janToo,
        id: JOINT,
        groups: [MED],
        delivery: 'unicast',
        acknowledges: false,
      } as Wish),
    ),
    `${Q} pass`,
  ],
  [
    'POST-2a',
    'a member who stays, where another is told of a cancellation',
    then([JOINT], again, benLeaves, (t) => leaves(t, DAN, [FIRE]), told(BEN), isOut),
    `${Q} pass`,
  ],
  ['POST-2a', 'a member who stays, and was told of a cancellation before', formedAgain, `${Q} pass`],
  [
    'POST-2a',
    'a member who stays, and is told of the cancellation of another regroup',
    then([JOINT], again, (t) => leaves(t, DAN, [FIRE]), told(DAN, JOINT8)),
    `${Q} pass`,
  ],
  [
    'POST-2a',
    'a member who stays, and is reported to have left',
    then(
      [JOINT],
      again,
      (t) => leaves(t, DAN, [FIRE]),
      (t) => reports(t, 'partner', { mcServiceGroupId: JOINT, deAffiliated: [DAN] }),
    ),
    `${Q} fail`,
  ],
  [
    'POST-2a',
    'a partner that had to refuse',
    then(
      [JOINT, JOINT8],
      (t) => regroups(t, JAN_HOLDS_MED),
      again,
      (t) => leaves(t, DAN, [FIRE]),
    ),
    '',
  ],
  ['POST-2a', 'who leaves a group of no account', then([JOINT], again, (t) => leaves(t, BEN, [MED8])), `${Q} pass`],
  [
    'POST-2a',
    'who leaves a group of no account and is told of a cancellation',
    then([JOINT], again, (t) => leaves(t, BEN, [MED8]), told(BEN)),
    `${Q} fail`,
  ],
  [
    'POST-2a',
    'who leaves a group of no account and is reported out',
    then([JOINT], again, (t) => leaves(t, BEN, [MED8]), isOut),
    `${Q} fail`,
  ],
  [
    'POST-2a',
    'who leaves a group of no account and the only regrouped one',
    then([JOINT], again, (t) => leaves(t, BEN, [MED8, MED]), isOut),
    '',
  ],
  ['POST-2a', 'a regroup that was cancelled', then([], again, cancelled, (t) => leaves(t, DAN, [FIRE])), ''],
  [
    'POST-2a',
    'a member who leaves the second group before it is certain that the first is left',
    then([JOINT], again, (t) => {
      leaves(t, DAN, [FIRE]);
      t.send('group-de-affiliation-request.client-server', DAN, server('partner'), {
        mcServiceId: DAN,
        mcServiceGroupIdList: [MED],
      });
    }),
    '',
  ],
];

/** Of those who leave, beside the servers of which it is said that nobody takes part who does not belong. */
const LEAVERS: readonly (readonly [says: string, events: readonly TraceEvent[], told: readonly string[]])[] = [
  ['who leaves the last group and is reported', then([JOINT], again, benLeaves, isOut), ['pass: it was reported']],
  [
    'who leaves the last group and is not reported',
    then([JOINT], again, benLeaves),
    ['fail: nothing says that the affiliation to the regroup group has ended'],
  ],
  [
    'who leaves the last group where nobody follows who takes part',
    unfollowed(then([JOINT], again, benLeaves)),
    ['inconclusive: nothing shows it'],
  ],
  ['who leaves the last group and logs off', then([JOINT], again, benLeaves, (t) => logsOff(t, BEN)), []],
  [
    'who left and is reported again',
    then([JOINT], again, benLeaves, isOut, isBack(BEN)),
    ['fail: it was reported to take part once more'],
  ],
  [
    'of the primary who left and is reported again',
    then([JOINT], withIvo, ivoLeaves, ivoIsOut, isBack(IVO)),
    ['fail: it was reported to take part once more'],
  ],
  ['of the primary who left and is not reported', then([JOINT], withIvo, ivoLeaves), []],
  [
    'of the primary who left, came back and left',
    then([JOINT], withIvo, ivoLeaves, ivoIsOut, (t) => affiliates(t, IVO, [FIRE2]), isBack(IVO), ivoLeaves),
    [],
  ],
  [
    'who joined late and leaves',
    then([JOINT], again, cleoJoins, (t) => leaves(t, CLEO, [MED])),
    ['fail: nothing says that the affiliation to the regroup group has ended'],
  ],
  [
    'who joined late, leaves and is reported',
    then([JOINT], again, cleoJoins, (t) => {
      leaves(t, CLEO, [MED]);
      reports(t, 'partner', { mcServiceGroupId: JOINT, deAffiliated: [CLEO] });
    }),
    ['pass: it was reported'],
  ],
  ['who was never reported to take part', unreported(then([JOINT], again, benLeaves)), []],
  [
    'who was never reported but to have left',
    without(then([JOINT], again, benLeaves, isOut), ({ body }) => JSON.stringify(body).includes('"affiliated":')),
    [],
  ],
];

const verdictsOf = (events: readonly TraceEvent[], wanted: string): string =>
  judged(events)
    .filter(({ requirement }) => requirement === wanted)
    .map(({ party, verdict }) => `${party} ${verdict}`)
    .toSorted()
    .join(', ');

describe('after the procedure', () => {
  for (const [requirement, says, events, verdicts] of CASES)
    it(`of ${says} it says: ${requirement} ${verdicts || 'nothing'}`, () => {
      assert.equal(verdictsOf(events, requirement), verdicts);
    });

  for (const [says, events, expected] of LEAVERS)
    it(`of a member ${says} it says: POST-2b ${expected.join() || 'nothing'}`, () => {
      const found = judged(events).filter(
        ({ requirement, interpretation }) => requirement === 'POST-2b' && interpretation === 'A-19',
      );
      assert.deepEqual(
        found.map(({ verdict, observed }) => `${verdict}: ${observed}`),
        expected,
      );
      assert.ok(found.every(({ evidence }) => evidence.length > 0));
    });
});
