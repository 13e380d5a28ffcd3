import assert from 'node:assert/strict';
import type { MessageEvent, TraceEvent } from '../../../../evidence/trace';
import { BEN, DAN, FIRE, gms, JOINT, JOINT8, MED, server } from '../../testing/cast';
import { settles } from '../../testing/conforming';
import { FLOW } from '../../testing/flow-names';
import { cancels, regroups, reports } from '../../testing/formation';
import { judged } from '../../testing/judged';
import { BY_A_WHOLE_WIRE, BY_SIP } from '../../testing/wires';
import { leaves, logsOff, prepared } from '../../testing/preparation';
import { altered, doubled, isFlow, moved, without, type TraceBuilder } from '../../testing/trace-builder';
import type { PartyName } from '../../../../procedure/roles';

const RESPONSE = 'subscribe-group-dynamic-data-response.server-gms';
const FOLLOWING = 'subscribe-group-dynamic-data-request.gms-server';
const WHO = 'sip:who@elsewhere.example';
const NOTHING = 'nothing shows it: the dynamic data is not followed or not seen';

type Pieces = (t: TraceBuilder) => void;
const again: Pieces = (t) => regroups(t);
const cancelled: Pieces = (t) => cancels(t);
const accepts =
  (...groups: readonly string[]): Pieces =>
  (t) =>
    t.send(RESPONSE, server('partner'), gms('partner'), { mcServiceGroupIdList: groups });
const tells =
  (...groups: readonly string[]): Pieces =>
  (t) =>
    t.send(FLOW.dynamicData, server('partner'), gms('partner'), {
      groupDynamicData: groups.map((mcServiceGroupId) => ({ mcServiceGroupId })),
    });
const malformed =
  (party: PartyName): Pieces =>
  (t) =>
    t.add({ kind: 'malformed', party, raw: '', problem: 'ended' });
const answers =
  (party: PartyName, group: string, users: readonly string[], status = 'done'): Pieces =>
  (t) =>
    t.control(
      party,
      { command: 'ask', question: { kind: 'affiliations', mcServiceGroupId: group } },
      { status, affiliated: users },
    );

const namesAffiliated = ({ flow, body, from }: MessageEvent): boolean =>
  flow === FLOW.dynamicData && from.id === server('partner') && JSON.stringify(body).includes('"affiliated":');

function played(...pieces: readonly Pieces[]): readonly TraceEvent[] {
  const t = prepared();
  t.stimulus();
  for (const piece of pieces) piece(t);
  settles(t);
  return t.events;
}
/** The partner reports nobody to be affiliated to the regroup group. */
const unreported = (...pieces: readonly Pieces[]) => without(played(...pieces), namesAffiliated);
const followedOnly = (events: readonly TraceEvent[], ...groups: readonly string[]) =>
  altered(events, isFlow(FOLLOWING, server('partner')), { mcServiceGroupIdList: groups });
const unfollowed = (...pieces: readonly Pieces[]) =>
  without(unreported(again, ...pieces), isFlow(FOLLOWING, server('partner')));
/** Of the first regroup everybody is reported; of the second, of the same identity, nobody; then this happens. */
function reused(between: Pieces, ...pieces: readonly Pieces[]): readonly TraceEvent[] {
  const events = played(again, cancelled, between, again, accepts(JOINT), tells(JOINT), ...pieces);
  const [first] = events.filter((event) => event.kind === 'message' && namesAffiliated(event));
  const isOut = (message: MessageEvent) => JSON.stringify(message.body).includes(`"deAffiliated":["${BEN}","${DAN}"]`);
  return without(events, (message) => isOut(message) || (namesAffiliated(message) && message.id !== first?.id));
}
const benIsOut: Pieces = (t) => reports(t, 'partner', { mcServiceGroupId: JOINT, deAffiliated: [BEN] });
const none: Pieces = () => undefined;

type Row = readonly [says: string, events: readonly TraceEvent[], told: string];
const failed = (who: string) => `fail: nothing says so of ${who}`;
const BOTH = failed('Dan and Ben');
const open = `inconclusive: ${NOTHING}`;
const PASS = 'pass: it was reported';

