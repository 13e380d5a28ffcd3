import assert from 'node:assert/strict';
import type { MessageEvent, TraceEvent } from '../../../evidence/trace';
import {
  ANA,
  BEN,
  COAST,
  DAN,
  FIRE,
  FIRE2,
  gms,
  HANA,
  IVO,
  JAN,
  JOINT,
  JOINT8,
  MED,
  MED8,
  server,
} from '../testing/cast';
import { conforming } from '../testing/conforming';
import { FLOW } from '../testing/flow-names';
import {
  asksPartners,
  asksUsers,
  cancels,
  concludes,
  partnersAnswer,
  passesOn,
  regroups,
  rejects,
  reports,
  requests,
  returns,
  type Wish,
  WISH,
} from '../testing/formation';
import { scenario, THREE_SYSTEMS } from '../testing/outcomes';
import { findingsOf, said } from '../testing/said';
import { unseen } from '../testing/seen';
import { altered, isFlow, moved, type TraceBuilder } from '../testing/trace-builder';

const good = conforming().events;
const accused = (requirement: string, ...asked: readonly [readonly TraceEvent[], 'lenient'?]): readonly string[] =>
  findingsOf(requirement, ...asked).flatMap(({ verdict, party }) => (verdict === 'fail' ? [party] : []));
const flowFrom =
  (flow: string, user: string) => (message: { readonly flow: string; readonly from: { readonly id: string } }) =>
    message.flow === flow && message.from.id === user;
const benAnswersFirst = moved(good, flowFrom(FLOW.step9, BEN), { before: isFlow(FLOW.step7, BEN) });
const reportFirst = moved(good, isFlow(FLOW.dynamicData, gms('partner')), { before: isFlow(FLOW.step7, BEN) });

const isMessage = (event: TraceEvent): event is MessageEvent => event.kind === 'message';

const STRANGER = 'sip:stranger@elsewhere.example';
const answers = (t: TraceBuilder, user: string, id = JOINT) =>
  t.send(FLOW.step9, user, server('partner'), { mcServiceId: user, regroupGroupId: id });
/** Ana's regroup, in which something happens between step 5 and step 7 at the partner. */
const beforeStep7 = (then: (t: TraceBuilder) => void, wish: Wish = WISH): readonly TraceEvent[] =>
  scenario((t) => {
    t.stimulus();
    passesOn(t, wish);
    then(t);
    partnersAnswer(t, wish);
    concludes(t, wish);
  });

const answersOnceTooOften = scenario((t, wish) => {
  t.stimulus();
  regroups(t, wish);
  cancels(t, wish);
  answers(t, BEN);
  regroups(t, { ...wish, given: JOINT8, id: JOINT8 });
});

/** Two primaries use one identity; the request of the second reaches the partner of both once the first regroup has been cancelled. */
const ONE_IDENTITY: Wish = { ...WISH, groups: [FIRE, COAST], partners: ['second-partner'] };
const LATE: Wish = { ...ONE_IDENTITY, requester: JAN, primary: 'partner', groups: [MED, COAST], own: [BEN] };
const lateAfterAnother = (asks: (t: TraceBuilder) => void): readonly TraceEvent[] =>
  scenario((t) => {
    t.stimulus();
    passesOn(t, LATE);
    const late = t.events.findLast(isMessage);
    regroups(t, ONE_IDENTITY);
    cancels(t, ONE_IDENTITY);
    t.add({
      kind: 'delivery',
      message: late?.id ?? '',
      by: 'second-partner-server',
      outcome: 'arrived',
      detail: '',
    });
    asks(t);
    concludes(t, LATE);
  }, THREE_SYSTEMS);

const ORDERS: readonly (readonly [string, readonly TraceEvent[], readonly string[], 'lenient'?])[] = [
  [
    'the primary that asks the second of two partners before the return',
    moved(conforming(THREE_SYSTEMS).events, isFlow(FLOW.step5, server('second-partner')), {
      before: isFlow(FLOW.step4b),
    }),
    ['primary-server'],
  ],
  ['the partner that reports a member before asking', reportFirst, ['partner-server']],
  ['nobody for reporting a member before asking where the ordering is lenient', reportFirst, [], 'lenient'],
  [
    'nobody for a member reported as gone before being asked',
    beforeStep7((t) => reports(t, 'partner', { mcServiceGroupId: JOINT, deAffiliated: [BEN] })),
    [],
  ],
  ['the client that acknowledges before it is asked', benAnswersFirst, ['client-2']],
  [
    'a member who acknowledges before being asked, though another was asked',
    moved(good, flowFrom(FLOW.step9, DAN), { before: isFlow(FLOW.step7, DAN) }),
    ['partner-bystanders'],
  ],
  [
    'nobody for an acknowledgement where a request may not have been seen',
    unseen(benAnswersFirst, 'primary-server', 'partner-server'),
    [],
  ],
  ['nobody for a second acknowledgement of an earlier regroup', answersOnceTooOften, []],
  [
    'nobody for a member reported of an earlier regroup of the same identity, though the request was under way by then',
    lateAfterAnother((t) => partnersAnswer(t, LATE)),
    [],
  ],
  [
    'the partner that reports a member again, once it has that request and before asking',
    lateAfterAnother((t) => {
      reports(t, 'second-partner', { mcServiceGroupId: JOINT, affiliated: [HANA] });
      partnersAnswer(t, LATE);
    }),
    ['second-partner-server'],
  ],
  [
    'nobody for another message nobody asked for, before the request',
    beforeStep7((t) =>
      t.send('preconfigured-regroup-cancel-response.client-server', BEN, server('partner'), {
        mcServiceId: BEN,
        regroupGroupId: JOINT,
      }),
    ),
    [],
  ],
];

