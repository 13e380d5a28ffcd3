import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { packageRoot } from '../../schema/package-root';
import { loadCatalogue } from '../../traceability/catalogue/catalogue';
import { loadScenarios } from '../../traceability/features';
import { createAccusations } from '../stories/accusations';
import { classesOf } from './classes';
import { accusationsIn, clauseFindings, isHonest, isShown, keptWalks } from './kept';
import { shownIn, withLadders } from './ladders';
import { ladderText } from './ladder';
import { arePermitted } from './readings';
import { classesIn, PLAYED_WITH } from './reached';
import { replay } from './replay';
import { endingsIn } from './shown';
import { explore } from './space';
import { stateText } from './state-text';
import type { WalkMove } from './start';
import { STARTS } from './starts';
import { ask, bestOf, FAULTS, SLICE, walkOf, type Kept } from './survey';

const from = (id: string) => STARTS.find((start) => start.id === id) ?? assert.fail(id);
const PAGE = path.join(packageRoot, 'docs', 'clause-findings.md');
const accusations = createAccusations();

describe('the text of a state', () => {
  it('is the same whatever was put in first, and tells who refers to whom', () => {
    const one = { id: 'one' };
    const other = { id: 'one' };
    const inOrder = new Map([
      ['a', new Set(['x', 'y'])],
      ['b', new Set(['z'])],
    ]);
    const otherwise = new Map([
      ['b', new Set(['z'])],
      ['a', new Set(['y', 'x'])],
    ]);
    assert.equal(stateText(inOrder), stateText(otherwise));
    assert.notEqual(stateText([one, one]), stateText([one, other]));
    assert.notEqual(stateText({ held: undefined }), stateText({ held: null }));
  });
});

describe('a search through all states', () => {
  const quiet = { acts: 0, faults: 0 };

  it('has one way where nothing happens beside one regroup, and forms it', () => {
    const { start } = from('one');
    const space = explore({ start, readings: [], acts: [], faultKinds: [], budget: quiet });
    const ends = [...space.outcomes()].map(({ outcome }) => outcome);
    assert.deepEqual([space.behaviours, ends.length], [1, 1]);
    assert.deepEqual(ends[0]?.requests, [
      {
        told: ['authorized', 'formed'],
        cancellations: [],
        holders: ['partner in-force', 'primary in-force'],
        troubles: [],
      },
    ]);
  });

  it('takes the same steps apart where every step is a moment of its own', () => {
    const { start } = from('one');
    const space = explore({ start, readings: ['split'], acts: [], faultKinds: [], budget: quiet });
    const [end] = [...space.outcomes()];
    assert.equal(end?.walk().moves.filter((move) => 'resumes' in move).length, 5);
    assert.deepEqual(end.outcome.requests[0]?.told, ['authorized', 'formed']);
  });

  it('finds that two crossing requests are both formed where nothing is reserved, and never both where it is', () => {
    const { start } = from('crossing');
    const troubles = (readings: readonly 'late'[]): ReadonlySet<string> =>
      new Set(
        [...explore({ start, readings, acts: [], faultKinds: [], budget: quiet }).outcomes()].flatMap(({ outcome }) => [
          ...outcome.troubles.keys(),
        ]),
      );
    assert.deepEqual([...troubles([])].sort(), ['all-rejected', 'authorized-then-rejected']);
    assert.ok(troubles(['late']).has('group-in-two-regroups'));
    assert.ok(troubles(['late']).has('user-in-two-regroups'));
  });

  it('gives up where there are more states than it may keep', () => {
    const { start, acts } = from('crossing');
    assert.throws(
      () => explore({ start, readings: [], acts, faultKinds: FAULTS, budget: { acts: 1, faults: 1 } }, 100),
      /more than 100 states/,
    );
  });
});

