// mcx-conformance judge: derives the verdicts of a finished run again from its trace, with no implementation, and explains
// what differs. It writes nothing.

import { judgedAgain } from '../../../compare/judged-again';
import { scenarioDifferences } from '../../../compare/differences';
import { renderDifferences } from '../../../compare/render-differences';
import { packageVersion } from '../../../schema/package-root';
import type { RunResult } from '../../../verdict/results';
import { runVerdict } from '../../../verdict/run-verdict';
import type { Verdict } from '../../../verdict/verdict';
import { namedRun } from '../../named-run';
import { printJson, printLines, type AsJson } from '../../print';
import { readRun } from '../../recorded';

export interface JudgeOptions extends AsJson {
  readonly reports: string;
}

export async function judge(run: string, { json, reports }: JudgeOptions): Promise<void> {
  const folder = namedRun(run, reports);
  const recorded = await readRun(folder);
  const scenarios = await judgedAgain(folder, recorded);
  const differences = scenarioDifferences(recorded.scenarios, scenarios);
  const { verdict } = runVerdict(scenarios, recorded.notExecuted, recorded.faults, recorded.strays);
  const same = differences.length === 0 && verdict === recorded.verdict;
  const lines = [
    ...renderDifferences(differences),
    ...(differences.length > 0 ? [''] : []),
    ...summaryLines({ recorded, verdict, same, differing: differences.length }),
  ];
  if (json) printJson({ same, scenarios: scenarios.length, then: recorded.verdict, now: verdict, differences });
  else printLines(lines);
  if (!same) process.exitCode = 1;
}

interface Outcome {
  readonly recorded: RunResult;
  readonly verdict: Verdict;
  readonly same: boolean;
  readonly differing: number;
}

function summaryLines({
  recorded: { suite, scenarios, verdict: then },
  verdict,
  same,
  differing,
}: Outcome): readonly string[] {
  const by =
    suite.version === packageVersion
      ? ''
      : ` (the run was judged by ${suite.name} ${suite.version}, this is ${packageVersion})`;
  const run = then === verdict ? `Run: ${verdict} as before` : `Run: then ${then}, now ${verdict}`;
  const how = same ? 'every verdict is the same' : `${differing} ${differing === 1 ? 'differs' : 'differ'}`;
  return [`Judged again: ${scenarios.length} scenarios, ${how}${by}`, run];
}
