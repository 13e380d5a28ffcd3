import assert from 'node:assert/strict';
import type { TraceEvent } from '../../../evidence/trace';
import { listedGroups } from '../../../oracle/story/message';
import type { Fixture } from '../../../procedure/fixture';
import { ANA, BEN, CLEO, DAN, FIRE, FIXTURE, JAN, JOINT8, MED, MED8, server, serverEnd } from '../testing/cast';
import { FLOW } from '../testing/flow-names';
import { regroups } from '../testing/formation';
import { scenario } from '../testing/outcomes';
import { affiliates, leaves } from '../testing/preparation';
import { findingsOf, said } from '../testing/said';
import { unseen } from '../testing/seen';
import { altered, inThisOrder, isFlow, moved, redirected, without, type TraceBuilder } from '../testing/trace-builder';

const AUTHORIZES = 'service-authorization-response.server-client';
const ASKS_FOR_SERVICE = 'service-authorization-request.client-server';
const AFFILIATES = 'group-affiliation-request.client-server';
const AFFILIATED = 'group-affiliation-response.server-client';
const LEAVES = 'group-de-affiliation-request.client-server';

/** Something happens before Ana's request. */
const played = (before: (t: TraceBuilder) => void = () => undefined, fixture: Fixture = FIXTURE) =>
  scenario(
    (t, wish) => {
      before(t);
      t.stimulus();
      regroups(t, wish);
    },
    {},
    fixture,
  );
const withAna = (change: object): Fixture => ({
  ...FIXTURE,
  users: FIXTURE.users.map((user) => (user.id === ANA ? { ...user, ...change } : user)),
});
const asksFor = (user: string) => (message: { readonly flow: string; readonly from: { readonly id: string } }) =>
  message.flow === ASKS_FOR_SERVICE && message.from.id === user;
const joins = (user: string) => (message: { readonly flow: string; readonly from: { readonly id: string } }) =>
  message.flow === AFFILIATES && message.from.id === user;
const unmade = (events: readonly TraceEvent[], user: string, kind: string): readonly TraceEvent[] =>
  inThisOrder(events.filter((event) => event.kind !== 'control' || !isActOf(event.command, user, kind)));
const isActOf = ({ act }: Readonly<Record<string, unknown>>, user: string, kind: string): boolean =>
  typeof act === 'object' && act !== null && 'user' in act && act.user === user && 'kind' in act && act.kind === kind;

const good = played();
const unauthorizedAna = without(good, isFlow(AUTHORIZES, ANA));
const groupsOf = (events: readonly TraceEvent[], ...groups: readonly string[]) =>
  altered(events, isFlow(FLOW.step2), { mcServiceGroupIdList: groups });
const leaving = (t: TraceBuilder) =>
  t.send(LEAVES, BEN, server('partner'), { mcServiceId: BEN, mcServiceGroupIdList: [MED] });
const MEMBERS = [
  'client-2 pass: the server has affiliated the user',
  'partner-bystanders pass: the server has affiliated the user',
];
const HIDDEN = 'it cannot be seen: client and server are both under test';

