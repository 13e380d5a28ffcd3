// mcx-conformance judge: derives the verdicts of a finished run again from its trace, with no implementation, and explains
// what differs. It writes nothing.

import { contextOfRun } from '../../judgement/context-of-run';
import { rejudged } from '../../judgement/rejudged';
import { keyOf, readCheckedTraces } from '../../record/checked-traces';
import { scenarioDifferences } from '../../compare/differences';
import { renderDifferences } from '../../compare/render-differences';
import { readResults } from '../../record/results-file';
import type { RunFolder } from '../../record/run-folder';
import { worseAttempt } from '../../collect/scenario-outcome';
import { packageVersion } from '../../schema/package-root';
import { loadCatalogue } from '../../traceability/catalogue/catalogue';
import { loadIcs } from '../../traceability/catalogue/ics';
import type { RunResult, ScenarioResult } from '../../verdict/results';
import { runVerdict } from '../../verdict/run-verdict';
import type { Verdict } from '../../verdict/verdict';
import { namedRun } from '../named-run';

export interface JudgeOptions {
  readonly reports: string;
}

export async function judge(run: string, { reports }: JudgeOptions): Promise<void> {
  const folder = namedRun(run, reports);
  const recorded = readResults(folder.results);
  const scenarios = await judgedAgain(folder, recorded);
  const differences = scenarioDifferences(recorded.scenarios, scenarios);
  const { verdict } = runVerdict(scenarios, recorded.notExecuted, recorded.faults);
  const same = differences.length === 0 && verdict === recorded.verdict;
  const lines = [
    ...renderDifferences(differences),
    ...(differences.length > 0 ? [''] : []),
    ...told({ recorded, verdict, same, differing: differences.length }),
  ];
  process.stdout.write(`${lines.join('\n')}\n`);
  if (!same) process.exitCode = 1;
}

/** In the order of the results; what has no trace is as it was. */
export async function judgedAgain({ events }: RunFolder, recorded: RunResult): Promise<readonly ScenarioResult[]> {
  const context = contextOfRun(recorded, loadCatalogue(), loadIcs());
  const judged = new Map<string, ScenarioResult>();
  for await (const { scenario, events: trace } of readCheckedTraces(events, recorded)) {
    const key = keyOf(scenario);
    judged.set(key, worseAttempt(judged.get(key), rejudged(scenario, trace, context)));
  }
  return recorded.scenarios.map((scenario) => judged.get(keyOf(scenario)) ?? scenario);
}

interface Outcome {
  readonly recorded: RunResult;
  readonly verdict: Verdict;
  readonly same: boolean;
  readonly differing: number;
}

function told({ recorded: { suite, scenarios, verdict: then }, verdict, same, differing }: Outcome): readonly string[] {
  const by =
    suite.version === packageVersion
      ? ''
      : ` (the run was judged by ${suite.name} ${suite.version}, this is ${packageVersion})`;
  const run = then === verdict ? `Run: ${verdict} as before` : `Run: then ${then}, now ${verdict}`;
  const how = same ? 'every verdict is the same' : `${differing} ${differing === 1 ? 'differs' : 'differ'}`;
  return [`Judged again: ${scenarios.length} scenarios, ${how}${by}`, run];
}
