import assert from 'node:assert/strict';
import { statSync } from 'node:fs';
import path from 'node:path';
import type { TraceEvent } from '../evidence/trace';
import { inLines } from '../evidence/trace-lines';
import { openEventsFile, readScenarioTraces } from '../record/events-file';
import { readResults, writeResults } from '../record/results-file';
import { runFolder } from '../record/run-folder';
import { useTemporaryFolder } from '../report/testing/temporary-folder';
import type { ScenarioResult } from '../verdict/results';
import { scenarioDifferences } from './differences';
import { judgedAgain } from './judged-again';

/** As a run left it: a trace of version 1 and results of version 2. */
const KEPT = runFolder(path.join(__dirname, '..', 'record', 'testing'), 'older-run');

async function tracesIn(file: string) {
  const traces: { readonly scenario: ScenarioResult; readonly events: readonly TraceEvent[] }[] = [];
  for await (const { scenario, events } of readScenarioTraces(file)) traces.push({ scenario, events: events() });
  return traces;
}

describe('a run of an older version', () => {
  const temporary = useTemporaryFolder();

  it('is judged again from its trace, which holds all that its results tell', async () => {
    const recorded = readResults(KEPT.results);
    assert.equal(recorded.scenarios[0]?.checks.length, 18);
    assert.deepEqual(scenarioDifferences(recorded.scenarios, await judgedAgain(KEPT, recorded)), []);
  });

  it('is the same once it is written as today, its trace in much less room', async () => {
    const [results, events] = ['results.json', 'events.jsonl'].map((name) => path.join(temporary.path, name));
    assert.ok(results !== undefined && events !== undefined);
    const run = readResults(KEPT.results);
    writeResults(results, run);
    assert.deepEqual(readResults(results), run);

    const traces = await tracesIn(KEPT.events);
    const writer = openEventsFile(events, { startedAt: run.startedAt, suite: run.suite });
    for (const { scenario, events: own } of traces) writer.append(inLines(own, scenario.scope), scenario);
    writer.close();
    assert.deepEqual(await tracesIn(events), traces);
    assert.ok(statSync(events).size < statSync(KEPT.events).size * 0.6);
  });
});
