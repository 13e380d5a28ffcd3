// What a run left in its reports folder, read as a stranger reads it: files and JSON.

import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
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
export function resultsIn(reports: string): RunResult {
  // Written by the program; a test that reads what is not there fails by itself.
  return JSON.parse(fs.readFileSync(path.join(runIn(reports), 'results.json'), 'utf8')) as RunResult;
}

/** The lines of the trace so far; the last may be half written. */
export function traceIn(reports: string): readonly string[] {
  const [only] = runs(reports);
  const file = path.join(reports, only ?? '', 'events.jsonl');
  return only !== undefined && fs.existsSync(file) ? fs.readFileSync(file, 'utf8').split('\n').slice(0, -1) : [];
}

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
