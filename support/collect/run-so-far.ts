// The page of a run that still goes on, from the trace as far as it is written: the page of a finished run, whose scenarios are
// handed out one by one, and word of what is new.

import { loadEveryClause } from '../traceability/catalogue/catalogue';
import { loadIcs } from '../traceability/catalogue/ics';
import { loadScenarios } from '../traceability/features';
import type { RunResult, ScenarioResult } from '../verdict/results';
import type { RunDescription } from './collector-options';
import { reportSource } from '../report/formats/derived-report';
import { ladderOf } from '../report/ladder/ladder-of';
import { packed } from '../report/page/escape';
import { pageHead } from '../report/page/head';
import type { LiveUpdate } from '../report/page/page-data';
import { keyOf } from '../report/formats/scenario-key';
import { pageIndex } from '../report/page/page-index';
import { PAGE_END } from '../report/page/page-shell';
import { detailOf, runPageOpening } from '../report/page/page-writer';
import { runResult } from './run-result';
import { createStrayCollector } from '../record/strays';
import { followTraces } from '../report/live/follow-traces';
import type { Site } from '../report/live/page-server';

export interface RunSoFar extends Site {
  /** Looks into the trace again. What is new for readers, as one line; undefined where nothing is. */
  look(): string | undefined;
}

/** Of the details of scenarios, as they are sent. */
const MOST_BYTES = 67_108_864;

export function createRunSoFar(
  events: string,
  description: RunDescription,
  startedAt: Date,
  mostBytes = MOST_BYTES,
): RunSoFar {
  const newTraces = followTraces(events);
  const scenarios: ScenarioResult[] = [];
  const details = new Map<string, string>();
  const strays = createStrayCollector();
  let held = 0;
  const catalogue = loadEveryClause();
  let now = made();

  function look(): string | undefined {
    const traces = newTraces();
    if (traces.length === 0) return undefined;
    for (const { scenario, lines, events: read } of traces) {
      scenarios.push(scenario);
      strays.take(lines);
      const trace = read();
      const ladder = ladderOf(scenario, trace, description.target.underTest, (id) => catalogue.requirement(id));
      const detail = detailOf(now.run, scenario, { ladder, features: loadScenarios(catalogue), trace });
      keep(keyOf(scenario), packed(detail));
    }
    now = made();
    const { run, coverage, index } = now;
    const update: LiveUpdate = {
      head: pageHead(run, coverage, 'so far'),
      index: packed(index),
      live: far(),
      verdict: run.verdict,
    };
    return JSON.stringify(update);
  }

  /** What was first goes first; the page of the finished run has all of it. */
  function keep(key: string, detail: string): void {
    held += detail.length - (details.get(key)?.length ?? 0);
    details.delete(key);
    details.set(key, detail);
    for (const [oldest, { length }] of details) {
      if (held <= mostBytes || details.size === 1) return;
      details.delete(oldest);
      held -= length;
    }
  }

  function made() {
    const run = runOf(description, scenarios, strays.summary(), startedAt);
    const source = reportSource(run, catalogue, loadIcs());
    const coverage = source.coverage();
    const index = pageIndex(run, source.catalogue, coverage);
    const keys = new Map(index.scenarios.map(({ anchor }, at) => [anchor, keyOf(run.scenarios[at] as ScenarioResult)])); // one entry for each
    return { run, coverage, index, keys };
  }

  function far(): string {
    const due = description.planned === undefined ? '' : ` of ${description.planned.length}`;
    return `The run goes on: ${scenarios.length}${due} scenarios so far.`;
  }

  look();
  return {
    look,
    page: () => `${runPageOpening(now.run, now.coverage, now.index, far())}${PAGE_END}`,
    data: (id) => details.get(now.keys.get(id.replace(/^data-/, '')) ?? ''),
  };
}

/** What is due and has not ended is no fault of the run yet. */
function runOf(
  description: RunDescription,
  scenarios: readonly ScenarioResult[],
  strays: RunResult['strays'],
  startedAt: Date,
): RunResult {
  const collected = { scenarios, skipped: [], due: [], strays, faults: [], failed: false, interrupted: false };
  return runResult(
    { ...description, planned: [] },
    collected,
    startedAt.toISOString(),
    Date.now() - startedAt.getTime(),
  );
}
