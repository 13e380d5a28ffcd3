// A fixture of three MC systems and what parties that conform would send in it, in pieces that tests put together.

import type { Fixture, GroupFact, UserFact } from '../../procedure/fixture';
import { scopedId } from '../../procedure/identities';
import { entityOf, MC_SYSTEMS, type McSystemName, type PartyName } from '../../procedure/roles';
import { createTrace, type TraceBuilder } from './trace-builder';

const SCOPE = 't1';
const domain = (system: McSystemName): string => `${system}.example`;

export const server = (system: McSystemName): string => `sip:server@${domain(system)}`;
export const gms = (system: McSystemName): string => `sip:gms@${domain(system)}`;

const user = (name: string, system: McSystemName, party: PartyName, may = false): UserFact => ({
  name,
  id: scopedId(name, SCOPE, domain(system)),
  system,
  party,
  mayInitiateRegroup: may,
  inService: true,
});

const users = {
  ana: user('Ana', 'primary', 'client-1', true),
  eve: user('Eve', 'primary', 'primary-bystanders'),
  ivo: user('Ivo', 'primary', 'primary-bystanders', true),
  ben: user('Ben', 'partner', 'client-2'),
  cleo: user('Cleo', 'partner', 'partner-bystanders'),
  dan: user('Dan', 'partner', 'partner-bystanders'),
  jan: user('Jan', 'partner', 'partner-bystanders', true),
  hana: user('Hana', 'second-partner', 'second-partner-bystanders'),
};

export const ANA = users.ana.id;
export const EVE = users.eve.id;
export const IVO = users.ivo.id;
export const BEN = users.ben.id;
export const CLEO = users.cleo.id;
export const DAN = users.dan.id;
export const JAN = users.jan.id;
export const HANA = users.hana.id;

export const group = (name: string, home: McSystemName): string => scopedId(name, SCOPE, domain(home));
export const FIRE = group('Fire-1', 'primary');
export const FIRE2 = group('Fire-2', 'primary');
export const MED = group('Med-7', 'partner');
export const MED8 = group('Med-8', 'partner');
export const COAST = group('Coast-3', 'second-partner');
export const JOINT = group('Joint-9', 'primary');
export const JOINT8 = group('Joint-8', 'primary');
export const TEMP = group('Temp-5', 'primary');
export const CRISIS = group('Crisis-0', 'primary');

const groupFact = (name: string, home: McSystemName, members: readonly string[], preconfigured = false): GroupFact => ({
  name,
  id: group(name, home),
  home,
  preconfigured,
  members,
});

const everybody = Object.values(users);

export const FIXTURE: Fixture = {
  scope: SCOPE,
  systems: MC_SYSTEMS.map((name) => ({ name, serverId: server(name), gmsId: gms(name) })),
  users: everybody,
  groups: [
    groupFact('Fire-1', 'primary', [ANA, DAN, EVE]),
    groupFact('Fire-2', 'primary', [IVO]),
    groupFact('Med-7', 'partner', [BEN, CLEO, DAN]),
    groupFact('Med-8', 'partner', [CLEO]),
    groupFact('Coast-3', 'second-partner', [HANA]),
    groupFact(
      'Crisis-0',
      'primary',
      everybody.map(({ id }) => id),
      true,
    ),
  ],
  multicastIn: [],
  gateway: false,
};

/** Ana and Dan are affiliated to Fire-1, Ben and Dan to Med-7, Hana to Coast-3, Cleo to nothing, Ivo to Fire-2. */
const AFFILIATIONS: readonly (readonly [string, readonly string[]])[] = [
  [ANA, [FIRE]],
  [IVO, [FIRE2]],
  [BEN, [MED]],
  [DAN, [FIRE, MED]],
  [HANA, [COAST]],
];

export const systemFor = (id: string): McSystemName => everybody.find((one) => one.id === id)?.system ?? 'primary';
const serverFor = (id: string): string => server(systemFor(id));

const CONFIGURATION = { mcServiceGroupId: CRISIS, displayName: 'Crisis-0', keyReference: 'gmk-id:1' };

