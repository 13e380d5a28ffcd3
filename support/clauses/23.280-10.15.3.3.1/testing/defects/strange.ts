// Traces that break a requirement in what lies beside the usual course: answers too early and once more, members who were never
// asked, other people's names, and messages for a regroup that nobody has.

import { defect, type Defect } from './defect';
import { FLOW } from '../flow-names';
import { ANA_MAY_NOT, refuses, scenario, THREE_SYSTEMS } from '../outcomes';
import { ANA, BEN, CLEO, DAN, EVE, FIRE2, gms, IVO, JAN, JOINT, JOINT8, MED, MED8, server } from '../cast';
import { affiliates, logsOff } from '../preparation';
import {
  asksPartners,
  asksUsers,
  cancels,
  concludes,
  IVO_HOLDS_FIRE,
  partnersAnswer,
  passesOn,
  regroups,
  rejects,
  reports,
  requests,
  returns,
} from '../formation';
import { conforming } from '../conforming';
import { altered, isFlow } from '../trace-builder';

const good = conforming().events;

export const strange: readonly Defect[] = [
  defect(
    'STEP-11-b',
    'the partner answers before it asks anybody, and again at the end',
    scenario((t, wish) => {
      t.stimulus();
      passesOn(t, wish);
      t.send(FLOW.step11, server('partner'), server('primary'), { mcServiceId: ANA, regroupGroupId: JOINT });
      partnersAnswer(t, wish);
      concludes(t, wish);
    }),
  ),
  defect(
    'STEP-10-a',
    'a member who has logged off is affiliated without being asked',
    scenario((t, wish) => {
      t.stimulus();
      requests(t, wish);
      logsOff(t, DAN);
      returns(t, wish);
      asksPartners(t, wish);
      asksUsers(t, 'partner', [BEN], wish);
      reports(t, 'partner', { mcServiceGroupId: JOINT, affiliated: [DAN] });
      t.send(FLOW.step11, server('partner'), server('primary'), { mcServiceId: ANA, regroupGroupId: JOINT });
      concludes(t, wish);
    }),
  ),
  defect(
    'STEP-10-a',
    'a member of its group who is served elsewhere is affiliated by the partner',
    scenario((t, wish) => {
      affiliates(t, EVE, [MED]);
      t.stimulus();
      passesOn(t, wish);
      asksUsers(t, 'partner', [BEN, DAN], wish);
      reports(t, 'partner', { mcServiceGroupId: JOINT, affiliated: [EVE] });
      t.send(FLOW.step11, server('partner'), server('primary'), { mcServiceId: ANA, regroupGroupId: JOINT });
      concludes(t, wish);
    }),
  ),
  defect(
    'STEP-10-a',
    'a listed group is reported to belong to another regroup group',
    altered(good, isFlow(FLOW.dynamicData, gms('partner')), {
      groupDynamicData: [
        { mcServiceGroupId: MED, regroupGroupId: JOINT8 },
        { mcServiceGroupId: JOINT, affiliated: [BEN, DAN] },
      ],
    }),
  ),
  defect(
    'STEP-9-b',
    'the acknowledgement is in the name of another user',
    altered(good, (message) => message.flow === FLOW.step9 && message.from.id === BEN, { mcServiceId: CLEO }),
  ),
  defect(
    'STEP-7-b',
    'the request lists a group that was not requested',
    altered(good, isFlow(FLOW.step7, BEN), { mcServiceGroupIdList: [MED, FIRE2] }),
  ),
  defect(
    'STEP-7-b',
    'the request names the other members',
    altered(good, isFlow(FLOW.step7, BEN), { members: [{ mcServiceId: DAN }] }),
  ),
  defect(
    'STEP-3-a',
    'own members are asked before the negative request return',
    scenario(
      (t, wish) => {
        t.stimulus();
        requests(t, wish);
        asksUsers(t, 'primary', [ANA], { ...wish, acknowledges: false });
        returns(t, wish, false);
      },
      {},
      ANA_MAY_NOT,
    ),
  ),
  defect(
    'STEP-3-f',
    'own members are asked before the reject',
    scenario((t, wish) => {
      regroups(t, IVO_HOLDS_FIRE);
      t.stimulus();
      requests(t, wish);
      asksUsers(t, 'primary', [ANA], { ...wish, acknowledges: false });
      rejects(t, wish);
    }),
  ),
  defect(
    'POST-2a',
    'a member who has left nothing is out of the regroup',
    scenario((t, wish) => {
      regroups(t, wish);
      t.stimulus();
      reports(t, 'partner', { mcServiceGroupId: JOINT, deAffiliated: [BEN] });
    }),
  ),
  defect(
    'POST-1',
    'a regroup of the partner is displaced by one of the same identity',
    scenario((t, wish) => {
      const own = { ...wish, requester: JAN, groups: [MED8], primary: 'partner' as const, partners: [], own: [] };
      regroups(t, own);
      regroups(t, wish);
      t.stimulus();
      regroups(t, { ...own, groups: [MED8, FIRE2], given: JOINT8, id: JOINT8, partners: ['primary'], asked: {} });
    }),
  ),
  defect(
    'POST-1',
    'a regroup ends though its cancellation was refused',
    scenario(
      (t, wish) => {
        regroups(t, wish);
        t.stimulus();
        const elements = { mcServiceId: IVO, regroupGroupId: JOINT };
        t.send(FLOW.cancel, IVO, server('primary'), elements);
        t.act(IVO, { kind: 'cancel-regroup', regroupGroupId: JOINT });
        t.send('preconfigured-regroup-cancel-response.server-client', server('primary'), IVO, {
          ...elements,
          result: 'failure',
        });
      },
      {},
      undefined,
      [],
    ),
  ),
  defect(
    'WIRE-2',
    'the cancellation of a regroup that nobody has is passed on',
    scenario((t, wish) => {
      t.stimulus();
      regroups(t, wish);
      cancels(t, { ...wish, requester: IVO, id: JOINT8, asked: {} });
    }),
  ),
  defect(
    'STEP-4a-1',
    'the refusal of the second partner comes last, after the first could not be reached, and is not passed on',
    scenario((t, wish) => {
      t.stimulus();
      passesOn(t, wish);
      const lost = t.events.find(
        (event) => event.kind === 'message' && isFlow(FLOW.step5, server('second-partner'))(event),
      );
      t.add({ kind: 'delivery', message: lost?.id ?? '', by: 'primary-server', outcome: 'undeliverable', detail: '' });
      refuses(t);
    }, THREE_SYSTEMS),
  ),
];