describe('what is found in the states that a test has time for', () => {
  let found: readonly Kept[] = [];
  let states = 0;
  before(() => {
    const answers = SLICE.map((asked) => ask(asked));
    states = answers.reduce((sum, answer) => sum + answer.states, 0);
    found = bestOf(answers.flatMap(({ kept }) => kept));
  });

  it('is the same each time: so many states, and no class of behaviour that is not known', () => {
    assert.ok(states > 35_000);
    const ids = new Set(keptWalks().map(({ id }) => id));
    assert.deepEqual(
      found.filter(({ id }) => !ids.has(id)).map((one) => `${one.class} ${JSON.stringify(one)}`),
      [],
    );
  });

  it('comes out on machines that know nothing of the search, in the same classes', () => {
    for (const walk of found)
      assert.ok(
        classesOf(replay(walkOf(walk)).outcome.requests).some(({ id }) => id === walk.id),
        JSON.stringify(walk),
      );
  });
});

describe('a kept walk', () => {
  const known = keptWalks();

  it('is one for each class of behaviour', () => {
    assert.equal(new Set(known.map(({ id }) => id)).size, known.length);
  });

  it('replays into its class, and the oracle accuses nobody who keeps to the clause', () => {
    for (const walk of known) {
      const replayed = replay(walkOf(walk));
      assert.ok(
        classesOf(replayed.outcome.requests).some(({ id, text }) => id === walk.id && text === walk.class),
        JSON.stringify(walk),
      );
      if (isHonest(walk)) assert.deepEqual(accusationsIn(replayed, accusations), [], JSON.stringify(walk));
    }
  });

  it('shows in its trace nothing but what it came to', () => {
    for (const walk of known.filter(isShown)) {
      const { events, outcome } = replay(walkOf(walk));
      for (const [at, { told, cancellations, troubles }] of endingsIn(events).entries()) {
        const truth = outcome.requests[at];
        assert.deepEqual([told, cancellations], [truth?.told, truth?.cancellations], walk.id);
        assert.deepEqual(
          troubles.filter((one) => !truth?.troubles.includes(one)),
          [],
          walk.id,
        );
      }
    }
  });

  it('has a scenario of the suite that comes to its class', async function () {
    this.timeout(120_000);
    // A machine that is too busy for a scenario cuts it short, with an error for its verdict.
    this.retries(2);
    const scenarios = loadScenarios(loadCatalogue());
    for (const underTest of PLAYED_WITH) {
      const walks = known.filter(({ reached }) => reached?.underTest === underTest);
      const named = new Set(walks.map(({ reached }) => reached?.scenario));
      const classes = await classesIn(
        scenarios.filter(({ tp }) => named.has(tp)),
        underTest,
      );
      for (const { id, class: text, reached } of walks)
        assert.ok(classes.get(reached?.scenario ?? '')?.has(id), `${id} ${text}: ${JSON.stringify(reached)}`);
    }
  });

  it('is refused where the machines do not go that way', () => {
    const moves: readonly WalkMove[] = [{ arrives: 'partner-server>primary-server' }];
    assert.throws(() => replay({ start: from('one').start, readings: [], moves }), /there is none/);
    assert.throws(() => replay({ start: from('one').start, readings: [], moves: [] }), /something is under way/);
  });
});

describe('findings on the clause', () => {
  const findings = clauseFindings();
  const page = readFileSync(PAGE, 'utf8');

  it('are all on the page, with the ladders that they replay to: npm run search -- --keep writes them', () => {
    assert.deepEqual(
      shownIn(page),
      findings.map(({ id }) => id),
    );
    assert.equal(withLadders(page, findings), page);
  });

  for (const finding of findings)
    it(`${finding.id} comes to what it says, and the oracle says what is written there`, () => {
      const replayed = replay(walkOf(finding));
      assert.deepEqual([...replayed.outcome.troubles.keys()].sort(), finding.troubles);
      assert.equal(isShown(finding), finding.accuses !== undefined);
      if (finding.accuses) assert.deepEqual(accusationsIn(replayed, accusations), finding.accuses);
    });

  it('draw each message between the lifelines of its ends', () => {
    const [first] = findings.map((one) => ladderText(replay(walkOf(one))).split('\n'));
    assert.match(first?.[1] ?? '', /^ {2}1 +\|-+>\| .* 2 {2}request: Fire-1, Med-7 into Joint-8$/);
  });

  it('break no reading that is permitted, but the one that shows why groups are reserved', () => {
    assert.deepEqual(
      findings.filter(({ readings }) => !arePermitted(readings)).map(({ id }) => id),
      ['C-02'],
    );
  });
});
