// Sets a run beside the failing checks that are known beforehand. The verdict stays what it is; only the exit code may
// become 0, where every failing check is in a line that still holds. Unaware of files and of the clock.

import type { BaselineResult, CheckName, JudgedLine, KnownFailure, RunResult, ScenarioResult } from './results';
import { notCounted } from './counted';
import { runVerdict } from './run-verdict';

export interface Baseline {
  /** As the user named it. */
  readonly file: string;
  readonly lines: readonly KnownFailure[];
  /** The day on which the lines are judged, YYYY-MM-DD. */
  readonly day: string;
}

/** A line with one of these is to be mended: it costs an exit code of 0. */
const FAULTY: readonly JudgedLine['finding'][] = ['stale', 'expired', 'unmatched'];

export const isFaulty = ({ finding }: JudgedLine): boolean => FAULTY.includes(finding);

export function withBaseline(run: RunResult, { file, lines, day }: Baseline): RunResult {
  const judged = lines.map((line) => ({ ...line, finding: findingOf(line, run, day) }));
  const unlisted = failingChecks(run).filter((check) => !lines.some((line) => isSame(line, check)));
  const baseline = { file, day, lines: judged, unlisted };
  const beside = besideKnown(run, judged);
  const exitCode = beside.exitCode === 0 && judged.some(isFaulty) ? 1 : beside.exitCode;
  const reasons = [
    run.reason,
    ...remarks(run, baseline),
    ...(exitCode >= 3 && run.verdict === 'fail' ? [`but ${beside.reason}`] : []),
  ];
  return { ...run, options: { ...run.options, baseline: file }, baseline, reason: reasons.join('; '), exitCode };
}

/** What failed of the parties that are judged, each check once; what is beyond the clause does not count. */
export function failingChecks({ scenarios }: RunResult): readonly CheckName[] {
  const names = scenarios
    .filter((scenario) => !notCounted(scenario))
    .flatMap((scenario) => failingIn(scenario).map(({ requirement }) => ({ requirement, tp: scenario.tp })));
  return names.filter((name, at) => names.findIndex((other) => isSame(other, name)) === at);
}

export const withoutFinding = ({ finding: _, ...line }: JudgedLine): KnownFailure => line;

export const isSame = (one: CheckName, other: CheckName): boolean =>
  one.requirement === other.requirement && one.tp === other.tp;

const failingIn = ({ checks }: ScenarioResult) => checks.filter(({ verdict, judged }) => judged && verdict === 'fail');

function findingOf({ requirement, tp, expires }: KnownFailure, run: RunResult, day: string): JudgedLine['finding'] {
  const scenario = run.scenarios.find((one) => one.tp === tp);
  const expired = expires < day;
  if (!scenario) return expired ? 'expired' : 'not-exercised';
  const checks = scenario.checks.filter((check) => check.requirement === requirement);
  const judged = checks.filter((check) => check.judged);
  if (judged.some(({ verdict }) => verdict === 'fail')) return expired ? 'expired' : 'known';
  const decided = scenario.verdict === 'pass' || scenario.verdict === 'fail';
  if (decided && judged.length > 0 && judged.every(({ verdict }) => verdict === 'pass')) return 'stale';
  if (expired) return 'expired';
  return scenario.verdict === 'pass' && checks.length === 0 ? 'unmatched' : 'not-exercised';
}

/** What the run comes to where a scenario all of whose failing checks are known is left out of account. */
function besideKnown(run: RunResult, lines: readonly JudgedLine[]): Pick<RunResult, 'exitCode' | 'reason'> {
  if (run.verdict !== 'fail') return run;
  const known = lines.filter(({ finding }) => finding === 'known');
  const isKnown = (scenario: ScenarioResult): boolean => {
    const failing = failingIn(scenario);
    const names = failing.map(({ requirement }) => ({ requirement, tp: scenario.tp }));
    return names.length > 0 && names.every((one) => known.some((line) => isSame(line, one)));
  };
  return runVerdict(
    run.scenarios.map((scenario) => (isKnown(scenario) ? withoutFailing(scenario) : scenario)),
    run.notExecuted,
    run.faults,
    run.strays,
  );
}

/** Where the harness broke beside them, that is left. */
const withoutFailing = ({ checks, ...scenario }: ScenarioResult): ScenarioResult => ({
  ...scenario,
  verdict: scenario.verdict === 'fail' ? 'pass' : scenario.verdict,
  checks: checks.filter(({ verdict, judged }) => !(judged && verdict === 'fail')),
});

function remarks(run: RunResult, { lines, unlisted }: BaselineResult): readonly string[] {
  const failing = failingChecks(run).length;
  const kinds = FAULTY.map((kind) => [lines.filter(({ finding }) => finding === kind).length, kind] as const);
  const tally = kinds.filter(([count]) => count > 0).map(([count, kind]) => `${count} ${kind}`);
  return [
    ...(failing === 0 ? [] : [`${held(failing, unlisted.length)} in the baseline`]),
    ...(tally.length === 0 ? [] : [`lines of the baseline to mend: ${tally.join(', ')}`]),
  ];
}

function held(failing: number, missing: number): string {
  if (failing === 1) return `the failing check is${missing === 0 ? '' : ' not'}`;
  if (missing === 0) return `all ${failing} failing checks are`;
  return `${missing} of ${failing} failing checks ${missing === 1 ? 'is' : 'are'} not`;
}
