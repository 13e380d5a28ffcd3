// What a run left in its reports folder.

import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import type { TraceEvent } from '../../support/evidence/trace';
import { eventsFrom } from '../../support/evidence/trace-lines';
import { readResults } from '../../support/record/results-file';
import type { RunResult, ScenarioResult } from '../../support/verdict/results';

const runs = (reports: string): readonly string[] =>
  fs.existsSync(reports) ? fs.readdirSync(reports).filter((name) => name !== 'latest.json') : [];

/** The folder of the one run in it. */
export function runIn(reports: string): string {
  const [only, ...more] = runs(reports);
  assert.ok(only !== undefined && more.length === 0, `expected one run in ${reports}`);
  return path.join(reports, only);
}

/** The results of that run. */
export const resultsIn = (reports: string): RunResult => readResults(path.join(runIn(reports), 'results.json'));

/** The lines of the trace so far; the last may be half written. */
export function traceIn(reports: string): readonly string[] {
  const [only] = runs(reports);
  const file = path.join(reports, only ?? '', 'events.jsonl');
  return only !== undefined && fs.existsSync(file) ? fs.readFileSync(file, 'utf8').split('\n').slice(0, -1) : [];
}

/** The events of the scenarios that have ended. */
export function eventsIn(reports: string): readonly TraceEvent[] {
  const [, ...lines] = traceIn(reports).map((line) => JSON.parse(line) as { kind: string; scenario: ScenarioResult });
  const events: TraceEvent[] = [];
  for (let end = lines.findIndex(isResult); end >= 0; end = lines.findIndex(isResult)) {
    const [own, result] = [lines.splice(0, end), lines.shift()];
    events.push(...eventsFrom(own, result?.scenario.scope ?? null));
  }
  return events;
}

const isResult = ({ kind }: { readonly kind: string }): boolean => kind === 'result';

/** How many scenarios have ended. */
export const endedIn = (reports: string): number =>
  traceIn(reports).filter((line) => line.startsWith('{"kind":"result"')).length;

export const verdictsOf = ({ scenarios }: RunResult): Readonly<Record<string, ScenarioResult['verdict']>> =>
  Object.fromEntries(scenarios.map(({ tp, verdict }) => [tp, verdict]));

export const noErrors = ({ scenarios }: RunResult): void =>
  assert.deepEqual(
    scenarios.filter(({ verdict }) => verdict === 'error').map(({ tp, reason }) => `${tp}: ${reason}`),
    [],
  );
