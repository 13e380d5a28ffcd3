// Traces that break one of the requirements of steps 1 to 3.

import { defect, type Defect } from './defect';
import { FLOW } from '../flow-names';
import { ANA_MAY_NOT, inTemporaryGroup, scenario, THREE_SYSTEMS, unauthorized } from '../outcomes';
import { ANA, BEN, DAN, EVE, FIRE, FIRE2, JOINT8, MED, server, serverEnd } from '../cast';
import { IVO_HOLDS_FIRE, regroups } from '../formation';
import { conforming } from '../conforming';
import { altered, doubled, isFlow, redirected, without } from '../trace-builder';

const good = conforming().events;
const threeSystems = conforming(THREE_SYSTEMS).events;

export const request: readonly Defect[] = [
  defect('STEP-1-a', 'the client asks once more than its user', doubled(good, isFlow(FLOW.step2))),
  defect(
    'STEP-1-b',
    'the client leaves a group out',
    altered(good, isFlow(FLOW.step2), { mcServiceGroupIdList: [MED] }),
  ),
  defect(
    'STEP-1-c',
    'the client leaves the regroup group out',
    altered(good, isFlow(FLOW.step2), { regroupGroupId: undefined }),
  ),
  defect(
    'STEP-1-d',
    'the client names another configuration group',
    altered(good, isFlow(FLOW.step2), { preconfiguredGroupId: FIRE2 }),
  ),
  defect('STEP-1-b', 'the client lists no group', altered(good, isFlow(FLOW.step2), { mcServiceGroupIdList: [] })),
  defect(
    'STEP-1-c',
    'the client names another regroup group',
    altered(good, isFlow(FLOW.step2), { regroupGroupId: JOINT8 }),
  ),
  defect(
    'STEP-1-d',
    'the client names no configuration group',
    altered(good, isFlow(FLOW.step2), { preconfiguredGroupId: undefined }),
  ),
  defect(
    'STEP-2-c',
    'the client states no participants',
    altered(good, isFlow(FLOW.step2), { mcServiceGroupIdList: undefined }),
  ),
  defect(
    'STEP-2-c',
    'the client lists users instead',
    altered(good, isFlow(FLOW.step2), { mcServiceGroupIdList: undefined, mcServiceUserIdList: [BEN] }),
  ),
  defect(
    'STEP-2-c',
    'the client states criteria too',
    altered(good, isFlow(FLOW.step2), { mcServiceUserCriteria: { near: 'here' } }),
  ),
  defect('STEP-2-a', 'the client sends no request', without(good, isFlow(FLOW.step2))),
  defect('STEP-2-b', 'the client asks the partner', redirected(good, isFlow(FLOW.step2), serverEnd('partner'))),
  defect('STEP-2-c', 'the client lists users too', altered(good, isFlow(FLOW.step2), { mcServiceUserIdList: [BEN] })),
  defect(
    'STEP-3-a',
    'an authorized user is refused',
    altered(good, isFlow(FLOW.step4b), { authorizationResult: 'failure' }),
  ),
  defect(
    'STEP-3-a',
    'a user who is not authorized gets a regroup',
    scenario(
      (t, wish) => {
        t.stimulus();
        regroups(t, wish);
      },
      {},
      ANA_MAY_NOT,
    ),
  ),
  defect(
    'STEP-3-b',
    'a partner-homed group is not named to its home',
    altered(good, isFlow(FLOW.step5), { mcServiceGroupIdList: [FIRE] }),
  ),
  defect('STEP-3-c', 'the primary asks a member who is not affiliated', conforming({ own: [ANA, EVE] }).events),
  defect(
    'STEP-3-d',
    'an MC system that is home of no listed group is asked',
    conforming({ partners: ['partner', 'second-partner'], asked: { partner: [BEN, DAN] } }).events,
  ),
  defect('STEP-3-d', 'a home system is left out', without(threeSystems, isFlow(FLOW.step5, server('second-partner')))),
  defect(
    'STEP-3-f',
    'the primary overlooks an earlier regroup',
    scenario((t, wish) => {
      regroups(t, IVO_HOLDS_FIRE);
      t.stimulus();
      regroups(t, wish);
    }),
  ),
  defect(
    'STEP-3-f',
    'the primary overlooks a temporary group',
    scenario((t, wish) => {
      inTemporaryGroup(t, FIRE, 'primary');
      t.stimulus();
      regroups(t, wish);
    }),
  ),
  defect(
    'STEP-3-g',
    'the assigned identity is that of another group',
    conforming({ given: undefined, id: FIRE2 }).events,
  ),
  defect(
    'STEP-3-g',
    'the assigned identity is that of a regroup in force',
    scenario((t, wish) => {
      regroups(t, { ...IVO_HOLDS_FIRE, groups: [FIRE2] });
      t.stimulus();
      regroups(t, { ...wish, given: undefined, id: JOINT8 });
    }),
  ),
  defect('STEP-3-h', 'the identity of another group is accepted', conforming({ given: FIRE2, id: FIRE2 }).events),
  defect('STEP-3-i', 'a free identity is not used', conforming({ id: JOINT8 }).events),
  defect(
    'STEP-3-j',
    'an identity is assigned to a request that is not authorized',
    altered(unauthorized, isFlow(FLOW.step4b), { regroupGroupId: JOINT8 }),
  ),
];
