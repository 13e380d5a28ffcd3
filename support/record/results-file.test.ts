import assert from 'node:assert/strict';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { validate } from '../schema/validate';
import type { RunResult } from '../verdict/results';
import { readResults, writeResults } from './results-file';
import { aCheck, aFailedScenario, aFailure, aRun, aScenario } from '../report/testing/results';
import { useTemporaryFolder } from '../report/testing/temporary-folder';

const FULL = aRun({
  scenarios: [
    aFailedScenario({
      checks: [aFailure({ interpretation: 'A-11' })],
      expected: ['STEP-5-b'],
      notExecuted: ['STEP-5-b'],
    }),
  ],
  notExecuted: [{ tp: 'PGR_PSRV_BV_02', name: 'left out', reason: 'the run ended before it', interrupted: true }],
});

describe('results.json', () => {
  const folder = useTemporaryFolder();
  const file = () => join(folder.path, 'results.json');
  const stored = (data: unknown) => writeFileSync(file(), typeof data === 'string' ? data : JSON.stringify(data));

  it('is read as it was written', () => {
    writeResults(file(), FULL);
    assert.deepEqual(readResults(file()), FULL);
  });

  it('holds no trace of a half-written file', () => {
    writeResults(file(), FULL);
    assert.deepEqual(readdirSync(folder.path), ['results.json']);
  });

  it('leaves out the rule of a scenario that has none', () => {
    writeResults(file(), aRun({ scenarios: [aFailedScenario({ rule: undefined })] }));
    assert.equal(readResults(file()).scenarios[0]?.rule, undefined);
  });

  it('is refused when the run did not finish', () => {
    assert.throws(() => readResults(file()), { code: 'MCX-RESULTS-MISSING', exitCode: 2 });
  });

  it('is refused when it was cut off', () => {
    writeResults(file(), FULL);
    stored(readFileSync(file(), 'utf8').slice(0, 200));
    assert.throws(() => readResults(file()), { code: 'MCX-RESULTS-TRUNCATED' });
  });

  it('is refused when another version wrote it', () => {
    stored({ ...FULL, version: 4 });
    assert.throws(() => readResults(file()), {
      code: 'MCX-RESULTS-VERSION',
      message: /version 4.*reads versions 1 to 3/,
    });
    stored('[]');
    assert.throws(() => readResults(file()), { code: 'MCX-RESULTS-VERSION' });
  });

  it('is read as it would be written today where version 1 named one clause by its number', () => {
    const { clauses, ...same } = FULL;
    const [clause] = clauses;
    assert.ok(clause);
    const text = { release: 'Release 19', digest: `sha256:${'1'.repeat(64)}` };
    stored({ ...same, version: 1, spec: { clause: clause.number, ...text } });
    const read = readResults(file());
    assert.deepEqual(read.scenarios, JSON.parse(JSON.stringify(FULL.scenarios)));
    assert.deepEqual(read.clauses, [{ ...clause, ...text, title: read.clauses[0]?.title }]);
    stored({ ...same, version: 1, verdict: 'fine', spec: { clause: clause.number } });
    assert.throws(() => readResults(file()), { code: 'MCX-RESULTS-INVALID' });
    stored({ ...same, version: 1 });
    assert.throws(() => readResults(file()), { code: 'MCX-RESULTS-INVALID' });
  });

  it('says what passes once, and each scenario has it all the same', () => {
    const scenarios = [aScenario(), aScenario({ tp: 'PGR_B', checks: [aCheck({ evidence: ['e9'] }), aFailure()] })];
    writeResults(file(), aRun({ scenarios }));
    const text = readFileSync(file(), 'utf8');
    assert.equal(text.split(aCheck().observed).length, 2);
    assert.deepEqual(readResults(file()).scenarios, scenarios);
    stored(text.replace('{"passed":0', '{"passed":7'));
    assert.throws(() => readResults(file()), {
      code: 'MCX-RESULTS-INVALID',
      message: /the check 7, which passed, is not/,
    });
  });

  it('is read as it would be written today where version 2 said what passes with each scenario', () => {
    stored({ ...FULL, version: 2 });
    assert.deepEqual(readResults(file()), JSON.parse(JSON.stringify(FULL)));
  });

  it('is refused when it was edited', () => {
    stored({ ...FULL, passed: [], verdict: 'fine' });
    assert.throws(() => readResults(file()), { code: 'MCX-RESULTS-INVALID', message: /\/verdict/ });
  });

  it('is not written when it is wrong', () => {
    assert.throws(() => writeResults(file(), { ...FULL, durationMs: -1 }), { name: 'HarnessFault' });
    assert.deepEqual(readdirSync(folder.path), []);
  });

  it('names the folder that cannot be written', () => {
    const missing = join(folder.path, 'gone', 'results.json');
    assert.throws(() => writeResults(missing, FULL), { code: 'MCX-REPORTS-UNWRITABLE' });
  });
});

describe('the schema of results.json', () => {
  type Json = Record<string, unknown>;
  const passed = [{ id: 0, requirement: 'A', party: 'client-1', judged: true, expected: '', observed: '' }];
  const copy = (): Json => JSON.parse(JSON.stringify({ ...FULL, passed })) as Json;
  const OPTIONAL = new Set(['rule', 'interpretation', 'interrupted']);
  const objects: readonly (readonly [string, (run: Json) => Json])[] = [
    ['run', (run) => run],
    ['suite', (run) => run['suite'] as Json],
    ['clause', (run) => (run['clauses'] as Json[])[0]!],
    ['target', (run) => run['target'] as Json],
    ['scenario', (run) => (run['scenarios'] as Json[])[0]!],
    ['check', (run) => ((run['scenarios'] as Json[])[0]!['checks'] as Json[])[0]!],
    ['passed check', (run) => (run['passed'] as Json[])[0]!],
    ['not executed', (run) => (run['notExecuted'] as Json[])[0]!],
  ];
  // Through JSON, which leaves out what is undefined.
  const problems = (run: Json) => validate('report/results.schema.json', JSON.parse(JSON.stringify(run))).length;

  it('takes a complete run', () => assert.equal(problems(copy()), 0));

  for (const [name, pick] of objects) {
    it(`knows every property of ${name}, and no other`, () => {
      for (const property of Object.keys(pick(copy()))) {
        const run = copy();
        pick(run)[property] = undefined;
        assert.equal(problems(run) > 0, !OPTIONAL.has(property), `without ${property}`);
      }
      const run = copy();
      pick(run)['surprise'] = 1;
      assert.ok(problems(run) > 0);
    });
  }

  it('knows every verdict and exit code', () => {
    for (const exitCode of [0, 1, 2, 3, 4] satisfies RunResult['exitCode'][])
      assert.equal(problems({ ...copy(), exitCode }), 0);
    assert.ok(problems({ ...copy(), exitCode: 5 }) > 0);
    assert.ok(problems({ ...copy(), verdict: 'not-applicable' }) > 0);
  });
});
