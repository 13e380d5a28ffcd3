import assert from 'node:assert/strict';
import type { TraceEvent } from '../../../../evidence/trace';
import { ANA, BEN, EVE, EVE_END, FIRE, FIRE2, IVO, JOINT, JOINT8, server } from '../../testing/cast';
import { conforming } from '../../testing/conforming';
import { FLOW } from '../../testing/flow-names';
import { concludes, IVO_HOLDS_FIRE, regroups, rejects, requests, returns, type Wish } from '../../testing/formation';
import { failsIn, judged } from '../../testing/judged';
import { findingsOf } from '../../testing/said';
import { ANA_MAY_NOT, scenario, THREE_SYSTEMS } from '../../testing/outcomes';
import { cutOff, unquiet } from '../../testing/seen';
import { altered, doubled, isFlow, moved, redirected, without, type TraceBuilder } from '../../testing/trace-builder';

const good = conforming().events;

/** Ana, who may not initiate a regroup, is told so; then something else happens. */
const refusedThen = (then: (t: TraceBuilder, wish: Wish) => void): readonly TraceEvent[] =>
  scenario(
    (t, wish) => {
      t.stimulus();
      requests(t, wish);
      returns(t, wish, false);
      then(t, wish);
    },
    {},
    ANA_MAY_NOT,
    [],
  );
const cancelling = (t: TraceBuilder, user: string, id: string) =>
  t.send(FLOW.cancel, user, server('primary'), { mcServiceId: user, regroupGroupId: id });
const affiliating = (t: TraceBuilder, ...groups: readonly string[]) =>
  t.send('group-affiliation-request.client-server', ANA, server('primary'), {
    mcServiceId: ANA,
    mcServiceGroupIdList: groups,
  });
const leaving = (t: TraceBuilder, group: string) =>
  t.send('group-de-affiliation-request.client-server', ANA, server('primary'), {
    mcServiceId: ANA,
    mcServiceGroupIdList: [group],
  });
const acknowledging = (t: TraceBuilder, id: string) =>
  t.send(FLOW.step9, ANA, server('primary'), { mcServiceId: ANA, regroupGroupId: id });
const asking = (t: TraceBuilder, { groups }: Wish, to: string) =>
  t.send(FLOW.step2, ANA, to, {
    mcServiceId: ANA,
    preconfiguredGroupId: FIRE2,
    mcServiceGroupIdList: groups,
  });
const asksAgain = refusedThen((t, wish) => requests(t, wish));

