import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Check } from '../../oracle/check';
import type { MessageEvent as Message, TraceEvent } from '../../evidence/trace';
import type { FlowId } from '../../procedure/flows';
import { createAccusations } from './accusations';
import { explore } from './explore';
import { openHunt } from './hunt';
import { preyOf } from './prey';
import { asGherkin } from './gherkin';
import { play } from './play';
import type { Move, StoryScript } from './story';

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

/** Stories in which somebody was once accused who kept to the clause, a line each, with what was overlooked. */
const KEPT = readFileSync(path.join(__dirname, 'kept-stories.jsonl'), 'utf8')
  .trimEnd()
  .split('\n')
  .map((line) => JSON.parse(line) as { readonly why: string; readonly story: StoryScript }); // ours

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
    const broken: StoryScript = { ...USUAL, choices: { 'partner-server': 'affiliates-nobody' } };
    assert.deepEqual(accusations.of(broken), []);
    const findings = accusations.in(play(broken), broken);
    assert.ok(findings.some(({ requirement, party }) => requirement === 'STEP-10-a' && party === 'partner-server'));
  });

  it('has a sender told of what got lost', () => {
    const [request] = USUAL.moves;
    assert.ok(request);
    // The request of the client has arrived; then the one of its server is lost.
    const lost = play({ ...USUAL, moves: [request, { kind: 'arrive', picks: [0] }, ...pickAll('lose')] });
    assert.ok(lost.some((event) => event.kind === 'delivery' && event.outcome === 'undeliverable'));
    assert.ok(flowsIn(lost).includes('preconfigured-regroup-reject.server-client'));
  });

  it('has the server of a third MC system ask for what is not its business, of which it alone is guilty', () => {
    const [request] = USUAL.moves;
    assert.ok(request);
    const demanded: StoryScript = {
      ...USUAL,
      moves: [request, { kind: 'quiet' }, { kind: 'demand-cancellation', user: 'Hana' }],
    };
    const asked = play(demanded).filter(
      (event) => event.kind === 'message' && event.flow === 'preconfigured-regroup-cancel-request.server-server',
    );
    assert.equal(asked.length, 2);
    const accusations = createAccusations();
    assert.deepEqual(accusations.of(demanded), []);
    const broken: StoryScript = { ...demanded, choices: { 'partner-server': 'lets-anybody-cancel' } };
    assert.ok(accusations.in(play(broken), broken).some(({ requirement }) => requirement === 'POST-1'));
  });

  it('has clients take no regroup request, for which no server owes less to others', () => {
    const refusing: StoryScript = {
      ...USUAL,
      setup: { ...USUAL.setup, refusing: ['Ben'] },
      moves: USUAL.moves.slice(0, 1),
    };
    const lost = play(refusing).filter((event) => event.kind === 'delivery' && event.outcome === 'undeliverable');
    assert.deepEqual(lost.length, 1);
    const accusations = createAccusations();
    assert.deepEqual(accusations.of(refusing), []);
    const broken: StoryScript = { ...refusing, choices: { 'partner-server': 'stops-at-a-client' } };
    assert.ok(accusations.in(play(broken), broken).some(({ requirement }) => requirement === 'STEP-11-a'));
  });

  it('has a group management server put groups into a temporary group and free them, of which there is one at a time', () => {
    const FIRE: Move = { kind: 'configure', change: 'make-temporary-group', groups: ['Med-7', 'Fire-1'] };
    const END: Move = { kind: 'configure', change: 'tear-down-temporary-group', groups: [] };
    const AGAIN: Move = { kind: 'configure', change: 'repeat-configuration', groups: ['Fire-1'] };
    const done = play({ ...USUAL, moves: [FIRE, FIRE, END, END, AGAIN] }).flatMap((event) =>
      event.kind === 'control' && event.command['command'] === 'act' && event.party.endsWith('-gms')
        ? [[event.party, (event.command['act'] as { readonly kind: string }).kind]] // an act has a kind
        : [],
    );
    assert.deepEqual(done, [
      ['partner-gms', 'make-temporary-group'],
      ['partner-gms', 'tear-down-temporary-group'],
      ['primary-gms', 'repeat-configuration'],
    ]);
  });

  it('is a scenario to paste, with what group management servers do', () => {
    const lines = asGherkin({
      ...USUAL,
      moves: [
        { kind: 'configure', change: 'make-temporary-group', groups: ['Fire-1'] },
        { kind: 'hours', hours: 48 },
        { kind: 'demand-cancellation', user: 'Hana' },
        { kind: 'configure', change: 'tear-down-temporary-group', groups: ['Fire-1'] },
        { kind: 'configure', change: 'repeat-configuration', groups: ['Med-7'] },
      ],
    }).split('\n');
    assert.deepEqual(lines.slice(-5), [
      'When Fire-1 is put into the temporary group Temp-5',
      'And 48 hours pass',
      'And the MC system of Hana asks the others to cancel the regroup',
      'And the temporary group Temp-5 is torn down',
      'And the partner group management server repeats the configuration of Med-7',
    ]);
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
  for (const { why, story } of KEPT)
    it(`accuses nobody where it once did: ${why}`, () => {
      assert.deepEqual(createAccusations().of(story), []);
    });

  it('finds nobody accused who keeps to the clause, whatever freedoms two parties use', () => {
    const { stories, counterexample } = explore({ stories: 300, seed: 12, variants: 2, withLosses: false });
    assert.equal(counterexample && asGherkin(counterexample.story), undefined);
    assert.equal(stories, 300);
  });

  it('finds nobody accused beside a party that breaks the clause', () => {
    const { counterexample } = explore({ stories: 300, seed: 1, variants: 2, withLosses: false, besideMutant: true });
    assert.equal(counterexample && asGherkin(counterexample.story), undefined);
  });

  /** What is wrong by a check that looks at the messages up to each. */
  const planted = (requirement: string, isWrong: (message: Message, before: readonly Message[]) => boolean): Check => ({
    requirement,
    judge: ({ messages }) =>
      messages
        .filter((message, index) => isWrong(message, messages.slice(0, index)))
        .map(({ id, from }) => ({
          requirement,
          party: from.party ?? 'primary-server',
          verdict: 'fail',
          expected: 'another',
          observed: 'this',
          evidence: [id],
        })),
  });
  const isOf = (flow: FlowId) => (message: Message) => message.flow === flow;

  /** Checks that are right but for one branch. */
  const TOO_STRICT: readonly (readonly [what: string, check: Check, variants: number])[] = [
    [
      'lets a primary reject only for a regroup that is in force (A-31)',
      planted(
        'STEP-4a-6',
        (message, before) =>
          isOf('preconfigured-regroup-reject.server-client')(message) &&
          before.filter(isOf('preconfigured-regroup-request.client-server')).length > 1 &&
          !before.some(isOf('preconfigured-regroup-response.server-client')),
      ),
      0,
    ],
    [
      'forgets that a temporary group holds its constituents too',
      planted(
        'STEP-6-a',
        (message, before) =>
          message.flow.startsWith('preconfigured-regroup-reject') &&
          before.filter(isOf('preconfigured-regroup-request.client-server')).length < 2,
      ),
      0,
    ],
    [
      'takes the second answer of a partner for one too many (A-13)',
      planted('STEP-11-a', (message, before) => {
        const answers = before.filter(isOf('preconfigured-regroup-response.server-server'));
        const requests = before.filter(isOf('preconfigured-regroup-request.server-server'));
        return isOf('preconfigured-regroup-response.server-server')(message) && answers.length >= requests.length;
      }),
      2,
    ],
  ];

  for (const [what, check, variants] of TOO_STRICT)
    it(`finds a check that ${what}, and shrinks what shows it to six lines`, () => {
      const { counterexample, stories } = explore({
        stories: 10_000,
        seed: 1,
        variants,
        withLosses: false,
        checks: [check],
      });
      assert.ok(counterexample);
      assert.ok(stories < 1_000, `${stories}`);
      const lines = asGherkin(counterexample.story)
        .split('\n')
        .filter((line) => !line.startsWith('#'));
      assert.ok(lines.length <= 6, lines.join('\n'));
    });
});

describe('a hunt by stories', () => {
  const hunt = openHunt({ stories: 150, seed: 5, variants: 1 });
  const all = preyOf({ source: 10_000, seed: 5 });
  const named = (id: string) => all.find((prey) => prey.id.includes(id) && prey.role === 'partner-server');

  it('finds a mutant by the statement that it breaks, beside nobody who is accused', () => {
    const prey = named('affiliates-nobody');
    assert.ok(prey);
    const { isNamed, falsely, story } = hunt.on(prey);
    assert.deepEqual([isNamed, falsely], [true, []]);
    assert.equal(story?.choices['partner-server'], 'affiliates-nobody');
  });

  it('goes on where a fault put into a source has a party break down on an input', () => {
    const prey = named('isFormedHere: formed === undefined || !server.policy.hostsItsRegroupGroups → false');
    assert.ok(prey);
    const { by, differing } = hunt.on(prey);
    assert.ok(differing > 0);
    assert.ok(by.length > 0);
  });
});

function pickAll(kind: 'lose'): StoryScript['moves'] {
  return [0, 1, 2].map((pick) => ({ kind, pick, arrivesAllTheSame: false }));
}
