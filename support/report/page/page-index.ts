// The index of the page of a run: what its first view shows, from the results alone. Pure.

import type { Catalogue } from '../../traceability/catalogue/catalogue';
import type { EarlierRun } from '../formats/derived-report';
import type { Coverage } from '../../traceability/coverage';
import { roleOf } from '../../traceability/scenario';
import type { RunResult, ScenarioResult } from '../../verdict/results';
import { auditBlock } from '../summary/audit-block';
import { baselineBlock } from '../summary/baseline-block';
import { timeLines } from '../summary/time-lines';
import { verdictWords } from '../summary/verdict-words';
import { clauseParts } from './clause-parts';
import { causesOf, mendedSince, nameOf } from './causes';
import type { Against, PageIndex, PageReading, ScenarioEntry } from './page-data';
import { worst, type Verdict } from '../../verdict/verdict';

/** @param against the oldest first; what is new is new since the last of them */
export function pageIndex(
  run: RunResult,
  catalogue: Catalogue,
  coverage: Coverage,
  against: readonly EarlierRun[] = [],
): PageIndex {
  const anchors = anchorsOf(run.scenarios);
  const anchorOf = (scenario: ScenarioResult): string => anchors.get(scenario) ?? scenario.tp;
  const clauses = clauseParts(coverage, run.target.underTest);
  const ids = clauses.flatMap(({ parts }) => parts.flatMap(({ requirements }) => requirements.map(({ id }) => id)));
  const histories = against.map(
    ({ run: then }) => new Map(then.scenarios.map((scenario) => [nameOf(scenario), scenario.verdict])),
  );
  const latest = against.at(-1)?.run;
  return {
    clauses,
    interpretations: readingsOf(run, catalogue),
    scenarios: run.scenarios.map((scenario) => ({
      ...entryOf(scenario, anchorOf(scenario), catalogue),
      cells: cellsOf(scenario, ids),
      ...(histories.length > 0 && { history: histories.map((verdicts) => verdicts.get(nameOf(scenario)) ?? '') }),
    })),
    notExecuted: run.notExecuted,
    causes: causesOf(run, anchorOf, latest),
    strays: run.strays,
    remarks: [...auditBlock(run.audit ?? []), ...baselineBlock(run.baseline), ...timeLines(run.scenarios)],
    ...(latest && { against: againstOf(run, against, latest) }),
  };
}

const againstOf = (run: RunResult, against: readonly EarlierRun[], latest: RunResult): Against => ({
  runs: against.map(({ name, run: then }) => ({
    name,
    startedAt: then.startedAt,
    verdict: verdictWords(then),
    target: `${then.target.name} ${then.target.version} over ${then.target.adapter}`,
  })),
  mended: mendedSince(run, latest),
});

function readingsOf({ scenarios }: RunResult, { interpretations }: Catalogue): PageIndex['interpretations'] {
  const rests = new Map<string, Record<string, number>>();
  for (const { interpretation, verdict, judged } of scenarios.flatMap(({ checks }) => checks)) {
    if (interpretation === undefined || !judged) continue;
    const counts = rests.get(interpretation) ?? {};
    rests.set(interpretation, counts);
    counts[verdict] = (counts[verdict] ?? 0) + 1;
  }
  return Object.fromEntries(
    interpretations.map(({ id, ...reading }): [string, PageReading] => [
      id,
      { ...reading, rests: rests.get(id) ?? {} },
    ]),
  );
}

/** The worst of what was judged of each statement, a letter each; a dot where nothing was. */
function cellsOf({ checks, requirements }: ScenarioResult, ids: readonly string[]): string {
  const verdicts = new Map<string, Verdict>();
  for (const { requirement, verdict, judged } of checks) {
    if (!judged) continue;
    const known = verdicts.get(requirement);
    verdicts.set(requirement, known === undefined ? verdict : worst({ verdict: known }, { verdict }).verdict);
  }
  const shown = new Set(requirements);
  const letters = ids.map((id) => {
    const verdict = verdicts.get(id);
    const letter = verdict?.charAt(0) ?? '.';
    return shown.has(id) ? letter.toUpperCase() : letter;
  });
  return letters.join('').replace(/\.+$/, '');
}

function entryOf(scenario: ScenarioResult, anchor: string, catalogue: Catalogue): Omit<ScenarioEntry, 'cells'> {
  const { tp, name, verdict, reason, feature, requirements, beyondSpec, messages, durationMs } = scenario;
  const [line = ''] = reason.split('\n', 1);
  const steps = new Set(requirements.flatMap((id) => catalogue.requirement(id)?.step ?? []));
  return {
    anchor,
    tp,
    name,
    verdict,
    feature,
    requirements,
    beyondSpec,
    messages,
    reason: line,
    role: roleOf(tp) ?? '',
    steps: [...steps],
    durationMs: Math.round(durationMs),
  };
}

/** A test purpose with examples is several scenarios: the second is PGR_PSRV_BV_01~2. */
export function anchorsOf(scenarios: readonly ScenarioResult[]): ReadonlyMap<ScenarioResult, string> {
  const seen = new Map<string, number>();
  return new Map(
    scenarios.map((scenario) => {
      const number = (seen.get(scenario.tp) ?? 0) + 1;
      seen.set(scenario.tp, number);
      return [scenario, number === 1 ? scenario.tp : `${scenario.tp}~${number}`];
    }),
  );
}
