import assert from 'node:assert/strict';
import type { Check } from '../../oracle/check';
import type { TraceEvent } from '../../evidence/trace';
import { createAccusations } from './accusations';
import { explore } from './explore';
import { asGherkin } from './gherkin';
import { play } from './play';
import type { StoryScript } from './story';

const USUAL: StoryScript = {
  setup: {
    groups: [
      { name: 'Fire-1', home: 'primary', affiliated: ['Ana', 'Dan'], others: [] },
      { name: 'Med-7', home: 'partner', affiliated: ['Ben'], others: ['Cleo'] },
    ],
    multicastIn: [],
  },
  choices: {},
  moves: [
    {
      kind: 'act',
      act: { act: 'initiate', user: 'Ana', groups: ['Fire-1', 'Med-7'], into: 'Joint-9', configuration: 'Crisis-0' },
    },
    { kind: 'arrive', picks: [0, 0, 1] },
    { kind: 'act', act: { act: 'log-off', user: 'Dan' } },
    { kind: 'quiet' },
    { kind: 'act', act: { act: 'cancel', user: 'Ana', regroup: undefined } },
  ],
};

const flowsIn = (events: readonly TraceEvent[]): readonly string[] =>
  events.flatMap((event) => (event.kind === 'message' ? [event.flow] : []));

describe('a story', () => {
  it('is played to its end: everything arrives, and what no message shows is asked', () => {
    const events = play(USUAL);
    const sent = events.filter(({ kind }) => kind === 'message').length;
    const arrived = events.filter((event) => event.kind === 'delivery' && event.outcome === 'arrived').length;
    assert.equal(arrived, sent);
    for (const flow of [
      'preconfigured-regroup-response.server-client',
      'preconfigured-regroup-cancel-request.server-server',
    ])
      assert.ok(flowsIn(events).includes(flow), flow);
    assert.deepEqual(
      events.flatMap((event) => (event.kind === 'settled' ? [event.by] : [])),
      ['idle', 'idle'],
    );
  });

  it('is the same each time it is played', () => {
    assert.deepEqual(play(USUAL), play(USUAL));
  });

  it('accuses nobody where everybody keeps to the clause, and whoever does not', () => {
    const accusations = createAccusations();
    assert.deepEqual(accusations.of(USUAL), []);
    const broken = accusations.of({ ...USUAL, choices: { 'partner-server': 'affiliates-nobody' } });
    assert.ok(broken.some(({ requirement, party }) => requirement === 'STEP-10-a' && party === 'partner-server'));
  });

  it('has a sender told of what got lost', () => {
    const [request] = USUAL.moves;
    assert.ok(request);
    // The request of the client has arrived; then the one of its server is lost.
    const lost = play({ ...USUAL, moves: [request, { kind: 'arrive', picks: [0] }, ...pickAll('lose')] });
    assert.ok(lost.some((event) => event.kind === 'delivery' && event.outcome === 'undeliverable'));
    assert.ok(flowsIn(lost).includes('preconfigured-regroup-reject.server-client'));
  });

  it('is a scenario to paste', () => {
    assert.equal(
      asGherkin(USUAL),
      [
        'Given these MC service groups:',
        '  | group  | home MC system | affiliated members | other members |',
        '  | Fire-1 | primary        | Ana, Dan           |               |',
        '  | Med-7  | partner        | Ben                | Cleo          |',
        'And Ana may initiate a preconfigured regroup',
        'When Ana initiates a preconfigured regroup of Fire-1 and Med-7 into Joint-9',
        '# of the links in use, the first message of number 0, then of 0, then of 1 arrives',
        'And Dan logs off',
        '# everything arrives',
        'And Ana cancels the regroup',
      ].join('\n'),
    );
  });
});

describe('a search among stories', () => {
  it('finds nobody accused who keeps to the clause, whatever freedoms two parties use', () => {
    const { stories, counterexample } = explore({ stories: 300, seed: 12, variants: 2, withLosses: false });
    assert.equal(counterexample && asGherkin(counterexample.story), undefined);
    assert.equal(stories, 300);
  });

  it('finds a check that is too strict, and shrinks what shows it to a few lines', () => {
    const tooStrict: Check = {
      requirement: 'STEP-12-a',
      judge: ({ messages }) => {
        const responses = messages.filter(({ flow }) => flow === 'preconfigured-regroup-response.server-client');
        return responses.slice(1).map(({ id, from }) => ({
          requirement: 'STEP-12-a',
          party: from.party ?? 'primary-server',
          verdict: 'fail',
          expected: 'one response in all',
          observed: 'another',
          evidence: [id],
        }));
      },
    };
    const { counterexample } = explore({ stories: 500, seed: 1, variants: 0, withLosses: false, checks: [tooStrict] });
    assert.ok(counterexample);
    const steps = asGherkin(counterexample.story)
      .split('\n')
      .filter((line) => /^(When|And \w+ (initiates|cancels|affiliates|ceases|logs))/.test(line));
    assert.ok(steps.length <= 3, steps.join('; '));
  });
});

function pickAll(kind: 'lose'): StoryScript['moves'] {
  return [0, 1, 2].map((pick) => ({ kind, pick, arrivesAllTheSame: false }));
}
