import assert from 'node:assert/strict';
import { onWire } from '../../../oracle/expectation';
import {
  hasConfigurationAndKey,
  regroupGroupIs,
  reject,
  requestReturn,
  serverAnswers,
  serverReceives,
  serverRejects,
  stepsInOrder,
  subscribedToDynamicData,
  affiliatedToRegroupGroup,
  userReceives,
  userReceivesNo,
  type Expectation,
} from './expectations';
import { openFormation } from '../testing/opened';
import { asksUsers, regroups } from '../testing/formation';
import { BY_A_WHOLE_WIRE, BY_SIP, STAGE_3 } from '../testing/wires';
import { ANA, BEN, CRISIS, DAN, JOINT, MED } from '../testing/cast';
import { conforming } from '../testing/conforming';
import { FLOW } from '../testing/flow-names';
import { refused, rejected, scenario } from '../testing/outcomes';
import { doubled, isFlow, moved, without } from '../testing/trace-builder';

const RESPONSE = 'preconfigured-regroup-response';
const good = conforming().events;

/** What is asked of the events where the wire is SIP. */
function onSip(expectation: Expectation): Expectation {
  const asked = onWire(expectation, STAGE_3);
  if ('notShown' in asked) throw new Error(`${expectation.text}: ${asked.notShown}`);
  return asked;
}
const isMet = (expectation: Expectation, events: typeof good): boolean => expectation.met(openFormation(events));

describe('an expectation where the wire is SIP', () => {
  const NOT_SHOWN: Readonly<Record<string, readonly [() => Expectation, RegExp]>> = {
    'that a request is authorized': [() => requestReturn(ANA, true), /no message of its own for the request return/],
    'that a client acknowledges': [() => serverReceives('partner', RESPONSE), /no acknowledgement/],
    'who is affiliated to the regroup group': [() => affiliatedToRegroupGroup([BEN], true), /a subscription to the/],
    'which regroup group was made': [() => regroupGroupIs(JOINT, true), /no message of its own for the request return/],
    'the subscription to dynamic data': [() => subscribedToDynamicData('partner', [MED]), /no protocol/],
    'the key reference of a group': [
      () => hasConfigurationAndKey([BEN], CRISIS),
      /xcap-diff tells which documents changed/,
    ],
  };
  for (const [what, [expectation, why]] of Object.entries(NOT_SHOWN))
    it(`cannot be shown: ${what}`, () => {
      const asked = onWire(expectation(), STAGE_3);
      assert.match('notShown' in asked ? asked.notShown : '', why);
    });

  it('is as elsewhere where stage 3 has a message for it', () => {
    for (const expectation of [
      requestReturn(ANA, false),
      serverReceives('primary', RESPONSE),
      serverReceives('partner', 'preconfigured-regroup-request'),
      serverRejects('partner', 'group-already-regrouped'),
    ])
      assert.equal(onWire(expectation, STAGE_3), expectation);
  });

  it('is that each member is asked, how often is for the checks, and who takes part may be asked again', () => {
    const REQUEST = 'preconfigured-regroup-request';
    const twice = doubled(good, isFlow(FLOW.step7));
    const asked = userReceives([BEN, DAN], REQUEST);
    assert.deepEqual([isMet(asked, twice), isMet(onSip(asked), twice), isMet(onSip(asked), good)], [false, true, true]);
    assert.equal(isMet(onSip(asked), without(good, isFlow(FLOW.step7))), false);
    const later = scenario((t, wish) => {
      regroups(t, wish);
      t.stimulus();
      asksUsers(t, 'partner', [BEN], wish);
    });
    const excuse = (events: typeof good, abilities = BY_SIP) =>
      userReceivesNo([BEN], REQUEST).excuse?.(openFormation(events, abilities));
    assert.match(excuse(later) ?? '', /asked again/);
    assert.deepEqual([excuse(later, BY_A_WHOLE_WIRE), excuse(good)], [undefined, undefined]);
  });

  it('is that a reject comes, whatever its reason', () => {
    const expected = onSip(reject(ANA, 'partner-system-unavailable'));
    assert.equal(expected.text, 'Ana receives a preconfigured regroup reject');
    assert.equal(expected.silent, false);
    assert.equal(isMet(expected, rejected), true);
    assert.equal(isMet(expected, refused), true);
    assert.equal(isMet(expected, good), false);
  });

  it('is that a partner rejects, where no response tells its reason', () => {
    const expected = onSip(serverRejects('partner', 'partner-system-unavailable'));
    assert.equal(expected.text, serverAnswers('partner', 'preconfigured-regroup-reject').text);
    assert.deepEqual([isMet(expected, refused), isMet(expected, good)], [true, false]);
  });

  const rows = [
    { step: '4b', from: 'primary server', to: 'Ana' },
    { step: '5', from: 'primary server', to: 'partner server' },
    { step: '7', from: 'partner server', to: 'Ben' },
    { step: '9', from: 'Ben', to: 'partner server' },
    { step: '12', from: 'primary server', to: 'Ana' },
  ];

  for (const ordering of ['strict', 'lenient'] as const)
    it(`is the order of the steps without 4b and 9, which have no message (${ordering})`, () => {
      const expected = onSip(stepsInOrder(rows, ordering));
      const bare = without(without(good, isFlow(FLOW.step4b)), isFlow(FLOW.step9));
      assert.equal(isMet(expected, bare), true);
      for (const gone of [FLOW.step5, FLOW.step7, FLOW.step12])
        assert.equal(isMet(expected, without(good, isFlow(gone))), false, gone);
    });

  it('is the lenient order of steps that all have a message, where a strict one is asked elsewhere', () => {
    const carried = [
      { step: '7', from: 'partner server', to: 'Ben' },
      { step: '11', from: 'partner server', to: 'primary server' },
    ];
    const answersFirst = moved(good, isFlow(FLOW.step11), { before: isFlow(FLOW.step7) });
    assert.equal(isMet(stepsInOrder(carried), answersFirst), false);
    assert.equal(isMet(onSip(stepsInOrder(carried)), answersFirst), true);
    const lenient = stepsInOrder(carried, 'lenient');
    assert.equal(onWire(lenient, STAGE_3), lenient);
  });

  it('keeps that a partner is asked before it asks its clients', () => {
    const expected = onSip(stepsInOrder(rows));
    assert.equal(isMet(expected, moved(good, isFlow(FLOW.step7, BEN), { before: isFlow(FLOW.step5) })), false);
  });
});
