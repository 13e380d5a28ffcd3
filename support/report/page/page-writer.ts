// Writes the page of a run: one file that needs nothing else. The first view comes first, then each scenario compressed in
// a block of its own, which the page reads when it is opened; so a long run is never in memory whole.

import { closeSync, openSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import type { TraceEvent } from '../../evidence/trace';
import type { Coverage } from '../../traceability/coverage';
import { clauseName, type RunResult, type ScenarioResult } from '../../verdict/results';
import type { ScenarioTrace } from '../../record/events-file';
import type { Scenario } from '../../traceability/scenario';
import type { ReportSource } from '../formats/derived-report';
import { keyOf } from '../formats/scenario-key';
import { rerunLine } from '../summary/failure-blocks';
import { ladderOf } from '../ladder/ladder-of';
import type { Ladder } from '../ladder/model';
import { pageHead } from './head';
import type { PageIndex, ScenarioDetail } from './page-data';
import { pageIndex } from './page-index';
import { dataBlock, pageOpening, PAGE_END } from './page-shell';
import { castOf, stepsOf } from './scenario-text';
import { verdictWords } from '../summary/verdict-words';

export interface PageWriter {
  /** Returns the ladder that it drew, for whoever draws it too; nothing for a scenario that is not in the results. */
  add(traced: ScenarioTrace): DrawnLadder | undefined;
  finish(): void;
  /** Leaves no half a page behind. */
  abandon(): void;
}

export interface DrawnLadder {
  readonly anchor: string;
  readonly verdict: ScenarioResult['verdict'];
  readonly ladder: Ladder;
}

export function createPageWriter(file: string, source: ReportSource): PageWriter {
  const { run, catalogue, features, against } = source;
  const coverage = source.coverage();
  const index = pageIndex(run, catalogue, coverage, against);
  const anchors = new Map(
    run.scenarios.map((scenario, at) => [keyOf(scenario), { scenario, anchor: index.scenarios[at]?.anchor ?? '' }]),
  );
  const draft = `${file}.${process.pid}.tmp`;
  const descriptor = openSync(draft, 'w');
  let isOpen = true;
  const write = (text: string) => writeFileSync(descriptor, text);
  const close = (): void => {
    if (isOpen) closeSync(descriptor);
    isOpen = false;
  };
  const block = (anchor: string, data: ScenarioDetail) => write(`${dataBlock(`data-${anchor}`, data)}\n`);
  write(runPageOpening(run, coverage, index));

  return {
    add({ scenario: ended, events }) {
      // The result in results.json counts: a scenario that was tried again is in the trace more than once.
      const known = anchors.get(keyOf(ended));
      if (known === undefined) return undefined;
      anchors.delete(keyOf(ended));
      const trace = events();
      const ladder = ladderOf(known.scenario, trace, run.target.underTest, (id) => catalogue.requirement(id));
      block(known.anchor, detailOf(run, known.scenario, { ladder, features: features(), trace }));
      return { anchor: known.anchor, verdict: known.scenario.verdict, ladder };
    },
    finish() {
      const nothing: Ladder = { lifelines: [], rows: [], divergence: undefined };
      for (const { scenario, anchor } of anchors.values())
        block(anchor, detailOf(run, scenario, { ladder: nothing, features: features(), trace: [] }));
      write(PAGE_END);
      close();
      renameSync(draft, file);
    },
    abandon() {
      close();
      rmSync(draft, { force: true });
    },
  };
}

/** The page of a run up to its blocks of data. */
export function runPageOpening(run: RunResult, coverage: Coverage, index: PageIndex, live?: string): string {
  return pageOpening({
    entry: 'run',
    title: `${run.target.name} ${run.target.version}: ${verdictWords(run)}, ${run.clauses.map(clauseName).join(', ')}`,
    home: run.suite.name,
    about: `${run.target.name} ${run.target.version}`,
    side: run.clauses.length === 1 ? 'The clause' : 'The clauses',
    head: pageHead(run, coverage, live === undefined ? 'ended' : 'so far'),
    without:
      '<noscript><p>The scenarios and their ladders need JavaScript; nothing is loaded from elsewhere.</p></noscript>',
    index,
    ...(live !== undefined && { live }),
  });
}

export interface Told {
  readonly ladder: Ladder;
  readonly features: readonly Scenario[];
  readonly trace: readonly TraceEvent[];
}

export const detailOf = (
  run: RunResult,
  scenario: ScenarioResult,
  { ladder, features, trace }: Told,
): ScenarioDetail => ({
  reason: scenario.reason,
  rule: scenario.rule ?? '',
  place: `${scenario.uri}:${scenario.line}`,
  checks: scenario.checks,
  notExecuted: scenario.notExecuted,
  ladder,
  rerun: rerunLine(run, scenario.tp),
  traceId: scenario.traceId ?? '',
  steps: stepsOf(scenario, features),
  cast: castOf(trace),
});
