// Traces that differ from conforming ones in one defect, each with the requirement that must fail for it.

import type { TraceEvent } from '../../evidence/trace';
import {
  ANA,
  asksPartners,
  asksUsers,
  BEN,
  cancels,
  CLEO,
  COAST,
  concludes,
  conforming,
  CRISIS,
  DAN,
  EVE,
  FIRE,
  FIRE2,
  FIXTURE,
  gms,
  HANA,
  IVO,
  IVO_HOLDS_FIRE,
  JAN_HOLDS_MED,
  JOINT,
  JOINT8,
  leaves,
  MED,
  partnersAnswer,
  prepared,
  regroups,
  rejects,
  reports,
  requests,
  returns,
  server,
  settles,
  TEMP,
  WISH,
  type Wish,
} from './scenario';
import { altered, doubled, isFlow, moved, redirected, without, type TraceBuilder } from './trace-builder';

export interface Defect {
  readonly requirement: string;
  readonly says: string;
  readonly events: readonly TraceEvent[];
}

const STEP2 = 'preconfigured-regroup-request.client-server';
const STEP4A = 'preconfigured-regroup-reject.server-client';
const STEP4B = 'preconfigured-regroup-request-return.server-client';
const STEP5 = 'preconfigured-regroup-request.server-server';
const STEP7 = 'preconfigured-regroup-request.server-client';
const STEP9 = 'preconfigured-regroup-response.client-server';
const STEP11 = 'preconfigured-regroup-response.server-server';
const STEP12 = 'preconfigured-regroup-response.server-client';
const REFUSAL = 'preconfigured-regroup-reject.server-server';
const NOTIFY_CLIENT = 'notify-group-configuration-request.gms-client';
const DYNAMIC_DATA = 'notify-group-dynamic-data-request.server-gms';

const good = conforming().events;
const assigned = conforming({ given: undefined, id: 'sip:regroup-1@primary.example' }).events;
const PARTNERS = { partners: ['partner', 'second-partner'], groups: [FIRE, MED, COAST] } as const;
const threeSystems = conforming(PARTNERS).events;

/** A scenario from its pieces; everything is quiet at the end. */
function scenario(pieces: (t: TraceBuilder, wish: Wish) => void, change: Partial<Wish> = {}, fixture = FIXTURE) {
  const t = prepared(fixture);
  pieces(t, { ...WISH, ...change });
  settles(t);
  return t.events;
}

const mayNot = (name: string): typeof FIXTURE => ({
  ...FIXTURE,
  users: FIXTURE.users.map((user) => (user.name === name ? { ...user, mayInitiateRegroup: false } : user)),
});

/** Ana asks for Fire-1, which Ivo has regrouped, and is rejected. */
export const rejected = scenario((t, wish) => {
  regroups(t, IVO_HOLDS_FIRE);
  t.stimulus();
  requests(t, wish);
  rejects(t, wish);
});

/** Ana may not initiate a regroup, and is told so. */
export const unauthorized = scenario(
  (t, wish) => {
    t.stimulus();
    requests(t, wish);
    returns(t, wish, false);
  },
  {},
  mayNot('Ana'),
);

/** Jan holds Med-7: the partner refuses, the second partner had accepted, and all is undone. */
export const refused = scenario((t, wish) => {
  regroups(t, JAN_HOLDS_MED);
  t.stimulus();
  requests(t, wish);
  returns(t, wish);
  asksPartners(t, wish);
  refuses(t);
  partnersAnswer(t, { ...wish, partners: ['second-partner'] });
  const elements = { mcServiceId: ANA, regroupGroupId: JOINT };
  t.send('preconfigured-regroup-cancel-request.server-server', server('primary'), server('second-partner'), elements);
  t.send('preconfigured-regroup-cancel-request.server-client', server('second-partner'), HANA, {
    ...elements,
    mcServiceId: HANA,
  });
  reports(t, 'second-partner', { mcServiceGroupId: JOINT, deAffiliated: [HANA] });
  t.send('preconfigured-regroup-cancel-response.server-server', server('second-partner'), server('primary'), {
    ...elements,
    result: 'success',
  });
  rejects(t, wish);
}, PARTNERS);

