// What came for scenarios that had ended, and the verdicts that it makes: collected while the run goes on, judged once when it is
// over, and put where the scenario stands in the trace, so that results, reports and `judge` have one and the same verdict.

import { appendFileSync, existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import type { TraceEvent } from '../evidence/trace';
import { eventsFrom } from '../evidence/trace-lines';
import { contextOfRun } from '../judgement/context-of-run';
import { rejudged } from '../judgement/rejudged';
import { keyOf } from '../record/checked-traces';
import { amendTraces, type ScenarioTrace } from '../record/events-file';
import type { RunFolder } from '../record/run-folder';
import { loadEveryClause } from '../traceability/catalogue/catalogue';
import { loadIcs } from '../traceability/catalogue/ics';
import type { ScenarioResult } from '../verdict/results';
import { worseAttempt } from '../verdict/worse-attempt';
import type { RunDescription } from './collector-options';

/** Events by the scope of their scenario, a JSON text each. */
export type LateEvents = Map<string, string[]>;

export function takeLate(late: LateEvents, lines: string): void {
  for (const line of lines.split('\n')) {
    if (line === '') continue;
    const { scope } = JSON.parse(line) as Pick<TraceEvent, 'scope'>; // the world says it of each
    if (scope === null) continue;
    const known = late.get(scope);
    if (known) known.push(line);
    else late.set(scope, [line]);
  }
}

const LEFT = /^late-.*\.jsonl$/;

/** In a process whose last scenario has ended, which has nothing else to hand them in with. */
export const leaveLate = (folder: string, by: string, lines: string): void =>
  appendFileSync(path.join(folder, `late-${by}.jsonl`), `${lines}\n`);

/** Takes what processes have left. */
export function takeLeft({ dir }: RunFolder, late: LateEvents): void {
  if (!existsSync(dir)) return;
  for (const name of readdirSync(dir)
    .filter((one) => LEFT.test(one))
    .sort()) {
    const file = path.join(dir, name);
    takeLate(late, readFileSync(file, 'utf8'));
    rmSync(file);
  }
}

/** The scenarios once more, those for which a message, or what could be taken for none, came late judged with it; their traces hold it from then on. */
export async function judgedWithLate(
  { events: file }: RunFolder,
  description: RunDescription,
  scenarios: readonly ScenarioResult[],
  late: LateEvents,
): Promise<readonly ScenarioResult[]> {
  const countIn = (lines: readonly string[], ...kinds: readonly TraceEvent['kind'][]): number =>
    lines.filter((line) => kinds.some((kind) => line.startsWith(`{"kind":"${kind}"`))).length;
  const cameIn = (lines: readonly string[]): number => countIn(lines, 'message', 'malformed');
  if (![...late.values()].some((lines) => cameIn(lines) > 0)) return scenarios;
  const context = contextOfRun(description, loadEveryClause(), loadIcs());
  const judgedWith = ({ scenario, events }: ScenarioTrace, lines: readonly string[]): ScenarioResult => {
    const came = lines.map((line) => JSON.parse(line) as object); // from the same recorder
    const all = [...events(), ...eventsFrom(came, scenario.scope)];
    const messages = scenario.messages + countIn(lines, 'message');
    return { ...rejudged(scenario, all, context), messages, late: cameIn(lines) };
  };
  const attempts = new Map<string, ScenarioResult>();
  const changed = new Set<string>();
  await amendTraces(file, (trace: ScenarioTrace) => {
    const { scenario } = trace;
    const key = keyOf(scenario);
    const lines = late.get(scenario.scope) ?? [];
    const isAlone = cameIn(lines) === 0;
    const judged = isAlone ? scenario : judgedWith(trace, lines);
    attempts.set(key, worseAttempt(attempts.get(key), judged));
    if (isAlone) return undefined;
    changed.add(key);
    return { scenario: judged, lines };
  });
  return scenarios.map((scenario) => {
    const key = keyOf(scenario);
    return (changed.has(key) && attempts.get(key)) || scenario;
  });
}
