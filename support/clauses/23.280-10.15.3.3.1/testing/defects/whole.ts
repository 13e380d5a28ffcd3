// Traces that break one of the requirements of the notes, what follows the procedure, and what holds for the whole of it.

import { defect, type Defect } from './defect';
import { FLOW } from '../flow-names';
import { danLeaves, refused, refuses, scenario } from '../outcomes';
import {
  ANA,
  BEN,
  CLEO,
  COAST,
  CRISIS,
  DAN,
  FIRE,
  FIRE2,
  gms,
  IVO,
  JOINT,
  JOINT8,
  MED,
  server,
  serverEnd,
} from '../cast';
import { leaves } from '../preparation';
import {
  asksPartners,
  cancels,
  concludes,
  IVO_AND_HANA,
  IVO_HOLDS_FIRE,
  JAN_HOLDS_MED,
  partnersAnswer,
  passesOn,
  regroups,
  rejects,
  reports,
  requests,
  returns,
} from '../formation';
import { conforming } from '../conforming';
import { altered, answering, doubled, isFlow, moved, redirected, without } from '../trace-builder';

const good = conforming().events;

/** Ana and Ivo ask for the same groups at the same moment. */
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

/** Of groups that nobody else asks for. */
const ANA_AND_HANA = {
  groups: [FIRE, COAST],
  given: JOINT8,
  id: JOINT8,
  partners: ['second-partner'],
  own: [],
} as const;

