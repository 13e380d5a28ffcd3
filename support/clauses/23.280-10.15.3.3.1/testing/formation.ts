// What parties that conform send in steps 1 to 12 and in a cancellation, in pieces that tests put together.

import type { McSystemName } from '../../../procedure/roles';
import { ANA, BEN, COAST, CRISIS, DAN, FIRE, FIRE2, gms, HANA, IVO, JAN, JOINT, JOINT8, MED, server } from './cast';
import { type TraceBuilder } from './trace-builder';

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

/** Steps 2, 4b and 5. */
export function passesOn(t: TraceBuilder, wish: Wish): void {
  requests(t, wish);
  returns(t, wish);
  asksPartners(t, wish);
}

/** The whole procedure. */
export function regroups(t: TraceBuilder, change: Partial<Wish> = {}): void {
  const wish = { ...WISH, ...change };
  passesOn(t, wish);
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

/** A regroup that has nothing to do with Ana's. */
export const IVO_AND_HANA: Partial<Wish> = {
  requester: IVO,
  groups: [FIRE2, COAST],
  given: JOINT8,
  id: JOINT8,
  partners: ['second-partner'],
  own: [IVO],
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
