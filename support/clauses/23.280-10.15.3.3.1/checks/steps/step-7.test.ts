import assert from 'node:assert/strict';
import type { MessageEvent, TraceEvent } from '../../../../evidence/trace';
import { ANA, BEN, CLEO, DAN, JOINT, JOINT8, MED, server } from '../../testing/cast';
import { conforming } from '../../testing/conforming';
import { FLOW } from '../../testing/flow-names';
import { asksPartners, asksUsers, passesOn, regroups, type Wish } from '../../testing/formation';
import { affiliates } from '../../testing/preparation';
import { refuses, scenario } from '../../testing/outcomes';
import { findingsOf, said } from '../../testing/said';
import { unseen } from '../../testing/seen';
import { BY_A_WHOLE_WIRE, BY_SIP } from '../../testing/wires';
import { altered, doubled, isFlow, without, type TraceBuilder } from '../../testing/trace-builder';

const STRANGER = 'sip:stranger@elsewhere.example';
const good = conforming().events;
const multicast = conforming({ delivery: 'multicast' }).events;
const unasked = without(good, isFlow(FLOW.step7));
const namingNone = (element: string, ...flows: readonly string[]) =>
  altered(good, ({ flow }) => flows.includes(flow), { [element]: undefined });

/** Somebody whom nothing declares takes service of the partner and joins Med-7. */
const withStranger = scenario((t, wish) => {
  const mine = { mcServiceId: STRANGER, mcServiceGroupIdList: [MED] };
  t.send('service-authorization-response.server-client', server('partner'), STRANGER, {
    mcServiceId: STRANGER,
    result: 'success',
  });
  t.send('group-affiliation-response.server-client', server('partner'), STRANGER, { ...mine, result: 'success' });
  t.stimulus();
  regroups(t, wish);
});

/** The partner was asked; then something happens. */
const asked = (then: (t: TraceBuilder, wish: Wish) => void): readonly TraceEvent[] =>
  scenario((t, wish) => {
    t.stimulus();
    passesOn(t, wish);
    then(t, wish);
  });
const cancelling = (t: TraceBuilder) =>
  t.send(FLOW.cancelPartner, server('primary'), server('partner'), { mcServiceId: ANA, regroupGroupId: JOINT });
const cancelled = (t: TraceBuilder) =>
  t.send('preconfigured-regroup-cancel-response.server-server', server('partner'), server('primary'), {
    mcServiceId: ANA,
    regroupGroupId: JOINT,
    result: 'success',
  });
/** The partner, asked to cancel, tells Ben of the end and asks him anew, before it answers. */
const asksWhomItLetGo = scenario((t, wish) => {
  t.stimulus();
  regroups(t, wish);
  cancelling(t);
  t.send(FLOW.cancelClient, server('partner'), BEN, { mcServiceId: BEN, regroupGroupId: JOINT });
  asksUsers(t, 'partner', [BEN], wish);
  cancelled(t);
});
const asksBen = (t: TraceBuilder, wish: Wish) => asksUsers(t, 'partner', [BEN], wish);
const TO_BEN =
  'partner-server fail: a preconfigured regroup request (step 7) from the MC service server of the partner MC system to Ben';
const ASKED_WELL = ['partner-server pass: as expected'];

const CASES: readonly (readonly [string, string, readonly TraceEvent[], readonly string[]])[] = [
  [
    'STEP-7-a',
    'fails for two members, of whom one would have been seen',
    unseen(unasked, 'partner-server', 'client-2'),
    ['partner-server fail: Dan and Ben were sent none'],
  ],
  [
    'STEP-7-a',
    'fails for a member whom nothing declares, whom the partner under test affiliated',
    unseen(withStranger, 'partner-server'),
    [`partner-server fail: ${STRANGER} was sent none`],
  ],
  [
    'STEP-7-b',
    'fails without a regroup group, though step 5 had none',
    namingNone('regroupGroupId', FLOW.step5, FLOW.step7),
    [`${TO_BEN}: its regroup group is missing`],
  ],
  [
    'STEP-7-b',
    'fails without a configuration group, though step 5 had none',
    namingNone('preconfiguredGroupId', FLOW.step5, FLOW.step7),
    [`${TO_BEN}: its configuration group is missing`],
  ],
  [
    'STEP-7-b',
    'passes for a multicast copy that names another target',
    altered(multicast, isFlow(FLOW.step7, BEN), { mcServiceId: DAN }),
    ASKED_WELL,
  ],
  [
    'STEP-7-b',
    'fails for a multicast copy that names no target',
    altered(multicast, isFlow(FLOW.step7, BEN), { mcServiceId: undefined }),
    [`${TO_BEN}: its MC service ID is missing`],
  ],
  [
    'STEP-7-b',
    'fails for a unicast request that names another target',
    altered(good, isFlow(FLOW.step7, BEN), { mcServiceId: DAN }),
    [`${TO_BEN}: its MC service ID is ${DAN}`],
  ],
  [
    'STEP-7-c',
    'passes for a partner that refused and asks all the same',
    asked((t, wish) => {
      refuses(t);
      asksBen(t, wish);
    }),
    ASKED_WELL,
  ],
  [
    'STEP-7-c',
    'passes for a partner that refused, asks all the same and is told to cancel then',
    asked((t, wish) => {
      refuses(t);
      asksBen(t, wish);
      cancelling(t);
    }),
    ASKED_WELL,
  ],
  [
    'STEP-7-c',
    'passes while a cancellation is not done',
    asked((t, wish) => {
      cancelling(t);
      asksBen(t, wish);
    }),
    ASKED_WELL,
  ],
  [
    'STEP-7-c',
    'fails when a cancellation is done',
    asked((t, wish) => {
      cancelling(t);
      cancelled(t);
      asksBen(t, wish);
    }),
    [`${TO_BEN}: the regroup that step 5 asked for was cancelled by then`],
  ],
  [
    'STEP-7-c',
    'fails for who was told of the end, though the cancellation is confirmed later',
    asksWhomItLetGo,
    [`${TO_BEN}: the regroup that step 5 asked for was cancelled by then`],
  ],
  [
    'STEP-7-c',
    'passes for who was told of the end where the cancellation is not confirmed',
    without(asksWhomItLetGo, isFlow('preconfigured-regroup-cancel-response.server-server')),
    ASKED_WELL,
  ],
  ['STEP-11-b', 'is not about a request that follows a cancellation', asksWhomItLetGo, ['partner-server pass: it did']],
  [
    'STEP-7-c',
    'passes when a cancellation is done and the primary asks for another regroup under the same request',
    asked((t, wish) => {
      const another = { ...wish, id: JOINT8 };
      cancelling(t);
      asksPartners(t, another);
      cancelled(t);
      asksBen(t, another);
    }),
    ASKED_WELL,
  ],
  [
    'STEP-7-c',
    'fails when a cancellation is done, though another follows',
    asked((t, wish) => {
      cancelling(t);
      cancelled(t);
      asksBen(t, wish);
      cancelling(t);
    }),
    [`${TO_BEN}: the regroup that step 5 asked for was cancelled by then`],
  ],
];

