// Traces that break one of the requirements of steps 5 to 8.

import { defect, type Defect } from './defect';
import { FLOW } from '../flow-names';
import { inTemporaryGroup, refused, refuses, scenario, THREE_SYSTEMS, throughGateway } from '../outcomes';
import { ANA, BEN, CLEO, DAN, FIRE, FIRE2, JOINT, JOINT8, MED, server } from '../cast';
import { affiliates, leaves, prepared } from '../preparation';
import {
  asksPartners,
  asksUsers,
  cancels,
  concludes,
  IVO_HOLDS_FIRE,
  JAN_HOLDS_MED,
  partnersAnswer,
  passesOn,
  regroups,
  rejects,
  requests,
  returns,
} from '../formation';
import { conforming, settles } from '../conforming';
import { altered, answering, doubled, isFlow, moved, without } from '../trace-builder';

const good = conforming().events;
const assigned = conforming({ given: undefined, id: 'sip:regroup-1@primary.example' }).events;
const threeSystems = conforming(THREE_SYSTEMS).events;

export const partner: readonly Defect[] = [
  defect('STEP-5-a', 'no partner is asked', without(good, isFlow(FLOW.step5))),
  defect('STEP-5-b', 'no partner is asked through a gateway', without(throughGateway, isFlow(FLOW.step5))),
  defect(
    'STEP-5-b',
    'one of two partners is not asked',
    without(threeSystems, isFlow(FLOW.step5, server('second-partner'))),
  ),
  defect(
    'STEP-5-c',
    'the primary-homed group is left out',
    altered(good, isFlow(FLOW.step5), { mcServiceGroupIdList: [MED] }),
  ),
  defect(
    'STEP-5-c',
    'a group is told that was not listed',
    altered(good, isFlow(FLOW.step5), { mcServiceGroupIdList: [FIRE, MED, FIRE2] }),
  ),
  defect(
    'STEP-5-d',
    'the partner is told that another user asked',
    altered(good, isFlow(FLOW.step5), { mcServiceId: CLEO }),
  ),
  defect('STEP-5-d', 'no regroup group is told', altered(good, isFlow(FLOW.step5), { regroupGroupId: undefined })),
  defect(
    'STEP-5-d',
    'no configuration group is told',
    altered(good, isFlow(FLOW.step5), { preconfiguredGroupId: undefined }),
  ),
  defect(
    'STEP-5-d',
    'another configuration group is passed on',
    altered(good, isFlow(FLOW.step5), { preconfiguredGroupId: FIRE2 }),
  ),
  defect(
    'STEP-5-d',
    'the regroup group is not the one returned',
    altered(assigned, isFlow(FLOW.step5), { regroupGroupId: JOINT8 }),
  ),
  defect(
    'STEP-5-e',
    'a partner is asked after the reject',
    scenario((t, wish) => {
      regroups(t, IVO_HOLDS_FIRE);
      t.stimulus();
      requests(t, wish);
      rejects(t, wish);
      asksPartners(t, wish);
    }),
  ),
  defect(
    'STEP-6-a',
    'the partner overlooks an earlier regroup',
    scenario((t, wish) => {
      regroups(t, JAN_HOLDS_MED);
      t.stimulus();
      regroups(t, wish);
    }),
  ),
  defect(
    'STEP-6-a',
    'the partner overlooks a temporary group',
    scenario((t, wish) => {
      inTemporaryGroup(t, MED, 'partner');
      t.stimulus();
      regroups(t, wish);
    }),
  ),
  defect('STEP-6-e', 'the partner refuses twice', doubled(refused, isFlow(FLOW.refusal))),
  defect(
    'STEP-6-a',
    'the partner refuses free groups',
    scenario((t, wish) => {
      t.stimulus();
      passesOn(t, wish);
      refuses(t);
      rejects(t, wish);
    }),
  ),
  defect(
    'STEP-6-e',
    'the partner refuses for another reason',
    altered(
      scenario((t, wish) => {
        regroups(t, JAN_HOLDS_MED);
        t.stimulus();
        passesOn(t, wish);
        refuses(t);
        rejects(t, wish);
      }),
      isFlow(FLOW.refusal),
      { reason: 'partner-system-unavailable' },
    ),
  ),
  defect(
    'STEP-6-e',
    'the partner refuses one request twice',
    scenario((t, wish) => {
      regroups(t, JAN_HOLDS_MED);
      t.stimulus();
      passesOn(t, wish);
      refuses(t);
      refuses(t);
      rejects(t, wish);
    }),
  ),
  defect(
    'STEP-6-e',
    'the partner, asked group by group, accepts the group that is regrouped too',
    scenario((t, wish) => {
      regroups(t, JAN_HOLDS_MED);
      t.stimulus();
      requests(t, wish);
      returns(t, wish);
      asksPartners(t, { ...wish, perGroup: true });
      partnersAnswer(t, wish);
      concludes(t, wish);
    }),
  ),
  defect(
    'STEP-6-b',
    'a member affiliated to a primary-homed group only is overlooked',
    (() => {
      const t = prepared();
      leaves(t, DAN, [MED]);
      t.stimulus();
      regroups(t, { asked: { partner: [BEN] } });
      settles(t);
      return t.events;
    })(),
  ),
  defect(
    'STEP-6-c',
    'the partner asks a user whom it does not serve',
    conforming({ asked: { partner: [BEN, DAN, ANA] } }).events,
  ),
  defect(
    'STEP-6-d',
    'a member of a partner-homed group is overlooked',
    conforming({ asked: { partner: [DAN] } }).events,
  ),
  defect('STEP-7-a', 'a member is asked twice', doubled(good, isFlow(FLOW.step7, BEN))),
  defect('STEP-7-b', 'the request names another target', altered(good, isFlow(FLOW.step7, BEN), { mcServiceId: CLEO })),
  defect(
    'STEP-7-b',
    'the request names another configuration group',
    altered(good, isFlow(FLOW.step7, BEN), { preconfiguredGroupId: FIRE2 }),
  ),
  defect('STEP-7-b', 'the request names no target', altered(good, isFlow(FLOW.step7, BEN), { mcServiceId: undefined })),
  defect(
    'STEP-7-b',
    'the request names no regroup group',
    altered(good, isFlow(FLOW.step7, BEN), { regroupGroupId: undefined }),
  ),
  defect(
    'STEP-7-b',
    'the request names no configuration group',
    altered(good, isFlow(FLOW.step7, BEN), { preconfiguredGroupId: undefined }),
  ),
  defect(
    'STEP-7-b',
    'a multicast request names nobody at all',
    altered(conforming({ delivery: 'multicast' }).events, isFlow(FLOW.step7, BEN), { mcServiceId: undefined }),
  ),
  defect(
    'STEP-7-c',
    'a client is asked before the partner is',
    moved(good, isFlow(FLOW.step7, BEN), { before: isFlow(FLOW.step5) }),
  ),
  defect('STEP-8-a', 'the user is not told', answering(good, 'client-2', { userNotifications: [] })),
  defect(
    'STEP-7-c',
    'a client is asked for a regroup that was cancelled',
    scenario((t, wish) => {
      regroups(t, wish);
      t.stimulus();
      cancels(t, wish);
      affiliates(t, CLEO, [MED]);
      asksUsers(t, 'partner', [CLEO], wish);
    }),
  ),
  defect(
    'STEP-8-a',
    'the user is told of another regroup',
    answering(good, 'client-2', { userNotifications: [{ kind: 'regrouped', regroupGroupId: JOINT8 }] }),
  ),
  defect(
    'STEP-8-a',
    'the user is told of a cancellation',
    answering(good, 'client-2', { userNotifications: [{ kind: 'cancelled', regroupGroupId: JOINT }] }),
  ),
];
