import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { formatterHelpers, type IFormatterOptions } from '@cucumber/cucumber';
import { EventEmitter } from 'node:events';
import type { RunResult } from '../verdict/results';
import Collector from './collector';
import type { CollectorOptions } from './collector-options';
import { readScenarioTraces } from '../record/events-file';
import { readResults } from '../record/results-file';
import { announced, ran, runFinished, started, type ScenarioCame } from '../report/testing/envelopes';
import { aFailedScenario, aScenario } from '../report/testing/results';
import { useTemporaryFolder } from '../report/testing/temporary-folder';

const passed = (tp: string, line = 1, over: Partial<ScenarioCame> = {}): ScenarioCame => ({
  tp,
  line,
  results: [aScenario({ tp, name: `scenario of ${tp}`, line })],
  ...over,
});

const failed = (tp: string, line: number): ScenarioCame => {
  const result = aFailedScenario({ tp, name: `scenario of ${tp}`, line });
  return {
    tp,
    line,
    results: [result],
    after: { status: 'FAILED', message: `fail: ${result.reason}`, thrown: 'VerdictAnnounced' },
  };
};

const event = (id: string, scope: string) =>
  JSON.stringify({ kind: 'phase', id, seq: 1, at: 3, scope, phase: 'stimulus', text: 'Ana initiates' });

/** A bus of messages as cucumber gives it to a formatter. */
function createBus() {
  const eventBroadcaster = new EventEmitter();
  const eventDataCollector = new formatterHelpers.EventDataCollector(eventBroadcaster);
  // Hand-made messages hold only what is read of them.
  const send = (...envelopes: readonly unknown[]) =>
    envelopes.forEach((envelope) => eventBroadcaster.emit('envelope', envelope));
  return { eventBroadcaster, eventDataCollector, send };
}