describe('step 7 judged:', () => {
  for (const [requirement, says, events, expected] of CASES)
    it(`${requirement} ${says}`, () => {
      assert.deepEqual(said(requirement, events), expected);
    });

  it('a user once for what the partner finds and once for each request that names him, where others name members', () => {
    const to = (user: string) => (event: MessageEvent) => isFlow(FLOW.step7)(event) && event.to.id === user;
    const naming = (user: string) => altered(good, isFlow(FLOW.step5), { mcServiceUserIdList: [user] });
    const verdicts = (events: readonly TraceEvent[], abilities = BY_SIP) =>
      ['STEP-7-a', 'INV-6'].map(
        (requirement) =>
          findingsOf(requirement, events, 'strict', abilities).find(({ party }) => party === 'partner-server')?.verdict,
      );
    const named = doubled(naming(DAN), to(DAN));
    assert.deepEqual(verdicts(named), ['pass', 'pass']);
    assert.deepEqual(verdicts(doubled(named, ({ id }) => id.endsWith('-again'))), ['fail', 'fail'], 'a third time');
    assert.deepEqual(verdicts(doubled(good, to(DAN))), ['fail', 'fail'], 'nobody names him');
    assert.deepEqual(verdicts(named, BY_A_WHOLE_WIRE), ['fail', 'fail'], 'it finds everybody itself');
  });

  it('a user again whom the partner has told in between that the regroup is over, which is judged by itself', () => {
    const again = (tells: (t: TraceBuilder) => void): readonly TraceEvent[] =>
      scenario((t, wish) => {
        t.stimulus();
        regroups(t, wish);
        tells(t);
        asksUsers(t, 'partner', [BEN], wish);
      });
    const lets = (user: string, regroupGroupId: string) => (t: TraceBuilder) =>
      t.send(FLOW.cancelClient, server('partner'), user, { mcServiceId: user, regroupGroupId });
    const verdicts = (events: readonly TraceEvent[]) =>
      ['STEP-7-a', 'INV-6', 'WIRE-2'].map((requirement) =>
        findingsOf(requirement, events).some(({ party, verdict }) => party === 'partner-server' && verdict === 'fail'),
      );
    assert.deepEqual(verdicts(again(lets(BEN, JOINT))), [false, false, true]);
    assert.deepEqual(verdicts(again(lets(DAN, JOINT))), [true, true, true], 'somebody else');
    assert.deepEqual(verdicts(again(lets(BEN, JOINT8))), [true, true, true], 'another regroup');
    assert.deepEqual(verdicts(again(() => undefined)), [true, true, false]);
  });

  it('everybody again when somebody comes to one of the groups, where others name members', () => {
    const again = (comes: (t: TraceBuilder) => void): readonly TraceEvent[] =>
      asked((t, wish) => {
        asksBen(t, wish);
        comes(t);
        asksBen(t, wish);
      });
    const verdicts = (events: readonly TraceEvent[], abilities = BY_SIP) =>
      findingsOf('INV-6', events, 'strict', abilities).flatMap(({ party, verdict }) =>
        party === 'partner-server' ? [verdict] : [],
      );
    assert.deepEqual(verdicts(again((t) => affiliates(t, CLEO, [MED]))), ['pass']);
    assert.deepEqual(verdicts(again(() => undefined)), ['fail']);
    assert.deepEqual(
      verdicts(
        again((t) => affiliates(t, CLEO, [MED])),
        BY_A_WHOLE_WIRE,
      ),
      ['fail'],
    );
  });
});
