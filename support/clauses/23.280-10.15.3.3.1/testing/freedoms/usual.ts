// Traces that differ from the usual in something that the clause leaves open during the procedure. Nobody may be accused
// for any of them.

import { ANA, BEN, CRISIS, DAN, FIRE, FIRE2, gms, HANA, IVO, JAN, JOINT, JOINT8, MED, MED8, server } from '../cast';
import { conforming } from '../conforming';
import { FLOW } from '../flow-names';
import {
  asksPartners,
  concludes,
  IVO_HOLDS_FIRE,
  JAN_HOLDS_MED,
  partnersAnswer,
  passesOn,
  regroups,
  rejects,
  requests,
  reports,
  returns,
  type Wish,
} from '../formation';
import {
  ANA_MAY_NOT,
  inTemporaryGroup,
  refused,
  refuses,
  rejected,
  scenario,
  THREE_SYSTEMS,
  throughGateway,
  unauthorized,
} from '../outcomes';
import { affiliates, logsOff, startsService } from '../preparation';
import { altered, doubled, isFlow, moved, type TraceBuilder } from '../trace-builder';
import type { TraceEvent } from '../../../../evidence/trace';

export interface Freedom {
  readonly says: string;
  readonly events: readonly TraceEvent[];
}

export const freedom = (says: string, events: readonly TraceEvent[]): Freedom => ({ says, events });
const good = conforming().events;

/** Ana's request and what follows it. */
const request = (
  then: (t: TraceBuilder, wish: Wish) => void,
  change?: Partial<Wish>,
  inForce: readonly string[] = [],
) =>
  scenario(
    (t, wish) => {
      t.stimulus();
      requests(t, wish);
      then(t, wish);
    },
    change,
    undefined,
    inForce,
  );

/** The primary fetches the configuration from its group management server. */
const fetching = (before: string): readonly TraceEvent[] => {
  const events = scenario((t, wish) => {
    t.stimulus();
    regroups(t, wish);
    t.send('get-group-configuration-request.server-gms', server('primary'), gms('primary'), {
      mcServiceGroupId: CRISIS,
    });
    t.send('get-group-configuration-response.gms-server', gms('primary'), server('primary'), {
      mcServiceGroupId: CRISIS,
    });
  });
  return moved(events, ({ flow }) => flow.startsWith('get-group-configuration'), { before: isFlow(before) });
};

/** The partner holds Med-7 and refuses; the primary passes it on. */
const refusing = (t: TraceBuilder, wish: Wish): void => {
  t.stimulus();
  passesOn(t, wish);
  refuses(t);
  rejects(t, wish);
};

