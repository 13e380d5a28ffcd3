import assert from 'node:assert/strict';
import type { TraceEvent } from '../../../evidence/trace';
import type { Fixture } from '../../../procedure/fixture';
import { ANA, BEN, CLEO, CRISIS, DAN, FIXTURE, gms, IVO, JAN, JOINT8, serverEnd } from '../testing/cast';
import { conforming, settles } from '../testing/conforming';
import { FLOW } from '../testing/flow-names';
import { IVO_AND_HANA, IVO_HOLDS_FIRE, regroups } from '../testing/formation';
import { judged } from '../testing/judged';
import { findingsOf, said } from '../testing/said';
import { prepared } from '../testing/preparation';
import { scenario } from '../testing/outcomes';
import { unseen } from '../testing/seen';
import { altered, createTrace, doubled, isFlow, moved, redirected, without } from '../testing/trace-builder';

const SHARING = 'group-information-notify-request.gms-gms';
const FETCHING = 'get-group-configuration-request.server-gms';
const ALL_THREE = ['PRE-3a', 'PRE-3b', 'PRE-3c'];
const good = conforming().events;
const told = (user: string) => isFlow(FLOW.configuration, user);
const untold = (...users: readonly string[]) => users.reduce((events, user) => without(events, told(user)), good);

/** What is not passed of the requirement, with who and how. */
const trouble = (events: readonly TraceEvent[]): readonly string[] =>
  judged(events)
    .filter(({ requirement, verdict }) => [...ALL_THREE, 'PRE-3d'].includes(requirement) && verdict !== 'pass')
    .map(({ requirement, party, verdict }) => `${requirement} ${party} ${verdict}`);

const each = (party: string, verdict: string): readonly string[] => ALL_THREE.map((id) => `${id} ${party} ${verdict}`);

const withUser = (id: string, change: object): Fixture => ({
  ...FIXTURE,
  users: FIXTURE.users.map((user) => (user.id === id ? { ...user, ...change } : user)),
});
const withMembers = (members: readonly string[]): Fixture => ({
  ...FIXTURE,
  groups: FIXTURE.groups.map((group) => (group.id === CRISIS ? { ...group, members } : group)),
});
const SPARE = 'sip:crisis-1.t1@primary.example';
const withSpare: Fixture = {
  ...FIXTURE,
  groups: [...FIXTURE.groups, { name: 'Crisis-1', id: SPARE, home: 'primary', preconfigured: true, members: [BEN] }],
};
const played = (fixture: Fixture): readonly TraceEvent[] =>
  scenario(
    (t, wish) => {
      t.stimulus();
      regroups(t, wish);
    },
    {},
    fixture,
  );
const idle = (fixture: Fixture): readonly TraceEvent[] => scenario((t) => t.stimulus(), {}, fixture, []);
const fetches = (by: string, place: Parameters<typeof moved>[2]) =>
  moved(
    scenario((t, wish) => {
      t.stimulus();
      regroups(t, wish);
      t.send(FETCHING, by, gms('partner'), { mcServiceGroupId: CRISIS });
    }),
    isFlow(FETCHING),
    place,
  );
const fromPartner = conforming({
  requester: JAN,
  primary: 'partner',
  partners: ['primary'],
  asked: { primary: [ANA] },
  own: [BEN, DAN],
}).events;
const keyed = (keyReference: string | undefined) => ({
  groupConfigurations: [{ mcServiceGroupId: CRISIS, displayName: 'Crisis-0', ...(keyReference && { keyReference }) }],
});
const inTwo = doubled(good, told(BEN)).map((event) =>
  event.kind === 'message' && told(BEN)(event) && !event.id.endsWith('-again')
    ? { ...event, body: { ...event.body, groupConfigurations: [{ mcServiceGroupId: CRISIS }] } }
    : event,
);

const BOTH = { groupConfigurations: [...keyed('gmk-id:1').groupConfigurations, { mcServiceGroupId: SPARE }] };
const notShared = without(untold(BEN), isFlow(SHARING, gms('partner')));
const withinOne = (fixture: Fixture) =>
  scenario(
    (t) => {
      regroups(t, IVO_HOLDS_FIRE);
      t.stimulus();
    },
    {},
    fixture,
    [JOINT8],
  );
const unbegun = (events: readonly TraceEvent[]) =>
  events.filter((event) => event.kind !== 'control' || event.command.command !== 'activate');
