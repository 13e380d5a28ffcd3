// Messages that cross, arrive late or get lost. Nobody may be accused for any of them.

import { ANA, BEN, CLEO, DAN, FIRE, FIRE2, JOINT, JOINT8, MED8, server } from '../cast';
import { FLOW } from '../flow-names';
import {
  asksPartners,
  cancels,
  JAN_HOLDS_MED,
  partnersAnswer,
  passesOn,
  regroups,
  rejects,
  reports,
  requests,
  returns,
} from '../formation';
import { freedom, type Freedom } from './usual';
import { refuses } from '../outcomes';
import { affiliates } from '../preparation';

import { during, latest, arrives, isLost, completes, IVO_TOO, JAN_TOO, cancelsAt } from './under-way';

export const FREEDOMS_ON_THE_WAY: readonly Freedom[] = [
  freedom(
    'a step 5 that reaches the partner after the regroup that held its group is over',
    during(
      (t, wish) => {
        regroups(t, JAN_HOLDS_MED);
        t.stimulus();
        passesOn(t, wish);
        const step5 = latest(t, FLOW.step5);
        cancels(t, { ...JAN_HOLDS_MED, asked: {} });
        arrives(t, step5, 'partner-server');
        completes(t, wish);
      },
      [JOINT],
    ),
  ),
  freedom(
    'a step 2 that arrives after another regroup of the group was formed and cancelled',
    during(
      (t, wish) => {
        t.stimulus();
        requests(t, wish);
        const step2 = latest(t, FLOW.step2);
        regroups(t, IVO_TOO);
        cancels(t, IVO_TOO);
        arrives(t, step2, 'primary-server');
        returns(t, wish);
        asksPartners(t, wish);
        completes(t, wish);
      },
      [JOINT],
    ),
  ),
  freedom(
    'a request that waits at the server until another regroup of the group is cancelled',
    during(
      (t, wish) => {
        t.stimulus();
        requests(t, wish);
        regroups(t, IVO_TOO);
        cancels(t, IVO_TOO);
        returns(t, wish);
        asksPartners(t, wish);
        completes(t, wish);
      },
      [JOINT],
    ),
  ),
  freedom(
    'one identity in two MC systems at the same time, both refused',
    during((t, wish) => {
      affiliates(t, CLEO, [MED8]);
      t.stimulus();
      for (const each of [wish, JAN_TOO]) requests(t, each);
      for (const each of [wish, JAN_TOO]) returns(t, each);
      for (const each of [wish, JAN_TOO]) asksPartners(t, each);
      refuses(t);
      t.send(FLOW.refusal, server('primary'), server('partner'), {
        regroupGroupId: JOINT,
        reason: 'group-already-regrouped',
      });
      for (const each of [wish, JAN_TOO]) rejects(t, each);
    }, []),
  ),
  freedom(
    'one identity in two MC systems at the same time, both formed',
    during(
      (t, wish) => {
        affiliates(t, CLEO, [MED8]);
        t.stimulus();
        for (const each of [wish, JAN_TOO]) requests(t, each);
        for (const each of [JAN_TOO, wish]) returns(t, each);
        for (const each of [wish, JAN_TOO]) asksPartners(t, each);
        for (const each of [JAN_TOO, wish]) completes(t, each);
      },
      [JOINT],
    ),
  ),
  freedom(
    'a step 2 that could not be delivered',
    during((t, wish) => {
      t.stimulus();
      requests(t, wish);
      isLost(t, FLOW.step2, 'client-1');
    }, []),
  ),
  freedom(
    'a partner that takes on a list with the regroup group of a regroup of its own, which is no group that it hosts (step 6)',
    during(
      (t, wish) => {
        regroups(t, { ...wish, groups: [FIRE], partners: [] });
        t.stimulus();
        regroups(t, { ...JAN_TOO, groups: [JOINT, FIRE2], own: [], given: JOINT8, id: JOINT8 });
      },
      [JOINT, JOINT8],
    ),
  ),
  freedom(
    'two requests of one identity, the first of which is rejected for a step 5 that was reported lost and arrived',
    during(
      (t, wish) => {
        t.stimulus();
        requests(t, wish);
        arrives(t, latest(t, FLOW.step2), 'primary-server');
        requests(t, wish);
        const second = latest(t, FLOW.step2);
        returns(t, wish);
        asksPartners(t, wish);
        isLost(t, FLOW.step5, 'primary-server');
        cancelsAt(t);
        rejects(t, wish);
        partnersAnswer(t, wish);
        reports(t, 'partner', { mcServiceGroupId: JOINT, deAffiliated: [BEN, DAN] });
        t.send('preconfigured-regroup-cancel-response.server-server', server('partner'), server('primary'), {
          mcServiceId: ANA,
          regroupGroupId: JOINT,
          result: 'success',
        });
        arrives(t, second, 'primary-server');
        returns(t, wish);
        asksPartners(t, wish);
        completes(t, wish);
      },
      [JOINT],
    ),
  ),
  freedom(
    'a step 11 that could not be delivered',
    during((t, wish) => {
      t.stimulus();
      passesOn(t, wish);
      partnersAnswer(t, wish);
      isLost(t, FLOW.step11, 'partner-server');
    }, []),
  ),
  freedom(
    'a refusal of the partner that could not be delivered',
    during(
      (t, wish) => {
        regroups(t, JAN_HOLDS_MED);
        t.stimulus();
        passesOn(t, wish);
        refuses(t);
        isLost(t, FLOW.refusal, 'partner-server');
      },
      [JOINT8],
    ),
  ),
];
