// Traces that break one of the requirements of steps 9 to 12.

import { defect, type Defect } from './defect';
import { FLOW } from '../flow-names';
import { refuses, scenario, THREE_SYSTEMS, throughGateway } from '../outcomes';
import { ANA, BEN, CLEO, DAN, EVE_END, gms, JOINT, JOINT8, server, serverEnd } from '../cast';
import { prepared } from '../preparation';
import { asksUsers, concludes, passesOn, regroups, rejects } from '../formation';
import { conforming, settles } from '../conforming';
import { altered, doubled, isFlow, moved, redirected, without } from '../trace-builder';

const good = conforming().events;
const threeSystems = conforming(THREE_SYSTEMS).events;

const answersAtOnce = scenario((t, wish) => {
  t.stimulus();
  passesOn(t, wish);
  t.send(FLOW.step11, server('partner'), server('primary'), { mcServiceId: ANA, regroupGroupId: JOINT });
  asksUsers(t, 'partner', [BEN, DAN], wish);
  concludes(t, wish);
});

export const completion: readonly Defect[] = [
  defect(
    'STEP-9-b',
    'the acknowledgement names another regroup group',
    altered(good, (message) => message.flow === FLOW.step9 && message.from.id === BEN, { regroupGroupId: JOINT8 }),
  ),
  defect(
    'STEP-9-c',
    'a multicast request is acknowledged',
    (() => {
      const t = prepared();
      t.stimulus();
      regroups(t, { delivery: 'multicast' });
      t.send(FLOW.step9, BEN, server('partner'), { mcServiceId: BEN, regroupGroupId: JOINT });
      settles(t);
      return t.events;
    })(),
  ),
  defect(
    'STEP-9-d',
    'the acknowledgement goes to the second partner',
    redirected(good, (message) => message.flow === FLOW.step9 && message.from.id === BEN, serverEnd('second-partner')),
  ),
  defect('STEP-10-a', 'nobody is affiliated', without(good, isFlow(FLOW.dynamicData, gms('partner')))),
  defect(
    'STEP-10-b',
    'who does not acknowledge is not affiliated',
    without(conforming({ acknowledges: false }).events, isFlow(FLOW.dynamicData, gms('partner'))),
  ),
  defect(
    'STEP-10-c',
    'only one client is affiliated',
    altered(good, isFlow(FLOW.dynamicData, gms('partner')), {
      groupDynamicData: [{ mcServiceGroupId: JOINT, affiliated: [BEN] }],
    }),
  ),
  defect(
    'STEP-11-a',
    'the partner answers for a user whom nobody asked',
    altered(good, isFlow(FLOW.step11), { mcServiceId: CLEO }),
  ),
  defect('STEP-11-a', 'the partner does not answer', without(good, isFlow(FLOW.step11))),
  defect('STEP-11-a', 'the partner does not answer through a gateway', without(throughGateway, isFlow(FLOW.step11))),
  defect(
    'STEP-11-a',
    'the partner rejects free groups',
    scenario((t, wish) => {
      t.stimulus();
      passesOn(t, wish);
      refuses(t);
      rejects(t, wish);
    }),
  ),
  defect('STEP-11-b', 'the partner answers at once', answersAtOnce),
  defect(
    'STEP-9-b',
    'the acknowledgement names no regroup group',
    altered(good, (message) => message.flow === FLOW.step9 && message.from.id === BEN, { regroupGroupId: undefined }),
  ),
  defect('STEP-12-a', 'the requester is not answered', without(good, isFlow(FLOW.step12))),
  defect('STEP-12-a', 'somebody else is answered', redirected(good, isFlow(FLOW.step12), EVE_END)),
  defect('STEP-12-a', 'the requester is answered twice', doubled(good, isFlow(FLOW.step12))),
  defect(
    'STEP-12-a',
    'the requester is told of another regroup too',
    scenario((t, wish) => {
      t.stimulus();
      regroups(t, wish);
      concludes(t, { ...wish, id: JOINT8 });
    }),
  ),
  defect('STEP-12-a', 'the response names another requester', altered(good, isFlow(FLOW.step12), { mcServiceId: BEN })),
  defect(
    'STEP-12-b',
    'the requester is answered before a partner has',
    moved(threeSystems, isFlow(FLOW.step12), {
      after: (message) => message.flow === FLOW.step11 && message.from.id === server('partner'),
    }),
  ),
];