/** The preconditions of the clause, from provisioning to affiliation. */
export function prepared(fixture: Fixture = FIXTURE): TraceBuilder {
  const t = createTrace(fixture);
  for (const { name } of fixture.systems) {
    const homed = fixture.groups.filter(({ home }) => home === name).map(({ id }) => id);
    const groups = { mcServiceGroupIdList: homed };
    t.control(entityOf(name, 'server'), { command: 'activate' });
    t.send('subscribe-group-configuration-request.server-gms', server(name), gms(name), groups);
    t.send('subscribe-group-configuration-response.gms-server', gms(name), server(name), groups);
    t.send('subscribe-group-dynamic-data-request.gms-server', gms(name), server(name), groups);
    t.send('subscribe-group-dynamic-data-response.server-gms', server(name), gms(name), groups);
    if (name === 'primary') continue;
    t.send('group-information-notify-request.gms-gms', gms('primary'), gms(name), {
      groupConfigurations: [CONFIGURATION],
    });
  }
  for (const { id, system } of fixture.users) {
    t.send('notify-group-configuration-request.gms-client', gms(system), id, {
      mcServiceId: id,
      groupConfigurations: [CONFIGURATION],
    });
    t.send('service-authorization-request.client-server', id, server(system), { mcServiceId: id });
    t.send('service-authorization-response.server-client', server(system), id, { mcServiceId: id, result: 'success' });
    t.act(id, { kind: 'start-service' });
  }
  for (const [id, groups] of AFFILIATIONS) affiliates(t, id, groups);
  return t;
}

export function affiliates(t: TraceBuilder, id: string, groups: readonly string[]): void {
  const elements = { mcServiceId: id, mcServiceGroupIdList: groups };
  t.send('group-affiliation-request.client-server', id, serverFor(id), elements);
  t.send('group-affiliation-response.server-client', serverFor(id), id, { ...elements, result: 'success' });
  t.act(id, { kind: 'affiliate', mcServiceGroupIdList: groups });
}

export function leaves(t: TraceBuilder, id: string, groups: readonly string[]): void {
  const elements = { mcServiceId: id, mcServiceGroupIdList: groups };
  t.send('group-de-affiliation-request.client-server', id, serverFor(id), elements);
  t.send('group-de-affiliation-response.server-client', serverFor(id), id, { ...elements, result: 'success' });
  t.act(id, { kind: 'de-affiliate', mcServiceGroupIdList: groups });
}

export function logsOff(t: TraceBuilder, id: string): void {
  t.send('log-off-request.client-server', id, serverFor(id), { mcServiceId: id });
  t.send('log-off-response.server-client', serverFor(id), id, { mcServiceId: id });
  t.act(id, { kind: 'log-off' });
}

export interface Wish {
  readonly requester: string;
  readonly groups: readonly string[];
  /** Undefined where none is given. */
  readonly given: string | undefined;
  /** The identity that the server uses. */
  readonly id: string;
  readonly primary: McSystemName;
  readonly partners: readonly McSystemName[];
  /** Users whom each partner asks. */
  readonly asked: Readonly<Partial<Record<McSystemName, readonly string[]>>>;
  readonly own: readonly string[];
  readonly delivery: 'unicast' | 'multicast';
  readonly acknowledges: boolean;
  /** One step 5 with all groups, or one for each. */
  readonly perGroup: boolean;
}

export const WISH: Wish = {
  requester: ANA,
  groups: [FIRE, MED],
  given: JOINT,
  id: JOINT,
  primary: 'primary',
  partners: ['partner'],
  asked: { partner: [BEN, DAN], 'second-partner': [HANA] },
  own: [ANA],
  delivery: 'unicast',
  acknowledges: true,
  perGroup: false,
};

/** Steps 1 and 2. The act is recorded after the request that it caused, as it can be. */
export function requests(t: TraceBuilder, { requester, groups, given, primary }: Wish): void {
  const elements = {
    preconfiguredGroupId: CRISIS,
    mcServiceGroupIdList: groups,
    ...(given !== undefined && { regroupGroupId: given }),
  };
  t.send('preconfigured-regroup-request.client-server', requester, server(primary), {
    mcServiceId: requester,
    ...elements,
  });
  t.act(requester, { kind: 'initiate-regroup', ...elements });
}

export function returns(t: TraceBuilder, { requester, primary, id }: Wish, authorized = true): void {
  t.send('preconfigured-regroup-request-return.server-client', server(primary), requester, {
    mcServiceId: requester,
    ...(authorized ? { authorizationResult: 'success', regroupGroupId: id } : { authorizationResult: 'failure' }),
  });
}

export function rejects(t: TraceBuilder, { requester, primary }: Wish): void {
  t.send('preconfigured-regroup-reject.server-client', server(primary), requester, {
    mcServiceId: requester,
    reason: 'group-already-regrouped',
  });
}

export function asksPartners(t: TraceBuilder, { requester, primary, partners, id, groups, perGroup }: Wish): void {
  for (const partner of partners)
    for (const list of perGroup ? groups.map((one) => [one]) : [groups])
      t.send('preconfigured-regroup-request.server-server', server(primary), server(partner), {
        mcServiceId: requester,
        regroupGroupId: id,
        preconfiguredGroupId: CRISIS,
        mcServiceGroupIdList: list,
      });
}