const ANYWHERE: readonly Row[] = [
  [
    'somebody is only reported to have left',
    unreported(again, (t) => reports(t, 'partner', { mcServiceGroupId: JOINT, deAffiliated: [BEN, DAN] })),
    BOTH,
  ],
  ['nothing is followed', unfollowed(), open],
  ['nothing is followed, and control is told', unfollowed(answers('partner-server', JOINT, [])), BOTH],
  [
    'nothing is followed, and control is told of one of two',
    unfollowed(answers('partner-server', JOINT, [BEN])),
    failed('Dan'),
  ],
  ['nothing is followed, and control is told of all', unfollowed(answers('partner-server', JOINT, [BEN, DAN])), PASS],
  [
    'nothing is followed, and control cannot be told',
    unfollowed(answers('partner-server', JOINT, [], 'unsupported')),
    open,
  ],
  [
    'nothing is followed, and control is told by another server',
    unfollowed(answers('primary-server', JOINT, [])),
    open,
  ],
  [
    'nothing is followed, and control is told of another group',
    unfollowed(answers('partner-server', JOINT8, [])),
    open,
  ],
  ['a group of another MC system is followed alone', followedOnly(unreported(again), FIRE), open],
  ['a group of its own is followed', followedOnly(unreported(again), MED), BOTH],
  [
    'a group of its own is followed beside one that nobody knows',
    altered(unreported(again), isFlow(FLOW.step5), { mcServiceGroupIdList: [WHO, FIRE, MED] }),
    BOTH,
  ],
  ['all were in the regroup before of that identity', reused(none), [PASS, BOTH].join('; ')],
];

const ON_SIP: readonly Row[] = [
  ['the regroup group is told without them', unreported(again, accepts(JOINT), tells(JOINT)), BOTH],
  ['it is told with another group', unreported(again, accepts(JOINT), tells(MED, JOINT)), BOTH],
  ['it was subscribed to with another group', unreported(again, accepts(MED, JOINT), tells(JOINT)), BOTH],
  [
    'something else than a subscription was accepted',
    unreported(
      again,
      (t) =>
        t.send('subscribe-group-configuration-request.server-gms', server('partner'), gms('partner'), {
          mcServiceGroupIdList: [JOINT],
        }),
      tells(JOINT),
    ),
    open,
  ],
  [
    'the regroup group is told in something else',
    altered(unreported(again, accepts(JOINT)), isFlow(FLOW.step11), {
      groupDynamicData: [{ mcServiceGroupId: JOINT }],
    }),
    open,
  ],
  [
    'it was told before the request',
    moved(unreported(again, accepts(JOINT), tells(JOINT)), isFlow(FLOW.dynamicData, gms('partner')), {
      before: isFlow(FLOW.step5),
    }),
    open,
  ],
  [
    'the subscription of another group management server may be over',
    unreported(again, accepts(JOINT), tells(JOINT), malformed('primary-gms')),
    BOTH,
  ],
  ['the subscription may be over', unreported(again, accepts(JOINT), tells(JOINT), malformed('partner-gms')), open],
  [
    'one of two left the groups',
    unreported(again, accepts(JOINT), tells(JOINT), (t) => leaves(t, BEN, [MED])),
    failed('Dan'),
  ],
  [
    'one of two left one of the groups',
    unreported(again, accepts(JOINT), tells(JOINT), (t) => leaves(t, DAN, [MED])),
    BOTH,
  ],
  ['one of two logged off', unreported(again, accepts(JOINT), tells(JOINT), (t) => logsOff(t, BEN)), failed('Dan')],
  ['both were reported and one left', played(again, (t) => leaves(t, BEN, [MED])), PASS],
  ['all were in the regroup before of that identity', reused(none), [PASS, open].join('; ')],
  [
    'all were in it before, and one of two requests names another',
    altered(doubled(reused(none), isFlow(FLOW.step5)), ({ id }) => id.endsWith('-again'), { regroupGroupId: JOINT8 }),
    [PASS, open].join('; '),
  ],
  ['one of two was in the regroup before of that identity', reused(benIsOut), [PASS, open].join('; ')],
];

describe('that a member is affiliated to the regroup group', () => {
  for (const [where, abilities, rows] of [
    ['', BY_A_WHOLE_WIRE, ANYWHERE],
    ['by SIP, ', BY_SIP, ON_SIP],
  ] as const)
    for (const [says, events, told] of rows)
      it(`${where}where ${says}: ${told}`, () => {
        const found = judged(events, { ordering: 'strict' }, abilities).filter(
          ({ requirement }) => requirement === 'STEP-10-c',
        );
        assert.equal(found.map(({ verdict, observed }) => `${verdict}: ${observed}`).join('; '), told);
      });

  it('is asked of who left and was reported before, by name', () => {
    const [found] = judged(
      played(again, (t) => leaves(t, BEN, [MED])),
      { ordering: 'strict' },
      BY_SIP,
    ).filter(({ requirement }) => requirement === 'STEP-10-c');
    assert.match(found?.expected ?? '', /^Dan and Ben are affiliated/);
  });
});