const CASES: readonly (readonly [requirement: string, says: string, events: readonly TraceEvent[], verdict: string])[] =
  [
    ['STEP-4b-5', 'a client that does nothing more', refusedThen(() => undefined), 'pass'],
    ['STEP-4b-5', 'a client that cancels of itself', refusedThen((t) => cancelling(t, ANA, JOINT)), 'fail'],
    [
      'STEP-4b-5',
      'a client whose user cancels',
      refusedThen((t) => {
        cancelling(t, ANA, JOINT);
        t.act(ANA, { kind: 'cancel-regroup', regroupGroupId: JOINT });
      }),
      'pass',
    ],
    [
      'STEP-4b-5',
      'a client whose user cancels another regroup',
      refusedThen((t) => {
        cancelling(t, ANA, JOINT);
        t.act(ANA, { kind: 'cancel-regroup', regroupGroupId: JOINT8 });
      }),
      'fail',
    ],
    [
      'STEP-4b-5',
      'a client where another user cancels',
      refusedThen((t) => {
        cancelling(t, ANA, JOINT);
        t.act(IVO, { kind: 'cancel-regroup', regroupGroupId: JOINT });
      }),
      'fail',
    ],
    ['STEP-4b-5', 'a client that cancels another regroup', refusedThen((t) => cancelling(t, ANA, JOINT8)), 'pass'],
    ['STEP-4b-5', 'the client of another who cancels', refusedThen((t) => cancelling(t, IVO, JOINT)), 'pass'],
    [
      'STEP-4b-5',
      'a client that cancels before it is told',
      moved(
        refusedThen((t) => cancelling(t, ANA, JOINT)),
        isFlow(FLOW.cancel),
        { before: isFlow(FLOW.step4b) },
      ),
      'pass',
    ],
    ['STEP-4b-5', 'a client that affiliates to the regroup group', refusedThen((t) => affiliating(t, JOINT)), 'fail'],
    ['STEP-4b-5', 'a client that affiliates to another group', refusedThen((t) => affiliating(t, FIRE2)), 'pass'],
    [
      'STEP-4b-5',
      'a client that affiliates to it together with a group that its user joined before',
      refusedThen((t) => affiliating(t, JOINT, FIRE)),
      'fail',
    ],
    [
      'STEP-4b-5',
      'a client that affiliates where its user cancels',
      refusedThen((t) => {
        affiliating(t, JOINT);
        t.act(ANA, { kind: 'cancel-regroup', regroupGroupId: JOINT });
      }),
      'fail',
    ],
    [
      'STEP-4b-5',
      'a client that cancels where its user affiliates',
      refusedThen((t) => {
        cancelling(t, ANA, JOINT);
        t.act(ANA, { kind: 'affiliate', mcServiceGroupIdList: [JOINT] });
      }),
      'fail',
    ],
    [
      'STEP-4b-5',
      'a client whose user affiliates',
      refusedThen((t) => {
        affiliating(t, JOINT, FIRE);
        t.act(ANA, { kind: 'affiliate', mcServiceGroupIdList: [JOINT, FIRE2] });
      }),
      'pass',
    ],
    [
      'STEP-4b-5',
      'a client whose user affiliates to another group',
      refusedThen((t) => {
        affiliating(t, JOINT);
        t.act(ANA, { kind: 'affiliate', mcServiceGroupIdList: [FIRE2] });
      }),
      'fail',
    ],
    [
      'STEP-4b-5',
      'a client whose user leaves the group',
      refusedThen((t) => {
        affiliating(t, JOINT);
        t.act(ANA, { kind: 'de-affiliate', mcServiceGroupIdList: [JOINT] });
      }),
      'fail',
    ],
    ['STEP-4b-5', 'a client that leaves the regroup group', refusedThen((t) => leaving(t, JOINT)), 'pass'],
    ['STEP-4b-5', 'a client whose user asks again', asksAgain, 'pass'],
    [
      'STEP-4b-5',
      'a client that asks again of itself',
      doubled(
        refusedThen(() => undefined),
        isFlow(FLOW.step2),
        { after: isFlow(FLOW.step4b) },
      ),
      'fail',
    ],
    [
      'STEP-4b-5',
      'a client that asks again of itself and never rests',
      unquiet(
        doubled(
          refusedThen(() => undefined),
          isFlow(FLOW.step2),
          { after: isFlow(FLOW.step4b) },
        ),
      ),
      'fail',
    ],
    [
      'STEP-4b-5',
      'a client that asks twice and is told then',
      doubled(
        refusedThen(() => undefined),
        isFlow(FLOW.step2),
      ),
      'pass',
    ],
    [
      'STEP-4b-5',
      'another who asks of itself',
      refusedThen((t) =>
        t.send(FLOW.step2, IVO, server('primary'), {
          mcServiceId: IVO,
          preconfiguredGroupId: FIRE2,
          mcServiceGroupIdList: [FIRE],
        }),
      ),
      'pass',
    ],
    [
      'STEP-4b-5',
      'a client that affiliates to a group after a refusal of a request that gave no identity',
      scenario(
        (t, wish) => {
          t.stimulus();
          requests(t, wish);
          returns(t, wish, false);
          affiliating(t, FIRE2);
        },
        { given: undefined },
        ANA_MAY_NOT,
        [],
      ),
      'pass',
    ],
    [
      'STEP-4b-1',
      'a reject though nothing is regrouped',
      scenario(
        (t, wish) => {
          t.stimulus();
          requests(t, wish);
          rejects(t, wish);
        },
        {},
        undefined,
        [],
      ),
      'fail',
    ],
    ['STEP-4b-1', 'a return to somebody else', redirected(good, isFlow(FLOW.step4b), EVE_END), 'fail'],
    [
      'STEP-4b-1',
      'a return to somebody else too',
      doubled(good, isFlow(FLOW.step4b)).map((event) =>
        event.id.endsWith('-again') && event.kind === 'message' ? { ...event, to: EVE_END } : event,
      ),
      'fail',
    ],
    [
      'STEP-4b-1',
      'a return that names somebody else',
      altered(good, isFlow(FLOW.step4b), { mcServiceId: BEN }),
      'fail',
    ],
    ['STEP-4b-1', 'a return that names nobody', altered(good, isFlow(FLOW.step4b), { mcServiceId: undefined }), 'pass'],
    [
      'STEP-4b-1',
      'a negative return where a group is regrouped too',
      scenario(
        (t, wish) => {
          regroups(t, IVO_HOLDS_FIRE);
          t.stimulus();
          requests(t, wish);
          returns(t, wish, false);
        },
        {},
        ANA_MAY_NOT,
        [JOINT8],
      ),
      'pass',
    ],
    [
      'STEP-4b-1',
      'a negative return beside a reject for a group that is regrouped',
      scenario(
        (t, wish) => {
          regroups(t, IVO_HOLDS_FIRE);
          t.stimulus();
          requests(t, wish);
          returns(t, wish, false);
          rejects(t, wish);
        },
        {},
        ANA_MAY_NOT,
        [JOINT8],
      ),
      'pass',
    ],
    [
      'STEP-4b-1',
      'a return astray beside a reject that may have been right',
      scenario(
        (t, wish) => {
          regroups(t, IVO_HOLDS_FIRE);
          t.stimulus();
          requests(t, wish);
          returns(t, { ...wish, requester: EVE }, false);
          rejects(t, wish);
        },
        {},
        ANA_MAY_NOT,
        [JOINT8],
      ),
      'inconclusive',
    ],
    ['STEP-4b-6', 'a response after the negative return', refusedThen((t, wish) => concludes(t, wish)), 'fail'],
    [
      'STEP-4b-6',
      'a response before the negative return',
      moved(
        refusedThen((t, wish) => concludes(t, wish)),
        isFlow(FLOW.step12),
        { before: isFlow(FLOW.step4b) },
      ),
      'pass',
    ],
    [
      'STEP-4b-7',
      'the return between requests to two partners',
      moved(conforming(THREE_SYSTEMS).events, isFlow(FLOW.step4b), { after: isFlow(FLOW.step5, server('partner')) }),
      'fail',
    ],
    [
      'STEP-4b-7',
      'the return after the request to the second of two partners',
      moved(conforming(THREE_SYSTEMS).events, isFlow(FLOW.step5, server('second-partner')), {
        before: isFlow(FLOW.step4b),
      }),
      'fail',
    ],
    ['STEP-4b-7', 'the return before requests to two partners', conforming(THREE_SYSTEMS).events, 'pass'],
    [
      'STEP-4b-8',
      'another regroup group in a response to somebody else',
      altered(redirected(good, isFlow(FLOW.step12), EVE_END), isFlow(FLOW.step12), { regroupGroupId: JOINT8 }),
      'pass',
    ],
  ];

