// Traces that break one of the requirements of steps 4a and 4b.

import type { TraceEvent } from '../../../../evidence/trace';
import { defect, type Defect } from './defect';
import { FLOW } from '../flow-names';
import { ANA_MAY_NOT, refused, refuses, rejected, scenario, unauthorized } from '../outcomes';
import { ANA, EVE, EVE_END, FIRE2, JOINT, JOINT8, server } from '../cast';
import {
  asksPartners,
  asksUsers,
  concludes,
  IVO_HOLDS_FIRE,
  JAN_HOLDS_MED,
  passesOn,
  regroups,
  rejects,
  requests,
  returns,
  type Wish,
} from '../formation';
import { conforming } from '../conforming';
import { altered, doubled, isFlow, moved, redirected, without, type TraceBuilder } from '../trace-builder';

const good = conforming().events;

/** Ana is told that she may not, and then something comes all the same. */
const afterRefusal = (then: (t: TraceBuilder, wish: Wish) => void): readonly TraceEvent[] =>
  scenario(
    (t, wish) => {
      t.stimulus();
      requests(t, wish);
      returns(t, wish, false);
      then(t, wish);
    },
    {},
    ANA_MAY_NOT,
  );

export const answer: readonly Defect[] = [
  defect('STEP-4a-1', 'no reject comes', without(rejected, isFlow(FLOW.step4a))),
  defect('STEP-4a-1', 'the reject comes twice', doubled(rejected, isFlow(FLOW.step4a))),
  defect('STEP-4a-1', 'the refusal of a partner is not passed on', without(refused, isFlow(FLOW.step4a))),
  defect(
    'STEP-4a-2',
    'the regroup group is not looked up',
    scenario((t, wish) => {
      regroups(t, { ...IVO_HOLDS_FIRE, groups: [FIRE2] });
      t.stimulus();
      regroups(t, { ...wish, given: JOINT8, id: JOINT8 });
    }),
  ),
  defect(
    'STEP-4a-3',
    'the reject has another reason',
    altered(rejected, isFlow(FLOW.step4a), { reason: 'partner-system-unavailable' }),
  ),
  defect('STEP-4a-4', 'the reject goes to somebody else', redirected(rejected, isFlow(FLOW.step4a), EVE_END)),
  defect(
    'STEP-4a-4',
    'the reject names another requester',
    altered(rejected, isFlow(FLOW.step4a), { mcServiceId: EVE }),
  ),
  defect(
    'STEP-4a-5',
    'the primary goes on after the reject',
    scenario((t, wish) => {
      regroups(t, IVO_HOLDS_FIRE);
      t.stimulus();
      requests(t, wish);
      rejects(t, wish);
      asksPartners(t, wish);
    }),
  ),
  defect('STEP-4a-3', 'the reject has no reason', altered(rejected, isFlow(FLOW.step4a), { reason: undefined })),
  defect(
    'STEP-4a-6',
    'a request for free groups is rejected',
    scenario((t, wish) => {
      t.stimulus();
      requests(t, wish);
      rejects(t, wish);
    }),
  ),
  defect('STEP-4b-1', 'no request return comes', without(good, isFlow(FLOW.step4b))),
  defect(
    'STEP-4b-1',
    'a second request return takes back what the partner has refused',
    scenario((t, wish) => {
      regroups(t, JAN_HOLDS_MED);
      t.stimulus();
      passesOn(t, wish);
      refuses(t);
      rejects(t, wish);
      returns(t, wish, false);
    }),
  ),
  defect('STEP-4b-1', 'the request return comes twice', doubled(good, isFlow(FLOW.step4b))),
  defect('STEP-4b-1', 'the request return goes to somebody else', redirected(good, isFlow(FLOW.step4b), EVE_END)),
  defect(
    'STEP-4b-1',
    'the request return names another requester',
    altered(good, isFlow(FLOW.step4b), { mcServiceId: EVE }),
  ),
  defect(
    'STEP-4b-2',
    'the request return has no result',
    altered(good, isFlow(FLOW.step4b), { authorizationResult: undefined }),
  ),
  defect(
    'STEP-4b-3',
    'the request return has no identity',
    altered(good, isFlow(FLOW.step4b), { regroupGroupId: undefined }),
  ),
  defect(
    'STEP-4b-4',
    'a negative request return has an identity',
    altered(unauthorized, isFlow(FLOW.step4b), { regroupGroupId: JOINT }),
  ),
  defect(
    'STEP-4b-5',
    'the client cancels what was not authorized',
    afterRefusal((t) => t.send(FLOW.cancel, ANA, server('primary'), { mcServiceId: ANA, regroupGroupId: JOINT })),
  ),
  defect(
    'STEP-4b-5',
    'the client affiliates to what was not authorized',
    afterRefusal((t) =>
      t.send('group-affiliation-request.client-server', ANA, server('primary'), {
        mcServiceId: ANA,
        mcServiceGroupIdList: [FIRE2, JOINT],
      }),
    ),
  ),
  defect(
    'STEP-4b-5',
    'the client asks once more by itself',
    doubled(unauthorized, isFlow(FLOW.step2), { after: isFlow(FLOW.step4b) }),
  ),
  defect(
    'STEP-4b-6',
    'a client of the primary is asked without authorization',
    afterRefusal((t, wish) => asksUsers(t, 'primary', [ANA], wish)),
  ),
  defect(
    'STEP-4b-6',
    'the requester is rejected as well',
    afterRefusal((t, wish) => rejects(t, wish)),
  ),
  defect(
    'STEP-4b-6',
    'the requester is answered without authorization',
    afterRefusal((t, wish) => concludes(t, wish)),
  ),
  defect(
    'INV-4',
    'a request that is not authorized is rejected for what a partner says',
    afterRefusal((t, wish) => {
      asksPartners(t, wish);
      refuses(t);
      rejects(t, wish);
    }),
  ),
  defect(
    'STEP-4b-6',
    'the primary goes on without authorization',
    afterRefusal((t, wish) => asksPartners(t, wish)),
  ),
  defect('STEP-4b-7', 'the partner is asked first', moved(good, isFlow(FLOW.step4b), { after: isFlow(FLOW.step5) })),
  defect(
    'STEP-4b-8',
    'the primary answers under another identity',
    altered(good, isFlow(FLOW.step12), { regroupGroupId: JOINT8 }),
  ),
  defect(
    'STEP-4b-8',
    'the partner answers under another identity',
    altered(good, isFlow(FLOW.step11), { regroupGroupId: JOINT8 }),
  ),
];
