import assert from 'node:assert/strict';
import { existsSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { conforming } from '../clauses/23.280-10.15.3.3.1/testing/conforming';
import { FIXTURE } from '../clauses/23.280-10.15.3.3.1/testing/cast';
import { FLOW } from '../clauses/23.280-10.15.3.3.1/testing/flow-names';
import { isFlow, without } from '../clauses/23.280-10.15.3.3.1/testing/trace-builder';
import type { TraceEvent } from '../evidence/trace';
import { contextOfRun } from '../judgement/context-of-run';
import { rejudged } from '../judgement/rejudged';
import { openEventsFile, readScenarioTraces } from '../record/events-file';
import { prepareRunFolder } from '../record/run-folder';
import { aScenario } from '../report/testing/results';
import { useTemporaryFolder } from '../report/testing/temporary-folder';
import { loadCatalogue } from '../traceability/catalogue/catalogue';
import { loadIcs } from '../traceability/catalogue/ics';
import type { ScenarioResult } from '../verdict/results';
import { collectorOptions } from './collector-options';
import { judgedWithLate, leaveLate, takeLate, takeLeft, type LateEvents } from './late';

const inLines = (events: readonly TraceEvent[]): string => events.map((event) => JSON.stringify(event)).join('\n');

describe('what came late, when the run is over', () => {
  const temporary = useTemporaryFolder();
  const description = collectorOptions(
    { target: { name: 'acme', version: '1', adapter: 'http-json', underTest: ['partner-server'] } },
    '',
    new Date(0),
  );
  const context = contextOfRun(description, loadCatalogue(), loadIcs());
  const { events } = conforming();
  const answer = events.find((event) => event.kind === 'message' && event.flow === FLOW.step11);
  assert.ok(answer);
  const last = events.at(-1)?.seq ?? 0;
  const cleanUp = {
    kind: 'phase',
    id: `e${last + 1}`,
    seq: last + 1,
    at: last + 1,
    scope: FIXTURE.scope,
    phase: 'postamble',
    text: 'it ends',
  } as const;
  const silent = [...without(events, isFlow(FLOW.step11)), cleanUp];
  const late = { ...answer, id: 'e900', seq: 900, at: 900, writtenBy: 'implementation' } as TraceEvent;

  function recorded(): {
    readonly folder: ReturnType<typeof prepareRunFolder>;
    readonly scenarios: readonly ScenarioResult[];
  } {
    const folder = prepareRunFolder(temporary.path, 'r');
    const blank = aScenario({ tp: 'PGR_LATE', scope: FIXTURE.scope, requirements: ['STEP-11-a'], messages: 7 });
    const scenario = rejudged(blank, silent, context);
    const other = aScenario({ tp: 'PGR_OTHER', scope: 'x2' });
    const writer = openEventsFile(folder.events, {
      startedAt: '2026-01-02T03:04:05.000Z',
      suite: { name: 's', version: '1' },
    });
    writer.append(inLines(silent), scenario);
    writer.append('', other);
    writer.close();
    return { folder, scenarios: [scenario, other] };
  }

  it('stands with its scenario, which is judged with it, in the results as in the trace', async () => {
    const { folder, scenarios } = recorded();
    assert.equal(scenarios[0]?.verdict, 'fail');
    const taken: LateEvents = new Map();
    takeLate(taken, inLines([late]));
    const [one, other] = await judgedWithLate(folder, description, scenarios, taken);
    assert.deepEqual([one?.verdict, one?.messages, one?.late, other], ['inconclusive', 8, 1, scenarios[1]]);
    const read: (readonly [string, string | undefined])[] = [];
    for await (const { scenario, events: own } of readScenarioTraces(folder.events)) {
      read.push([scenario.verdict, own().at(-1)?.id]);
      if (scenario.tp === 'PGR_LATE') assert.deepEqual(rejudged(scenario, own(), context), scenario);
    }
    assert.deepEqual(read, [
      ['inconclusive', 'e900'],
      ['pass', undefined],
    ]);
  });

  it('is judged too where it could be taken for no message', async () => {
    const { folder, scenarios } = recorded();
    const garbled = { ...cleanUp, kind: 'malformed', party: 'primary-server', raw: '{', problem: 'garbled' } as const;
    const taken: LateEvents = new Map();
    takeLate(taken, inLines([{ ...garbled, id: 'e900', writer: 'partner-server' } as unknown as TraceEvent]));
    const [one] = await judgedWithLate(folder, description, scenarios, taken);
    assert.deepEqual([one?.messages, one?.late], [7, 1]);
    assert.ok(one?.checks.some(({ requirement, verdict }) => requirement === 'WIRE-1' && verdict === 'fail'));
  });

  it('is taken from where a process left it, and no file of it stays', async () => {
    const { folder, scenarios } = recorded();
    leaveLate(folder.dir, '0', inLines([late]));
    leaveLate(folder.dir, '1', inLines([{ ...late, scope: 'x2' }]));
    const taken: LateEvents = new Map();
    takeLeft(folder, taken);
    assert.deepEqual([...taken.keys()], [FIXTURE.scope, 'x2']);
    assert.ok(!existsSync(path.join(folder.dir, 'late-0.jsonl')));
    assert.equal((await judgedWithLate(folder, description, scenarios, taken))[0]?.verdict, 'inconclusive');
  });

  it('leaves the trace alone where it is no message', async () => {
    const { folder, scenarios } = recorded();
    writeFileSync(folder.events, 'not read');
    const taken: LateEvents = new Map();
    takeLate(taken, inLines([{ ...cleanUp, kind: 'settled', by: 'idle', waitedMs: 0 } as unknown as TraceEvent]));
    assert.equal(await judgedWithLate(folder, description, scenarios, taken), scenarios);
  });
});
