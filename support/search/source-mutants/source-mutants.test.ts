import assert from 'node:assert/strict';
import { loadCatalogue } from '../../traceability/catalogue/catalogue';
import { loadScenarios } from '../../traceability/features';
import { EXPLAINED, explanationOf } from './explained/explained';
import { explains } from './explained/row';
import { applied, keyOf, sourceMutantsOf, type SourceMutant } from './operators';
import { asText, reportOf, together, unexplained } from './report';
import { allSourceMutants, builderOf, kindsOf } from './sources';
import { openSourceTrials, trialOf, type Fate } from './trials';

const changesOf = (source: string): readonly string[] => sourceMutantsOf('a.ts', source).map(({ change }) => change);

describe('faults put into a source', () => {
  it('turn each condition, comparison and connective, and leave out what can be left out', () => {
    assert.deepEqual(changesOf('function f(a, b) { if (a && b) go(); }'), [
      '{ if (a && b) go(); } → {}',
      'a && b → true',
      'a && b → false',
      'a && b → a || b',
      'a && b → a',
      'a && b → b',
      'go(); → nothing',
    ]);
    assert.deepEqual(changesOf('const f = (a) => a < 1;'), [
      'a < 1 → true',
      'a < 1 → false',
      'a < 1 → a <= 1',
      'a < 1 → a >= 1',
    ]);
    assert.deepEqual(changesOf("const f = { x: a?.b ?? 'c', y };"), [
      "{ x: a?.b ?? 'c', y } → {}",
      "x: a?.b ?? 'c' → nothing",
      'y → nothing',
      "a?.b ?? 'c' → a?.b",
      "a?.b ?? 'c' → 'c'",
      'a?.b → a.b',
      "'c' → ''",
    ]);
    assert.deepEqual(changesOf('const f = (list) => list.filter(g).some(h);'), [
      'list.filter(g).some(h) → list.filter(g).every(h)',
      'list.filter(g) → list',
    ]);
  });

  it('leave types, imports and the names of flows alone', () => {
    assert.deepEqual(changesOf("import a from 'b'; type C = 'd' | true; interface E { readonly f: 'g' }"), []);
    assert.deepEqual(changesOf("const f = () => send('log-off-request.client-server');"), []);
  });

  it('are known by what they change, not by where it stands', () => {
    const [before, after] = ['', '// One line more.\n\n'].map((above) =>
      sourceMutantsOf('a.ts', `${above}function f(a) { g(a === 1); g(a === 1); }`),
    );
    assert.deepEqual(before?.map(keyOf), after?.map(keyOf));
    assert.equal(new Set(before?.map(keyOf)).size, before?.length);
    assert.notEqual(before?.[0]?.line, after?.[0]?.line);
  });

  const all = allSourceMutants();

  it('are each a source that can be loaded', function () {
    this.timeout(120_000);
    assert.ok(all.length > 1_500, `${all.length}`);
    assert.equal(new Set(all.map(keyOf)).size, all.length);
    for (const mutant of all) {
      assert.notEqual(applied('x'.repeat(mutant.end), mutant), 'x'.repeat(mutant.end));
      const [kind] = kindsOf(mutant.file);
      assert.ok(kind);
      // A table without a row may fail as it is made; what does not compile is no mutant.
      try {
        builderOf(mutant, kind);
      } catch (error) {
        assert.ok(!(error instanceof SyntaxError) && !String(error).includes('Transform failed'), keyOf(mutant));
      }
    }
  });

  it('leave the faithful party as it is', () => {
    const gone = all.find(
      ({ file, change }) => file.endsWith('server/service.ts') && change.startsWith('user.inService = true'),
    );
    assert.ok(gone);
    const machine = builderOf(gone, 'server')({ now: () => 0, fresh: () => 'n' });
    assert.deepEqual(machine.receive({ kind: 'command', command: { command: 'hello' } }).length, 1);
  });
});

describe('source mutants under test', () => {
  const of = (change: string): SourceMutant => {
    const match = allSourceMutants().find(
      (one) => one.within === 'onRegroupRequest' && one.file.endsWith('/client.ts') && one.change === change,
    );
    assert.ok(match, change);
    return match;
  };

  it('are killed by the statement that they break, or said to differ nowhere', async function () {
    this.timeout(120_000);
    const testPurposes = loadScenarios(loadCatalogue()).flatMap(({ requirements, tp }) =>
      requirements.includes('STEP-9-c') ? [tp] : [],
    );
    const trials = await openSourceTrials(['client'], { wire: 'memory', testPurposes });
    const noisy = await trials.try(of('!client.policy.acknowledges(body.delivery) → false'));
    assert.equal(noisy.fate === 'killed' && noisy.by, 'STEP-9-c', noisy.fate);
    const other = await trials.try(of('client.policy.notifiesUser → true'));
    assert.equal(other.fate, 'same');
  });
});

