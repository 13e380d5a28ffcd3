// What a run came to, for a terminal: the failures, the counts, the verdict and where the files are. A pure function.

import type { Coverage } from '../../traceability/coverage';
import type { NotExecuted, RunResult, ScenarioResult } from '../../verdict/results';
import { partOfSuite } from '../../verdict/part-of-suite';
import { notCounted } from '../../verdict/counted';
import { VERDICTS } from '../../verdict/verdict';
import type { EvidenceLabel } from './evidence-labels';
import { auditBlock } from './audit-block';
import { baselineBlock } from './baseline-block';
import { checkLine } from './check-line';
import { brokenBlock, reasonBlock, type BlockContext } from './failure-blocks';
import { failuresOf } from './failures';
import { colourOf, plain, type Paint } from './paint';
import type { InterpretationLookup, RequirementLookup } from './requirement-text';
import { strayLines } from '../../record/strays';
import { timeLines } from './time-lines';
import { verdictWords } from './verdict-words';

export interface SummaryContext {
  readonly requirement: RequirementLookup;
  readonly interpretation?: InterpretationLookup;
  readonly evidence?: EvidenceLabel;
  readonly coverage?: Coverage['counts'] | undefined;
  /** What was written, and where, in words: lines. */
  readonly files?: readonly string[];
  readonly paint?: Paint;
}

export function summary(run: RunResult, context: SummaryContext): string {
  const { requirement, interpretation = unknown, evidence = unknown, paint = plain, coverage, files = [] } = context;
  const blocks = { run, requirement, interpretation, evidence, paint };
  const beyondBlocks = failureBlocks(run.scenarios.filter(notCounted), blocks);
  return [
    ...failureBlocks(
      run.scenarios.filter((scenario) => !notCounted(scenario)),
      blocks,
    ),
    ...(beyondBlocks.length > 0 ? ['Beyond the clause, and not counted:', ...beyondBlocks] : []),
    ...auditBlock(run.audit ?? []),
    ...baselineBlock(run.baseline),
    [
      targetLine(run),
      ...scenarioLines(run),
      checkLine(run.scenarios),
      ...(coverage === undefined ? [] : [coverageLine(run, coverage)]),
      ...strayLines(run.strays),
      ...timeLines(run.scenarios),
      verdictLine(run, paint),
      ...(mayStillFail(run) ? [PART] : []),
    ].join('\n'),
    ...(files.length > 0 ? [files.join('\n')] : []),
  ]
    .map((part) => `${part}\n`)
    .join('\n');
}

const unknown = () => undefined;

function failureBlocks(scenarios: readonly ScenarioResult[], context: BlockContext): string[] {
  const { broken, unexplained } = failuresOf(scenarios);
  const hint =
    'An error is never charged to the implementation under test: the trace in events.jsonl shows what happened.';
  const failed =
    broken.some(({ verdict }) => verdict === 'error') || unexplained.some(({ verdict }) => verdict === 'error');
  return [
    ...broken.map((group) => brokenBlock(group, context)),
    ...unexplained.map((group) => reasonBlock(group, context)),
    ...(failed ? [hint] : []),
  ];
}

function targetLine({ target: { name, version, adapter, underTest } }: RunResult): string {
  const who =
    underTest.length === 0 ? 'every role is played: the suite tests itself' : `under test: ${underTest.join(', ')}`;
  return `Target: ${name} ${version} over ${adapter}, ${who}`;
}

/** More reasons than this stand below the line. */
const MOST_IN_LINE = 3;

function scenarioLines({ scenarios, notExecuted }: RunResult): readonly string[] {
  const executed = scenarios.filter(({ verdict }) => verdict !== 'not-applicable');
  const notApplicable = scenarios.length - executed.length;
  const tally = VERDICTS.map((verdict) => [executed.filter((s) => s.verdict === verdict).length, verdict] as const)
    .filter(([count]) => count > 0)
    .map(([count, verdict]) => `${count} ${verdict}`);
  const reasons = leftOut(notExecuted);
  const below = reasons.length > MOST_IN_LINE ? reasons : [];
  const beside = below.length > 0 ? [`${notExecuted.length} not, for the reasons below`] : reasons;
  const left = [...(notApplicable > 0 ? [`${notApplicable} not applicable`] : []), ...beside];
  const beyond = executed.filter(notCounted).length;
  const line = [
    `Scenarios: ${executed.length} of ${scenarios.length + notExecuted.length} executed`,
    left.length > 0 ? ` (${left.join('; ')})` : '',
    tally.length > 0 ? `: ${tally.join(', ')}` : '',
    beyond > 0 ? `; ${beyond} of them beyond the clause, not counted` : '',
  ].join('');
  return [line, ...below.map((reason) => `  ${reason}`)];
}

/** Not executed, by reason: "28 not: filter --step 4a". */
function leftOut(notExecuted: readonly NotExecuted[]): string[] {
  const reasons = new Map<string, number>();
  for (const { reason } of notExecuted) reasons.set(reason, (reasons.get(reason) ?? 0) + 1);
  return [...reasons].map(([reason, count]) => `${count} not: ${reason}`);
}

/** What of the clause was tested, and why the rest was not. */
export function coverageLine({ target: { adapter } }: RunResult, counts: Coverage['counts']): string {
  const observable = counts.tested + counts['not-tested'];
  const others = counts['not-under-test'] > 0 ? ` ${counts['not-under-test']} bind other roles;` : '';
  const excused = counts['not-applicable'] > 0 ? ` ${counts['not-applicable']} not applicable by the ICS;` : '';
  return `Requirements: ${counts.tested} of ${observable} observable tested;${excused}${others} ${counts['not-observable']} not observable on ${adapter}; ${counts.excluded} excluded`;
}

/** A part is passed by products that the whole fails. */
const mayStillFail = (run: RunResult): boolean =>
  run.verdict === 'pass' && run.target.underTest.length > 0 && partOfSuite(run) !== undefined;

const PART =
  'The product takes part in the scenarios that were left out too, and may fail there: run them all for a verdict on it.';

/** The one line that says what the run came to. */
export function verdictLine(run: RunResult, paint: Paint): string {
  const { verdict, reason, exitCode } = run;
  const [first = ''] = reason.split('\n', 1);
  return `Verdict: ${paint(colourOf(verdict), verdictWords(run))}: ${first} (exit code ${exitCode})`;
}