export function refuses(t: TraceBuilder): void {
  t.send(REFUSAL, server('partner'), server('primary'), { regroupGroupId: JOINT, reason: 'group-already-regrouped' });
}

/** Another user asks for the same groups at the same moment; both are formed. */
const bothFormed = scenario((t, wish) => {
  const other = { ...wish, requester: IVO, given: JOINT8, id: JOINT8 };
  t.stimulus();
  requests(t, wish);
  requests(t, other);
  for (const one of [wish, other]) {
    returns(t, one);
    asksPartners(t, one);
    partnersAnswer(t, one);
    concludes(t, one);
  }
});

const temporaryGroup = (t: TraceBuilder, groupId: string): void => {
  t.send('notify-group-configuration-request.gms-server', gms('primary'), server('primary'), {
    groupConfigurations: [{ mcServiceGroupId: groupId, temporaryGroupId: TEMP }],
  });
};

/** Dan is affiliated to Fire-1 and Med-7 and gives up one, or both; the partner reports the wrong thing. */
const leaving = (groups: readonly string[], wrong?: (t: TraceBuilder) => void) =>
  scenario((t) => {
    regroups(t);
    t.stimulus();
    leaves(t, DAN, groups);
    wrong?.(t);
  });

const late = scenario((t, wish) => {
  t.stimulus();
  requests(t, wish);
  returns(t, wish);
  asksPartners(t, wish);
  t.send(STEP11, server('partner'), server('primary'), { mcServiceId: ANA, regroupGroupId: JOINT });
  asksUsers(t, 'partner', [BEN, DAN], wish);
  concludes(t, wish);
});

const taken = (given: string) => conforming({ given, id: given }).events;

const to = (id: string, party: 'partner-server' | 'primary-bystanders' | 'second-partner-server') => ({ id, party });
const key = { keyMaterial: 'secret' };

