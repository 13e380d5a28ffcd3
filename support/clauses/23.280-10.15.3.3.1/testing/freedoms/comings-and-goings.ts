// Users who come or leave while a regroup is formed. Nobody may be accused for it.

import { ANA, BEN, CLEO, DAN, JOINT, MED, server } from '../cast';
import { FLOW } from '../flow-names';
import { asksPartners, concludes, partnersAnswer, passesOn, reports, requests, returns } from '../formation';
import { freedom, type Freedom } from './usual';
import { affiliates, leaves, logsOff } from '../preparation';

import { during, latest, arrives, completes, asksOnly, responds } from './under-way';

export const FREEDOMS_OF_COMINGS_AND_GOINGS: readonly Freedom[] = [
  freedom(
    'a user who logs off and is back before the log-off is answered',
    during(
      (t, wish) => {
        t.stimulus();
        t.send('log-off-request.client-server', ANA, server('primary'), { mcServiceId: ANA });
        t.act(ANA, { kind: 'log-off' });
        t.send('service-authorization-request.client-server', ANA, server('primary'), { mcServiceId: ANA });
        t.act(ANA, { kind: 'start-service' });
        requests(t, wish);
        const step2 = latest(t, FLOW.step2);
        t.send('log-off-response.server-client', server('primary'), ANA, { mcServiceId: ANA });
        t.send('service-authorization-response.server-client', server('primary'), ANA, {
          mcServiceId: ANA,
          result: 'success',
        });
        arrives(t, step2, 'primary-server');
        returns(t, wish);
        asksPartners(t, wish);
        completes(t, { ...wish, own: [] });
      },
      [JOINT],
    ),
  ),
  freedom(
    'a request of a user who has logged off and starts the service while it is under way',
    during((t, wish) => {
      logsOff(t, ANA);
      t.stimulus();
      requests(t, wish);
      const step2 = latest(t, FLOW.step2);
      t.send('service-authorization-request.client-server', ANA, server('primary'), { mcServiceId: ANA });
      t.act(ANA, { kind: 'start-service' });
      arrives(t, step2, 'primary-server');
      returns(t, wish, false);
      t.send('service-authorization-response.server-client', server('primary'), ANA, {
        mcServiceId: ANA,
        result: 'success',
      });
    }, []),
  ),
  freedom(
    'a member who logs off between its request and step 10 and is affiliated all the same (A-33)',
    during(
      (t, wish) => {
        t.stimulus();
        passesOn(t, wish);
        asksOnly(t, [BEN, DAN], wish);
        logsOff(t, BEN);
        reports(t, 'partner', { mcServiceGroupId: JOINT, affiliated: [BEN, DAN] });
        responds(t);
        concludes(t, wish);
      },
      [JOINT],
    ),
  ),
  freedom(
    'a member who leaves its last group between its request and step 10 and is left out (A-33)',
    during(
      (t, wish) => {
        t.stimulus();
        passesOn(t, wish);
        asksOnly(t, [BEN, DAN], wish);
        leaves(t, BEN, [MED]);
        reports(t, 'partner', { mcServiceGroupId: JOINT, affiliated: [DAN] });
        responds(t);
        concludes(t, wish);
      },
      [JOINT],
    ),
  ),
  ...[true, false].map((isAsked) =>
    freedom(
      `a member who comes between steps 5 and 11 and is ${isAsked ? '' : 'not '}asked (A-35)`,
      during(
        (t, wish) => {
          t.stimulus();
          passesOn(t, wish);
          affiliates(t, CLEO, [MED]);
          partnersAnswer(t, { ...wish, asked: { partner: isAsked ? [BEN, DAN, CLEO] : [BEN, DAN] } });
          concludes(t, wish);
        },
        [JOINT],
      ),
    ),
  ),
  freedom(
    'a member who leaves between two answers of a partner that was asked twice (A-11)',
    during(
      (t, wish) => {
        t.stimulus();
        passesOn(t, wish);
        asksPartners(t, wish);
        partnersAnswer(t, wish);
        t.send('group-de-affiliation-request.client-server', BEN, server('partner'), {
          mcServiceId: BEN,
          mcServiceGroupIdList: [MED],
        });
        responds(t);
        reports(t, 'partner', { mcServiceGroupId: JOINT, deAffiliated: [BEN] });
        t.send('group-de-affiliation-response.server-client', server('partner'), BEN, {
          mcServiceId: BEN,
          mcServiceGroupIdList: [MED],
          result: 'success',
        });
        t.act(BEN, { kind: 'de-affiliate', mcServiceGroupIdList: [MED] });
        concludes(t, wish);
      },
      [JOINT],
    ),
  ),
];