export const FREEDOMS: readonly Freedom[] = [
  freedom('the usual', good),
  freedom(
    'nothing but the preparation',
    scenario((t) => t.stimulus()),
  ),
  freedom('groups of three MC systems', conforming(THREE_SYSTEMS).events),
  freedom('no step 9', conforming({ acknowledges: false }).events),
  freedom('step 9 after step 12', moved(good, isFlow(FLOW.step9), { after: isFlow(FLOW.step12) })),
  freedom('one step 5 for each group', conforming({ perGroup: true }).events),
  freedom('multicast', conforming({ delivery: 'multicast' }).events),
  freedom('an assigned identity', conforming({ given: undefined, id: 'sip:regroup-1@elsewhere.example' }).events),
  freedom('another identity for one that is taken', conforming({ given: FIRE2 }).events),
  freedom('several answers of the partner', doubled(good, isFlow(FLOW.step11))),
  freedom('own members asked first', moved(good, isFlow(FLOW.step7, ANA), { before: isFlow(FLOW.step5) })),
  freedom('own members not asked', conforming({ own: [] }).events),
  freedom(
    'unknown information elements',
    altered(good, () => true, { colour: 'red', priority: { level: 3 } }),
  ),
  freedom(
    'a key reference in step 7 and a key that is none',
    altered(good, isFlow(FLOW.step7), { keyReference: 'gmk-id:2', idempotencyKey: '7f' }),
  ),
  freedom('multicast that is repeated', doubled(conforming({ delivery: 'multicast' }).events, isFlow(FLOW.step7))),
  freedom(
    'affiliations that are reported after the answer',
    moved(good, isFlow(FLOW.dynamicData, gms('partner')), { after: isFlow(FLOW.step11) }),
  ),
  freedom('the configuration fetched before 4b', fetching(FLOW.step4b)),
  freedom('the configuration fetched between 4b and 5', fetching(FLOW.step5)),
  freedom('no requester in step 5', altered(good, isFlow(FLOW.step5), { mcServiceId: undefined })),
  freedom('no group list in step 7', altered(good, isFlow(FLOW.step7), { mcServiceGroupIdList: undefined })),
  freedom('a requester who is member of no listed group', conforming({ requester: IVO }).events),
  freedom('a reject', rejected),
  freedom('a request that is not authorized', unauthorized),
  freedom(
    'a report of who is affiliated to a group whose identity was given to the regroup group, and refused',
    scenario(
      (t, wish) => {
        t.stimulus();
        requests(t, { ...wish, given: FIRE2 });
        returns(t, wish, false);
        reports(t, 'primary', { mcServiceGroupId: FIRE2, affiliated: [IVO] });
      },
      {},
      ANA_MAY_NOT,
      [],
    ),
  ),
  freedom('the refusal of one of two partners', refused),
  freedom(
    'a member who logged off, is back, and has to affiliate anew',
    scenario((t, wish) => {
      logsOff(t, BEN);
      startsService(t, BEN);
      t.stimulus();
      regroups(t, { ...wish, asked: { partner: [DAN] } });
    }),
  ),
  freedom('both servers under test and a gateway between them', throughGateway),
  freedom('a partner that serves nobody concerned', conforming({ groups: [MED8], asked: {}, own: [] }).events),
  freedom(
    'a member of a partner-homed group who is served and asked by the primary',
    scenario((t, wish) => {
      affiliates(t, IVO, [MED]);
      t.stimulus();
      regroups(t, { ...wish, own: [ANA, IVO] });
    }),
  ),
  freedom(
    'a partner that refuses for an earlier regroup',
    scenario(
      (t, wish) => {
        regroups(t, JAN_HOLDS_MED);
        refusing(t, wish);
      },
      {},
      undefined,
      [JOINT8],
    ),
  ),
  freedom(
    'a partner that is asked group by group, accepts one and refuses the other (A-11)',
    scenario(
      (t, wish) => {
        regroups(t, JAN_HOLDS_MED);
        t.stimulus();
        requests(t, wish);
        returns(t, wish);
        asksPartners(t, { ...wish, perGroup: true });
        partnersAnswer(t, { ...wish, asked: { partner: [DAN] } });
        refuses(t);
        t.send(FLOW.cancelPartner, server('primary'), server('partner'), { mcServiceId: ANA, regroupGroupId: JOINT });
        t.send(FLOW.cancelClient, server('partner'), DAN, { mcServiceId: DAN, regroupGroupId: JOINT });
        rejects(t, wish);
      },
      {},
      undefined,
      [JOINT8],
    ),
  ),
  freedom(
    'a partner that refuses each of two requests',
    scenario(
      (t, wish) => {
        regroups(t, JAN_HOLDS_MED);
        t.stimulus();
        passesOn(t, wish);
        asksPartners(t, wish);
        refuses(t);
        refuses(t);
        rejects(t, wish);
      },
      {},
      undefined,
      [JOINT8],
    ),
  ),
  freedom(
    'a partner that refuses for a temporary group',
    scenario(
      (t, wish) => {
        inTemporaryGroup(t, MED, 'partner');
        refusing(t, wish);
      },
      {},
      undefined,
      [],
    ),
  ),
  freedom(
    'a reject for a temporary group',
    scenario(
      (t, wish) => {
        inTemporaryGroup(t, FIRE, 'primary');
        t.stimulus();
        requests(t, wish);
        rejects(t, wish);
      },
      {},
      undefined,
      [],
    ),
  ),
  freedom(
    'a regroup started in the partner MC system',
    conforming({
      requester: JAN,
      primary: 'partner',
      partners: ['primary'],
      asked: { primary: [ANA] },
      own: [BEN, DAN],
    }).events,
  ),
  freedom(
    'a member who is out of service when the request comes',
    scenario((t, wish) => {
      logsOff(t, DAN);
      t.stimulus();
      regroups(t, { ...wish, asked: { partner: [BEN] } });
    }),
  ),
  freedom(
    'two requests at the same time, of which one is rejected',
    request(
      (t, wish) => {
        const other: Wish = { ...wish, requester: IVO, given: JOINT8 };
        requests(t, other);
        returns(t, wish);
        rejects(t, other);
        asksPartners(t, wish);
        partnersAnswer(t, wish);
        concludes(t, wish);
      },
      {},
      [JOINT],
    ),
  ),
  freedom(
    'a partner that the scenario made silent',
    scenario(
      (t, wish) => {
        t.control('partner-server', { command: 'behave', ignores: [FLOW.step5] });
        t.stimulus();
        passesOn(t, wish);
      },
      {},
      undefined,
      [],
    ),
  ),
  freedom(
    'a partner that could not be reached',
    request((t, wish) => {
      returns(t, wish);
      asksPartners(t, wish);
      const lost = t.events.find((event) => event.kind === 'message' && isFlow(FLOW.step5, server('partner'))(event));
      t.add({ kind: 'delivery', message: lost?.id ?? '', by: 'primary-server', outcome: 'undeliverable', detail: '' });
      partnersAnswer(t, { ...wish, partners: ['second-partner'] });
      const elements = { mcServiceId: ANA, regroupGroupId: JOINT };
      t.send(FLOW.cancelPartner, server('primary'), server('second-partner'), elements);
      t.send(FLOW.cancelClient, server('second-partner'), HANA, { ...elements, mcServiceId: HANA });
      t.send(FLOW.step4a, server('primary'), ANA, { mcServiceId: ANA, reason: 'partner-system-unavailable' });
    }, THREE_SYSTEMS),
  ),
];

/** Not authorized, and a group is regrouped: the text fixes no precedence, so a reject cannot be told right or wrong. */
export const rejectedUnauthorized = scenario(
  (t, wish) => {
    regroups(t, IVO_HOLDS_FIRE);
    t.stimulus();
    requests(t, wish);
    rejects(t, wish);
  },
  {},
  ANA_MAY_NOT,
  [JOINT8],
);