const verdictOf = (events: readonly TraceEvent[], wanted: string): string => {
  const found = judged(events)
    .filter(({ requirement }) => requirement === wanted)
    .map(({ verdict }) => verdict);
  return ['fail', 'inconclusive', 'pass'].find((verdict) => found.some((one) => one === verdict)) ?? 'none';
};

describe('a client that goes on after a negative return', () => {
  const GOING_ON: Readonly<Record<string, readonly TraceEvent[]>> = {
    'asks again': refusedThen((t, wish) => {
      asking(t, wish, server('primary'));
      returns(t, wish, false);
    }),
    'asks the partner': refusedThen((t, wish) => asking(t, wish, server('partner'))),
    acknowledges: refusedThen((t) => acknowledging(t, JOINT)),
    cancels: refusedThen((t) => cancelling(t, ANA, JOINT)),
    'confirms a cancellation': refusedThen((t) =>
      t.send('preconfigured-regroup-cancel-response.client-server', ANA, server('primary'), {
        mcServiceId: ANA,
        regroupGroupId: JOINT,
      }),
    ),
    'affiliates to it': refusedThen((t) => affiliating(t, JOINT)),
    'acknowledges under an identity of its own': scenario(
      (t, wish) => {
        t.stimulus();
        requests(t, wish);
        returns(t, wish, false);
        acknowledging(t, JOINT);
      },
      { given: undefined },
      ANA_MAY_NOT,
      [],
    ),
  };

  for (const [does, events] of Object.entries(GOING_ON))
    it(`${does}: that is told once`, () => assert.deepEqual(failsIn(events), ['STEP-4b-5']));

  it('is told of what its user asks for anew apart', () => {
    const anew = refusedThen((t, wish) => {
      requests(t, wish);
      returns(t, wish, false);
      acknowledging(t, JOINT8);
    });
    assert.deepEqual(failsIn(anew), ['WIRE-2']);
  });

  it('is no client that sends the request of a further act elsewhere', () => {
    const elsewhere = refusedThen((t, wish) => {
      asking(t, wish, server('partner'));
      t.act(ANA, { kind: 'initiate-regroup', preconfiguredGroupId: FIRE2, mcServiceGroupIdList: wish.groups });
    });
    assert.deepEqual(verdictOf(elsewhere, 'STEP-4b-5'), 'pass');
    assert.deepEqual(verdictOf(elsewhere, 'STEP-2-b'), 'fail');
  });
});

