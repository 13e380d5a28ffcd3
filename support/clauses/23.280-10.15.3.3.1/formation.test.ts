import assert from 'node:assert/strict';
import { openFormation } from './testing/opened';
import { regroupIdFor } from './story/attempts/attempt';
import { stateAt, pair } from '../../oracle/story/timeline';
import { ANA, BEN, CLEO, DAN, FIRE, IVO, JAN, JOINT, JOINT8, MED } from './testing/cast';
import { conforming } from './testing/conforming';
import { FLOW } from './testing/flow-names';
import { asksPartners, cancels, regroups, requests, returns } from './testing/formation';
import { rejected, scenario } from './testing/outcomes';
import { affiliates, leaves, logsOff, prepared } from './testing/preparation';
import { altered, isFlow, without } from './testing/trace-builder';

const only = (events: Parameters<typeof openFormation>[0]) => {
  const { attempts, strays } = openFormation(events);
  const [attempt] = attempts;
  assert.equal(attempts.length, 1);
  assert.ok(attempt);
  return { attempt, leg: attempt.legs.get('partner-server'), strays };
};

describe('story', () => {
  it('gathers every message of an attempt', () => {
    const { attempt, leg, strays } = only(conforming().events);
    assert.deepEqual(
      [attempt.step4b, attempt.step12, attempt.ownStep7, attempt.ownStep9].map(({ length }) => length),
      [1, 1, 1, 1],
    );
    assert.deepEqual(
      [leg?.step5, leg?.step7, leg?.step9, leg?.step11].map((messages) => messages?.length),
      [1, 2, 2, 1],
    );
    assert.deepEqual(strays, []);
  });

  for (const [step, flow] of Object.entries({
    5: FLOW.step5,
    7: FLOW.step7,
    9: FLOW.step9,
    11: FLOW.step11,
    12: FLOW.step12,
  }))
    it(`keeps step ${step} in its attempt though it names another regroup group`, () => {
      const right = only(conforming().events);
      const wrong = only(altered(conforming().events, isFlow(flow), { regroupGroupId: JOINT8 }));
      const shape = ({ attempt, leg }: typeof right) =>
        [attempt.ownStep7, attempt.step12, leg?.step5, leg?.step7, leg?.step9, leg?.step11].map((m) => m?.length);
      assert.deepEqual(shape(wrong), shape(right));
      assert.deepEqual(wrong.strays, []);
    });

  it('keeps messages whose information elements are of the wrong type', () => {
    const { attempt, leg } = only(
      altered(conforming().events, ({ seq }) => seq > 0, {
        regroupGroupId: 7,
        mcServiceId: [],
        preconfiguredGroupId: {},
      }),
    );
    assert.equal(leg?.step5.length, 1);
    assert.equal(attempt.step12.length, 1);
  });

  it('tells two attempts of one server apart', () => {
    const { attempts } = openFormation(
      scenario((t, wish) => {
        const other = { ...wish, requester: IVO, given: undefined, id: JOINT8 };
        t.stimulus();
        requests(t, wish);
        requests(t, other);
        returns(t, other);
        returns(t, wish);
        asksPartners(t, wish);
        asksPartners(t, other);
      }),
    );
    assert.deepEqual(attempts.map(regroupIdFor), [JOINT, JOINT8]);
    assert.deepEqual(
      attempts.map(({ legs }) => legs.get('partner-server')?.step5.map(({ body }) => body['regroupGroupId'])),
      [[JOINT], [JOINT8]],
    );
  });

  it('gives an attempt of a repeated identity its own messages', () => {
    const { attempts } = openFormation(
      scenario((t, wish) => {
        regroups(t, wish);
        cancels(t, wish);
        regroups(t, wish);
      }),
    );
    assert.deepEqual(
      attempts.map(({ step12 }) => step12.length),
      [1, 1],
    );
    assert.deepEqual(
      attempts.map(({ legs }) => legs.get('partner-server')?.step7.length),
      [2, 2],
    );
  });

  it('takes the primary and the partner as roles of an attempt', () => {
    const { attempt } = only(
      conforming({ requester: JAN, primary: 'partner', partners: ['primary'], asked: { primary: [ANA] }, own: [BEN] })
        .events,
    );
    assert.equal(attempt.primary, 'partner-server');
    assert.equal(attempt.legs.get('primary-server')?.step7.length, 1);
  });

  it('finds the response of a partner that was not asked to be a stray', () => {
    const { strays } = openFormation(without(conforming().events, isFlow(FLOW.step5)));
    assert.deepEqual(
      strays.map(({ message }) => message.flow),
      [FLOW.step11],
    );
  });

  it('knows who is affiliated and served, and what is only being asked for', () => {
    const t = prepared();
    affiliates(t, CLEO, [MED]);
    leaves(t, DAN, [MED]);
    logsOff(t, BEN);
    const { membership, messages } = openFormation(t.events);
    const at = (flow: string, to?: string) => messages.findLast(isFlow(flow, to))?.seq ?? 0;
    const affiliated = (seq: number) => stateAt(membership.affiliation, pair(CLEO, MED), seq);
    assert.equal(affiliated(at('group-affiliation-request.client-server') - 1), 'no');
    assert.equal(affiliated(at('group-affiliation-request.client-server')), 'maybe');
    assert.equal(affiliated(at('group-affiliation-response.server-client', CLEO)), 'yes');
    assert.equal(stateAt(membership.affiliation, pair(DAN, MED), Infinity), 'no');
    assert.equal(stateAt(membership.affiliation, pair(DAN, FIRE), Infinity), 'yes');
    assert.equal(
      stateAt(membership.service, pair(BEN, 'partner-server'), at('log-off-request.client-server')),
      'maybe',
    );
    assert.equal(stateAt(membership.service, pair(BEN, 'partner-server'), Infinity), 'no');
  });

  it('knows which regroups are in force where', () => {
    const t = prepared();
    regroups(t);
    cancels(t);
    const { attempts, holdings } = openFormation(t.events);
    const [attempt] = attempts;
    assert.ok(attempt);
    const [step12] = attempt.step12;
    const [cancel] = attempt.cancels;
    const at = (seq: number | undefined) => holdings.inForce(attempt, 'primary-server', seq ?? 0);
    assert.equal(at(attempt.step2.seq - 1), 'no');
    assert.equal(at(attempt.step2.seq), 'maybe');
    assert.equal(at(step12?.seq), 'yes');
    assert.equal(at(cancel?.seq), 'maybe');
    assert.equal(at(Infinity), 'no');
  });

  it('knows what stood in the way, and whether the server had to know it', () => {
    const [, attempt] = openFormation(rejected).attempts;
    assert.ok(attempt);
    const story = openFormation(rejected);
    const held = story.holdings.at(story.attempts[1] ?? attempt, 'primary-server', attempt.step2.seq);
    assert.deepEqual(held, [{ group: FIRE, by: JOINT8, asRegroupGroup: false, binding: true }]);
  });

  it('knows which messages were not accepted, and how', () => {
    const t = prepared();
    for (const outcome of ['arrived', 'accepted', 'relayed', 'refused', 'undeliverable'] as const)
      t.add({ kind: 'delivery', message: outcome, by: 'client-1', outcome, detail: '' });
    assert.deepEqual(
      [...openFormation(t.events).undelivered],
      [
        ['refused', 'refused'],
        ['undeliverable', 'undeliverable'],
      ],
    );
  });

  it('begins with its stimulus, which the preamble is not', () => {
    const t = prepared();
    t.add({ kind: 'phase', phase: 'preamble', text: 'the Given' });
    assert.equal(openFormation(t.events).stimulus, 0);
    t.stimulus();
    assert.equal(openFormation(t.events).stimulus, t.events.length);
  });

  it('is quiet after a moment only where it was so later', () => {
    const t = prepared();
    t.settle();
    const story = openFormation(t.events);
    assert.equal(story.settledAfter(story.end - 1)?.seq, story.end);
    assert.equal(story.settledAfter(story.end), undefined);
  });

  it('reads an empty trace', () => {
    const { attempts, messages, strays } = openFormation([]);
    assert.deepEqual([attempts, messages, strays], [[], [], []]);
  });
});