describe('the collector', () => {
  const folder = useTemporaryFolder();

  function open(mcx: Partial<CollectorOptions> = {}) {
    const bus = createBus();
    const stream = new PassThrough();
    let printed = '';
    stream.on('data', (chunk: Buffer) => (printed += chunk.toString()));
    // What else a formatter is handed, the collector does not look at.
    const options = {
      ...bus,
      stream,
      cwd: folder.path,
      log: stream.write.bind(stream),
      parsedArgvOptions: { mcx: { reportsDir: folder.path, runId: 'r1', ...mcx } },
      cleanup: () => Promise.resolve(),
    } as unknown as IFormatterOptions;
    const collector = new Collector(options);
    const finish = async (): Promise<RunResult> => {
      await collector.finished();
      return readResults(join(folder.path, 'r1', 'results.json'));
    };
    return { send: bus.send, finish, printed: () => printed };
  }

  async function runOf(...scenarios: readonly ScenarioCame[]): Promise<RunResult> {
    const { send, finish } = open();
    send(
      ...announced(scenarios),
      ...scenarios.flatMap((scenario) => [started(scenario), ...ran(scenario)]),
      runFinished(true),
    );
    return finish();
  }

  it('hands on what the world judged', async () => {
    const run = await runOf(passed('PGR_A'), passed('PGR_B', 2));
    assert.deepEqual([run.verdict, run.exitCode], ['pass', 0]);
    assert.deepEqual(
      run.scenarios.map(({ tp }) => tp),
      ['PGR_A', 'PGR_B'],
    );
    assert.deepEqual(run.notExecuted, []);
  });

  it('writes its reports to the end where an interrupt comes when every scenario has been run', async () => {
    const { send, finish, printed } = open();
    const scenario = passed('PGR_A');
    send(...announced([scenario]), started(scenario), ...ran(scenario), runFinished(true));
    const finished = finish();
    assert.ok(process.emit('SIGINT'), 'it is listened for');
    assert.equal((await finished).verdict, 'pass');
    assert.match(printed(), /Verdict: /);
    assert.equal(process.listenerCount('SIGINT'), 0);
  });

  it('fails the run for a verdict that the world threw, and not as an error', async () => {
    const run = await runOf(passed('PGR_A'), failed('PGR_B', 2));
    assert.deepEqual([run.verdict, run.exitCode], ['fail', 1]);
  });

  const FAULTS: readonly (readonly [string, Partial<ScenarioCame>])[] = [
    ['an undefined step', { step: { status: 'UNDEFINED' } }],
    [
      'a hook that threw before the steps',
      { before: { status: 'FAILED', message: 'no testbed' }, step: { status: 'SKIPPED' } },
    ],
    ['a hook that threw after the steps', { after: { status: 'FAILED', message: 'lost' } }],
    ['no result', { results: [] }],
  ];
  for (const [name, over] of FAULTS) {
    it(`never calls a scenario with ${name} green`, async () => {
      const run = await runOf(passed('PGR_A'), passed('PGR_B', 2, over));
      assert.deepEqual([run.verdict, run.exitCode], ['error', 4]);
      assert.equal(run.scenarios.find(({ tp }) => tp === 'PGR_B')?.verdict, 'error');
    });
  }

  it('says where a scenario without a result stands in the features', async () => {
    const { scenarios } = await runOf(passed('PGR_A', 7, { results: [] }));
    const { feature, rule, line, requirements } = scenarios[0]!;
    assert.deepEqual(
      [feature, rule, line, requirements],
      ['Step 5 - request to the partner', 'The partner is asked', 7, ['STEP-5-a']],
    );
  });

  it('keeps scenarios apart that several workers run at once, and lists them in the order of the features', async () => {
    const late = passed('PGR_LATE', 30, { events: event('1-e1', 'sl') });
    const early = passed('PGR_EARLY', 4, { events: event('0-e1', 'se') });
    const { send, finish } = open();
    const [lateFirst, ...lateRest] = ran(late);
    const [earlyFirst, ...earlyRest] = ran(early);
    send(
      ...announced([early, late]),
      started(late),
      started(early),
      lateFirst,
      earlyFirst,
      ...lateRest,
      ...earlyRest,
      runFinished(true),
    );
    const run = await finish();
    assert.deepEqual(
      run.scenarios.map(({ tp }) => tp),
      ['PGR_EARLY', 'PGR_LATE'],
    );
    const traces: string[] = [];
    for await (const { scenario, events } of readScenarioTraces(join(folder.path, 'r1', 'events.jsonl'))) {
      traces.push(
        `${scenario.tp} ${events()
          .map(({ id }) => id)
          .join()}`,
      );
    }
    assert.deepEqual(traces, ['PGR_LATE 1-e1', 'PGR_EARLY 0-e1']);
  });

  it('does not let a retry mend a verdict', async () => {
    const bad = { ...failed('PGR_A', 1), willBeRetried: true };
    const good = passed('PGR_A', 1, { attempt: 1 });
    const { send, finish } = open();
    send(...announced([bad]), started(bad), ...ran(bad), started(good), ...ran(good), runFinished(true));
    const run = await finish();
    assert.deepEqual(
      run.scenarios.map(({ verdict }) => verdict),
      ['fail'],
    );
  });

  it('counts what was due and never ran', async () => {
    const scenarios = [passed('PGR_A'), passed('PGR_B', 2)];
    const { send, finish } = open();
    send(...announced(scenarios), started(scenarios[0]!), ...ran(scenarios[0]!));
    const run = await finish();
    assert.deepEqual([run.verdict, run.exitCode], ['inconclusive', 3]);
    assert.deepEqual(run.notExecuted, [
      { tp: 'PGR_B', name: 'scenario of PGR_B', reason: 'the run ended before it', interrupted: true },
    ]);
  });

  it('counts what was planned and never reached cucumber, and what was left out by choice', async () => {
    const { send, finish } = open({
      planned: [
        { tp: 'PGR_A', name: 'scenario of PGR_A' },
        { tp: 'PGR_B', name: 'b' },
      ],
      notSelected: [{ tp: 'PGR_C', name: 'c', reason: 'filter --step 4a' }],
    });
    const one = passed('PGR_A');
    send(...announced([one]), started(one), ...ran(one), runFinished(true));
    const run = await finish();
    assert.deepEqual(
      run.notExecuted.map(({ tp, interrupted }) => [tp, interrupted]),
      [
        ['PGR_C', undefined],
        ['PGR_B', true],
      ],
    );
    assert.equal(run.exitCode, 3);
  });

  it('takes a scenario whose worker died as an error', async () => {
    const one = passed('PGR_A');
    const { send, finish } = open();
    send(...announced([one]), started(one), runFinished(false));
    const run = await finish();
    assert.deepEqual([run.verdict, run.scenarios[0]?.verdict, run.notExecuted.length], ['error', 'error', 0]);
  });

  it('takes a hook of the whole run that threw as an error', async () => {
    const one = passed('PGR_A');
    const { send, finish } = open();
    const result = { status: 'FAILED', exception: { type: 'Error', message: 'the port stayed open' } };
    send(...announced([one]), started(one), ...ran(one), { testRunHookFinished: { result } }, runFinished(false));
    const run = await finish();
    assert.deepEqual(
      [run.verdict, run.exitCode, run.reason],
      ['error', 4, 'a hook of the run threw: the port stayed open'],
    );
  });

  it('takes a failed run that nothing explains as an error', async () => {
    const one = passed('PGR_A');
    const { send, finish } = open();
    send(...announced([one]), started(one), ...ran(one), runFinished(false));
    assert.equal((await finish()).exitCode, 4);
  });

  it('does not call an empty run, or a dry one, green', async () => {
    const { send, finish } = open();
    send(runFinished(true));
    assert.equal((await finish()).exitCode, 3);
  });

  it('calls a dry run not executed', async () => {
    const skipped = { status: 'SKIPPED' } as const;
    const run = await runOf({ tp: 'PGR_A', before: skipped, step: skipped, after: skipped });
    assert.deepEqual([run.scenarios.length, run.notExecuted.length, run.exitCode], [0, 1, 3]);
  });

  it('leaves every report behind, and says where', async () => {
    const { send, finish, printed } = open();
    const one = failed('PGR_A', 1);
    send(...announced([one]), started(one), ...ran(one), runFinished(false));
    await finish();
    for (const file of ['junit.xml', 'summary.md', 'events.jsonl', 'allure-results/categories.json']) {
      assert.ok(readFileSync(join(folder.path, 'r1', file), 'utf8').length > 0, file);
    }
    assert.equal(readFileSync(join(folder.path, 'latest.json'), 'utf8'), '{"run":"r1"}\n');
    assert.match(printed(), /fail {2}PGR_A[^]*Verdict: does not conform[^]*results\.json/);
  });

  it('prints nothing but the verdict when it is asked to be quiet', async () => {
    const { send, finish, printed } = open({ quiet: true });
    const one = failed('PGR_A', 1);
    send(...announced([one]), started(one), ...ran(one), runFinished(false));
    await finish();
    assert.match(printed(), /^Verdict: [^\n]*\n$/);
  });

  it('refuses before the run where nothing can be written', () => {
    const file = join(folder.path, 'file');
    writeFileSync(file, '');
    assert.throws(() => open({ reportsDir: file }), { code: 'MCX-REPORTS-UNWRITABLE' });
  });
});