export const whole: readonly Defect[] = [
  defect(
    'NOTE-1a',
    'a requester is refused for being no member',
    scenario(
      (t, wish) => {
        leaves(t, ANA, [FIRE]);
        regroups(t, ANA_AND_HANA);
        t.stimulus();
        requests(t, wish);
        returns(t, wish, false);
      },
      { requester: IVO, groups: [MED] },
      undefined,
      [JOINT8],
    ),
  ),
  defect(
    'NOTE-1b',
    'a requester is refused for not being affiliated',
    scenario(
      (t, wish) => {
        regroups(t, IVO_AND_HANA);
        leaves(t, ANA, [FIRE]);
        t.stimulus();
        requests(t, wish);
        returns(t, wish, false);
      },
      {},
      undefined,
      [JOINT8],
    ),
  ),
  defect(
    'NOTE-2',
    'a member who is not affiliated is asked',
    conforming({ asked: { partner: [BEN, DAN, CLEO] } }).events,
  ),
  defect('POST-1', 'the regroup is forgotten', answering(good, 'primary-server', { regroupGroupIds: [] })),
  defect(
    'POST-1',
    'a later request for a regrouped group is taken up',
    scenario((t, wish) => {
      regroups(t, wish);
      t.stimulus();
      regroups(t, { requester: IVO, groups: [FIRE, MED], given: JOINT8, id: JOINT8 });
    }),
  ),
  defect(
    'POST-1',
    'the regroup outlives its cancellation',
    scenario((t, wish) => {
      regroups(t, wish);
      t.stimulus();
      cancels(t, wish);
    }),
  ),
  defect(
    'POST-2a',
    'a member who leaves one of two groups is put out',
    danLeaves([MED], (t) => reports(t, 'partner', { mcServiceGroupId: JOINT, deAffiliated: [DAN] })),
  ),
  defect(
    'POST-2b',
    'a member who leaves both groups stays',
    danLeaves([MED, FIRE], () => undefined),
  ),
  defect(
    'POST-2b',
    'a member who is affiliated to no listed group takes part',
    altered(good, isFlow(FLOW.dynamicData, gms('partner')), {
      groupDynamicData: [{ mcServiceGroupId: JOINT, affiliated: [BEN, DAN, CLEO] }],
    }),
  ),
  defect(
    'POST-2b',
    'a requester who is affiliated to no listed group takes part',
    scenario(
      (t, wish) => {
        t.stimulus();
        regroups(t, wish);
        reports(t, 'primary', { mcServiceGroupId: JOINT, affiliated: [IVO] });
      },
      { requester: IVO },
    ),
  ),
  defect(
    'INV-1',
    'an acknowledgement names another regroup group',
    altered(good, (message) => message.flow === FLOW.step9 && message.from.id === BEN, { regroupGroupId: JOINT8 }),
  ),
  defect(
    'INV-2',
    'step 7 names another configuration group',
    altered(good, isFlow(FLOW.step7), { preconfiguredGroupId: FIRE2 }),
  ),
  defect(
    'INV-3',
    'the configuration group becomes the regroup group',
    conforming({ given: CRISIS, id: CRISIS }).events,
  ),
  defect(
    'INV-4',
    'a request is returned and rejected',
    scenario((t, wish) => {
      regroups(t, IVO_HOLDS_FIRE);
      t.stimulus();
      requests(t, wish);
      returns(t, wish);
      rejects(t, wish);
    }),
  ),
  defect('INV-4', 'a response follows no request return', without(good, isFlow(FLOW.step4b))),
  defect(
    'INV-5',
    'somebody who is not affiliated is asked',
    conforming({ asked: { partner: [BEN, DAN, CLEO] } }).events,
  ),
  defect('INV-6', 'a member of two groups is asked twice', doubled(good, isFlow(FLOW.step7, DAN))),
  defect(
    'INV-7',
    'the requester is answered before the partner has answered',
    moved(good, isFlow(FLOW.step12), { before: isFlow(FLOW.step11) }),
  ),
  defect(
    'INV-7',
    'a client is affiliated before it is asked',
    moved(good, isFlow(FLOW.step7, BEN), { after: isFlow(FLOW.dynamicData, gms('partner')) }),
  ),
  defect(
    'INV-7',
    'a client acknowledges before it is asked',
    moved(good, ({ flow, from }) => flow === FLOW.step9 && from.id === BEN, { before: isFlow(FLOW.step7, BEN) }),
  ),
  defect('INV-8', 'two requests for one group are both formed', bothFormed),
  defect('INV-9', 'what a partner accepted is not cancelled', without(refused, isFlow(FLOW.cancelPartner))),
  defect(
    'INV-9',
    'the regroup is formed though a partner has refused it',
    scenario((t, wish) => {
      regroups(t, JAN_HOLDS_MED);
      t.stimulus();
      passesOn(t, wish);
      refuses(t);
      concludes(t, wish);
    }),
  ),
  defect(
    'WIRE-1',
    'what was sent had to be refused',
    scenario((t, wish) => {
      t.stimulus();
      regroups(t, wish);
      const bytes = {
        kind: 'malformed',
        party: 'client-1',
        raw: '{',
        problem: 'expected a content type, found none',
      } as const;
      t.add({ ...bytes, writer: 'primary-server', answer: '415' });
    }),
  ),
  defect(
    'WIRE-1',
    'a message is not valid',
    good.map((event) =>
      event.kind === 'message' && event.flow === FLOW.step9
        ? { ...event, schemaErrors: [{ path: '/mcServiceId', expected: 'a string', found: '7' }] }
        : event,
    ),
  ),
  defect(
    'WIRE-2',
    'a response comes from a partner that was not asked',
    redirected(good, isFlow(FLOW.step5), serverEnd('second-partner')),
  ),
  defect(
    'WIRE-2',
    'an acknowledgement comes twice',
    doubled(good, (message) => message.flow === FLOW.step9 && message.from.id === BEN),
  ),
  defect(
    'WIRE-2',
    'an acknowledgement follows no request',
    scenario((t, wish) => {
      t.stimulus();
      regroups(t, wish);
      t.send(FLOW.step9, CLEO, server('partner'), { mcServiceId: CLEO, regroupGroupId: JOINT });
    }),
  ),
  defect(
    'WIRE-2',
    'a client is told of a cancellation that nobody asked for',
    scenario((t, wish) => {
      t.stimulus();
      regroups(t, wish);
      t.send(FLOW.cancelClient, server('partner'), BEN, {
        mcServiceId: BEN,
        regroupGroupId: JOINT,
      });
    }),
  ),
];
