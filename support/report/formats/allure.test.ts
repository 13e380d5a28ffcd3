import assert from 'node:assert/strict';
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { TraceEvent, TransmissionEvent } from '../../evidence/trace';
import type { RunResult, ScenarioResult } from '../../verdict/results';
import type { ScenarioTrace } from '../../record/events-file';
import { createAllureWriter } from './allure';
import { environmentProperties } from './allure-files';
import type { AllureResult } from './allure-result';
import { aFailedScenario, aFailure, aRun, aScenario } from '../testing/results';
import { useTemporaryFolder } from '../testing/temporary-folder';

const EVENT: TraceEvent = { kind: 'settled', id: 'e1', seq: 1, at: 40, scope: 's1', by: 'idle', waitedMs: 2 };
const says = { says: 'The partner is asked.', step: '5', strength: 'indicative' };

const traced = (scenario: ScenarioResult, events: readonly TraceEvent[]): ScenarioTrace => ({
  scenario,
  lines: events.map((event) => JSON.stringify(event)),
  events: () => events,
});

describe('Allure results', () => {
  const folder = useTemporaryFolder();

  function written(run: RunResult, events: readonly TraceEvent[] = []): AllureResult[] {
    const writer = createAllureWriter(folder.path, run, (id) => (id === 'STEP-5-a' ? says : undefined));
    for (const scenario of run.scenarios) writer.add(traced(scenario, events));
    writer.finish();
    return readdirSync(folder.path)
      .filter((name) => name.endsWith('-result.json'))
      .map((name) => JSON.parse(readFileSync(join(folder.path, name), 'utf8')) as AllureResult);
  }

  const one = (run: RunResult, events: readonly TraceEvent[] = []): AllureResult => {
    const [result, ...more] = written(run, events);
    assert.ok(result);
    assert.equal(more.length, 0);
    return result;
  };

  const STATUSES = [
    ['pass', 'passed'],
    ['fail', 'failed'],
    ['inconclusive', 'broken'],
    ['error', 'broken'],
    ['not-applicable', 'skipped'],
  ] as const;
  for (const [verdict, status] of STATUSES) {
    it(`show ${verdict} as ${status}`, () => {
      const result = one(aRun({ scenarios: [aScenario({ verdict, reason: 'because' })] }));
      assert.equal(result.status, status);
      assert.equal(result.statusDetails.message, `${verdict.replace('-', ' ')}: because`);
    });
  }

  it('lead to the specification, and on the page of the run to the ladder and each requirement', () => {
    const { links } = one(aRun({ scenarios: [aScenario({ tp: 'PGR_PSRV_BV_01', requirements: ['STEP-5-a'] })] }));
    assert.deepEqual(
      links.map(({ name, url }) => `${name} ${url}`),
      [
        '3GPP TS 23.280 https://www.3gpp.org/DynaReport/23280.htm',
        'Ladder ../report.html#PGR_PSRV_BV_01',
        'STEP-5-a ../report.html#STEP-5-a',
      ],
    );
  });

  it('have the trace beside them, and the picture of the ladder where it did not pass', () => {
    const scenario = aFailedScenario();
    const run = aRun({ scenarios: [scenario] });
    const writer = createAllureWriter(folder.path, run, () => says);
    writer.add(traced(scenario, [EVENT]));
    writer.finish();
    const names = readdirSync(folder.path);
    const [file = ''] = names.filter((name) => name.endsWith('-result.json'));
    const { attachments } = JSON.parse(readFileSync(join(folder.path, file), 'utf8')) as AllureResult;
    assert.deepEqual(
      attachments.map(({ name, type }) => [name, type]),
      [
        ['Trace', 'text/plain'],
        ['Ladder', 'image/svg+xml'],
      ],
    );
    for (const { source } of attachments) assert.ok(names.includes(source), source);
  });

  it('have what was captured beside them', () => {
    const scenario = aScenario();
    const places = { source: '127.0.0.1:5060', destination: '127.0.0.1:5070' };
    const carried = { kind: 'transmission', scope: null, id: 't1', seq: 1, at: 1, protocol: 'sip', transport: 'udp' };
    const event = { ...carried, ...places, bytes: 'YWJj' } as const;
    const writer = createAllureWriter(folder.path, aRun({ scenarios: [scenario] }), () => says);
    writer.add(traced(scenario, [EVENT, event as TransmissionEvent]));
    writer.finish();
    const [capture = ''] = readdirSync(folder.path).filter((name) => name.endsWith('.pcapng'));
    assert.match(
      readFileSync(join(folder.path, capture), 'latin1'),
      /PGR_PSRV_BV_01: The partner is asked once.*abc|abc.*PGR_PSRV_BV_01/s,
    );
  });

  it('put each verdict in the category that is meant', () => {
    const run = aRun({
      scenarios: STATUSES.map(([verdict]) => aScenario({ tp: verdict, verdict, reason: 'two\nlines' })),
      notExecuted: [{ tp: 'left', name: 'left out', reason: 'filter' }],
    });
    const results = written(run);
    const categories = JSON.parse(readFileSync(join(folder.path, 'categories.json'), 'utf8')) as {
      name: string;
      matchedStatuses: string[];
      messageRegex?: string;
    }[];
    const categoryOf = ({ status = 'passed', statusDetails: { message = '' } }: AllureResult) =>
      categories
        .filter(({ matchedStatuses }) => matchedStatuses.includes(status))
        // Java writes the flag for "a dot is any character" inside the expression, and matches the whole message.
        .filter(({ messageRegex = '.*' }) => new RegExp(`^${messageRegex.replace('(?s)', '')}$`, 's').test(message))
        .map(({ name }) => name);
    const found = Object.fromEntries(results.map((result) => [result.fullName ?? '', categoryOf(result)]));
    assert.deepEqual(found, {
      pass: [],
      fail: ['The implementation broke a requirement'],
      inconclusive: ['Could not be told'],
      error: ['The harness broke'],
      'not-applicable': ['Not applicable'],
      left: ['Not executed'],
    });
  });

  it('keep the history of a test purpose over runs', () => {
    const first = one(aRun());
    const second = one(aRun({ startedAt: '2026-02-02T00:00:00.000Z' }));
    assert.equal(first.historyId, second.historyId);
    assert.notEqual(first.uuid, second.uuid);
  });

  it('show each check as a step with its own status', () => {
    const { steps } = one(aRun({ scenarios: [aFailedScenario()] }));
    assert.deepEqual(
      steps.map(({ name, status }) => [name, status]),
      [
        ['STEP-2-a (primary-server): the partner MC service server is sent a preconfigured regroup request', 'passed'],
        ['STEP-5-a (primary-server): The partner is asked.', 'failed'],
      ],
    );
  });

  it('mark a check that is not judged', () => {
    const [step] = one(aRun({ scenarios: [aScenario({ checks: [aFailure({ judged: false })] })] })).steps;
    assert.match(step?.name ?? '', /not judged/);
  });

  it('carry the clause, the step, the rule and the requirements', () => {
    const { labels } = one(aRun());
    const valuesOf = (label: string) => labels.filter(({ name }) => name === label).map(({ value }) => value);
    assert.deepEqual(valuesOf('epic'), ['TS 23.280']);
    assert.deepEqual(valuesOf('story'), ['Step 5 - request to the partner']);
    assert.deepEqual(valuesOf('subSuite'), ['The partner is asked']);
    assert.deepEqual(valuesOf('tag'), ['PGR_PSRV_BV_01', 'STEP-5-a']);
  });

  it('attach the trace, and start when it starts', () => {
    const { attachments, start, stop } = one(aRun(), [EVENT]);
    assert.equal(start, Date.parse('2026-01-02T03:04:05.040Z'));
    assert.ok((stop ?? 0) > start);
    assert.equal(readFileSync(join(folder.path, attachments[0]?.source ?? ''), 'utf8'), `${JSON.stringify(EVENT)}\n`);
  });

  it('hold a scenario that has no trace, and of one that was tried again only what counts', () => {
    const counted = aFailedScenario({ scope: 's1' });
    const writer = createAllureWriter(
      folder.path,
      aRun({ scenarios: [counted, aScenario({ tp: 'PGR_B' })] }),
      () => undefined,
    );
    writer.add(traced(counted, [EVENT]));
    writer.add(traced(aScenario({ scope: 's2' }), []));
    writer.finish();
    assert.equal(readdirSync(folder.path).filter((name) => name.endsWith('-result.json')).length, 2);
  });

  it('leave nothing of an earlier writing', () => {
    writeFileSync(join(folder.path, 'old-result.json'), '{}');
    written(aRun());
    assert.ok(!readdirSync(folder.path).includes('old-result.json'));
  });

  it('tell the environment as a properties file that Java can read', () => {
    const text = environmentProperties(aRun({ options: { target: 'C:\\täst.yaml' }, reason: 'a\nb' }));
    assert.match(text, /^Option\\ target=C:\\\\t\\u00e4st\.yaml$/m);
    assert.match(text, /^Under\\ test=primary-server$/m);
    assert.match(text, /^Verdict=pass: a\\nb$/m);
  });
});
