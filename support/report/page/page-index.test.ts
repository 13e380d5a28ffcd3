import assert from 'node:assert/strict';
import { loadCatalogue } from '../../traceability/catalogue/catalogue';
import { loadIcs } from '../../traceability/catalogue/ics';
import { reportSource } from '../formats/derived-report';
import { aCheck, aFailure, aRun, aScenario } from '../testing/results';
import { pageIndex } from './page-index';

const catalogue = loadCatalogue();
const indexOf = (run: ReturnType<typeof aRun>, against: Parameters<typeof pageIndex>[3] = []) =>
  pageIndex(run, catalogue, reportSource(run, catalogue, loadIcs()).coverage(), against);
const checks = [
  aCheck({ requirement: 'STEP-5-a' }),
  aFailure({ requirement: 'STEP-5-a', interpretation: 'A-05' }),
  aFailure({ requirement: 'STEP-2-a', judged: false, interpretation: 'A-05' }),
  aCheck({ requirement: 'STEP-4b-1' }),
];
const run = aRun({ scenarios: [aScenario({ verdict: 'fail', checks })] });

describe('the index of the page', () => {
  it('has for each scenario the worst that was judged of each statement, told apart from what it was written to show', () => {
    const { clauses, scenarios } = indexOf(run);
    const ids = clauses.flatMap(({ parts }) => parts.flatMap(({ requirements }) => requirements.map(({ id }) => id)));
    const cells = scenarios[0]?.cells ?? '';
    const letterOf = (id: string) => cells[ids.indexOf(id)];
    assert.deepEqual(['STEP-5-a', 'STEP-4b-1', 'STEP-2-a'].map(letterOf), ['F', 'p', '.']);
    assert.equal(cells.replaceAll('.', '').length, 2);
  });

  it('counts what rests on each reading, judged checks alone', () => {
    const { interpretations } = indexOf(run);
    assert.deepEqual(interpretations['A-05']?.rests, { fail: 1 });
    assert.deepEqual(interpretations['A-02']?.rests, {});
    assert.ok(interpretations['A-02'].affects.includes('STEP-4b-1'));
  });

  it('draws each step of the clause as the message that it is, or at the party that takes it', () => {
    const [clause] = indexOf(run).clauses;
    const { lifelines = [], rows = [] } = clause?.figure ?? {};
    const drawn = rows.map(({ step, ends, verdict }) => [
      step,
      ends.map((at) => lifelines[at]?.party).join(' > '),
      verdict,
    ]);
    assert.deepEqual(
      rows.map(({ step }) => step),
      ['1', '2', '3', '4a', '4b', '5', '6', '7', '8', '9', '10', '11', '12'],
    );
    assert.deepEqual(drawn[5], ['5', 'primary-server > partner-server', 'fail']);
    assert.deepEqual(drawn[6]?.slice(0, 2), ['6', 'partner-server']);
    assert.deepEqual(
      lifelines.filter(({ underTest }) => underTest).map(({ party }) => party),
      ['primary-server'],
    );
  });

  it('sets a run against others by test purpose and name, the oldest first', () => {
    const before = aRun({ startedAt: '2026-01-01T00:00:00.000Z' });
    const { scenarios, against } = indexOf(run, [
      { name: 'a', run: aRun({ scenarios: [aScenario({ name: 'another' })] }) },
      { name: 'b', run: before },
    ]);
    assert.deepEqual(scenarios[0]?.history, ['', 'pass']);
    assert.deepEqual(against?.runs.at(-1), {
      name: 'b',
      startedAt: before.startedAt,
      verdict: 'conforms',
      target: 'acme-server 4.2 over http-json',
    });
    assert.equal(indexOf(run).against, undefined);
  });
});
