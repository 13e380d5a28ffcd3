import assert from 'node:assert/strict';
import type { TraceEvent } from '../../../../evidence/trace';
import { ANA, FIRE2, JOINT, MED, MED8, server } from '../../testing/cast';
import { FLOW } from '../../testing/flow-names';
import {
  asksPartners,
  asksUsers,
  IVO_HOLDS_FIRE,
  partnersAnswer,
  passesOn,
  regroups,
  rejects,
  requests,
  type Wish,
} from '../../testing/formation';
import { refuses, scenario, THREE_SYSTEMS } from '../../testing/outcomes';
import { findingsOf, said } from '../../testing/said';
import { doubled, isFlow, without, type TraceBuilder } from '../../testing/trace-builder';

/** Ana's request is passed on, and the partner refuses. */
const refusing = (then: (t: TraceBuilder, wish: Wish) => void, change: Partial<Wish> = {}): readonly TraceEvent[] =>
  scenario(
    (t, wish) => {
      t.stimulus();
      passesOn(t, wish);
      refuses(t);
      then(t, wish);
    },
    change,
    undefined,
    [],
  );
/** Ivo has regrouped a group that Ana gives as the regroup group. */
const givesAHeldGroup = scenario((t, wish) => {
  regroups(t, { ...IVO_HOLDS_FIRE, groups: [FIRE2] });
  t.stimulus();
  requests(t, { ...wish, given: FIRE2 });
  rejects(t, wish);
});
/** A reject for another reason, and then a partner that cannot be reached. */
const early = scenario((t, wish) => {
  t.stimulus();
  requests(t, wish);
  t.send(FLOW.step4a, server('primary'), ANA, { mcServiceId: ANA, reason: 'partner-system-unavailable' });
  asksPartners(t, wish);
  const lost = t.events.find((event) => event.kind === 'message' && isFlow(FLOW.step5)(event));
  t.add({ kind: 'delivery', message: lost?.id ?? '', by: 'primary-server', outcome: 'undeliverable', detail: '' });
});
/** The primary gives a partner up that answers nothing, or only afterwards. */
const givesUp = (afterwards: (t: TraceBuilder, wish: Wish) => void): readonly TraceEvent[] =>
  scenario((t, wish) => {
    t.stimulus();
    passesOn(t, wish);
    t.send(FLOW.step4a, server('primary'), ANA, { mcServiceId: ANA, reason: 'partner-system-unavailable' });
    afterwards(t, wish);
  });
/** What the primary asks of the partner cannot be read, and is refused. */
const unread = (writer: 'primary-server' | 'primary-gms'): readonly TraceEvent[] =>
  scenario((t, wish) => {
    t.stimulus();
    requests(t, wish);
    t.add({ kind: 'malformed', party: 'partner-server', writer, raw: '{', problem: 'it is cut off', answer: '400' });
    rejects(t, wish);
  });
const NONE = 'primary-server fail: none was sent before everything was quiet';
const SENT = 'primary-server pass: it was sent by the MC service server of the primary MC system';

