import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { packageRoot } from '../schema/package-root';
import { UserError } from '../verdict/errors';
import { loadCatalogue } from './catalogue/catalogue';
import { loadScenarios, readScenarios } from './features';
import { isObservable } from './catalogue/requirement';
import { roleOf } from './scenario';
import { smallCatalogue, row } from './testing/small';

const small = smallCatalogue([row('STEP-5-a'), row('STEP-5-b'), row('SCOPE-4', { why: 'It is elsewhere.' })]);

const feature = (...scenarios: readonly string[]): string =>
  ['@clause:10.15.3.3.1', 'Feature: F', '', '  Rule: R', ...scenarios].join('\n');

const one = (tags: string, name: string): string =>
  `\n    ${tags}\n    Scenario: ${name}\n      Given a fact\n      When an act\n`;

const read = (...scenarios: readonly string[]) =>
  readScenarios([{ uri: 'features/c/f.feature', text: feature(...scenarios) }], small);

function refuses(pattern: RegExp, ...scenarios: readonly string[]): void {
  assert.throws(
    () => read(...scenarios),
    (error) => error instanceof UserError && error.code === 'MCX-FEATURES' && pattern.test(error.message),
  );
}

describe('reading the features', () => {
  it('gives a scenario with its place, rule, tags and steps', () => {
    const [scenario] = read(one('@tp:PGR_PSRV_BV_01 @req:STEP-5-a @req:STEP-5-b @needs:multicast', 'It works'));
    assert.deepEqual(scenario, {
      tp: 'PGR_PSRV_BV_01',
      name: 'It works',
      uri: 'features/c/f.feature',
      line: 7,
      clause: 'c',
      feature: 'F',
      rule: 'R',
      tags: ['@clause:10.15.3.3.1', '@tp:PGR_PSRV_BV_01', '@req:STEP-5-a', '@req:STEP-5-b', '@needs:multicast'],
      requirements: ['STEP-5-a', 'STEP-5-b'],
      needs: ['multicast'],
      beyondSpec: false,
      steps: ['Given a fact', 'When an act'],
      allSteps: [
        { phase: 'given', text: 'a fact', table: [] },
        { phase: 'when', text: 'an act', table: [] },
      ],
    });
  });

  it('refuses no, several and malformed test purposes', () => {
    refuses(/f\.feature:7 has 0 @tp tags/, one('@req:STEP-5-a', 'It works'));
    refuses(/has 2 @tp tags/, one('@tp:PGR_PSRV_BV_01 @tp:PGR_PSRV_BV_02 @req:STEP-5-a', 'It works'));
    refuses(/@tp:PGR_XSRV_BV_01 is not of the form/, one('@tp:PGR_XSRV_BV_01 @req:STEP-5-a', 'It works'));
  });

  it('refuses a test purpose or a name that stands twice, with both places', () => {
    const first = one('@tp:PGR_PSRV_BV_01 @req:STEP-5-a', 'It works');
    refuses(
      /@tp:PGR_PSRV_BV_01 stands at .*:7 and .*:13/,
      first,
      one('@tp:PGR_PSRV_BV_01 @req:STEP-5-a', 'It differs'),
    );
    refuses(/the name "It works" stands at .*:7 and .*:13/, first, one('@tp:PGR_PSRV_BV_02 @req:STEP-5-a', 'It works'));
  });

  it('refuses a requirement that is unknown, without a check, named twice, or not named at all', () => {
    refuses(
      /@req:STEP-5-c is not in the catalogue; did you mean STEP-5-a/,
      one('@tp:PGR_PSRV_BV_01 @req:STEP-5-c', 'A'),
    );
    refuses(/@req:SCOPE-4 has no check: It is elsewhere/, one('@tp:PGR_PSRV_BV_01 @req:SCOPE-4', 'A'));
    refuses(/carries @req:STEP-5-a twice/, one('@tp:PGR_PSRV_BV_01 @req:STEP-5-a @req:STEP-5-a', 'A'));
    refuses(/shows no requirement/, one('@tp:PGR_PSRV_BV_01', 'A'));
    assert.equal(read(one('@tp:PGR_PSRV_BV_01 @beyond-spec', 'A'))[0]?.beyondSpec, true);
  });

  it('refuses a tag outside the vocabulary', () => {
    refuses(/@wip is an unknown tag/, one('@tp:PGR_PSRV_BV_01 @req:STEP-5-a @wip', 'A'));
    assert.deepEqual(read(one('@tp:PGR_PSRV_BV_01 @req:STEP-5-a @needs:looksWhoCancels', 'A'))[0]?.needs, [
      'looksWhoCancels',
    ]);
    refuses(/did you mean @needs:multicast/, one('@tp:PGR_PSRV_BV_01 @req:STEP-5-a @needs:multcast', 'A'));
  });

  it('says in a line which file is no Gherkin, and where', () => {
    assert.throws(
      () =>
        readScenarios(
          [{ uri: 'features/x.feature', text: 'Feature: F\n\n  Scenario: S\n    Given x\n    Foo\n    Bar\n' }],
          small,
        ),
      /features\/x\.feature is no Gherkin: \(5:5\): expected: .*, got 'Foo', and 1 more$/,
    );
  });
});

