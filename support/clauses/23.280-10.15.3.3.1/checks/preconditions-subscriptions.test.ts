import assert from 'node:assert/strict';
import type { TraceEvent } from '../../../evidence/trace';
import { FIRE2, gms, IVO, JOINT8, MED, MED8, server } from '../testing/cast';
import { conforming } from '../testing/conforming';
import { FLOW } from '../testing/flow-names';
import { IVO_HOLDS_FIRE, regroups } from '../testing/formation';
import { scenario } from '../testing/outcomes';
import { findingsOf, said } from '../testing/said';
import { unseen } from '../testing/seen';
import { altered, inThisOrder, isFlow, moved, without } from '../testing/trace-builder';

const REQUEST = 'subscribe-group-configuration-request.server-gms';
const RESPONSE = 'subscribe-group-configuration-response.gms-server';
const good = conforming().events;
const idle = scenario((t) => t.stimulus(), {}, undefined, []);
const PASSES = ['primary-server pass: it is', 'partner-server pass: it is'];

const lacking = (events: readonly TraceEvent[], flow: string, to: string) => without(events, isFlow(flow, to));
/** The subscription of the primary comes after a message. */
const after = (events: readonly TraceEvent[], flow: string, to: string) =>
  moved(events, (message) => isFlow(REQUEST, gms('primary'))(message) || isFlow(RESPONSE, server('primary'))(message), {
    after: isFlow(flow, to),
  });
const unbegun = inThisOrder(good.filter((event) => event.kind !== 'control' || event.command.command !== 'activate'));
/** The server of the primary MC system could not be told to begin. */
const standing = (events: readonly TraceEvent[]): readonly TraceEvent[] =>
  events.map((event) =>
    event.kind === 'control' && event.party === 'primary-server' && event.command.command === 'activate'
      ? { ...event, answer: { status: 'unsupported', reason: 'it runs already' } }
      : event,
  );
const ofMedicalGroups = altered(
  conforming({ groups: [FIRE2, MED, MED8], asked: {}, own: [] }).events,
  isFlow(REQUEST, gms('partner')),
  { mcServiceGroupIdList: [MED] },
);
const afterAnother = scenario(
  (t, wish) => {
    regroups(t, IVO_HOLDS_FIRE);
    t.stimulus();
    regroups(t, { ...wish, groups: [FIRE2, MED] });
  },
  {},
  undefined,
  [JOINT8],
);

const IN_ONE_PRODUCT: TraceEvent = {
  kind: 'one-product',
  id: 'e0',
  seq: 0,
  at: 0,
  scope: 's1',
  parties: ['primary-server', 'primary-gms'],
};

/** What the group management server of the primary says of its subscriptions, each in what is none of the flows. */
const saying = (...endings: readonly (string | undefined)[]): readonly TraceEvent[] =>
  inThisOrder(
    good.flatMap((event) => {
      const isAnswer = event.kind === 'message' && isFlow(RESPONSE, server('primary'))(event);
      const asides = endings.map((ended, at): TraceEvent => ({
        ...{ kind: 'aside', id: `a${at}`, seq: 0, at: 0, scope: 's1', raw: '', says: 'nothing of a group' },
        ...{
          party: 'primary-server',
          writer: 'primary-gms',
          ...(ended !== undefined && { ended, forGood: !ended.includes('timeout') }),
        },
      }));
      return isAnswer ? [event, ...asides] : [event];
    }),
  );

const CASES: readonly (readonly [string, readonly TraceEvent[], readonly string[]])[] = [
  ['each server whose MC system is home of a listed group', good, PASSES],
  ['the same servers where nobody was told to begin', unbegun, PASSES],
  ['nobody where it is not known what there is', good.filter(({ kind }) => kind !== 'fixture'), []],
  ['nobody while the subscription is pending', saying(undefined), PASSES],
  ['nobody where the subscription is to be asked for again', saying('with the reason timeout'), PASSES],
  [
    'the group management server that takes it back',
    saying('with the reason rejected'),
    [...PASSES, 'primary-gms fail: it was ended with the reason rejected'],
  ],
  [
    'the server that subscribes after the request',
    after(good, FLOW.step2, server('primary')),
    ['primary-server fail: it did not subscribe to Fire-1 before the request', ...PASSES.slice(1)],
  ],
  [
    'the server that subscribes in the name of a user',
    [
      ...lacking(good, REQUEST, gms('primary')),
      {
        ...{ kind: 'aside', id: 'a0', seq: 0, at: 0, scope: 's1', raw: '', party: 'primary-gms', writer: 'client-1' },
        says: 'a SUBSCRIBE in the name of sip:ana@primary.example',
      } satisfies TraceEvent,
    ],
    [
      'primary-server fail: it did not subscribe to Fire-1 before the request: what reached the primary-gms is a SUBSCRIBE in the name of ' +
        'sip:ana@primary.example, and the primary-server has to assert its own identity',
      ...PASSES.slice(1),
    ],
  ],
  [
    'nobody where the subscription follows a regroup within one MC system only',
    after(afterAnother, FLOW.step12, IVO),
    PASSES,
  ],
  [
    'nobody for a group that only a regroup within one MC system lists',
    altered(
      afterAnother,
      ({ flow, from, to }) => [REQUEST, RESPONSE].includes(flow) && [from.id, to.id].includes(server('primary')),
      { mcServiceGroupIdList: [FIRE2] },
    ),
    PASSES,
  ],
  [
    'nobody where both are under test',
    unseen(lacking(good, RESPONSE, server('primary')), 'primary-server', 'primary-gms'),
    ['primary-server inconclusive: it cannot be seen: both are under test', ...PASSES.slice(1)],
  ],
  [
    'nobody where both are one product',
    [IN_ONE_PRODUCT, ...unseen(lacking(good, REQUEST, gms('primary')), 'primary-server', 'primary-gms')],
    PASSES.slice(1),
  ],
  [
    'the server that left out one group, though another was not answered',
    lacking(ofMedicalGroups, RESPONSE, server('partner')),
    [...PASSES.slice(0, 1), 'partner-server fail: it did not subscribe to Med-8 before the request'],
  ],
  [
    'the group management server that does not answer a server that runs already',
    lacking(standing(good), RESPONSE, server('primary')),
    ['primary-gms fail: the subscription to Fire-1 was not answered before the request', ...PASSES.slice(1)],
  ],
  [
    'nobody for a server that runs already and may have subscribed before',
    lacking(standing(good), REQUEST, gms('primary')),
    PASSES.slice(1),
  ],
];

describe('the subscription to the group configuration is laid to', () => {
  for (const [whom, events, expected] of CASES)
    it(whom, () => {
      assert.deepEqual(said('PRE-4', events), expected);
    });

  it('the server once all is quiet, where nobody asks for anything', () => {
    const events = lacking(idle, REQUEST, gms('primary'));
    const [found] = findingsOf('PRE-4', events);
    const seen = found?.evidence.map((id) => events.find((event) => event.id === id)?.kind);
    assert.deepEqual([found?.party, found?.verdict, seen], ['primary-server', 'fail', ['message', 'settled']]);
  });

  it('nobody for certain where nobody asks for anything and the server runs already', () => {
    const [found] = findingsOf('PRE-4', lacking(standing(idle), REQUEST, gms('primary')));
    assert.equal(found?.verdict, 'inconclusive');
    assert.match(found.observed, /Fire-1 and Fire-2 in this scenario; it may have done so before$/);
    assert.equal(found.evidence.length, 1);
  });
});