const CASES: readonly (readonly [string, string, readonly TraceEvent[], readonly string[]])[] = [
  ['STEP-4a-1', 'is not due while another partner has not answered', refusing(() => undefined, THREE_SYSTEMS), []],
  [
    'STEP-4a-1',
    'may come before another partner has answered',
    refusing((t, wish) => rejects(t, wish), THREE_SYSTEMS),
    [SENT],
  ],
  [
    'STEP-4a-1',
    'is due when every partner has answered',
    refusing((t, wish) => partnersAnswer(t, { ...wish, partners: ['second-partner'] }), THREE_SYSTEMS),
    [NONE],
  ],
  [
    'STEP-4a-1',
    'is due when a partner, asked group by group, accepted one and refused another',
    refusing((t, wish) => partnersAnswer(t, wish), { groups: [MED, MED8], perGroup: true }),
    [NONE],
  ],
  ['STEP-4a-2', 'comes for a regroup group that is held itself', givesAHeldGroup, [SENT]],
  [
    'STEP-4a-2',
    'has to come for a regroup group that is held itself',
    without(givesAHeldGroup, isFlow(FLOW.step4a)),
    [NONE],
  ],
  ['STEP-4a-2', 'comes once', doubled(givesAHeldGroup, isFlow(FLOW.step4a)), ['primary-server fail: 2 were sent']],
  [
    'STEP-4a-6',
    'may follow the silence of a partner (A-22)',
    givesUp(() => undefined),
    ['primary-server pass: none was sent'],
  ],
  ['STEP-5-e', 'is no end before the partner of which nothing came was asked', givesUp(() => undefined), []],
  ['STEP-4a-3', 'has a reason of its own where it follows silence', givesUp(() => undefined), []],
  [
    'STEP-4a-6',
    'may not precede the answer of a partner that agrees',
    givesUp(partnersAnswer),
    [
      'primary-server fail: a preconfigured regroup reject (step 4a) from the MC service server of the primary MC system to Ana was sent',
    ],
  ],
  [
    'STEP-4a-6',
    'may follow the refusal of what could not be read',
    unread('primary-server'),
    ['primary-server pass: none was sent'],
  ],
  [
    'STEP-4a-6',
    'may not follow what another was refused',
    unread('primary-gms'),
    [
      'primary-server fail: a preconfigured regroup reject (step 4a) from the MC service server of the primary MC system to Ana was sent',
    ],
  ],
  [
    'STEP-4a-5',
    'ends what a partner refused',
    refusing((t, wish) => {
      rejects(t, wish);
      asksUsers(t, 'primary', [ANA], wish);
    }),
    [
      'primary-server fail: a preconfigured regroup request (step 7) from the MC service server of the primary MC system to Ana was sent',
    ],
  ],
  ['STEP-5-e', 'may be wrong, and then says nothing of the requests to the partner', givesUp(partnersAnswer), []],
  [
    'STEP-4a-3',
    'gives the reason where no partner had refused by then',
    early,
    [
      'primary-server fail: a preconfigured regroup reject (step 4a) from the MC service server of the primary MC system to Ana: its reason is partner-system-unavailable',
    ],
  ],
];

describe('the reject', () => {
  for (const [requirement, says, events, expected] of CASES)
    it(`${says}: ${requirement}`, () => {
      assert.deepEqual(said(requirement, events), expected);
    });

  it('is told in the words that the wire has for it', () => {
    const refused = givesUp(partnersAnswer).map((event) =>
      event.kind === 'message' && event.flow === 'preconfigured-regroup-reject.server-client'
        ? { ...event, wire: { status: '480 Temporarily Unavailable' } }
        : event,
    );
    assert.deepEqual(said('STEP-4a-6', refused), [
      'primary-server fail: a preconfigured regroup reject (step 4a, 480 Temporarily Unavailable) from the MC service server of the primary MC system to Ana was sent',
    ]);
  });

  it('is expected in words that say what holds the regroup group', () => {
    const expected = (events: readonly TraceEvent[]) => findingsOf('STEP-4a-2', events).map((one) => one.expected);
    assert.deepEqual(expected(givesAHeldGroup), [
      'Ana is sent a preconfigured regroup reject, since Fire-2, given as the regroup group, is already regrouped into Joint-8 (step 4a)',
    ]);
    const another = scenario((t, wish) => {
      regroups(t, { ...IVO_HOLDS_FIRE, groups: [FIRE2], given: JOINT, id: JOINT });
      t.stimulus();
      requests(t, wish);
      rejects(t, wish);
    });
    assert.deepEqual(expected(another), [
      'Ana is sent a preconfigured regroup reject, since Joint-9, given as the regroup group, is already the regroup group of a regroup in effect (step 4a)',
    ]);
  });
});
