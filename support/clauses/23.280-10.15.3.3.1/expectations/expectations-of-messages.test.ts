import assert from 'node:assert/strict';
import { shown } from '../../../oracle/expectation';
import { subject } from './subject';
import {
  nothingLeaves,
  onlyOneFormed,
  proceedsNoFurther,
  receivesNothingMore,
  reject,
  requestReturn,
  serverAnswers,
  serverReceives,
  serverRejects,
  stepsInOrder,
  userReceives,
  userReceivesNo,
  type Expectation,
} from './expectations';
import { openFormation } from '../testing/opened';
import { ANA, BEN, DAN, EVE, FIRE, FIRE2, IVO, JOINT, JOINT8, MED8, server } from '../testing/cast';
import { conforming } from '../testing/conforming';
import { FLOW } from '../testing/flow-names';
import {
  asksPartners,
  asksUsers,
  cancels,
  IVO_AND_HANA,
  IVO_HOLDS_FIRE,
  regroups,
  rejects,
  requests,
  returns,
  type Wish,
} from '../testing/formation';
import { refused, scenario, THREE_SYSTEMS, unauthorized } from '../testing/outcomes';
import { altered, doubled, isFlow, moved, redirected, without, type TraceBuilder } from '../testing/trace-builder';

const good = conforming().events;
const REQUEST = 'preconfigured-regroup-request';
const RESPONSE = 'preconfigured-regroup-response';
const isMet = (expectation: Expectation, events: typeof good): boolean => expectation.met(openFormation(events));

describe('an expectation about messages', () => {
  it('says how many each of those received who did not receive one', () => {
    const observed = (events: typeof good): string | undefined =>
      userReceives([BEN, DAN], REQUEST).observed?.(openFormation(events));
    assert.equal(observed(doubled(good, isFlow(FLOW.step7, DAN))), 'Dan received 2');
    assert.equal(observed(without(good, isFlow(FLOW.step7))), 'Ben received none, Dan received none');
  });

  it('takes no other message for a request return, whatever it says', () => {
    const said = altered(good, isFlow(FLOW.step12), { authorizationResult: 'success' });
    assert.equal(isMet(requestReturn(ANA, true), without(said, isFlow(FLOW.step4b))), false);
  });

  it('takes no other message for a reject, whatever reason it gives', () => {
    const reason = 'group-already-regrouped';
    assert.equal(isMet(reject(ANA, reason), altered(good, isFlow(FLOW.step12), { reason })), false);
    assert.equal(isMet(serverRejects('partner', reason), altered(good, isFlow(FLOW.step11), { reason })), false);
  });

  it('asks a partner for its own reject, not for that of another', () => {
    assert.equal(isMet(serverRejects('second-partner', 'group-already-regrouped'), refused), false);
  });

  it('counts no request to a client for a regroup that was formed before, however late it comes', () => {
    const late = (id: string) =>
      scenario((t, wish) => {
        regroups(t, IVO_HOLDS_FIRE);
        t.stimulus();
        requests(t, wish);
        asksUsers(t, 'primary', [EVE], { ...wish, groups: [FIRE], id });
        rejects(t, wish);
      });
    assert.deepEqual(
      [JOINT8, JOINT].map((id) => isMet(userReceivesNo([EVE], REQUEST), late(id))),
      [true, false],
    );
  });

  it('is worded with who and what', () => {
    assert.equal(userReceivesNo([BEN], RESPONSE).text, 'Ben receives no preconfigured regroup response');
    assert.equal(requestReturn(ANA, true).text, 'Ana receives a preconfigured regroup request return: authorized');
    assert.equal(requestReturn(ANA, false).text, 'Ana receives a preconfigured regroup request return: not authorized');
    assert.equal(reject(ANA, 'no-such').text, 'Ana receives a preconfigured regroup reject: no such');
    assert.equal(userReceivesNo([BEN, DAN], RESPONSE).text, 'Ben, Dan receive no preconfigured regroup response');
    assert.equal(
      serverReceives('partner', RESPONSE).text,
      'the partner MC service server receives a preconfigured regroup response',
    );
    assert.equal(
      serverAnswers('partner').text,
      'the partner MC service server answers with a preconfigured regroup response',
    );
    assert.equal(
      serverRejects('partner', 'no-such').text,
      'the partner MC service server answers with a preconfigured regroup reject: no such',
    );
    assert.match(nothingLeaves('partner').text, /^nothing leaves the partner MC system/);
    assert.match(receivesNothingMore(ANA).text, /^Ana receives nothing more/);
    assert.equal(
      stepsInOrder([
        { step: '2', from: 'Ana', to: 'primary server' },
        { step: '12', from: 'primary server', to: 'Ana' },
      ]).text,
      'the steps follow each other: 2 from Ana to primary server, 12 from primary server to Ana',
    );
  });

  it('need not wait for quiet where it is about what comes', () => {
    for (const one of [reject(ANA, 'no-such'), serverAnswers('partner'), serverRejects('partner', 'no-such')])
      assert.equal(one.silent, false, one.text);
    assert.equal(stepsInOrder([]).silent, false);
  });
});

