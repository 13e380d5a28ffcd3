import assert from 'node:assert/strict';
import {
  affiliatedToRegroupGroup,
  hasConfigurationAndKey,
  noGroupRegrouped,
  nothingLeaves,
  regroupGroupIs,
  regroupInForce,
  reject,
  serverReceives,
  subscribedToConfiguration,
  usersNotified,
  type Expectation,
} from './expectations';
import { openFormation } from '../testing/opened';
import { ANA, BEN, CRISIS, DAN, FIRE, FIRE2, IVO, JOINT, JOINT8, server } from '../testing/cast';
import { conforming, settles } from '../testing/conforming';
import { FLOW } from '../testing/flow-names';
import { cancels, IVO_AND_HANA, regroups, rejects, reports, requests } from '../testing/formation';
import { scenario } from '../testing/outcomes';
import { prepared } from '../testing/preparation';
import { speechless } from '../testing/seen';
import { altered, answering, doubled, isFlow, without, type TraceBuilder } from '../testing/trace-builder';

const good = conforming().events;
type Events = typeof good;
const isMet = (expectation: Expectation, events: Events): boolean => expectation.met(openFormation(events));

/** Nobody is asked anything at the end, nor does anything become quiet. */
function pieces(write: (t: TraceBuilder) => void): Events {
  const t = prepared();
  write(t);
  return t.events;
}

const asksRegroups = (t: TraceBuilder, ids: readonly string[]): void =>
  t.control('primary-server', { command: 'ask', question: { kind: 'regroups' } }, { regroupGroupIds: ids });
const asksBen = (t: TraceBuilder, told: readonly object[]): void =>
  t.control(
    'client-2',
    { command: 'ask', question: { kind: 'user-notifications', user: BEN } },
    { userNotifications: told },
  );

describe('no group is regrouped', () => {
  const NONE = noGroupRegrouped();

  it('is broken by one server that tells of a regroup', () => {
    const none = scenario((t) => t.stimulus(), {}, undefined, []);
    assert.equal(isMet(NONE, none), true);
    const told = answering(none, 'partner-server', { regroupGroupIds: [JOINT] });
    assert.equal(isMet(NONE, told), false);
    assert.match(
      NONE.observed?.(openFormation(told)) ?? '',
      /^the control of the partner MC service server names Joint-9 \(sip:joint-9.*\) under "regroups"$/,
    );
  });

  it('is not broken by what a server told before the stimulus', () => {
    const before = pieces((t) => {
      asksRegroups(t, [JOINT]);
      t.stimulus();
    });
    assert.equal(isMet(NONE, before), true);
  });

  it('is not broken by who is affiliated to a group of the scenario', () => {
    const ordinary = pieces((t) => {
      t.stimulus();
      reports(t, 'primary', { mcServiceGroupId: FIRE, affiliated: [ANA] });
    });
    assert.equal(isMet(NONE, ordinary), true);
  });

  it('is broken by one user who is left in a regroup group, and not by users who all left it', () => {
    const left = (deAffiliated: readonly string[]): Events =>
      pieces((t) => {
        t.stimulus();
        reports(t, 'partner', { mcServiceGroupId: JOINT, affiliated: [BEN, DAN] });
        reports(t, 'partner', { mcServiceGroupId: JOINT, deAffiliated });
      });
    assert.equal(isMet(NONE, left([BEN])), false);
    assert.equal(isMet(NONE, left([BEN, DAN])), true);
  });
});

describe('a user is told of a regrouping', () => {
  const TOLD = usersNotified([BEN], 'regrouping', true);

  it('by a client that does not say which regroup it told of', () => {
    assert.equal(isMet(TOLD, answering(good, 'client-2', { userNotifications: [{ kind: 'regrouped' }] })), true);
  });

  it('not by a client that told of something else, or of another regroup', () => {
    for (const other of [
      { kind: 'cancelled', regroupGroupId: JOINT },
      { kind: 'regrouped', regroupGroupId: JOINT8 },
    ])
      assert.equal(isMet(TOLD, answering(good, 'client-2', { userNotifications: [other] })), false);
  });

  it('as far as the message shows, where the client was asked before the stimulus alone', () => {
    const before = pieces((t) => {
      asksBen(t, []);
      t.stimulus();
      regroups(t);
    });
    assert.equal(isMet(TOLD, before), true);
  });

  it('not by a message that preceded the stimulus', () => {
    const earlier = pieces((t) => {
      regroups(t);
      t.stimulus();
    });
    assert.equal(isMet(TOLD, earlier), false);
  });
});

describe('the regroup group', () => {
  it('is the one that a request return names, be another one silent', () => {
    const silentFirst = altered(
      doubled(good, isFlow(FLOW.step4b)),
      ({ flow, id }) => flow === FLOW.step4b && !id.endsWith('-again'),
      { regroupGroupId: undefined },
    );
    assert.equal(isMet(regroupGroupIs(JOINT, true), silentFirst), true);
  });
});