const CASES: readonly (readonly [string, string, readonly TraceEvent[], readonly string[]])[] = [
  [
    'PRE-1b',
    'passes where the server authorized the service',
    good,
    ['client-1 pass: the server has authorized the service'],
  ],
  [
    'PRE-1b',
    'says nothing of a requester whose service was brought about by hand',
    played(undefined, withAna({ standsAffiliated: [FIRE] })),
    [],
  ],
  [
    'PRE-1b',
    'says nothing of a requester who is declared out of service',
    played(undefined, withAna({ inService: false })),
    [],
  ],
  [
    'PRE-1b',
    'blames the server that was asked and did not authorize',
    unauthorizedAna,
    ['primary-server fail: the server did not authorize the service'],
  ],
  [
    'PRE-1b',
    'blames the client that asked another server only',
    redirected(unauthorizedAna, asksFor(ANA), serverEnd('partner')),
    ['client-1 fail: the client did not ask for the service'],
  ],
  [
    'PRE-1b',
    'blames the client that asked for service after its request',
    moved(unauthorizedAna, asksFor(ANA), { after: isFlow(FLOW.step2) }),
    ['client-1 fail: the client did not ask for the service'],
  ],
  [
    'PRE-1b',
    'blames the client that asked for the service of somebody else, and not the server that refused it',
    altered(unauthorizedAna, asksFor(ANA), { mcServiceId: DAN }),
    [`client-1 fail: the client asked for the service of ${DAN}`],
  ],
  [
    'PRE-1b',
    'blames the client that never asked for the service, and so asked for no regroup either',
    without(without(unauthorizedAna, asksFor(ANA)), isFlow(FLOW.step2)),
    ['client-1 fail: the client did not ask for the service'],
  ],
  [
    'PRE-1b',
    'blames the server where its client, without service, asks for no regroup',
    without(unauthorizedAna, isFlow(FLOW.step2)),
    ['primary-server fail: the server did not authorize the service'],
  ],
  ['PRE-1b', 'says nothing of a client in service that asks for no regroup', without(good, isFlow(FLOW.step2)), []],
  ['PRE-2a', 'passes for each member', good, MEMBERS],
  [
    'PRE-2a',
    'blames the client that asked to join for somebody else',
    altered(without(good, isFlow(AFFILIATED, BEN)), joins(BEN), { mcServiceId: DAN }),
    ['client-2 fail: the client did not ask for it', ...MEMBERS.slice(1)],
  ],
  ['PRE-2a', 'passes over a listed group that nobody knows', groupsOf(good, FIRE, MED, JOINT8), MEMBERS],
  [
    'PRE-2a',
    'says nothing of a user of the partner who joined a group of the primary only',
    played((t) => affiliates(t, CLEO, [FIRE])),
    MEMBERS,
  ],
  [
    'PRE-2a',
    'says nothing of somebody who is no member and was rightly refused',
    altered(
      played((t) => affiliates(t, JAN, [MED])),
      isFlow(AFFILIATED, JAN),
      { result: 'failure' },
    ),
    MEMBERS,
  ],
  [
    'PRE-2a',
    'looks at what was asked for before the request, and not at what was afterwards',
    altered(
      scenario((t, wish) => {
        affiliates(t, CLEO, [MED, FIRE]);
        t.stimulus();
        regroups(t, wish);
        leaves(t, CLEO, [MED]);
        affiliates(t, CLEO, [MED]);
      }),
      (message) => isFlow(AFFILIATED, CLEO)(message) && listedGroups(message).includes(FIRE),
      { result: 'failure' },
    ),
    MEMBERS,
  ],
  [
    'PRE-2a',
    'blames the server that did not affiliate a member of one of two listed groups',
    groupsOf(without(good, isFlow(AFFILIATED, BEN)), FIRE, MED, MED8),
    ['partner-server fail: the server did not affiliate the user', ...MEMBERS.slice(1)],
  ],
  [
    'PRE-2a',
    'blames the server that did not affiliate where groups of two MC systems were asked for',
    without(good, isFlow(AFFILIATED, DAN)),
    [...MEMBERS.slice(0, 1), 'partner-server fail: the server did not affiliate the user'],
  ],
  [
    'PRE-2a',
    'blames the group home system that refused one of the groups, and not who could not give them all',
    without(
      played((t) => {
        const elements = { mcServiceId: DAN, mcServiceGroupIdList: [FIRE] };
        t.send(AFFILIATES, DAN, server('partner'), { ...elements, mcServiceGroupIdList: [FIRE, MED] });
        t.send('group-affiliation-request.server-server', server('partner'), server('primary'), elements);
        const failure = { ...elements, result: 'failure' } as const;
        t.send('group-affiliation-response.server-server', server('primary'), server('partner'), failure);
      }),
      isFlow(AFFILIATED, DAN),
    ),
    [...MEMBERS.slice(0, 1), 'primary-server fail: the group home system refused it'],
  ],
  [
    'PRE-2a',
    'does not blame the home of another group, that refused it to who was refused the listed one',
    without(
      played((t) => {
        const elements = { mcServiceId: BEN, mcServiceGroupIdList: [FIRE] };
        t.send(AFFILIATES, BEN, server('partner'), elements);
        t.send('group-affiliation-request.server-server', server('partner'), server('primary'), elements);
        const failure = { ...elements, result: 'failure' } as const;
        t.send('group-affiliation-response.server-server', server('primary'), server('partner'), failure);
      }),
      isFlow(AFFILIATED, BEN),
    ),
    ['partner-server fail: the server did not affiliate the user', ...MEMBERS.slice(1)],
  ],
  [
    'PRE-2a',
    'blames the client that asked to leave instead of to join',
    without(without(played(leaving), joins(BEN)), isFlow(AFFILIATED, BEN)),
    ['client-2 fail: the client did not ask for it', ...MEMBERS.slice(1)],
  ],
  [
    'PRE-2a',
    'leaves open what a client gave up that its user had not made to',
    played((t) => {
      t.send('group-de-affiliation-request.client-server', BEN, server('partner'), {
        mcServiceId: BEN,
        mcServiceGroupIdList: [MED],
      });
      t.send('group-de-affiliation-response.server-client', server('partner'), BEN, {
        ...{ mcServiceId: BEN, mcServiceGroupIdList: [MED], result: 'success' },
      });
    }),
    ['client-2 inconclusive: the client gave it up, and nobody had made its user do so', ...MEMBERS.slice(1)],
  ],
  [
    'PRE-2a',
    'cannot tell of a client under test that asked another server too',
    unseen(
      played((t) => t.send(AFFILIATES, BEN, server('primary'), { mcServiceId: BEN, mcServiceGroupIdList: [MED] })),
      'client-2',
      'partner-server',
    ),
    [`client-2 inconclusive: ${HIDDEN}`, ...MEMBERS.slice(1)],
  ],
  [
    'PRE-2c',
    'cannot tell where client and server are under test and control did not make the user start',
    unseen(unmade(good, BEN, 'start-service'), 'client-2', 'partner-server'),
    [`client-2 inconclusive: ${HIDDEN}`, 'partner-bystanders pass: the server has authorized the service'],
  ],
];

describe('service and affiliation before the request:', () => {
  for (const [requirement, says, events, expected] of CASES)
    it(`${requirement} ${says}`, () => {
      assert.deepEqual(said(requirement, events), expected);
    });

  it('what cannot be seen is shown by the request', () => {
    for (const [requirement, says, events] of CASES.filter(([, says]) => says.startsWith('cannot tell'))) {
      const request = events.find((event) => event.kind === 'message' && isFlow(FLOW.step2)(event));
      const unsure = findingsOf(requirement, events).filter(({ verdict }) => verdict === 'inconclusive');
      assert.deepEqual(
        unsure.map(({ evidence }) => evidence),
        [[request?.id]],
        says,
      );
    }
  });
});
