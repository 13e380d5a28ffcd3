// Messages that cross, arrive late or get lost, and regroups that are called off while they are formed. Nobody may be accused
// for any of them.

import type { TraceEvent } from '../../../../evidence/trace';
import { ANA, BEN, CLEO, CRISIS, DAN, FIRE, FIRE2, IVO, JAN, JOINT, JOINT8, MED, MED8, server } from '../cast';
import { FLOW } from '../flow-names';
import {
  asksPartners,
  asksUsers,
  cancels,
  concludes,
  JAN_HOLDS_MED,
  partnersAnswer,
  passesOn,
  regroups,
  rejects,
  reports,
  requests,
  returns,
  WISH,
  type Wish,
} from '../formation';
import { freedom, type Freedom } from './usual';
import { refuses, scenario } from '../outcomes';
import { affiliates, leaves, logsOff } from '../preparation';
import type { TraceBuilder } from '../trace-builder';
import type { PartyName } from '../../../../procedure/roles';

const during = (pieces: (t: TraceBuilder, wish: Wish) => void, inForce: readonly string[]): readonly TraceEvent[] =>
  scenario(pieces, {}, undefined, inForce);

/** The latest message of a flow. */
const latest = (t: TraceBuilder, flow: string): string =>
  t.events.findLast((event) => event.kind === 'message' && event.flow === flow)?.id ?? '';

function arrives(t: TraceBuilder, message: string, by: PartyName): void {
  t.add({ kind: 'delivery', message, by, outcome: 'arrived', detail: '' });
}

function isLost(t: TraceBuilder, flow: string, by: PartyName): void {
  t.add({ kind: 'delivery', message: latest(t, flow), by, outcome: 'undeliverable', detail: '' });
}

/** Ana's request is answered by the partner and all that follows. */
function completes(t: TraceBuilder, wish: Wish): void {
  partnersAnswer(t, wish);
  asksUsers(t, wish.primary, wish.own, wish);
  concludes(t, wish);
}

const IVO_TOO: Wish = { ...WISH, requester: IVO, given: JOINT8, id: JOINT8 };

/** Jan gives the identity that Ana gives, in the other MC system. */
const JAN_TOO: Wish = {
  ...WISH,
  requester: JAN,
  groups: [MED8, FIRE2],
  primary: 'partner',
  partners: ['primary'],
  asked: { primary: [IVO] },
  own: [CLEO],
};

const cancelsAt = (t: TraceBuilder): void =>
  t.send(FLOW.cancelPartner, server('primary'), server('partner'), { mcServiceId: ANA, regroupGroupId: JOINT });

function asksToCancel(t: TraceBuilder, user = ANA): void {
  t.send(FLOW.cancel, user, server('primary'), { mcServiceId: user, regroupGroupId: JOINT });
  t.act(user, { kind: 'cancel-regroup', regroupGroupId: JOINT });
}

function confirmsCancel(t: TraceBuilder, users: readonly string[], canceller = ANA): void {
  const elements = { mcServiceId: canceller, regroupGroupId: JOINT };
  for (const one of users)
    t.send(FLOW.cancelClient, server('partner'), one, { mcServiceId: one, regroupGroupId: JOINT });
  t.send('preconfigured-regroup-cancel-response.server-server', server('partner'), server('primary'), {
    ...elements,
    result: 'success',
  });
  confirmsCancelTo(t, canceller, 'success');
}

function confirmsCancelTo(t: TraceBuilder, canceller: string, result: 'success' | 'failure'): void {
  const elements = { mcServiceId: canceller, regroupGroupId: JOINT };
  t.send('preconfigured-regroup-cancel-response.server-client', server('primary'), canceller, { ...elements, result });
}

/** Step 7 alone. */
function asksOnly(t: TraceBuilder, users: readonly string[], { groups }: Wish): void {
  for (const one of users)
    t.send(FLOW.step7, server('partner'), one, {
      mcServiceId: one,
      regroupGroupId: JOINT,
      preconfiguredGroupId: CRISIS,
      mcServiceGroupIdList: groups,
      delivery: 'unicast',
    });
}