describe('source mutants beside neighbours that use freedoms', () => {
  it('are killed by what shows only there', async function () {
    this.timeout(120_000);
    const testPurposes = loadScenarios(loadCatalogue()).flatMap(({ uri, tp }) =>
      uri.includes('whole-procedure') && !tp.includes('TI') ? [tp] : [],
    );
    const asksAgain = allSourceMutants().find(
      ({ within, change }) =>
        within === 'askMembers' && change.endsWith(' → (user.id === regroup.requester && !policy.asksRequester)'),
    );
    assert.ok(asksAgain);
    const beside = async (seed?: number) => {
      const trials = await openSourceTrials(['server'], { wire: 'memory', testPurposes, ...(seed && { seed }) });
      return trials.try(asksAgain);
    };
    assert.equal((await beside()).fate, 'same');
    const killed = await beside(7);
    assert.ok(killed.fate === 'killed' && [killed.by, ...killed.also].includes('INV-6'), JSON.stringify(killed));
    assert.ok(killed.beside?.some((id) => /request/.test(id)));
  });
});

describe('explanations of source mutants', () => {
  const all = allSourceMutants();
  const catalogue = loadCatalogue();
  const ids = new Set([
    ...catalogue.interpretations.map(({ id }) => id),
    ...catalogue.requirements.map(({ id }) => id),
  ]);

  it('are about something that is there', () => {
    for (const one of EXPLAINED)
      assert.ok(
        all.some((mutant) => explains(one, { ...mutant, fate: 'same' })),
        JSON.stringify(one),
      );
  });

  it('say what is changed, or where alone that may show', () => {
    for (const { changes, shows, why } of EXPLAINED) assert.ok(changes !== undefined || shows !== undefined, why);
  });

  it('hold for nothing that shows elsewhere, nor for what passes though scenarios should not be possible', () => {
    const file = 'support/reference/server/dynamic-data.ts';
    const report = { file, within: 'reportGroup', change: 'x', fate: 'survived' } as const;
    assert.ok(explanationOf({ ...report, effects: ['notify-group-dynamic-data-request.server-gms'] }));
    assert.equal(explanationOf({ ...report, effects: ['preconfigured-regroup-request.server-server'] }), undefined);
    const provision = { file: 'support/reference/gms/state.ts', within: 'provision', change: 'x' };
    assert.ok(explanationOf({ ...provision, fate: 'stopped', effects: ['provision'] }));
    assert.equal(explanationOf({ ...provision, fate: 'survived', effects: ['provision'] }), undefined);
  });

  it('name what grants a freedom', () => {
    for (const { is, by, why } of EXPLAINED) {
      assert.equal(by !== undefined && ids.has(by), is === 'freedom', `${by}: ${why}`);
      assert.match(why, /^[A-Z].*\.$/);
    }
  });
});

describe('what a mutant comes to in two surroundings', () => {
  const [mutant] = allSourceMutants();
  assert.ok(mutant);
  const of = (fate: Fate) => trialOf(mutant, fate, 5);
  const survived = (...effects: string[]) => of({ fate: 'survived', differsIn: ['client-1 PGR_X'], effects });

  it('is the worst for it, whichever was tried first', () => {
    const killed = of({ fate: 'killed', by: 'STEP-6-a', also: [], role: 'client-1', tp: 'PGR_X' });
    const stopped = of({ fate: 'stopped', by: 'error', why: '', effects: [] });
    for (const [less, more] of [
      [of({ fate: 'same' }), survived()],
      [survived(), stopped],
      [stopped, killed],
    ] as const) {
      assert.equal(together(less, more).fate, more.fate);
      assert.equal(together(more, less).fate, more.fate);
    }
  });

  it('shows wherever it shows in either', () => {
    const both = together(survived('ask', 'order'), survived('act', 'ask'));
    assert.deepEqual('effects' in both && both.effects, ['act', 'ask', 'order']);
  });
});

describe('a report on source mutants', () => {
  const mutant: SourceMutant = {
    file: 'support/reference/gms/new.ts',
    within: 'f',
    operator: 'boolean',
    change: 'true → false',
    nth: 1,
    line: 7,
    start: 0,
    end: 4,
    replacement: 'false',
  };

  it('counts as unexplained what lives without a reason', () => {
    const report = reportOf({ startedAt: '2026-01-01T00:00:00.000Z', seconds: 1, mutants: 9 }, [
      trialOf(mutant, { fate: 'same' }, 5),
      trialOf(mutant, { fate: 'survived', differsIn: ['client-1 PGR_X', 'client-1 PGR_Y'], effects: [] }, 5),
      trialOf(mutant, { fate: 'killed', by: 'STEP-6-a', also: [], role: 'client-1', tp: 'PGR_X' }, 5),
    ]);
    assert.equal(unexplained(report).length, 2);
    assert.match(
      asText(report),
      /survived {2}support\/reference\/gms\/new\.ts:7 f: true → false\n +differs in client-1 PGR_X and 1 more/,
    );
    assert.match(
      asText(report),
      /3 of 9 source mutants in 1 s \(0 s of processor\): 1 killed by a statement .* 2 unexplained/,
    );
  });
});