describe('the features of the suite', () => {
  const catalogue = loadCatalogue();
  const scenarios = loadScenarios(catalogue);

  it('show every requirement that can be observed, in a scenario that counts', () => {
    const shown = new Set(scenarios.filter((one) => !one.beyondSpec).flatMap(({ requirements }) => requirements));
    const observable = catalogue.requirements.filter(isObservable).map(({ id }) => id);
    assert.deepEqual(
      observable.filter((id) => !shown.has(id)),
      [],
    );
    assert.ok(scenarios.length >= 85);
  });

  it('have a test purpose for each role', () => {
    const roles = new Set(scenarios.map(({ tp }) => roleOf(tp)));
    assert.equal(roles.size, 6);
    assert.ok(!roles.has(undefined));
  });

  it('put each scenario under a rule and make each act before they look', () => {
    for (const { tp, rule, steps } of scenarios) {
      assert.ok(rule, `${tp} stands under no rule`);
      assert.equal(steps.filter((step) => step.startsWith('When ')).length, 1, `${tp} has one When`);
      assert.equal(steps.filter((step) => step.startsWith('Then ')).length, 1, `${tp} has one Then`);
      assert.ok(steps.length <= 9, `${tp} is short`);
    }
  });

  it('speak of no wire and of no intention', () => {
    for (const { tp, name, steps } of scenarios) {
      assert.doesNotMatch([name, ...steps].join('\n'), /\b(HTTP|SIP|JSON|should|verif(y|ies)|status code)\b/u, tp);
    }
  });

  it('depend on a declared ability where they use one', () => {
    const uses: readonly (readonly [RegExp, string])[] = [
      [/by multicast/u, 'multicast'],
      [/second partner|Coast-3|Hana/u, 'second-partner'],
      [/gateway/u, 'gateway'],
      [/temporary group/u, 'temporary-group'],
      [/may no longer initiate/u, 'withdrawn-authorization'],
      [/key reference/u, 'shared-configuration'],
      // Whose request is open to two answers: it is not authorized, and a group of it is regrouped.
      [
        /^(?=[^]*regrouped (\S+) into)(?=[^]*\b(\S+) may not )[^]*\2 initiates a preconfigured regroup of \1 /u,
        'authorization-first',
      ],
    ];
    for (const { tp, steps, needs, requirements } of scenarios) {
      for (const [used, need] of uses) assert.equal(needs.includes(need), used.test(steps.join('\n')), `${tp} ${need}`);
      // Whoever lists a regroup group that is there has to know its identity.
      const listsRegroup = /regrouped .* into (Joint-\d)\n[^]*initiates a preconfigured regroup of \1 /u;
      const text = steps.join('\n');
      const proposes = /the regroup group is (?!not )/u.test(text) || requirements.includes('STEP-4a-2');
      assert.equal(needs.includes('proposed-identity'), proposes || listsRegroup.test(text), tp);
    }
  });

  it('stay short enough to be read at one go', () => {
    for (const uri of new Set(scenarios.map((one) => one.uri))) {
      const lines = fs.readFileSync(path.join(packageRoot, uri), 'utf8').split('\n').length - 1;
      assert.ok(lines <= 120, `${uri} has ${lines} lines`);
    }
  });
});