describe('the order of the steps is laid to', () => {
  for (const [whom, events, expected, ordering] of ORDERS)
    it(whom, () => {
      assert.deepEqual(accused('INV-7', events, ordering), expected);
    });

  it('parties of the cast only, where a stranger acknowledges before and after being asked', () => {
    const events = beforeStep7((t) => {
      answers(t, STRANGER);
      asksUsers(t, 'partner', [STRANGER], WISH);
    });
    const parties = findingsOf('INV-7', events).map(({ party }) => party);
    assert.deepEqual(parties, ['primary-server', 'partner-server', 'client-2', 'partner-bystanders']);
  });
});

/** Two requests, answered one after the other. */
const both = (one: Wish, other: Wish, before: (t: TraceBuilder) => void = () => undefined): readonly TraceEvent[] =>
  scenario((t) => {
    before(t);
    t.stimulus();
    requests(t, one);
    returns(t, one);
    requests(t, other);
    returns(t, other);
    for (const wish of [one, other]) {
      asksPartners(t, wish);
      partnersAnswer(t, wish);
      concludes(t, wish);
    }
  });
const ivos: Wish = { ...WISH, requester: IVO, given: JOINT8, id: JOINT8 };
const jans: Wish = { ...ivos, requester: JAN, primary: 'partner', partners: ['primary'], asked: { primary: [ANA] } };
/** A regroup across two MC systems that is in effect, and whose regroup group others list. */
const holding = (t: TraceBuilder) => regroups(t, { ...ivos, groups: [FIRE2, MED8], asked: {}, own: [] });
const listing = (wish: Wish, id: string): Wish => ({ ...wish, given: id, id, groups: [FIRE, COAST, MED, JOINT8] });

describe('of two regroups of one group at the same time', () => {
  const CASES: readonly (readonly [string, readonly TraceEvent[], readonly string[]])[] = [
    [
      'the second is laid to the primary of both, though the first was returned already',
      both(WISH, ivos),
      ['primary-server fail: both were formed'],
    ],
    [
      'the second is laid to the home of the group and not to the second primary',
      both(jans, WISH),
      ['partner-server fail: both were formed'],
    ],
    [
      'the second is laid to the second primary where the group has no home',
      both(listing(WISH, JOINT), listing(jans, 'sip:joint-7@primary.example'), holding),
      ['partner-server fail: both were formed'],
    ],
    [
      'the second is laid to nobody where the home of the group was not told of it by the first',
      altered(both(jans, WISH), isFlow(FLOW.step5, server('partner')), { mcServiceGroupIdList: [FIRE] }),
      [],
    ],
    [
      'none may come about',
      scenario(
        (t) => {
          t.stimulus();
          requests(t, WISH);
          requests(t, ivos);
          rejects(t, WISH);
          rejects(t, ivos);
        },
        {},
        undefined,
        [],
      ),
      ['primary-server pass: none was'],
    ],
  ];
  for (const [says, events, expected] of CASES)
    it(says, () => {
      assert.deepEqual(said('INV-8', events), expected);
    });

  it('the first has made room where the home of the group has taken its cancellation, before its requester is told', () => {
    const other: Wish = {
      ...jans,
      primary: 'second-partner',
      requester: HANA,
      partners: ['partner'],
      groups: [MED, COAST],
    };
    const inTurn = scenario((t) => {
      t.stimulus();
      requests(t, WISH);
      returns(t, WISH);
      requests(t, other);
      returns(t, other);
      asksPartners(t, WISH);
      partnersAnswer(t, WISH);
      concludes(t, WISH);
      cancels(t);
      asksPartners(t, other);
      partnersAnswer(t, other);
      concludes(t, other);
    }, THREE_SYSTEMS);
    const isTold = isFlow('preconfigured-regroup-cancel-response.server-client');
    assert.deepEqual(accused('INV-8', moved(inTurn, isTold, { after: isFlow(FLOW.step12, HANA) })), []);
    const failed = altered(inTurn, isFlow('preconfigured-regroup-cancel-response.server-server'), {
      result: 'failure',
    });
    assert.deepEqual(accused('INV-8', failed), []);
  });

  it('share a group', () => {
    assert.deepEqual(said('INV-8', both(WISH, { ...ivos, groups: [FIRE2, MED8] })), []);
    assert.equal(findingsOf('INV-8', both(WISH, { ...ivos, groups: [FIRE2, MED] })).length, 1);
  });
});
