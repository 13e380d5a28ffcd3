// The trace of a finished run for a reader that relies on it: every event is held against its schema, and trace and results
// must tell of the same scenarios. Whether somebody changed both alike it cannot know.

import { isDeepStrictEqual } from 'node:util';
import type { TraceEvent } from '../evidence/trace';
import { validate } from '../schema/validate';
import type { RunResult, ScenarioResult } from '../verdict/results';
import { damaged, readScenarioTraces, type ScenarioTrace } from './events-file';
import { worseAttempt } from '../verdict/worse-attempt';

export interface CheckedTrace {
  readonly scenario: ScenarioResult;
  readonly events: readonly TraceEvent[];
}

const SCHEMA = 'report/event.schema.json';
const SCENARIO = 'report/scenario.schema.json';
/** Counted by themselves. */
const CAPTURED: readonly string[] = ['transmission', 'key-log'] satisfies readonly TraceEvent['kind'][];

/** @param file as the user knows it, for messages */
export async function* readCheckedTraces(file: string, run: RunResult): AsyncGenerator<CheckedTrace> {
  const attempts = new Map<string, ScenarioResult>();
  const gaps: Gap[] = [];
  const late = new Set<string>();
  const wasBrokenOff = brokeOff(run);
  for await (const { scenario, events } of readScenarioTraces(file, wasBrokenOff)) {
    mustBeScenario(scenario, file);
    const read = events();
    mustBeEvents(read, scenario, file);
    for (const gap of gapsIn(read, scenario)) gaps.push(gap);
    for (const place of lateAmong(read, scenario)) late.add(place);
    attempts.set(keyOf(scenario), worseAttempt(attempts.get(keyOf(scenario)), scenario));
    yield { scenario, events: read };
  }
  // What came late and was not judged any more, nobody has written down.
  if (!wasBrokenOff) mustBeFilled(gaps, late, file);
  mustTellTheSame(run, attempts, file);
}

/** Of a run that left no results: the scenarios that had ended. */
export async function* readEndedScenarios(file: string): AsyncGenerator<ScenarioTrace> {
  for await (const trace of readScenarioTraces(file, true)) {
    mustBeScenario(trace.scenario, file);
    mustBeEvents(trace.events(), trace.scenario, file);
    yield trace;
  }
}

/** It was interrupted, or ended by a fault of ours: its trace may end anywhere. */
export const brokeOff = ({ notExecuted, faults = [] }: RunResult): boolean =>
  faults.length > 0 || notExecuted.some(({ interrupted }) => interrupted);

/** Refuses a damaged trace, before anything is derived from it. */
export async function mustBeWhole(file: string, run: RunResult): Promise<void> {
  const traces = readCheckedTraces(file, run);
  while (!(await traces.next()).done);
}

/** Of one scenario, whichever attempt it is. */
export const keyOf = ({ tp, name, uri, line }: ScenarioResult): string => JSON.stringify([tp, name, uri, line]);

function mustBeScenario(scenario: unknown, file: string): void {
  const [problem] = validate(SCENARIO, scenario);
  if (problem === undefined) return;
  const { path, expected, found } = problem;
  throw damaged(file, `a result in it is none: at ${path || '/'} expected ${expected}, found ${found}`);
}

/** What passes its schema and still cannot be read was edited: whoever reads it breaks on it. */
export function brokenBy(error: unknown, file: string): unknown {
  const isOurs = error instanceof TypeError || error instanceof RangeError || error instanceof SyntaxError;
  return isOurs ? damaged(file, `it holds what nobody can read (${error.message})`) : error;
}

function mustBeEvents(events: readonly TraceEvent[], scenario: ScenarioResult, file: string): void {
  const { tp, scope } = scenario;
  let last = -Infinity;
  for (const event of events) {
    const [problem] = validate(SCHEMA, event);
    if (problem !== undefined) {
      const { path, expected, found } = problem;
      throw damaged(file, `an event of ${tp} is none: at ${path || '/'} expected ${expected}, found ${found}`);
    }
    if (event.scope !== scope) continue;
    if (event.seq <= last)
      throw damaged(file, `the events of ${tp} are out of order: expected one after ${last}, found ${event.seq}`);
    last = event.seq;
  }
}

/** Numbers that no event of a scenario has, and the process that gave them. */
interface Gap {
  readonly tp: string;
  readonly process: string;
  readonly first: number;
  readonly last: number;
}

/**
 * A process numbers what it records without a gap. What else it recorded meanwhile stands among the events as a stray, or with
 * the scenario that it came late for.
 */
function gapsIn(events: readonly TraceEvent[], { tp, scope, span }: ScenarioResult): readonly Gap[] {
  const own = events.filter((event) => event.scope === scope);
  const { first, last } = span ?? { first: own[0]?.seq ?? 0, last: own.at(-1)?.seq ?? -1 };
  const process = processOf(own[0]?.id ?? '');
  const recorded = events
    .filter(({ kind, seq }) => !CAPTURED.includes(kind) && seq >= first && seq <= last)
    .map(({ seq }) => seq)
    .sort((one, other) => one - other);
  return [...recorded, last + 1]
    .map((seq, at) => ({ tp, process, first: (recorded[at - 1] ?? first - 1) + 1, last: seq - 1 }))
    .filter((gap) => gap.first <= gap.last);
}

/** @param late places of what stands with another scenario */
function mustBeFilled(gaps: readonly Gap[], late: ReadonlySet<string>, file: string): void {
  for (const { tp, process, first, last } of gaps)
    // A file may claim any number: a gap that is wider than all that came late is not filled, and not walked to its end.
    for (let step = 0; step <= Math.min(last - first, late.size); step += 1)
      if (!late.has(placeOf(process, first + step)))
        throw damaged(file, `an event of ${tp} is missing, the one numbered ${first + step}`);
}

const lateAmong = (events: readonly TraceEvent[], { scope, span }: ScenarioResult): readonly string[] =>
  events
    .filter((event) => event.scope === scope && span !== undefined && event.seq > span.last)
    .map(({ id, seq }) => placeOf(processOf(id), seq));

/** Ids begin with the process that gave them. */
const processOf = (id: string): string => id.replace(/e\d+$/, '');
const placeOf = (process: string, seq: number): string => `${process} ${seq}`;

function mustTellTheSame(run: RunResult, traced: ReadonlyMap<string, ScenarioResult>, file: string): void {
  const recorded = new Map(run.scenarios.map((scenario) => [keyOf(scenario), scenario]));
  for (const [key, { tp }] of traced)
    if (!recorded.has(key)) throw damaged(file, `it has a trace of ${tp}, which results.json does not list`);
  for (const [key, scenario] of recorded) {
    const other = traced.get(key);
    // A scenario whose process died has a result and no trace.
    if (other === undefined && scenario.scope !== '')
      throw damaged(file, `it has no trace of ${scenario.tp}, which results.json lists`);
    if (other !== undefined && !isDeepStrictEqual(other, scenario))
      throw damaged(file, `it tells another result of ${scenario.tp} than results.json`);
  }
}
