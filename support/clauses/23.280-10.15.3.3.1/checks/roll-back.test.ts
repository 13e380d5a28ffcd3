import assert from 'node:assert/strict';
import type { TraceEvent } from '../../../evidence/trace';
import type { McSystemName } from '../../../procedure/roles';
import { ANA, CRISIS, FIRE, FIRE2, HANA, IVO, JOINT, MED, server } from '../testing/cast';
import { FLOW } from '../testing/flow-names';
import { asksUsers, concludes, partnersAnswer, passesOn, rejects, reports, type Wish } from '../testing/formation';
import { judged } from '../testing/judged';
import { refuses, scenario, THREE_SYSTEMS } from '../testing/outcomes';
import { type TraceBuilder } from '../testing/trace-builder';

type Pieces = (t: TraceBuilder, wish: Wish) => void;

/** Both partners were asked; then this happens. */
const asked = (then: readonly Pieces[], change: Partial<Wish> = {}): readonly TraceEvent[] =>
  scenario(
    (t, wish) => {
      t.stimulus();
      passesOn(t, wish);
      for (const piece of then) piece(t, wish);
    },
    { ...THREE_SYSTEMS, ...change },
    undefined,
    [],
  );
const accepts: Pieces = (t, wish) => partnersAnswer(t, { ...wish, partners: ['second-partner'] });
const answers: Pieces = (t, { requester, id }) =>
  t.send(FLOW.step11, server('second-partner'), server('primary'), { mcServiceId: requester, regroupGroupId: id });
/** The partner takes the request for one group on and refuses the one for the other. */
const acceptsOne: Pieces = (t, wish) => partnersAnswer(t, { ...wish, partners: ['partner'], groups: [FIRE] });
const cancels: Pieces = (t) =>
  t.send(FLOW.cancelPartner, server('primary'), server('second-partner'), { mcServiceId: ANA, regroupGroupId: JOINT });
/** An element of stage 3 alone. */
const forAna = { regroupGroupId: JOINT, mcServiceUserIdList: [ANA] };
const cancelsForAna: Pieces = (t) => t.send(FLOW.cancelPartner, server('primary'), server('second-partner'), forAna);
/** A system is named a member whom it serves, and asks him. */
const asksForAnaAt =
  (system: McSystemName): Pieces =>
  (t, { groups }) => {
    const named = { mcServiceGroupIdList: groups, preconfiguredGroupId: CRISIS, ...forAna };
    t.send(FLOW.step5, server('primary'), server(system), named);
    t.send(FLOW.step11, server(system), server('primary'), { mcServiceId: ANA, regroupGroupId: JOINT });
  };
const tellsForAna: Pieces = (t) => t.send(FLOW.cancelPartner, server('primary'), server('partner'), forAna);
/** The primary has asked a member of its own at once, and affiliates him. */
const asksOwn: Pieces = (t, wish) => {
  asksUsers(t, 'primary', [IVO], wish);
  reports(t, 'primary', { mcServiceGroupId: JOINT, affiliated: [IVO] });
};
const tellsOwn: Pieces = (t) =>
  t.send(FLOW.cancelClient, server('primary'), IVO, { mcServiceId: IVO, regroupGroupId: JOINT });
const ALONE: Partial<Wish> = { partners: ['partner'], groups: [FIRE2, MED] };
const EACH: Partial<Wish> = { perGroup: true, groups: [FIRE, MED] };
const nothingWent = (where: string) => `fail: no cancel request went to ${where}`;
const Q = 'the partner MC service server';
const R = 'the second partner MC service server';

