// Traces that break what holds after the procedure, and messages that nothing calls for: strays of a cancellation, and
// of servers and clients that were never asked.

import type { TraceEvent } from '../../../../evidence/trace';
import { defect, type Defect } from './defect';
import { FLOW } from '../flow-names';
import { danLeaves, scenario } from '../outcomes';
import { ANA, BEN, COAST, CLEO, DAN, EVE_END, FIRE, JAN, JOINT, JOINT8, MED, server } from '../cast';
import { leaves } from '../preparation';
import {
  asksPartners,
  asksUsers,
  cancels,
  concludes,
  partnersAnswer,
  regroups,
  requests,
  returns,
  WISH,
  type Wish,
} from '../formation';
import { conforming } from '../conforming';
import { altered, answering, isFlow, redirected, without, type TraceBuilder } from '../trace-builder';

const good = conforming().events;
const elements = { mcServiceId: ANA, regroupGroupId: JOINT };

/** Something comes that nobody asked for, once the regroup is formed. */
const uncalledFor = (then: (t: TraceBuilder, wish: Wish) => void): readonly TraceEvent[] =>
  scenario((t, wish) => {
    t.stimulus();
    regroups(t, wish);
    then(t, wish);
  });

const cancelled = scenario(
  (t, wish) => {
    regroups(t, wish);
    t.stimulus();
    cancels(t, wish);
  },
  {},
  undefined,
  [],
);

/** Ana and Jan, of different MC systems, ask for Med-7 at the same moment. */
const formedTwice = scenario((t, wish) => {
  const other: Wish = {
    ...wish,
    requester: JAN,
    given: JOINT8,
    id: JOINT8,
    primary: 'partner',
    partners: ['primary'],
    asked: { primary: [ANA] },
  };
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

export const afterwards: readonly Defect[] = [
  defect('POST-1', 'the partner forgets the regroup', answering(good, 'partner-server', { regroupGroupIds: [JOINT8] })),
  defect(
    'POST-1',
    'the partner keeps what is cancelled',
    answering(cancelled, 'partner-server', { regroupGroupIds: [JOINT] }),
  ),
  defect(
    'POST-2a',
    'a member who leaves one of two groups is told of a cancellation',
    danLeaves([FIRE], (t) => t.send(FLOW.cancelClient, server('partner'), DAN, { ...elements, mcServiceId: DAN })),
  ),
  defect(
    'POST-2b',
    'a member who leaves the only group stays',
    scenario((t, wish) => {
      regroups(t, wish);
      t.stimulus();
      leaves(t, BEN, [MED]);
    }),
  ),
  defect('INV-8', 'two MC systems form a regroup of one group at the same time', formedTwice),
  defect(
    'WIRE-1',
    'a message as a whole is not valid',
    good.map((event) =>
      event.kind === 'message' && event.flow === FLOW.step12
        ? { ...event, schemaErrors: [{ path: '', expected: 'an object', found: 'a list' }] }
        : event,
    ),
  ),
  defect('WIRE-2', 'nothing was asked for that is answered', without(good, isFlow(FLOW.step2))),
  defect(
    'WIRE-2',
    'a server that has no part in it asks a client',
    uncalledFor((t, wish) => asksUsers(t, 'second-partner', [CLEO], { ...wish, acknowledges: false })),
  ),
  defect(
    'WIRE-2',
    'a partner is told to cancel though nobody wants it',
    uncalledFor((t) => t.send(FLOW.cancelPartner, server('primary'), server('partner'), elements)),
  ),
  defect(
    'WIRE-2',
    'a client is told that its cancellation is done, and asked for none',
    uncalledFor((t) =>
      t.send('preconfigured-regroup-cancel-response.server-client', server('primary'), ANA, {
        ...elements,
        result: 'success',
      }),
    ),
  ),
  defect(
    'WIRE-2',
    'a partner says that it has cancelled, and was not told to',
    uncalledFor((t) =>
      t.send('preconfigured-regroup-cancel-response.server-server', server('partner'), server('primary'), {
        ...elements,
        result: 'success',
      }),
    ),
  ),
  defect(
    'WIRE-2',
    'a client acknowledges a cancellation that it was not told of',
    uncalledFor((t) =>
      t.send('preconfigured-regroup-cancel-response.client-server', BEN, server('partner'), {
        ...elements,
        mcServiceId: BEN,
      }),
    ),
  ),
  defect(
    'WIRE-2',
    'the answer to a cancellation goes to somebody else',
    redirected(cancelled, isFlow('preconfigured-regroup-cancel-response.server-client'), EVE_END),
  ),
  defect(
    'WIRE-2',
    'a refusal comes from a partner that was not asked',
    uncalledFor((t) =>
      t.send(FLOW.refusal, server('second-partner'), server('primary'), {
        regroupGroupId: JOINT,
        reason: 'group-already-regrouped',
      }),
    ),
  ),
  defect(
    'STEP-3-b',
    'a group of a third MC system is told to the wrong partner only',
    altered(conforming({ ...WISH, groups: [FIRE, MED, COAST], partners: ['partner'] }).events, isFlow(FLOW.step5), {
      mcServiceGroupIdList: [FIRE, MED, COAST],
    }),
  ),
];
