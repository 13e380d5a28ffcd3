import assert from 'node:assert/strict';
import { FLOWS } from '../../procedure/flows';
import { loadCatalogue } from '../catalogue/catalogue';
import { loadScenarios } from '../features';
import { describeTestPurpose } from './describe';
import { describeInterpretation } from './interpretation';
import { messagesOf } from './messages';
import { tdlOf } from './tdl';

const catalogue = loadCatalogue();
const scenarios = loadScenarios(catalogue);
const named = (tp: string) => scenarios.find((scenario) => scenario.tp === tp)!;
const step = (text: string, ...table: readonly (readonly string[])[]) => ({ phase: 'then' as const, text, table });

describe('the messages that a step speaks of', () => {
  const told = (text: string) =>
    messagesOf(step(text)).map(({ name, step: number, from, to, absent }) => [name, number, from, to, absent]);

  it('are those of the clause, with their ends', () => {
    assert.deepEqual(told('Ana initiates a preconfigured regroup of Fire-1 into Joint-9'), [
      ['preconfigured regroup request', '2', 'Ana', 'primary server', false],
    ]);
    assert.deepEqual(told('Ana receives a preconfigured regroup request return: authorized'), [
      ['preconfigured regroup request return', '4b', 'primary server', 'Ana', false],
    ]);
    assert.deepEqual(told('Ben and Gil receive no preconfigured regroup request'), [
      ['preconfigured regroup request', '7', 'partner server', 'Ben', true],
      ['preconfigured regroup request', '7', 'partner server', 'Gil', true],
    ]);
    assert.deepEqual(told('the partner MC service server answers with a preconfigured regroup response'), [
      ['preconfigured regroup response', '11', 'partner server', 'the server that asked', false],
    ]);
    assert.deepEqual(told('Dan ceases to be affiliated to Med-7'), [
      ['group de-affiliation request', undefined, 'Dan', 'partner server', false],
    ]);
    assert.deepEqual(told('no group is regrouped'), []);
  });

  it('are the rows of a table of steps', () => {
    const table = step('in this order:', ['step', 'from', 'to'], ['5', 'primary server', 'partner server']);
    assert.deepEqual(
      messagesOf(table).map(({ name, from, to }) => [name, from, to]),
      [['preconfigured regroup request', 'primary server', 'partner server']],
    );
  });

  it('are found wherever the features name one that is sent or received', () => {
    const names = [...FLOWS.values()].map(({ name }) => name);
    const speaking = scenarios
      .flatMap(({ allSteps: steps }) => steps)
      .filter(({ phase, text }) => phase === 'then' && / (?:receives?|answers with) /.test(text))
      .filter(({ text }) => names.some((name) => text.includes(name)));
    assert.ok(speaking.length > 100);
    for (const one of speaking) assert.notDeepEqual(messagesOf(one), [], one.text);
  });
});

describe('a test purpose in the form of a test specification', () => {
  it('has every part, from the feature and the catalogue', () => {
    const lines = describeTestPurpose(named('PGR_QSRV_TI_02'), catalogue);
    const text = lines.join('\n');
    for (const part of ['with {', 'ensure that {', '  when {', '  then {', '## Pre-test conditions'])
      assert.ok(lines.includes(part), part);
    assert.match(text, /\n- \*\*STEP-11-b\*\* The partner's response follows .*step 11/);
    assert.match(
      text,
      /\n- these MC service groups: Fire-1 \(home MC system primary; affiliated members Ana\), Med-7 \(home MC system partner; /,
    );
    assert.match(text, /\n\| 2 \| Check: [^|]+ \| <-- \| preconfigured regroup request \(step 5\) \| 1 \| P \|\n/);
    assert.match(text, /\n\| 4 \| Check: [^|]+ \| --> \| preconfigured regroup response \(step 11\) \| 3 \| P \|\n/);
  });

  it('tells of the request that comes to the implementation where no step of the feature does', () => {
    const sequence = (tp: string) =>
      describeTestPurpose(named(tp), catalogue)
        .filter((line) => /^\| \d+ \|/.test(line))
        .map((line) => line.split(' | ').slice(2, 4).join(' '));
    assert.deepEqual(sequence('PGR_QSRV_BI_04').slice(0, 3), [
      'Ana → primary server preconfigured regroup request (step 2)',
      '<-- preconfigured regroup request (step 5)',
      '--> preconfigured regroup reject',
    ]);
    assert.deepEqual(sequence('PGR_CL2_BV_07').slice(1, 3), [
      '<-- preconfigured regroup request (step 7)',
      '--> preconfigured regroup response (step 9)',
    ]);
    assert.equal(sequence('PGR_QSRV_TI_02').filter((row) => row.includes('(step 5)')).length, 1);
    assert.equal(sequence('PGR_CL2_BV_01').filter((row) => row.includes('(step 7)')).length, 1);
  });

  it('has arrows to and from the implementation, also where the feature names a user', () => {
    const arrows = (tp: string) =>
      describeTestPurpose(named(tp), catalogue).flatMap(
        (line) => / (-->|<--|\S+ → [^|]+) \| pre/.exec(line)?.[1] ?? [],
      );
    assert.deepEqual(arrows('PGR_PSRV_BI_10'), ['<--', '-->']);
    assert.deepEqual(arrows('PGR_CL2_BV_02').slice(-1), ['<--']);
    for (const scenario of scenarios)
      assert.doesNotMatch(
        describeTestPurpose(scenario, catalogue).join('\n'),
        /its server →|→ its server/,
        scenario.tp,
      );
  });

  it('can be made of every scenario, each with a stimulus and something to check', () => {
    for (const scenario of scenarios) {
      const rows = describeTestPurpose(scenario, catalogue).filter((line) => /^\| \d+ \|/.test(line));
      assert.ok(
        rows.some((row) => row.endsWith('| - | - |')),
        scenario.tp,
      );
      assert.ok(
        rows.some((row) => row.endsWith('| P |')),
        scenario.tp,
      );
    }
  });
});

describe('a test purpose as TDL-TO', () => {
  it('is whole: one purpose, all its braces closed, no quote left open', () => {
    for (const scenario of scenarios) {
      const text = tdlOf(scenario, catalogue).join('\n');
      assert.match(text, new RegExp(`^Test Purpose \\{\\n {2}TP Id ${scenario.tp}\\n`));
      const outside = text.replace(/"[^"\n]*"/g, '');
      assert.ok(!outside.includes('"'), scenario.tp);
      assert.equal(outside.split('{').length, outside.split('}').length, scenario.tp);
    }
  });

  it('tells messages as events, and what must not be seen as none', () => {
    const text = tdlOf(named('PGR_PSRV_BI_15'), catalogue).join('\n');
    assert.match(
      text,
      /the Ana entity receives a preconfigured_regroup_reject message from the primary_server entity and/,
    );
    assert.match(text, /not the partner_server entity receives a preconfigured_regroup_request message/);
  });
});

describe('a reading as a page', () => {
  const page = describeInterpretation(catalogue.interpretation('A-13')!);

  it('says what is open, how it is read and why, what others would change and which statements rest on it', () => {
    assert.equal(page[0], '# A-13');
    assert.deepEqual(
      page.filter((line) => line.startsWith('## ')),
      ['## Reading', '## Other readings'],
    );
    assert.ok(page.includes('One response or several are right; there is at least one after step 10.'));
    assert.ok(page.includes('- Exactly one response to each request. A response for each client would fail.'));
    assert.equal(page.at(-1), 'Statements that rest on it: STEP-11-a');
  });
});