const CASES: readonly (readonly [says: string, events: readonly TraceEvent[], told: readonly string[]])[] = [
  ['waits for the other partner to answer', asked([refuses]), []],
  ['has nobody left to undo it at', asked([refuses, rejects]), ['pass: nothing is left of it']],
  ['undoes it where it was accepted', asked([refuses, accepts, cancels]), ['pass: nothing is left of it']],
  ['undoes it nowhere', asked([refuses, accepts]), [nothingWent(R)]],
  ['undoes it for users alone', asked([refuses, accepts, cancelsForAna]), [nothingWent(`${R}, but for Ana alone`)]],
  [
    'undoes it for the users whom a partner was named that took none of its groups on',
    asked([asksForAnaAt('partner'), refuses, tellsForAna], ALONE),
    ['pass: nothing is left of it'],
  ],
  [
    'undoes it for the users of a system that was asked for no group',
    asked([asksForAnaAt('second-partner'), refuses, cancelsForAna], ALONE),
    ['pass: nothing is left of it'],
  ],
  [
    'undoes it nowhere, with one partner that accepted in part',
    asked([acceptsOne, refuses, accepts, answers], EACH),
    [nothingWent(`${Q} and ${R}`)],
  ],
  [
    'waits for the other partner to answer each of its requests (A-11, A-13)',
    asked([acceptsOne, refuses, accepts], EACH),
    [],
  ],
  [
    'undoes it nowhere, with the refusing partner that accepted in part',
    asked([acceptsOne, refuses], { ...EACH, partners: ['partner'] }),
    [nothingWent(Q)],
  ],
  [
    'concludes all the same',
    asked([accepts, refuses, concludes]),
    [
      'fail: a preconfigured regroup response (step 12) from the MC service server of the primary MC system to Ana was sent',
    ],
  ],
  ['had concluded before', asked([accepts, concludes, refuses]), [nothingWent(R)]],
  ['has been refused nothing', asked([accepts]), []],
  ['tells a member whom it had asked', asked([asksOwn, refuses, tellsOwn], ALONE), ['pass: nothing is left of it']],
  ['tells a member nothing whom it had asked', asked([asksOwn, refuses], ALONE), [nothingWent('Ivo')]],
];

describe('a regroup that a partner refuses, whose primary', () => {
  for (const [says, events, told] of CASES)
    it(`${says}: ${told.join() || 'nothing is said'}`, () => {
      const found = judged(events).filter(({ requirement }) => requirement === 'INV-9');
      assert.deepEqual(
        found.map(({ verdict, observed }) => `${verdict}: ${observed}`),
        told,
      );
      assert.ok(found.every(({ party, evidence }) => party === 'primary-server' && evidence.length > 1));
    });
});

describe('a partner that has cancelled a regroup which another rejected', () => {
  const elements = { mcServiceId: ANA, regroupGroupId: JOINT };
  const confirms = (result: 'success' | 'failure') => (t: TraceBuilder) =>
    t.send('preconfigured-regroup-cancel-response.server-server', server('second-partner'), server('primary'), {
      ...elements,
      result,
    });
  const tells: Pieces = (t) =>
    t.send(FLOW.cancelClient, server('second-partner'), HANA, { ...elements, mcServiceId: HANA });
  const reportsIt: Pieces = (t) => reports(t, 'second-partner', { mcServiceGroupId: JOINT, deAffiliated: [HANA] });
  const found = (then: readonly Pieces[]) =>
    judged(asked([refuses, accepts, cancels, ...then]))
      .filter(({ requirement, party }) => requirement === 'INV-9' && party === 'second-partner-server')
      .map(({ verdict, observed }) => `${verdict}: ${observed}`);
  const done = confirms('success');

  it('keeps nobody in it whom it had asked', () => {
    assert.deepEqual(found([done]), ['fail: Hana was neither told nor reported to have left']);
  });

  it('tells them or reports that they have left, in any order', () => {
    for (const then of [
      [tells, done],
      [done, tells],
      [reportsIt, done],
      [tells, reportsIt, done],
    ])
      assert.deepEqual(found(then), ['pass: nobody does']);
  });

  it('has confirmed it', () => {
    assert.deepEqual(found([confirms('failure')]), []);
    assert.deepEqual(found([]), []);
  });
});
