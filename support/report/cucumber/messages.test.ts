import assert from 'node:assert/strict';
import { getWorstTestStepResult, type Envelope } from '@cucumber/messages';
import Ajv2020 from 'ajv/dist/2020';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadCatalogue } from '../../traceability/catalogue/catalogue';
import { loadIcs } from '../../traceability/catalogue/ics';
import { loadScenarios } from '../../traceability/features';
import type { RunResult } from '../../verdict/results';
import { reportSource } from '../formats/derived-report';
import { mixedRun } from '../testing/mixed-run';
import { aFailedScenario, aRun, aScenario } from '../testing/results';
import { useTemporaryFolder } from '../testing/temporary-folder';
import { cucumberJson } from './cucumber-json';
import { asNdjson, messagesOf, ofMessages } from './messages';

const written = loadScenarios(loadCatalogue()).filter(({ allSteps }) => allSteps.length > 3);
const [first, second] = written.map(({ tp, name, uri }) => ({ tp, name, uri }));
const sourceOf = (run: RunResult) => reportSource(run, loadCatalogue(), loadIcs());
const messages = (run: RunResult) => messagesOf(sourceOf(run), ({ tp }) => (tp === first?.tp ? 40 : 0));
const stopped = aRun({
  verdict: 'fail',
  exitCode: 1,
  scenarios: [aScenario({ ...first, durationMs: 1500 }), aFailedScenario({ ...second, stoppedAt: 3 })],
});

describe('the messages of a run', () => {
  it('are valid under the schema that cucumber publishes', () => {
    const schema = JSON.parse(readFileSync(require.resolve('@cucumber/messages/schema'), 'utf8')) as object;
    const check = new Ajv2020({ strict: false }).compile(schema);
    for (const run of [aRun(), mixedRun(), stopped])
      for (const message of messages(run)) assert.ok(check(message), JSON.stringify([message, check.errors]));
    assert.ok(!check({ testRunFinished: {} }));
  });

  it('say of each scenario our verdict', () => {
    const read = asNdjson(messages(mixedRun()))
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as Envelope);
    const pickles = new Map(read.flatMap(({ pickle }) => (pickle ? [[pickle.id, pickle.tags[0]?.name]] : [])));
    const started = new Map(read.flatMap(({ testCaseStarted: one }) => (one ? [[one.testCaseId, one.id]] : [])));
    const finished = read.flatMap(({ testStepFinished }) => testStepFinished ?? []);
    assert.deepEqual(
      read.flatMap(({ testCase }) => {
        if (!testCase) return [];
        const own = finished.filter(({ testCaseStartedId }) => testCaseStartedId === started.get(testCase.id));
        const { status, message } = getWorstTestStepResult(own.map(({ testStepResult }) => testStepResult));
        return [[pickles.get(testCase.pickleId), status, message?.split('\n', 1)[0]]];
      }),
      [
        ['@tp:PGR_PASS', 'PASSED', undefined],
        ['@tp:PGR_FAIL', 'FAILED', 'fail: STEP-5-a: none was sent'],
        ['@tp:PGR_OPEN', 'PENDING', 'inconclusive: no control'],
        ['@tp:PGR_ERROR', 'PENDING', 'error: a hook threw: lost'],
        ['@tp:PGR_NA', 'SKIPPED', 'not applicable: A.2/8 is answered no'],
        ['@tp:PGR_BEYOND', 'SKIPPED', 'beyond the clause, not counted: inconclusive: no more'],
        ['@tp:PGR_LEFT', 'SKIPPED', 'not executed: filter --step 4a'],
        ['@tp:PGR_DUE', 'SKIPPED', 'not executed: interrupted'],
      ],
    );
    assert.equal(read.at(-1)?.testRunFinished?.success, false);
  });

  it('have the steps of the feature file, what became of each, and when', () => {
    const all = messages(stopped);
    const statuses = all.flatMap(({ testStepFinished }) => testStepFinished?.testStepResult.status ?? []);
    const length = written[0]?.allSteps.length ?? 0;
    assert.deepEqual(statuses.slice(0, length + 1), Array<string>(length + 1).fill('PASSED'));
    assert.deepEqual(statuses.slice(length + 1, length + 5), ['PASSED', 'PASSED', 'FAILED', 'SKIPPED']);
    assert.equal(statuses.at(-1), 'FAILED');
    const times = all.flatMap(
      ({ testCaseStarted, testCaseFinished }) => (testCaseStarted ?? testCaseFinished)?.timestamp ?? [],
    );
    const startedAt = Date.parse(stopped.startedAt);
    assert.deepEqual(
      times.slice(0, 2).map(({ seconds, nanos }) => seconds * 1000 + nanos / 1e6 - startedAt),
      [40, 1540],
    );
  });

  it('read no path that results name', () => {
    const [gone] = messages(aRun({ scenarios: [aScenario({ tp: 'X', uri: '/etc/passwd' })] })).flatMap(
      ({ source }) => source ?? [],
    );
    assert.equal(gone?.uri, 'not-in-this-suite.feature');
  });
});

describe('the Cucumber JSON', () => {
  const folder = useTemporaryFolder();
  type Element = {
    name: string;
    steps: { keyword: string; name?: string; result: { status: string; error_message?: string } }[];
  };

  it('has a feature a file, and each scenario with its steps and the verdict after them', () => {
    const file = join(folder.path, 'cucumber.json');
    ofMessages(cucumberJson)(file, sourceOf(stopped)).finish(() => undefined);
    const features = JSON.parse(readFileSync(file, 'utf8')) as { uri: string; elements: Element[] }[];
    const elements = features.flatMap((feature) => feature.elements);
    assert.deepEqual(new Set(features.map(({ uri }) => uri)), new Set([first?.uri, second?.uri]));
    assert.deepEqual(
      elements.map(({ name }) => name),
      [first?.name, second?.name],
    );
    const steps = elements[1]?.steps ?? [];
    assert.equal(steps[2]?.result.status, 'failed');
    const verdict = steps.at(-1);
    assert.deepEqual([verdict?.keyword, verdict?.result.status], ['After', 'failed']);
    assert.match(verdict?.result.error_message ?? '', /^fail: .*\n\nSTEP-5-a: [^]*observed: none was sent/);
  });

  it('is made of a run whose scenarios are no longer in the features', () => {
    const [feature] = JSON.parse(cucumberJson(messages(mixedRun()))) as { elements: Element[] }[];
    assert.equal(feature?.elements.length, 8);
  });
});
