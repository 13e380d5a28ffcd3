// Whole scenarios that end otherwise than the procedure does when all goes well, and pieces to make more of them.

import type { Fixture } from '../../../procedure/fixture';
import type { TraceEvent } from '../../../evidence/trace';
import type { McSystemName } from '../../../procedure/roles';
import { FLOW } from './flow-names';
import { ANA, COAST, DAN, FIRE, FIXTURE, gms, HANA, JOINT, MED, server, TEMP } from './cast';
import { leaves, prepared } from './preparation';
import {
  IVO_HOLDS_FIRE,
  JAN_HOLDS_MED,
  partnersAnswer,
  passesOn,
  regroups,
  rejects,
  reports,
  requests,
  returns,
  type Wish,
  WISH,
} from './formation';
import { settles } from './conforming';
import { unseen } from './seen';
import type { TraceBuilder } from './trace-builder';

/**
 * A scenario from its pieces; everything is quiet at the end.
 * @param inForce the regroup groups that servers answer with; Joint-9 where it is left out
 */
export function scenario(
  pieces: (t: TraceBuilder, wish: Wish) => void,
  change: Partial<Wish> = {},
  fixture: Fixture = FIXTURE,
  inForce?: readonly string[],
): readonly TraceEvent[] {
  const t = prepared(fixture);
  pieces(t, { ...WISH, ...change });
  settles(t, inForce);
  return t.events;
}

/** Ana may not initiate a preconfigured regroup. */
export const ANA_MAY_NOT: Fixture = {
  ...FIXTURE,
  users: FIXTURE.users.map((user) => (user.id === ANA ? { ...user, mayInitiateRegroup: false } : user)),
};

/** Ana asks for Fire-1, which Ivo has regrouped, and is rejected. */
export const rejected = scenario((t, wish) => {
  regroups(t, IVO_HOLDS_FIRE);
  t.stimulus();
  requests(t, wish);
  rejects(t, wish);
});

/** Ana may not initiate a regroup and is told so. */
export const unauthorized = scenario(
  (t, wish) => {
    t.stimulus();
    requests(t, wish);
    returns(t, wish, false);
  },
  {},
  ANA_MAY_NOT,
);

/** The partner refuses the regroup. */
export function refuses(t: TraceBuilder): void {
  t.send(FLOW.refusal, server('partner'), server('primary'), {
    regroupGroupId: JOINT,
    reason: 'group-already-regrouped',
  });
}

export const THREE_SYSTEMS: Partial<Wish> = { partners: ['partner', 'second-partner'], groups: [FIRE, MED, COAST] };

/** Jan holds Med-7: the partner refuses, the second partner has accepted, and all is undone. */
export const refused = scenario((t, wish) => {
  regroups(t, JAN_HOLDS_MED);
  t.stimulus();
  passesOn(t, wish);
  refuses(t);
  partnersAnswer(t, { ...wish, partners: ['second-partner'] });
  const elements = { mcServiceId: ANA, regroupGroupId: JOINT };
  t.send(FLOW.cancelPartner, server('primary'), server('second-partner'), elements);
  t.send(FLOW.cancelClient, server('second-partner'), HANA, { ...elements, mcServiceId: HANA });
  reports(t, 'second-partner', { mcServiceGroupId: JOINT, deAffiliated: [HANA] });
  t.send('preconfigured-regroup-cancel-response.server-server', server('second-partner'), server('primary'), {
    ...elements,
    result: 'success',
  });
  rejects(t, wish);
}, THREE_SYSTEMS);

/** A group management server tells its server that a group is in a temporary group. */
export function inTemporaryGroup(t: TraceBuilder, group: string, system: McSystemName): void {
  t.send('notify-group-configuration-request.gms-server', gms(system), server(system), {
    groupConfigurations: [{ mcServiceGroupId: group, temporaryGroupId: TEMP }],
  });
}

/** Dan, who is affiliated to Fire-1 and Med-7, gives up some of them after the regroup was formed. */
export const danLeaves = (groups: readonly string[], then: (t: TraceBuilder) => void): readonly TraceEvent[] =>
  scenario((t, wish) => {
    regroups(t, wish);
    t.stimulus();
    leaves(t, DAN, groups);
    then(t);
  });

/** Both servers are under test, and a gateway of ours stands between them. */
export const throughGateway = unseen(
  scenario(
    (t, wish) => {
      t.stimulus();
      regroups(t, wish);
    },
    {},
    { ...FIXTURE, gateway: true },
  ),
  'primary-server',
  'partner-server',
);
