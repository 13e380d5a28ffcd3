// What may follow the procedure: latecomers, members who leave, log-off, cancellation, further regroups. Nobody may be
// accused for any of them.

import type { TraceEvent } from '../../../../evidence/trace';
import { BEN, CLEO, COAST, DAN, FIRE2, IVO, JOINT, JOINT8, MED, server } from '../cast';
import { freedom, type Freedom } from './usual';
import { FLOW } from '../flow-names';
import {
  asksPartners,
  asksUsers,
  cancels,
  concludes,
  IVO_AND_HANA,
  partnersAnswer,
  regroups,
  rejects,
  reports,
  requests,
  returns,
  type Wish,
} from '../formation';
import { scenario } from '../outcomes';
import { affiliates, leaves, logsOff } from '../preparation';
import { isFlow, moved, type TraceBuilder } from '../trace-builder';

/** Ana's regroup is formed, then something else happens. */
const afterwards = (
  then: (t: TraceBuilder, wish: Wish) => void,
  inForce: readonly string[] = [JOINT],
): readonly TraceEvent[] =>
  scenario(
    (t, wish) => {
      regroups(t, wish);
      t.stimulus();
      then(t, wish);
    },
    {},
    undefined,
    inForce,
  );

const latecomer = afterwards((t, wish) => {
  affiliates(t, CLEO, [MED]);
  asksUsers(t, 'partner', [CLEO], wish);
});

const formedAgain = afterwards((t, wish) => {
  cancels(t, wish);
  t.stimulus();
  regroups(t, wish);
});
/** Ben's acknowledgement of the first regroup. */
const acknowledged = formedAgain.find(
  (event) => event.kind === 'message' && isFlow(FLOW.step9, server('partner'))(event) && event.from.id === BEN,
);

const isOut = { mcServiceGroupId: JOINT, deAffiliated: [BEN] };

export const FREEDOMS_AFTERWARDS: readonly Freedom[] = [
  freedom('a latecomer who is asked (10.15.3.4.1)', latecomer),
  freedom(
    'a latecomer who is asked before the affiliation is answered',
    moved(latecomer, isFlow(FLOW.step7, CLEO), { before: isFlow('group-affiliation-response.server-client', CLEO) }),
  ),
  freedom(
    'a member who leaves and comes back',
    afterwards((t, wish) => {
      leaves(t, BEN, [MED]);
      reports(t, 'partner', isOut);
      affiliates(t, BEN, [MED]);
      asksUsers(t, 'partner', [BEN], wish);
    }),
  ),
  freedom(
    'a member who leaves one of two groups',
    afterwards((t) => leaves(t, DAN, [MED])),
  ),
  freedom(
    'a member who leaves the only group and is told so',
    afterwards((t) => {
      leaves(t, BEN, [MED]);
      t.send(FLOW.cancelClient, server('partner'), BEN, { mcServiceId: BEN, regroupGroupId: JOINT });
      reports(t, 'partner', isOut);
    }),
  ),
  freedom(
    'a member who logs off and stays affiliated (POST-3)',
    afterwards((t) => logsOff(t, BEN)),
  ),
  freedom(
    'a member who logs off and is no longer affiliated (POST-3)',
    afterwards((t) => {
      logsOff(t, BEN);
      reports(t, 'partner', isOut);
    }),
  ),
  freedom(
    'another regroup of other groups',
    afterwards((t) => regroups(t, IVO_AND_HANA), [JOINT, JOINT8]),
  ),
  freedom(
    'a partner that is asked once more for a regroup in force while its requester asks for another (A-11)',
    afterwards(
      (t, wish) => {
        const other: Wish = {
          ...wish,
          groups: [FIRE2, COAST],
          partners: ['second-partner'],
          given: JOINT8,
          id: JOINT8,
        };
        requests(t, other);
        asksPartners(t, wish);
        returns(t, other);
        asksPartners(t, other);
        partnersAnswer(t, other);
        concludes(t, other);
      },
      [JOINT, JOINT8],
    ),
  ),
  freedom(
    'a reject for a partner-homed group that the primary holds itself (A-09)',
    afterwards((t, wish) => {
      const other: Wish = { ...wish, requester: IVO, groups: [FIRE2, MED], given: JOINT8 };
      requests(t, other);
      rejects(t, other);
    }),
  ),
  freedom(
    'a cancellation',
    afterwards((t, wish) => cancels(t, wish), []),
  ),
  freedom('a cancellation, and the same groups again under the same identity', formedAgain),
  freedom(
    'a cancellation, and an acknowledgement of the regroup before once the same is asked for again (A-17)',
    moved(formedAgain, ({ id }) => id === acknowledged?.id, { after: isFlow(FLOW.step7, BEN) }),
  ),
  freedom(
    'a cancellation, and other groups under the same identity',
    afterwards((t, wish) => {
      cancels(t, wish);
      t.stimulus();
      regroups(t, { ...wish, groups: [FIRE2, MED], own: [IVO] });
    }),
  ),
  freedom(
    'a latecomer to a regroup that was formed again',
    afterwards((t, wish) => {
      cancels(t, wish);
      t.stimulus();
      regroups(t, wish);
      affiliates(t, CLEO, [MED]);
      asksUsers(t, 'partner', [CLEO], wish);
    }),
  ),
];