describe('step 4b judges', () => {
  for (const [requirement, says, events, verdict] of CASES)
    it(`${says}: ${requirement} ${verdict}`, () => {
      assert.equal(verdictOf(events, requirement), verdict);
    });

  it('a return after the first request to a partner as allowed where the ordering is lenient', () => {
    const late = moved(good, isFlow(FLOW.step4b), { after: isFlow(FLOW.step5) });
    const [found] = findingsOf('STEP-4b-7', late, 'lenient');
    assert.deepEqual([found?.verdict, found?.observed], ['pass', 'it came later, which the ordering chosen allows']);
    assert.deepEqual(
      found?.evidence,
      late.flatMap((event) =>
        event.kind === 'message' && [FLOW.step4b, FLOW.step5].some((flow) => flow === event.flow) ? [event.id] : [],
      ),
    );
  });

  it('no second request before it is certain that no user stands behind it', () => {
    const again = doubled(
      refusedThen(() => undefined),
      isFlow(FLOW.step2),
      { after: isFlow(FLOW.step4b) },
    );
    assert.equal(verdictOf(cutOff(again), 'STEP-4b-5'), 'inconclusive');
  });

  it('no partner by an identity that it was told wrong in one of two requests', () => {
    const two = conforming({ perGroup: true }).events;
    const first = two.find((event) => event.kind === 'message' && isFlow(FLOW.step5)(event));
    const wrong = altered(two, ({ id, flow }) => id === first?.id || flow === FLOW.step11, { regroupGroupId: JOINT8 });
    const accused = judged(wrong).filter(
      ({ requirement, verdict }) => requirement === 'STEP-4b-8' && verdict === 'fail',
    );
    assert.deepEqual(
      accused.map(({ party }) => party),
      ['primary-server'],
    );
    assert.equal(verdictOf(without(good, isFlow(FLOW.step5)), 'STEP-4b-8'), 'pass');
  });
});

describe('a primary that may reject and says nothing at all', () => {
  /** Ivo asks for Fire-1 a moment before Ana, and is answered after her. */
  const silent = scenario((t, wish) => {
    const other: Wish = { ...wish, ...IVO_HOLDS_FIRE };
    t.stimulus();
    requests(t, other);
    requests(t, wish);
    returns(t, other);
    concludes(t, other);
  });

  it('cannot be told to have left out the one or the other', () => {
    const saying = 'it may have rejected the request, and nothing came';
    assert.deepEqual(
      findingsOf('STEP-4b-1', silent).map(({ verdict, observed }) => `${verdict}: ${observed}`),
      [`inconclusive: ${saying}`],
    );
    for (const requirement of ['STEP-3-b', 'STEP-3-d', 'STEP-5-a', 'STEP-5-b'])
      assert.deepEqual(findingsOf(requirement, silent), [], requirement);
  });
});