describe('a regroup in force', () => {
  it('is none whose identity nobody names', () => {
    const nameless = altered(speechless(conforming({ given: undefined }).events), () => true, {
      regroupGroupId: undefined,
    });
    assert.equal(isMet(regroupInForce(true), nameless), false);
    assert.equal(isMet(regroupInForce(false), nameless), true);
  });

  it('is not asked of a partner that was never asked to take part', () => {
    const unasked = answering(without(good, isFlow(FLOW.step5)), 'partner-server', { regroupGroupIds: [] });
    assert.equal(isMet(regroupInForce(true), unasked), true);
  });

  it('is not judged by what a server told before the stimulus', () => {
    const t = prepared();
    asksRegroups(t, []);
    t.stimulus();
    regroups(t);
    settles(t);
    assert.equal(isMet(regroupInForce(true), t.events), true);
  });

  it('is the one that was formed, whatever was refused beside it, where no server can tell', () => {
    const refusedBeside = speechless(
      scenario((t, wish) => {
        regroups(t, wish);
        t.stimulus();
        requests(t, { ...wish, given: JOINT8 });
        rejects(t, wish);
      }),
    );
    assert.equal(isMet(regroupInForce(true), refusedBeside), true);
  });

  it('is not another that goes on when the one is cancelled, where no server can tell', () => {
    const oneOfTwo = speechless(
      scenario((t, wish) => {
        regroups(t, IVO_AND_HANA);
        regroups(t, wish);
        t.stimulus();
        cancels(t, wish);
      }),
    );
    assert.equal(isMet(regroupInForce(true), oneOfTwo), false);
    assert.equal(isMet(regroupInForce(false), oneOfTwo), true);
  });
});

describe('a precondition that is expected', () => {
  it('lacks a subscription where one group was not asked for and another not answered', () => {
    const requested = altered(good, isFlow('subscribe-group-configuration-request.server-gms'), {
      mcServiceGroupIdList: [FIRE],
    });
    const unanswered = without(requested, isFlow('subscribe-group-configuration-response.gms-server'));
    assert.equal(isMet(subscribedToConfiguration('primary', [FIRE, FIRE2]), unanswered), false);
  });

  const CONFIGURATION = { mcServiceGroupId: CRISIS, displayName: 'Crisis-0', keyReference: 'gmk-id:1' };
  const HAS = hasConfigurationAndKey([BEN], CRISIS);

  it('is a configuration that the group management server told, in no other message', () => {
    const elsewhere = altered(good, isFlow(FLOW.step7, BEN), { groupConfigurations: [CONFIGURATION] });
    assert.equal(isMet(HAS, without(elsewhere, isFlow(FLOW.configuration, BEN))), false);
  });

  it('is a configuration that may stand beside that of other groups', () => {
    const beside = altered(good, isFlow(FLOW.configuration, BEN), {
      groupConfigurations: [{ mcServiceGroupId: FIRE, displayName: 'Fire-1' }, CONFIGURATION],
    });
    assert.equal(isMet(HAS, beside), true);
  });
});

describe('an excuse of an expectation', () => {
  const byMulticast = (events: Events) =>
    serverReceives('partner', 'preconfigured-regroup-response').excuse?.(openFormation(events));
  const inParts = (events: Events) => nothingLeaves('partner').excuse?.(openFormation(events));

  it('is none where nothing was asked', () => {
    const nothing = pieces(() => undefined);
    assert.deepEqual([byMulticast(nothing), inParts(nothing)], [undefined, undefined]);
  });

  it('is none where one of the clients was asked by unicast', () => {
    assert.equal(byMulticast(altered(good, isFlow(FLOW.step7, BEN), { delivery: 'multicast' })), undefined);
    assert.match(byMulticast(conforming({ delivery: 'multicast' }).events) ?? '', /multicast/);
  });

  it('is one request with fewer groups beside one with all of them', () => {
    const second = ({ id }: { readonly id: string }) => id.endsWith('-again');
    const beside = altered(doubled(good, isFlow(FLOW.step5)), second, { mcServiceGroupIdList: [FIRE] });
    assert.match(inParts(beside) ?? '', /A-11/);
  });

  it('is the cancellation for a user who had not asked for the regroup, once the primary confirmed it', () => {
    const byIvo = (result: 'success' | 'failure') =>
      pieces((t) => {
        regroups(t);
        t.stimulus();
        const elements = { mcServiceId: IVO, regroupGroupId: JOINT };
        t.send('preconfigured-regroup-cancel-request.client-server', IVO, server('primary'), elements);
        t.send('preconfigured-regroup-cancel-response.server-client', server('primary'), IVO, { ...elements, result });
      });
    const inForce = (events: Events) => regroupInForce(true).excuse?.(openFormation(events));
    const takesPart = (events: Events) => affiliatedToRegroupGroup([BEN], true).excuse?.(openFormation(events));
    assert.match(inForce(byIvo('success')) ?? '', /A-36/);
    assert.match(takesPart(byIvo('success')) ?? '', /A-36/);
    assert.match(reject(ANA, 'group-already-regrouped').excuse?.(openFormation(byIvo('success'))) ?? '', /A-36/);
    assert.equal(inForce(byIvo('failure')), undefined);
    const byAna = pieces((t) => {
      regroups(t);
      cancels(t);
    });
    assert.equal(inForce(byAna), undefined);
    assert.equal('excuse' in regroupInForce(false), false);
  });
});