/** Ana's regroup uses one preconfigured group, and Ivo's another. */
const bothUsed = altered(
  scenario(
    (t, wish) => {
      t.stimulus();
      regroups(t, wish);
      regroups(t, IVO_AND_HANA);
    },
    {},
    withSpare,
    [JOINT8],
  ),
  ({ flow, from }) => flow === FLOW.step2 && from.id === IVO,
  { preconfiguredGroupId: SPARE },
);
/** The partner's group management server could not be told to begin. */
const asStanding = (events: readonly TraceEvent[]) =>
  events.map((event) =>
    event.kind === 'control' && event.party === 'partner-server' && event.command.command === 'activate'
      ? { ...event, party: 'partner-gms' as const, answer: { status: 'unsupported' as const, reason: 'by hand' } }
      : event,
  );
const standing = asStanding(untold(BEN));

const CASES: readonly (readonly [string, readonly TraceEvent[], readonly string[]])[] = [
  ['nobody, where all were told', good, []],
  ['the partner, where nobody was told to begin', unbegun(untold(BEN)), each('partner-gms', 'fail')],
  ['nobody, where it is not known which groups there are', good.filter(({ kind }) => kind !== 'fixture'), []],
  ['the home for the second of two preconfigured groups that are used', bothUsed, each('primary-gms', 'fail')],
  [
    'the home, which shares by no message but that for it',
    altered(notShared, isFlow('subscribe-group-dynamic-data-response.server-gms', gms('partner')), keyed('gmk-id:1')),
    each('primary-gms', 'fail'),
  ],
  ['nobody, where a member was told in two messages', inTwo, []],
  [
    'the partner, which tells a member when it has been asked',
    moved(good, told(BEN), { after: isFlow(FLOW.step7, BEN) }),
    each('partner-gms', 'fail'),
  ],
  [
    'the partner, which tells a member between two requests',
    moved(doubled(good, isFlow(FLOW.step7, BEN), { after: isFlow(FLOW.step11) }), told(BEN), {
      before: isFlow(FLOW.step11),
    }),
    each('partner-gms', 'fail'),
  ],
  ['the partner, which was told and tells one of its members nothing', untold(DAN), each('partner-gms', 'fail')],
  [
    'the partner, which tells a member of another group',
    altered(good, told(BEN), {
      groupConfigurations: [{ mcServiceGroupId: SPARE, displayName: 'x', keyReference: 'gmk-id:1' }],
    }),
    each('partner-gms', 'fail'),
  ],
  [
    'the home, which shares with another MC system only',
    redirected(untold(BEN), isFlow(SHARING, gms('partner')), {
      id: gms('second-partner'),
      party: 'second-partner-gms',
    }),
    each('primary-gms', 'fail'),
  ],
  [
    'the home, which shares another group',
    altered(untold(BEN), isFlow(SHARING), {
      groupConfigurations: [{ mcServiceGroupId: SPARE, displayName: 'x', keyReference: 'y' }],
    }),
    each('primary-gms', 'fail'),
  ],
  [
    'the partner, where it cannot be seen what was shared',
    unseen(untold(BEN), 'primary-gms', 'partner-gms'),
    each('partner-gms', 'fail'),
  ],
  ['nobody for a member of the home system that is no partner', untold(ANA), []],
  [
    'the home for a member of its own where it is a partner',
    without(fromPartner, told(ANA)),
    each('primary-gms', 'fail'),
  ],
  ['nobody for a member who is not in service', without(played(withUser(CLEO, { inService: false })), told(CLEO)), []],
  [
    'nobody for somebody who is no member of the preconfigured group',
    without(played(withMembers([BEN, DAN])), told(CLEO)),
    [],
  ],
  ['nobody for a preconfigured group that is not used', played(withSpare), []],
  ['the home for each preconfigured group where nothing was asked for', idle(withSpare), each('primary-gms', 'fail')],
  [
    'the partner for another key than the one shared',
    altered(good, told(BEN), keyed('gmk-id:2')),
    ['PRE-3c partner-gms fail'],
  ],
  [
    'nobody for any key where none was shared',
    altered(altered(good, isFlow(SHARING), keyed(undefined)), told(BEN), keyed('gmk-id:2')),
    [],
  ],
  [
    'the home, which shares no key',
    altered(altered(good, isFlow(SHARING), keyed(undefined)), told(BEN), keyed(undefined)),
    ['PRE-3c primary-gms fail'],
  ],
  [
    'nobody where server and member cannot be seen',
    unseen(good, 'partner-gms', 'client-2'),
    each('partner-gms', 'inconclusive'),
  ],
  [
    'the partner for one of two members, where the other cannot be seen',
    unseen(untold(DAN), 'partner-gms', 'client-2'),
    each('partner-gms', 'fail'),
  ],
  [
    'the client that fetches when it was asked',
    fetches(BEN, { after: isFlow(FLOW.step7, BEN) }),
    ['PRE-3c client-2 fail'],
  ],
  [
    'the client that fetches, though the partner never answers',
    without(fetches(BEN, { after: isFlow(FLOW.step7, BEN) }), isFlow(FLOW.step11)),
    ['PRE-3c client-2 fail'],
  ],
  ['nobody for fetching before', fetches(BEN, { before: isFlow(FLOW.step7, BEN) }), []],
  ['nobody for fetching when the partner has answered', fetches(BEN, { after: isFlow(FLOW.step11) }), []],
  ['nobody for somebody who fetches and was not asked', fetches(CLEO, { after: isFlow(FLOW.step7, BEN) }), []],
  ['nobody for a server that fetches', fetches(serverEnd('partner').id, { after: isFlow(FLOW.step7, BEN) }), []],
  [
    'nobody for a server that fetches, to which the request went astray',
    redirected(
      fetches(serverEnd('partner').id, { after: isFlow(FLOW.step7, BEN) }),
      isFlow(FLOW.step7, BEN),
      serverEnd('partner'),
    ),
    [],
  ],
  ['nobody, where a member was told of two groups at once', altered(good, told(BEN), BOTH), []],
  [
    'the partner, for what another message says is not told',
    altered(untold(BEN), isFlow('service-authorization-response.server-client', BEN), keyed('gmk-id:1')),
    each('partner-gms', 'fail'),
  ],
  [
    'the partner for the key that another MC system was told, and the home that told each another',
    altered(good, isFlow(SHARING, gms('partner')), keyed('gmk-id:2')),
    ['PRE-3c partner-gms fail', 'PRE-3c primary-gms fail'],
  ],
  ['the home that shares nothing, under test', unseen(notShared, 'primary-gms'), each('primary-gms', 'fail')],
  [
    'the home that shares nothing with a partner under test',
    unseen(notShared, 'partner-gms'),
    each('primary-gms', 'fail'),
  ],
  ['nobody for a regroup within one MC system', without(unbegun(withinOne(FIXTURE)), told(BEN)), []],
  [
    'the home for each preconfigured group beside a regroup within one MC system',
    withinOne(withSpare),
    each('primary-gms', 'fail'),
  ],
  ['nobody, where one that stands as it is may have told them before', standing, []],
  [
    'the primary, which sends its own member a key',
    altered(good, isFlow(FLOW.step7, ANA), { gmk: 'x' }),
    ['PRE-3d primary-server fail'],
  ],
];