describe('what leaves an MC system', () => {
  const rejectedWhile = (regroupGroupId: string) =>
    scenario((t, wish) => {
      regroups(t, { ...wish, id: JOINT8, given: JOINT8 });
      t.stimulus();
      requests(t, wish);
      t.send(FLOW.step11, server('partner'), server('primary'), { mcServiceId: ANA, regroupGroupId });
      rejects(t, wish);
    });

  it('does not leave because of the stimulus where it belongs to a regroup of before', () => {
    assert.equal(isMet(nothingLeaves('partner'), rejectedWhile(JOINT8)), true);
    assert.equal(isMet(nothingLeaves('partner'), rejectedWhile(JOINT)), false);
  });

  it('does not either where a request gives the identity of that regroup, whose members are asked meanwhile', () => {
    const rejectedOf = (given: string, then: (t: TraceBuilder, wish: Wish, earlier: Wish) => void) =>
      scenario((t, wish) => {
        const earlier = { ...wish, requester: IVO, groups: [FIRE2, MED8], given: JOINT8, id: JOINT8 };
        regroups(t, { ...earlier, asked: {}, own: [] });
        t.stimulus();
        requests(t, { ...wish, given });
        then(t, wish, earlier);
      });
    const asks = (t: TraceBuilder, earlier: Wish) => asksUsers(t, 'primary', [IVO], earlier);
    const before = rejectedOf(JOINT8, (t, wish, earlier) => {
      asks(t, earlier);
      rejects(t, wish);
    });
    const after = rejectedOf(JOINT8, (t, wish, earlier) => {
      rejects(t, wish);
      asks(t, earlier);
    });
    const onPartner = rejectedOf(JOINT8, (t, wish) => {
      asksPartners(t, { ...wish, id: JOINT8 });
      rejects(t, wish);
    });
    assert.equal(isMet(nothingLeaves('primary'), before), true);
    assert.equal(isMet(nothingLeaves('primary'), after), true);
    assert.equal(isMet(nothingLeaves('primary'), onPartner), false);
  });
});

describe('the order of steps', () => {
  const fromPrimary = [
    { step: '5', from: 'primary server', to: 'partner server' },
    { step: '5', from: 'primary server', to: 'second partner server' },
  ];
  const three = scenario((t, wish) => {
    t.stimulus();
    regroups(t, wish);
  }, THREE_SYSTEMS);
  const toSecond = isFlow(FLOW.step5, server('second-partner'));

  it('tells the servers of different partners apart', () => {
    assert.equal(isMet(stepsInOrder(fromPrimary), three), true);
    assert.equal(isMet(stepsInOrder(fromPrimary), without(three, toSecond)), false);
  });

  it('tells senders apart', () => {
    const row = { step: '2', from: 'Ivo', to: 'primary server' };
    assert.equal(isMet(stepsInOrder([row]), good), false);
  });

  it('asks for two messages where a step stands twice', () => {
    const row = { step: '2', from: 'Ana', to: 'primary server' };
    assert.equal(isMet(stepsInOrder([row, row]), good), false);
  });

  it('is not met by a party that the scenario does not have', () => {
    for (const nobody of ['Zoe', 'fourth partner server'])
      assert.equal(isMet(stepsInOrder([{ step: '2', from: nobody, to: 'primary server' }]), good), false);
    const unknown = good.filter(({ kind }) => kind !== 'fixture');
    for (const from of ['Ana', 'partner server'])
      assert.equal(isMet(stepsInOrder([{ step: '2', from, to: 'primary server' }]), unknown), false);
  });

  it('leniently leaves open what one party sends to different receivers', () => {
    const otherWayRound = moved(three, toSecond, { before: isFlow(FLOW.step5, server('partner')) });
    assert.equal(isMet(stepsInOrder(fromPrimary), otherWayRound), false);
    assert.equal(isMet(stepsInOrder(fromPrimary, 'lenient'), otherWayRound), true);
  });

  it('leniently keeps what one party sends to one receiver', () => {
    const rows = [
      { step: '4b', from: 'primary server', to: 'Ana' },
      { step: '12', from: 'primary server', to: 'Ana' },
    ];
    const turned = moved(good, isFlow(FLOW.step4b), { after: isFlow(FLOW.step12) });
    assert.equal(isMet(stepsInOrder(rows, 'lenient'), good), true);
    assert.equal(isMet(stepsInOrder(rows, 'lenient'), turned), false);
  });

  it('leniently leaves open what different parties send to one receiver', () => {
    const rows = [
      { step: '9', from: 'Ben', to: 'partner server' },
      { step: '9', from: 'Dan', to: 'partner server' },
    ];
    const turned = moved(good, ({ flow, from }) => flow === FLOW.step9 && from.id === DAN, {
      before: isFlow(FLOW.step9),
    });
    assert.equal(isMet(stepsInOrder(rows), turned), false);
    assert.equal(isMet(stepsInOrder(rows, 'lenient'), turned), true);
  });
});

