import assert from 'node:assert/strict';
import { onWire } from '../../../oracle/expectation';
import * as expectations from './expectations';
import type { Expectation } from './expectations';
import { openFormation } from '../testing/opened';
import { STAGE_3, WHOLE } from '../testing/wires';
import { ANA, BEN, CLEO, CRISIS, DAN, FIRE, HANA, IVO, JOINT, JOINT8, MED, server } from '../testing/cast';
import { conforming } from '../testing/conforming';
import { FLOW } from '../testing/flow-names';
import { cancels, concludes, regroups, rejects, requests, returns, IVO_HOLDS_FIRE, WISH } from '../testing/formation';
import { refused, rejected, scenario, unauthorized } from '../testing/outcomes';
import { prepared } from '../testing/preparation';
import { doubled, isFlow, moved, without } from '../testing/trace-builder';

const good = conforming().events;
type Events = Parameters<typeof openFormation>[0];
const REQUEST = 'preconfigured-regroup-request';
const RESPONSE = 'preconfigured-regroup-response';

/** In which traces the expectation is met, and in which it is not. */
function expects(name: string, expectation: Expectation, met: readonly Events[], unmet: readonly Events[]): void {
  it(`${name}: ${expectation.text}`, () => {
    assert.deepEqual(
      met.map((events) => expectation.met(openFormation(events))),
      met.map(() => true),
    );
    assert.deepEqual(
      unmet.map((events) => expectation.met(openFormation(events))),
      unmet.map(() => false),
    );
  });
}

const empty = scenario((t) => t.stimulus(), {}, undefined, []);
const ASSIGNED = 'sip:regroup-1@primary.example';
const assigned = conforming({ given: undefined, id: ASSIGNED }).events;
const multicast = conforming({ delivery: 'multicast' }).events;
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
const earlier = scenario((t, wish) => {
  regroups(t, wish);
  t.stimulus();
});
const silentClient = good.filter(
  (event) => event.kind !== 'control' || event.command.command !== 'ask' || event.party !== 'client-2',
);
const untold = good.map((event) =>
  event.kind === 'control' && event.command.command === 'ask' && event.party === 'client-2'
    ? { ...event, answer: { status: 'done', userNotifications: [] } }
    : event,
);
const forgotten = good.map((event) =>
  event.kind === 'control' && event.party === 'partner-server' && event.command.command === 'ask'
    ? { ...event, answer: { status: 'done', regroupGroupIds: [] } }
    : event,
);
/** The server had replaced the identity that is given again. */
const requestedAgain = scenario(
  (t, wish) => {
    regroups(t, wish);
    t.stimulus();
    requests(t, wish);
    rejects(t, wish);
  },
  { id: ASSIGNED },
  undefined,
  [ASSIGNED],
);
const bothFormed = scenario((t, wish) => {
  t.stimulus();
  for (const one of [wish, { ...wish, requester: IVO }]) {
    requests(t, one);
    returns(t, one);
    concludes(t, one);
  }
});
const goesOn = scenario((t, wish) => {
  t.stimulus();
  requests(t, wish);
  returns(t, wish, false);
  t.send(FLOW.cancel, ANA, 'sip:server@primary.example', { mcServiceId: ANA, regroupGroupId: JOINT });
});
const hearsMore = scenario((t, wish) => {
  regroups(t, IVO_HOLDS_FIRE);
  t.stimulus();
  requests(t, wish);
  rejects(t, wish);
  returns(t, wish);
});