export const DEFECTS: readonly Defect[] = [
  {
    requirement: 'PRE-1b',
    says: 'the requester never asks for service',
    events: without(
      good,
      ({ flow, from, to }) => flow.startsWith('service-authorization') && (from.id === ANA || to.id === ANA),
    ),
  },
  {
    requirement: 'PRE-2a',
    says: 'the partner does not affiliate',
    events: without(good, isFlow('group-affiliation-response.server-client', BEN)),
  },
  {
    requirement: 'PRE-2c',
    says: 'the partner does not authorize the service',
    events: without(good, isFlow('service-authorization-response.server-client', BEN)),
  },
  {
    requirement: 'PRE-3a',
    says: 'a client is told nothing of the preconfigured group',
    events: without(good, isFlow(NOTIFY_CLIENT, BEN)),
  },
  {
    requirement: 'PRE-3b',
    says: 'a client is told no configuration',
    events: altered(good, isFlow(NOTIFY_CLIENT, BEN), {
      groupConfigurations: [{ mcServiceGroupId: CRISIS, keyReference: 'gmk-id:1' }],
    }),
  },
  {
    requirement: 'PRE-3c',
    says: 'a client is told no key reference',
    events: altered(good, isFlow(NOTIFY_CLIENT, BEN), {
      groupConfigurations: [{ mcServiceGroupId: CRISIS, displayName: 'Crisis-0' }],
    }),
  },
  { requirement: 'PRE-3c', says: 'step 2 carries a key', events: altered(good, isFlow(STEP2), key) },
  {
    requirement: 'PRE-3c',
    says: 'step 5 carries a key',
    events: altered(good, isFlow(STEP5), { security: { mikeyMessage: 'secret' } }),
  },
  { requirement: 'PRE-3c', says: 'step 7 carries a key', events: altered(good, isFlow(STEP7), { gmk: 'secret' }) },
  {
    requirement: 'PRE-4',
    says: 'a server does not subscribe',
    events: without(good, isFlow('subscribe-group-configuration-request.server-gms', gms('partner'))),
  },
  {
    requirement: 'PRE-4',
    says: 'a group management server does not answer',
    events: without(good, isFlow('subscribe-group-configuration-response.gms-server', server('primary'))),
  },
  {
    requirement: 'PRE-5',
    says: 'a group management server does not subscribe',
    events: without(good, isFlow('subscribe-group-dynamic-data-request.gms-server', server('primary'))),
  },
  {
    requirement: 'PRE-5',
    says: 'a group management server subscribes in another MC system',
    events: redirected(
      good,
      isFlow('subscribe-group-dynamic-data-request.gms-server', server('primary')),
      to(server('partner'), 'partner-server'),
    ),
  },
  { requirement: 'STEP-1-a', says: 'the client asks once more than its user', events: doubled(good, isFlow(STEP2)) },
  {
    requirement: 'STEP-1-b',
    says: 'the client leaves a group out',
    events: altered(good, isFlow(STEP2), { mcServiceGroupIdList: [MED] }),
  },
  {
    requirement: 'STEP-1-c',
    says: 'the client leaves the regroup group out',
    events: altered(good, isFlow(STEP2), { regroupGroupId: undefined }),
  },
  {
    requirement: 'STEP-1-d',
    says: 'the client names another configuration group',
    events: altered(good, isFlow(STEP2), { preconfiguredGroupId: FIRE2 }),
  },
  { requirement: 'STEP-2-a', says: 'the client sends no request', events: without(good, isFlow(STEP2)) },
  {
    requirement: 'STEP-2-b',
    says: 'the client asks the partner',
    events: redirected(good, isFlow(STEP2), to(server('partner'), 'partner-server')),
  },
  {
    requirement: 'STEP-2-c',
    says: 'the client lists users too',
    events: altered(good, isFlow(STEP2), { mcServiceUserIdList: [BEN] }),
  },
  {
    requirement: 'STEP-3-a',
    says: 'an authorized user is refused',
    events: altered(good, isFlow(STEP4B), { authorizationResult: 'failure' }),
  },
  {
    requirement: 'STEP-3-a',
    says: 'a user who is not authorized gets a regroup',
    events: scenario(
      (t, wish) => {
        t.stimulus();
        regroups(t, wish);
      },
      {},
      mayNot('Ana'),
    ),
  },
  {
    requirement: 'STEP-3-b',
    says: 'a partner-homed group is not named to its home',
    events: altered(good, isFlow(STEP5), { mcServiceGroupIdList: [FIRE] }),
  },
  {
    requirement: 'STEP-3-c',
    says: 'the primary asks a member who is not affiliated',
    events: conforming({ own: [ANA, EVE] }).events,
  },
  {
    requirement: 'STEP-3-d',
    says: 'an MC system that is home of no listed group is asked',
    events: conforming({ partners: ['partner', 'second-partner'], asked: { partner: [BEN, DAN] } }).events,
  },
  {
    requirement: 'STEP-3-d',
    says: 'a home system is left out',
    events: without(threeSystems, isFlow(STEP5, server('second-partner'))),
  },
  {
    requirement: 'STEP-3-f',
    says: 'the primary overlooks an earlier regroup',
    events: scenario((t, wish) => {
      regroups(t, IVO_HOLDS_FIRE);
      t.stimulus();
      regroups(t, wish);
    }),
  },
  {
    requirement: 'STEP-3-f',
    says: 'the primary overlooks a temporary group',
    events: scenario((t, wish) => {
      temporaryGroup(t, FIRE);
      t.stimulus();
      regroups(t, wish);
    }),
  },
  {
    requirement: 'STEP-3-g',
    says: 'the assigned identity is that of another group',
    events: conforming({ given: undefined, id: FIRE2 }).events,
  },
  {
    requirement: 'STEP-3-g',
    says: 'the assigned identity is that of a regroup in force',
    events: scenario((t, wish) => {
      regroups(t, { ...IVO_HOLDS_FIRE, groups: [FIRE2] });
      t.stimulus();
      regroups(t, { ...wish, given: undefined, id: JOINT8 });
    }),
  },
  { requirement: 'STEP-3-h', says: 'the identity of another group is accepted', events: taken(FIRE2) },
  { requirement: 'STEP-3-i', says: 'a free identity is not used', events: conforming({ id: JOINT8 }).events },
  {
    requirement: 'STEP-3-j',
    says: 'an identity is assigned to a request that is not authorized',
    events: altered(unauthorized, isFlow(STEP4B), { regroupGroupId: JOINT8 }),
  },
  { requirement: 'STEP-4a-1', says: 'no reject comes', events: without(rejected, isFlow(STEP4A)) },
  { requirement: 'STEP-4a-1', says: 'the reject comes twice', events: doubled(rejected, isFlow(STEP4A)) },
  {
    requirement: 'STEP-4a-1',
    says: 'the refusal of a partner is not passed on',
    events: without(refused, isFlow(STEP4A)),
  },
  {
    requirement: 'STEP-4a-2',
    says: 'the regroup group is not looked up',
    events: scenario((t, wish) => {
      regroups(t, { ...IVO_HOLDS_FIRE, groups: [FIRE2] });
      t.stimulus();
      regroups(t, { ...wish, given: JOINT8, id: JOINT8 });
    }),
  },
  {
    requirement: 'STEP-4a-3',
    says: 'the reject has another reason',
    events: altered(rejected, isFlow(STEP4A), { reason: 'partner-system-unavailable' }),
  },
  {
    requirement: 'STEP-4a-4',
    says: 'the reject goes to somebody else',
    events: redirected(rejected, isFlow(STEP4A), to(EVE, 'primary-bystanders')),
  },
  {
    requirement: 'STEP-4a-5',
    says: 'the primary goes on after the reject',
    events: scenario((t, wish) => {
      regroups(t, IVO_HOLDS_FIRE);
      t.stimulus();
      requests(t, wish);
      rejects(t, wish);
      asksPartners(t, wish);
    }),
  },
  {
    requirement: 'STEP-4a-5',
    says: 'what a partner accepted is not cancelled',
    events: without(refused, isFlow('preconfigured-regroup-cancel-request.server-server')),
  },
  {
    requirement: 'STEP-4a-6',
    says: 'a request for free groups is rejected',
    events: scenario((t, wish) => {
      t.stimulus();
      requests(t, wish);
      rejects(t, wish);
    }),
  },
  { requirement: 'STEP-4b-1', says: 'no request return comes', events: without(good, isFlow(STEP4B)) },
  { requirement: 'STEP-4b-1', says: 'the request return comes twice', events: doubled(good, isFlow(STEP4B)) },
  {
    requirement: 'STEP-4b-1',
    says: 'the request return goes to somebody else',
    events: redirected(good, isFlow(STEP4B), to(EVE, 'primary-bystanders')),
  },
  {
    requirement: 'STEP-4b-2',
    says: 'the request return has no result',
    events: altered(good, isFlow(STEP4B), { authorizationResult: undefined }),
  },
  {
    requirement: 'STEP-4b-3',
    says: 'the request return has no identity',
    events: altered(good, isFlow(STEP4B), { regroupGroupId: undefined }),
  },
  {
    requirement: 'STEP-4b-4',
    says: 'a negative request return has an identity',
    events: altered(unauthorized, isFlow(STEP4B), { regroupGroupId: JOINT }),
  },
  {
    requirement: 'STEP-4b-5',
    says: 'the client cancels what was not authorized',
    events: scenario(
      (t, wish) => {
        t.stimulus();
        requests(t, wish);
        returns(t, wish, false);
        t.send('preconfigured-regroup-cancel-request.client-server', ANA, server('primary'), {
          mcServiceId: ANA,
          regroupGroupId: JOINT,
        });
      },
      {},
      mayNot('Ana'),
    ),
  },
  {
    requirement: 'STEP-4b-6',
    says: 'the primary goes on without authorization',
    events: scenario(
      (t, wish) => {
        t.stimulus();
        requests(t, wish);
        returns(t, wish, false);
        asksPartners(t, wish);
      },
      {},
      mayNot('Ana'),
    ),
  },
  {
    requirement: 'STEP-4b-7',
    says: 'the partner is asked first',
    events: moved(good, isFlow(STEP4B), { after: isFlow(STEP5) }),
  },
  {
    requirement: 'STEP-4b-8',
    says: 'the primary answers under another identity',
    events: altered(good, isFlow(STEP12), { regroupGroupId: JOINT8 }),
  },
  {
    requirement: 'STEP-4b-8',
    says: 'the partner answers under another identity',
    events: altered(good, isFlow(STEP11), { regroupGroupId: JOINT8 }),
  },
  { requirement: 'STEP-5-a', says: 'no partner is asked', events: without(good, isFlow(STEP5)) },
  {
    requirement: 'STEP-5-b',
    says: 'one of two partners is not asked',
    events: without(threeSystems, isFlow(STEP5, server('second-partner'))),
  },
  {
    requirement: 'STEP-5-c',
    says: 'the primary-homed group is left out',
    events: altered(good, isFlow(STEP5), { mcServiceGroupIdList: [MED] }),
  },
  {
    requirement: 'STEP-5-d',
    says: 'another configuration group is passed on',
    events: altered(good, isFlow(STEP5), { preconfiguredGroupId: FIRE2 }),
  },
  {
    requirement: 'STEP-5-d',
    says: 'the regroup group is not the one returned',
    events: altered(assigned, isFlow(STEP5), { regroupGroupId: JOINT8 }),
  },
  {
    requirement: 'STEP-5-e',
    says: 'a partner is asked after the reject',
    events: scenario((t, wish) => {
      regroups(t, IVO_HOLDS_FIRE);
      t.stimulus();
      requests(t, wish);
      rejects(t, wish);
      asksPartners(t, wish);
    }),
  },
  {
    requirement: 'STEP-6-a',
    says: 'the partner overlooks an earlier regroup',
    events: scenario((t, wish) => {
      regroups(t, JAN_HOLDS_MED);
      t.stimulus();
      regroups(t, wish);
    }),
  },
  {
    requirement: 'STEP-6-a',
    says: 'the partner refuses free groups',
    events: scenario((t, wish) => {
      t.stimulus();
      requests(t, wish);
      returns(t, wish);
      asksPartners(t, wish);
      refuses(t);
      rejects(t, wish);
    }),
  },
  {
    requirement: 'STEP-6-b',
    says: 'a member affiliated to a primary-homed group only is overlooked',
    events: (() => {
      const t = prepared();
      leaves(t, DAN, [MED]);
      t.stimulus();
      regroups(t, { asked: { partner: [BEN] } });
      settles(t);
      return t.events;
    })(),
  },
  {
    requirement: 'STEP-6-c',
    says: 'the partner asks a user whom it does not serve',
    events: conforming({ asked: { partner: [BEN, DAN, ANA] } }).events,
  },
  {
    requirement: 'STEP-6-d',
    says: 'a member of a partner-homed group is overlooked',
    events: conforming({ asked: { partner: [DAN] } }).events,
  },
  { requirement: 'STEP-7-a', says: 'a member is asked twice', events: doubled(good, isFlow(STEP7, BEN)) },
  {
    requirement: 'STEP-7-b',
    says: 'the request names another target',
    events: altered(good, isFlow(STEP7, BEN), { mcServiceId: CLEO }),
  },
  {
    requirement: 'STEP-7-b',
    says: 'the request names another configuration group',
    events: altered(good, isFlow(STEP7, BEN), { preconfiguredGroupId: FIRE2 }),
  },
  {
    requirement: 'STEP-7-c',
    says: 'a client is asked before the partner is',
    events: moved(good, isFlow(STEP7, BEN), { before: isFlow(STEP5) }),
  },
  {
    requirement: 'STEP-8-a',
    says: 'the user is not told',
    events: good.map((event) =>
      event.kind === 'control' && event.party === 'client-2' && event.command.command === 'ask'
        ? { ...event, answer: { status: 'done', userNotifications: [] } }
        : event,
    ),
  },
  {
    requirement: 'STEP-9-b',
    says: 'the acknowledgement names another regroup group',
    events: altered(good, (message) => message.flow === STEP9 && message.from.id === BEN, { regroupGroupId: JOINT8 }),
  },
  {
    requirement: 'STEP-9-c',
    says: 'a multicast request is acknowledged',
    events: (() => {
      const t = prepared();
      t.stimulus();
      regroups(t, { delivery: 'multicast' });
      t.send(STEP9, BEN, server('partner'), { mcServiceId: BEN, regroupGroupId: JOINT });
      settles(t);
      return t.events;
    })(),
  },
  {
    requirement: 'STEP-9-d',
    says: 'the acknowledgement goes to the second partner',
    events: redirected(
      good,
      (message) => message.flow === STEP9 && message.from.id === BEN,
      to(server('second-partner'), 'second-partner-server'),
    ),
  },
  {
    requirement: 'STEP-10-a',
    says: 'nobody is affiliated',
    events: without(good, isFlow(DYNAMIC_DATA, gms('partner'))),
  },
  {
    requirement: 'STEP-10-b',
    says: 'who does not acknowledge is not affiliated',
    events: without(conforming({ acknowledges: false }).events, isFlow(DYNAMIC_DATA, gms('partner'))),
  },
  {
    requirement: 'STEP-10-c',
    says: 'only one client is affiliated',
    events: altered(good, isFlow(DYNAMIC_DATA, gms('partner')), {
      groupDynamicData: [{ mcServiceGroupId: JOINT, affiliated: [BEN] }],
    }),
  },
  { requirement: 'STEP-11-a', says: 'the partner does not answer', events: without(good, isFlow(STEP11)) },
  {
    requirement: 'STEP-11-a',
    says: 'the partner rejects free groups',
    events: scenario((t, wish) => {
      t.stimulus();
      requests(t, wish);
      returns(t, wish);
      asksPartners(t, wish);
      refuses(t);
      rejects(t, wish);
    }),
  },
  { requirement: 'STEP-11-b', says: 'the partner answers at once', events: late },
  {
    requirement: 'STEP-11-b',
    says: 'the partner affiliates after it has answered',
    events: moved(good, isFlow(DYNAMIC_DATA, gms('partner')), { after: isFlow(STEP11) }),
  },
  { requirement: 'STEP-12-a', says: 'the requester is not answered', events: without(good, isFlow(STEP12)) },
  { requirement: 'STEP-12-a', says: 'the requester is answered twice', events: doubled(good, isFlow(STEP12)) },
  {
    requirement: 'STEP-12-b',
    says: 'the requester is answered before a partner has',
    events: moved(threeSystems, isFlow(STEP12), {
      after: (message) => message.flow === STEP11 && message.from.id === server('partner'),
    }),
  },
  {
    requirement: 'NOTE-1a',
    says: 'a requester is refused for being no member',
    events: scenario(
      (t, wish) => {
        t.stimulus();
        requests(t, wish);
        returns(t, wish, false);
      },
      { requester: IVO },
    ),
  },
  {
    requirement: 'NOTE-1b',
    says: 'a requester is refused for not being affiliated',
    events: scenario((t, wish) => {
      leaves(t, ANA, [FIRE]);
      t.stimulus();
      requests(t, wish);
      returns(t, wish, false);
    }),
  },
  {
    requirement: 'NOTE-2',
    says: 'a member who is not affiliated is asked',
    events: conforming({ asked: { partner: [BEN, DAN, CLEO] } }).events,
  },
  {
    requirement: 'POST-1',
    says: 'the regroup is forgotten',
    events: good.map((event) =>
      event.kind === 'control' && event.party === 'primary-server' && event.command.command === 'ask'
        ? { ...event, answer: { status: 'done', regroupGroupIds: [] } }
        : event,
    ),
  },
  {
    requirement: 'POST-1',
    says: 'a later request for a regrouped group is taken up',
    events: scenario((t, wish) => {
      regroups(t, wish);
      t.stimulus();
      regroups(t, { requester: IVO, groups: [FIRE, MED], given: JOINT8, id: JOINT8 });
    }),
  },
  {
    requirement: 'POST-1',
    says: 'the regroup outlives its cancellation',
    events: scenario((t, wish) => {
      regroups(t, wish);
      t.stimulus();
      cancels(t, wish);
    }),
  },
  {
    requirement: 'POST-2a',
    says: 'a member who leaves one of two groups is put out',
    events: leaving([MED], (t) => reports(t, 'partner', { mcServiceGroupId: JOINT, deAffiliated: [DAN] })),
  },
  { requirement: 'POST-2b', says: 'a member who leaves both groups stays', events: leaving([MED, FIRE]) },
  {
    requirement: 'INV-1',
    says: 'an acknowledgement names another regroup group',
    events: altered(good, (message) => message.flow === STEP9 && message.from.id === BEN, { regroupGroupId: JOINT8 }),
  },
  {
    requirement: 'INV-2',
    says: 'step 7 names another configuration group',
    events: altered(good, isFlow(STEP7), { preconfiguredGroupId: FIRE2 }),
  },
  { requirement: 'INV-3', says: 'the configuration group becomes the regroup group', events: taken(CRISIS) },
  {
    requirement: 'INV-4',
    says: 'a request is returned and rejected',
    events: scenario((t, wish) => {
      regroups(t, IVO_HOLDS_FIRE);
      t.stimulus();
      requests(t, wish);
      returns(t, wish);
      rejects(t, wish);
    }),
  },
  { requirement: 'INV-4', says: 'a response follows no request return', events: without(good, isFlow(STEP4B)) },
  {
    requirement: 'INV-5',
    says: 'somebody who is not affiliated is asked',
    events: conforming({ asked: { partner: [BEN, DAN, CLEO] } }).events,
  },
  { requirement: 'INV-6', says: 'a member of two groups is asked twice', events: doubled(good, isFlow(STEP7, DAN)) },
  {
    requirement: 'INV-7',
    says: 'the requester is answered before the partner has answered',
    events: moved(good, isFlow(STEP12), { before: isFlow(STEP11) }),
  },
  { requirement: 'INV-8', says: 'two requests for one group are both formed', events: bothFormed },
  {
    requirement: 'WIRE-1',
    says: 'a message is not valid',
    events: good.map((event) =>
      event.kind === 'message' && event.flow === STEP9
        ? { ...event, schemaErrors: [{ path: '/mcServiceId', expected: 'a string', found: '7' }] }
        : event,
    ),
  },
  {
    requirement: 'WIRE-2',
    says: 'a response comes from a partner that was not asked',
    events: redirected(good, isFlow(STEP5), to(server('second-partner'), 'second-partner-server')),
  },
  {
    requirement: 'WIRE-2',
    says: 'an acknowledgement comes twice',
    events: doubled(good, (message) => message.flow === STEP9 && message.from.id === BEN),
  },
  {
    requirement: 'WIRE-2',
    says: 'an acknowledgement follows no request',
    events: scenario((t, wish) => {
      t.stimulus();
      regroups(t, wish);
      t.send(STEP9, CLEO, server('partner'), { mcServiceId: CLEO, regroupGroupId: JOINT });
    }),
  },
  {
    requirement: 'WIRE-2',
    says: 'a client is told of a cancellation that nobody asked for',
    events: scenario((t, wish) => {
      t.stimulus();
      regroups(t, wish);
      t.send('preconfigured-regroup-cancel-request.server-client', server('partner'), BEN, {
        mcServiceId: BEN,
        regroupGroupId: JOINT,
      });
    }),
  },
];