describe('what members hold of the preconfigured group beforehand is laid to', () => {
  for (const [whom, events, expected] of CASES)
    it(whom, () => {
      assert.deepEqual(trouble(events).toSorted(), expected.toSorted());
    });

  it('nobody at all, and passed by nobody, where nothing begins', () => {
    const t = createTrace(FIXTURE);
    settles(t, []);
    assert.deepEqual(
      judged(t.events).filter(({ requirement }) => ALL_THREE.includes(requirement)),
      [],
    );
  });

  it('nobody for certain where nobody asks for anything and the partner stands as it is', () => {
    const found = findingsOf('PRE-3a', asStanding(without(idle(FIXTURE), told(BEN)))).filter(
      ({ party }) => party === 'partner-gms',
    );
    assert.deepEqual(
      found.map(({ verdict, observed, evidence }) => [verdict, observed, evidence.length]),
      [['inconclusive', 'nobody was told in this scenario; they may have been before', 1]],
    );
  });

  it('a client that fetches too late by one finding more than where it fetches before', () => {
    const early = said('PRE-3c', fetches(BEN, { before: isFlow(FLOW.step7, BEN) }));
    const late = said('PRE-3c', fetches(BEN, { after: isFlow(FLOW.step7, BEN) }));
    assert.deepEqual(late, [
      ...early,
      'client-2 fail: a get group configuration request (step 3) from Ben to the group management server of the partner MC system was sent',
    ]);
    assert.deepEqual(
      [...said('PRE-3c', standing)].filter((one) => !/pass/.test(one)),
      [],
    );
  });

  it('nobody before everything is quiet', () => {
    const t = prepared();
    t.stimulus();
    regroups(t);
    assert.deepEqual(trouble(without(t.events, told(BEN))), each('partner-gms', 'inconclusive'));
  });
});