describe('the last word to a user', () => {
  it('is a response, after which nothing may come', () => {
    assert.equal(isMet(receivesNothingMore(ANA), good), true);
    assert.equal(isMet(receivesNothingMore(ANA), doubled(good, isFlow(FLOW.step12))), false);
    assert.equal(isMet(receivesNothingMore(ANA), doubled(good, isFlow(FLOW.step4b))), true);
  });

  it('is no request that is sent to the user, whatever it says of authorization', () => {
    const said = altered(good, isFlow(FLOW.step7, ANA), { authorizationResult: 'failure' });
    assert.equal(isMet(receivesNothingMore(ANA), said), true);
  });

  it('need not come to a user who receives nothing', () => {
    assert.equal(isMet(receivesNothingMore(IVO), good), true);
  });

  it('does not count what is not of the procedure', () => {
    const later = scenario((t, wish) => {
      t.stimulus();
      requests(t, wish);
      rejects(t, wish);
      const elements = { mcServiceId: ANA, mcServiceGroupIdList: [FIRE] };
      t.send('group-affiliation-request.client-server', ANA, server('primary'), elements);
      t.send('group-affiliation-response.server-client', server('primary'), ANA, { ...elements, result: 'success' });
    });
    assert.equal(isMet(receivesNothingMore(ANA), later), true);
    assert.equal(isMet(proceedsNoFurther(ANA), later), true);
  });

  it('is the word to that user, after which others may go on', () => {
    const others = scenario((t, wish) => {
      t.stimulus();
      requests(t, wish);
      returns(t, wish, false);
      regroups(t, IVO_AND_HANA);
    });
    assert.equal(isMet(proceedsNoFurther(ANA), others), true);
    assert.equal(
      isMet(
        proceedsNoFurther(ANA),
        redirected(unauthorized, isFlow(FLOW.step4b), { id: IVO, party: 'primary-bystanders' }),
      ),
      false,
    );
  });

  it('can be the first message that follows the stimulus', () => {
    const late = scenario((t, wish) => {
      requests(t, wish);
      t.stimulus();
      returns(t, wish, false);
    });
    assert.equal(isMet(proceedsNoFurther(ANA), late), true);
  });
});

describe('the regroup that a scenario speaks of', () => {
  const subjectOf = (events: typeof good): string | undefined => subject(openFormation(events))?.givenId;

  it('is the latest that the stimulus started, formed or not', () => {
    const both = scenario((t, wish) => {
      regroups(t, IVO_AND_HANA);
      t.stimulus();
      requests(t, wish);
    });
    assert.equal(subjectOf(both), JOINT);
  });

  it('is the latest formed before, where the stimulus started none', () => {
    const before = scenario((t, wish) => {
      regroups(t, wish);
      requests(t, { ...wish, ...IVO_AND_HANA });
      t.stimulus();
      cancels(t, wish);
    });
    assert.equal(subjectOf(before), JOINT);
  });

  it('is the latest tried before, where none was formed', () => {
    const tried = scenario((t, wish) => {
      requests(t, wish);
      requests(t, { ...wish, given: JOINT8 });
      requests(t, { ...wish, ...IVO_AND_HANA });
      t.stimulus();
    });
    assert.equal(subject(openFormation(tried))?.requester, IVO);
  });

  it('is shown by names of the features, and by the identity where it is no address', () => {
    assert.deepEqual([ANA, 'tel:+1', 'ana@x', '@x', ''].map(shown), ['Ana', 'Tel:+1', 'Ana', '@x', '']);
  });

  it('is formed by a response and by no other last word', () => {
    assert.equal(isMet(onlyOneFormed(ANA, IVO), refused), false);
    assert.equal(isMet(onlyOneFormed(IVO, ANA), good), true);
  });
});