/** Steps 7, 9 and 10 of one server. */
export function asksUsers(t: TraceBuilder, system: McSystemName, users: readonly string[], wish: Wish): void {
  const { id, groups, delivery } = wish;
  for (const one of users)
    t.send('preconfigured-regroup-request.server-client', server(system), one, {
      mcServiceId: one,
      regroupGroupId: id,
      preconfiguredGroupId: CRISIS,
      mcServiceGroupIdList: groups,
      delivery,
    });
  if (users.length > 0) reports(t, system, { mcServiceGroupId: id, affiliated: users });
  if (!wish.acknowledges || delivery === 'multicast') return;
  for (const one of users)
    t.send('preconfigured-regroup-response.client-server', one, server(system), {
      mcServiceId: one,
      regroupGroupId: id,
    });
}

export function reports(
  t: TraceBuilder,
  system: McSystemName,
  data: { mcServiceGroupId: string; affiliated?: readonly string[]; deAffiliated?: readonly string[] },
): void {
  t.send('notify-group-dynamic-data-request.server-gms', server(system), gms(system), { groupDynamicData: [data] });
}

export function partnersAnswer(t: TraceBuilder, wish: Wish): void {
  for (const partner of wish.partners) {
    asksUsers(t, partner, wish.asked[partner] ?? [], wish);
    t.send('preconfigured-regroup-response.server-server', server(partner), server(wish.primary), {
      mcServiceId: wish.requester,
      regroupGroupId: wish.id,
    });
  }
}

export function concludes(t: TraceBuilder, { requester, primary, id }: Wish): void {
  t.send('preconfigured-regroup-response.server-client', server(primary), requester, {
    mcServiceId: requester,
    regroupGroupId: id,
  });
}

/** The whole procedure. */
export function regroups(t: TraceBuilder, change: Partial<Wish> = {}): void {
  const wish = { ...WISH, ...change };
  requests(t, wish);
  returns(t, wish);
  asksPartners(t, wish);
  partnersAnswer(t, wish);
  asksUsers(t, wish.primary, wish.own, wish);
  concludes(t, wish);
}

/** A complete regroup within one MC system, as a Given brings it about. */
export const IVO_HOLDS_FIRE: Partial<Wish> = {
  requester: IVO,
  groups: [FIRE],
  given: JOINT8,
  id: JOINT8,
  partners: [],
};
export const JAN_HOLDS_MED: Partial<Wish> = {
  ...IVO_HOLDS_FIRE,
  requester: JAN,
  groups: [MED],
  primary: 'partner',
  own: [BEN, DAN],
};

/** Cancellation by the requester (10.15.3.3.3). */
export function cancels(t: TraceBuilder, change: Partial<Wish> = {}): void {
  const { requester, primary, partners, id, asked } = { ...WISH, ...change };
  const elements = { mcServiceId: requester, regroupGroupId: id };
  t.send('preconfigured-regroup-cancel-request.client-server', requester, server(primary), elements);
  t.act(requester, { kind: 'cancel-regroup', regroupGroupId: id });
  for (const partner of partners) {
    t.send('preconfigured-regroup-cancel-request.server-server', server(primary), server(partner), elements);
    const users = asked[partner] ?? [];
    for (const one of users)
      t.send('preconfigured-regroup-cancel-request.server-client', server(partner), one, {
        ...elements,
        mcServiceId: one,
      });
    reports(t, partner, { mcServiceGroupId: id, deAffiliated: users });
    t.send('preconfigured-regroup-cancel-response.server-server', server(partner), server(primary), {
      ...elements,
      result: 'success',
    });
  }
  t.send('preconfigured-regroup-cancel-response.server-client', server(primary), requester, {
    ...elements,
    result: 'success',
  });
}

/** Everything is quiet, and control is asked what no message shows. */
export function settles(t: TraceBuilder, inForce: readonly string[] = [JOINT]): void {
  t.settle();
  for (const { name } of t.fixture.systems.slice(0, 2))
    t.control(
      entityOf(name, 'server'),
      { command: 'ask', question: { kind: 'regroups' } },
      { regroupGroupIds: inForce },
    );
  for (const { id, party } of t.fixture.users) {
    const told = t.events.flatMap((event) =>
      event.kind === 'message' && event.flow === 'preconfigured-regroup-request.server-client' && event.to.id === id
        ? [{ kind: 'regrouped', regroupGroupId: event.body['regroupGroupId'] }]
        : [],
    );
    if (told.length > 0)
      t.control(
        party,
        { command: 'ask', question: { kind: 'user-notifications', user: id } },
        { userNotifications: told },
      );
  }
}

/** A conforming trace of the whole procedure. */
export function conforming(change: Partial<Wish> = {}): TraceBuilder {
  const t = prepared();
  t.stimulus();
  regroups(t, change);
  settles(t, [change.id ?? JOINT]);
  return t;
}