const responds = (t: TraceBuilder): void =>
  t.send(FLOW.step11, server('partner'), server('primary'), { mcServiceId: ANA, regroupGroupId: JOINT });

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
    'a cancellation between steps 4b and 5, after which no partner is asked',
    during((t, wish) => {
      t.stimulus();
      requests(t, wish);
      returns(t, wish);
      asksToCancel(t);
      confirmsCancelTo(t, ANA, 'success');
    }, []),
  ),
  freedom(
    'a cancellation before step 11 that does not reach the partner, so that it fails and nothing is formed',
    during((t, wish) => {
      t.stimulus();
      passesOn(t, wish);
      asksToCancel(t);
      cancelsAt(t);
      isLost(t, FLOW.cancelPartner, 'primary-server');
      confirmsCancelTo(t, ANA, 'failure');
      partnersAnswer(t, wish);
    }, []),
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
  freedom(
    'a cancellation before step 12, after which there is none (A-32)',
    during((t, wish) => {
      t.stimulus();
      passesOn(t, wish);
      asksToCancel(t);
      cancelsAt(t);
      partnersAnswer(t, wish);
      confirmsCancel(t, [BEN, DAN]);
    }, []),
  ),
  freedom(
    'a cancellation at the partner between its requests and step 10 (A-32)',
    during((t, wish) => {
      t.stimulus();
      passesOn(t, wish);
      asksOnly(t, [BEN, DAN], wish);
      asksToCancel(t);
      cancelsAt(t);
      confirmsCancel(t, [BEN, DAN]);
    }, []),
  ),
  freedom(
    'a cancellation that overtakes step 5 (A-32)',
    during((t, wish) => {
      t.stimulus();
      passesOn(t, wish);
      asksToCancel(t);
      cancelsAt(t);
      confirmsCancel(t, []);
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
    'a cancellation that was sent before the request and is heard after it, by another user and before step 12 (A-32)',
    during((t, wish) => {
      t.stimulus();
      asksToCancel(t, IVO);
      const early = latest(t, FLOW.cancel);
      requests(t, wish);
      arrives(t, latest(t, FLOW.step2), 'primary-server');
      returns(t, wish);
      asksPartners(t, wish);
      arrives(t, early, 'primary-server');
      cancelsAt(t);
      partnersAnswer(t, wish);
      confirmsCancel(t, [BEN, DAN], IVO);
    }, []),
  ),
  freedom(
    'a cancellation that is refused before the request is heard, and another before step 12 (A-32)',
    during((t, wish) => {
      t.stimulus();
      asksToCancel(t);
      arrives(t, latest(t, FLOW.cancel), 'primary-server');
      requests(t, wish);
      t.send('preconfigured-regroup-cancel-response.server-client', server('primary'), ANA, {
        mcServiceId: ANA,
        regroupGroupId: JOINT,
        result: 'failure',
      });
      arrives(t, latest(t, FLOW.step2), 'primary-server');
      returns(t, wish);
      asksPartners(t, wish);
      asksToCancel(t);
      cancelsAt(t);
      partnersAnswer(t, wish);
      confirmsCancel(t, [BEN, DAN]);
    }, []),
  ),
  freedom(
    'a cancellation behind two requests of one identity, the first of which is taken and the second rejected (A-32)',
    during((t, wish) => {
      t.stimulus();
      requests(t, wish);
      requests(t, wish);
      asksToCancel(t);
      returns(t, wish);
      asksPartners(t, wish);
      rejects(t, wish);
      cancelsAt(t);
      partnersAnswer(t, wish);
      confirmsCancel(t, [BEN, DAN]);
    }, []),
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
  freedom(
    'another user who cancels and is obeyed (A-36)',
    during((t, wish) => {
      regroups(t, wish);
      t.stimulus();
      asksToCancel(t, IVO);
      cancelsAt(t);
      confirmsCancel(t, [BEN, DAN], IVO);
    }, []),
  ),
  freedom(
    'another user who asks to cancel and is refused (A-36)',
    during(
      (t, wish) => {
        regroups(t, wish);
        t.stimulus();
        asksToCancel(t, IVO);
        t.send('preconfigured-regroup-cancel-response.server-client', server('primary'), IVO, {
          mcServiceId: IVO,
          regroupGroupId: JOINT,
          result: 'failure',
        });
      },
      [JOINT],
    ),
  ),
];