describe('expectations', () => {
  const {
    requestReturn,
    reject,
    userReceives,
    userReceivesNo,
    serverReceives,
    serverReceivesNo,
    serverAnswers,
    serverRejects,
    nothingLeaves,
    noGroupRegrouped,
    usersNotified,
    affiliatedToRegroupGroup,
    regroupGroupIs,
    regroupInForce,
    stepsInOrder,
    receivesNothingMore,
    proceedsNoFurther,
    onlyOneFormed,
    subscribedToConfiguration,
    subscribedToDynamicData,
    hasConfigurationAndKey,
  } = expectations;

  expects('T1', requestReturn(ANA, true), [good], [unauthorized, rejected, empty, earlier]);
  expects('T1', requestReturn(ANA, false), [unauthorized], [good]);
  expects('T2', reject(ANA, 'group-already-regrouped'), [rejected, refused], [good, unauthorized]);
  expects('T2', reject(ANA, 'partner-system-unavailable'), [], [rejected]);
  expects('T3', userReceives([BEN, DAN], REQUEST), [good], [doubled(good, isFlow(FLOW.step7, DAN)), empty, earlier]);
  expects('T3', userReceives([BEN, DAN], REQUEST), [multicast, doubled(multicast, isFlow(FLOW.step7, DAN))], [empty]);
  expects('T3', userReceives([ANA], RESPONSE), [good], [without(good, isFlow(FLOW.step12))]);
  expects('T3', userReceives([BEN], 'preconfigured-regroup-cancel-request'), [cancelled], [good]);
  expects('T4', userReceivesNo([CLEO, HANA], REQUEST), [good], []);
  expects('T4', userReceivesNo([CLEO, BEN], REQUEST), [empty], [good]);
  expects('T5', serverReceives('partner', REQUEST), [good], [rejected, empty]);
  expects('T5', serverReceives('primary', RESPONSE), [good], [empty]);
  expects('T6', serverReceivesNo('partner', REQUEST), [rejected, unauthorized], [good]);
  expects('T6', serverReceivesNo('partner', RESPONSE), [multicast], [good]);
  expects('T7', serverAnswers('partner', RESPONSE), [good], [refused, without(good, isFlow(FLOW.step11))]);
  expects('T8', serverRejects('partner', 'group-already-regrouped'), [refused], [good]);
  expects('T8', serverRejects('partner', 'partner-system-unavailable'), [], [refused]);
  expects('T9', nothingLeaves('primary'), [rejected, unauthorized], [good]);
  expects('T9', nothingLeaves('partner'), [refused], [good]);
  expects('T10', noGroupRegrouped(), [empty, scenario(() => undefined, {}, undefined, [])], [good]);
  expects('T11', usersNotified([BEN, DAN], 'regrouping', true), [good, silentClient], [untold, empty]);
  expects('T11', usersNotified([CLEO], 'regrouping', false), [good], []);
  expects('T11', usersNotified([BEN], 'regrouping', false), [empty, earlier, untold], [good]);
  expects('T12', affiliatedToRegroupGroup([BEN, DAN], true), [good, assigned, earlier], [cancelled, empty]);
  expects('T12', affiliatedToRegroupGroup([HANA], false), [good, refused], []);
  expects('T13', regroupGroupIs(JOINT, true), [good], [assigned, rejected]);
  expects('T13', regroupGroupIs(JOINT, false), [assigned], [good, rejected]);
  expects('T14', regroupInForce(true), [good, earlier], [forgotten, cancelled]);
  expects('T14', regroupInForce(true), [requestedAgain], []);
  expects('T14', regroupInForce(false), [cancelled], [good]);
  expects(
    'T15',
    stepsInOrder([
      { step: '2', from: 'Ana', to: 'primary server' },
      { step: '5', from: 'primary server', to: 'partner server' },
      { step: '7', from: 'partner server', to: 'Ben' },
      { step: '12', from: 'primary server', to: 'Ana' },
    ]),
    [good],
    [moved(good, isFlow(FLOW.step7, BEN), { before: isFlow(FLOW.step5) }), without(good, isFlow(FLOW.step7)), earlier],
  );
  const sent = [
    { step: '4b', from: 'primary server', to: 'Ana' },
    { step: '5', from: 'primary server', to: 'partner server' },
    { step: '7', from: 'partner server', to: 'Ben' },
  ];
  const partnerFirst = moved(good, isFlow(FLOW.step4b), { after: isFlow(FLOW.step5) });
  expects('T15 strict', stepsInOrder(sent), [good], [partnerFirst]);
  expects(
    'T15 lenient',
    stepsInOrder(sent, 'lenient'),
    [good, partnerFirst],
    [moved(good, isFlow(FLOW.step7, BEN), { before: isFlow(FLOW.step5) })],
  );
  expects('T16', receivesNothingMore(ANA), [rejected, unauthorized, refused], [hearsMore]);
  expects(
    'T17',
    subscribedToConfiguration('primary', [FIRE]),
    [good],
    [without(good, isFlow('subscribe-group-configuration-request.server-gms'))],
  );
  expects(
    'T18',
    subscribedToDynamicData('partner', [MED]),
    [good],
    [without(good, isFlow('subscribe-group-dynamic-data-request.gms-server'))],
  );
  expects(
    'T19',
    hasConfigurationAndKey([BEN, CLEO], CRISIS),
    [good],
    [without(good, isFlow(FLOW.configuration, CLEO))],
  );
  expects('T20', proceedsNoFurther(ANA), [rejected, unauthorized], [goesOn, empty]);
  expects('T21', onlyOneFormed(ANA, IVO), [good], [bothFormed, empty]);

  it('wait for quiet where they are about what must not happen', () => {
    const silent = [
      userReceivesNo([BEN], REQUEST),
      nothingLeaves('primary'),
      noGroupRegrouped(),
      receivesNothingMore(ANA),
    ];
    assert.ok(silent.every((one) => one.silent));
    assert.ok(![requestReturn(ANA, true), serverReceives('partner', REQUEST)].some((one) => one.silent));
  });

  it('ask nothing on SIP of what stage 3 has no protocol for, which a product need not take part in', () => {
    for (const one of [
      affiliatedToRegroupGroup([BEN], true),
      affiliatedToRegroupGroup([BEN], false),
      subscribedToDynamicData('partner', [MED]),
    ]) {
      assert.ok('notShown' in onWire(one, STAGE_3), one.text);
      assert.equal(onWire(one, WHOLE), one);
    }
    assert.equal('notShown' in onWire(usersNotified([BEN], 'regrouping', true), STAGE_3), false);
  });

  it('are excused where a party took a freedom after which they cannot be met', () => {
    const excuse = (expectation: Expectation, events: Events) => expectation.excuse?.(openFormation(events));
    const inParts = conforming({ perGroup: true }).events;
    assert.match(excuse(serverReceives('partner', RESPONSE), multicast) ?? '', /multicast/);
    assert.equal(excuse(serverReceives('partner', RESPONSE), good), undefined);
    assert.equal(excuse(serverReceives('primary', RESPONSE), multicast), undefined);
    assert.match(excuse(nothingLeaves('partner'), inParts) ?? '', /A-11/);
    assert.match(excuse(usersNotified([BEN], 'regrouping', false), inParts) ?? '', /A-11/);
    assert.equal(excuse(nothingLeaves('partner'), good), undefined);
    const cancelled = (system: 'partner' | 'second-partner') =>
      serverReceives(system, 'preconfigured-regroup-cancel-request');
    const oneByOne = without(refused, isFlow(FLOW.step5, server('second-partner')));
    assert.match(excuse(cancelled('second-partner'), oneByOne) ?? '', /another partner had refused before/);
    assert.equal(excuse(cancelled('partner'), refused), undefined);
    assert.equal(excuse(cancelled('second-partner'), good), undefined);
  });

  it('do not take an earlier regroup for the one that the stimulus started', () => {
    const t = prepared();
    regroups(t, { id: JOINT8, given: JOINT8 });
    t.stimulus();
    requests(t, WISH);
    assert.equal(regroupGroupIs(JOINT8, true).met(openFormation(t.events)), false);
  });
});
