// What a run has to say of time, a line where it matters: what came after its scenario, what was waited for in vain, and how late
// the harness itself was.

import type { ScenarioResult } from '../../verdict/results';

const SHOWN = 3;
/** Deadlines are put off by what our own event loop is late; of less than this nobody needs to know. */
const WORTH_SAYING_MS = 1000;

export function timeLines(scenarios: readonly ScenarioResult[]): readonly string[] {
  const late = scenarios.filter((scenario) => scenario.late !== undefined);
  const waiting = scenarios.filter(({ waited }) => waited !== undefined && waited.owed.length > 0);
  const longest = Math.max(0, ...waiting.map(({ waited }) => waited?.ms ?? 0));
  const owed = [...new Set(waiting.flatMap(({ waited }) => waited?.owed ?? []))];
  const behind = scenarios.reduce((sum, { waited }) => sum + (waited?.lateMs ?? 0), 0);
  const messages = late.reduce((sum, scenario) => sum + (scenario.late ?? 0), 0);
  return [
    ...(late.length === 0
      ? []
      : [
          `Late: ${messages} ${messages === 1 ? 'message' : 'messages'} came after ${late.length === 1 ? 'its scenario' : 'their scenarios'} had ended and ${messages === 1 ? 'was' : 'were'} judged there: ${verdictsOf(late)}`,
        ]),
    ...(waiting.length === 0
      ? []
      : [
          `Waited in vain: in ${waiting.length} ${waiting.length === 1 ? 'scenario' : 'scenarios'}, ${longest} ms at the longest, for what is owed by ${some(owed)}`,
        ]),
    ...(behind < WORTH_SAYING_MS
      ? []
      : [`Our own lateness: ${Math.round(behind)} ms in all, by which deadlines were put off: the machine is busy`]),
  ];
}

/** What became of the scenarios in which something was late, the worst first. */
const verdictsOf = (scenarios: readonly ScenarioResult[]): string =>
  ORDER.flatMap((verdict) => {
    const those = scenarios.filter((scenario) => scenario.verdict === verdict).map(({ tp }) => tp);
    return those.length === 0 ? [] : [`${verdict}${verdict === 'pass' ? ' all the same' : ''}, ${some(those)}`];
  }).join('; ');

const ORDER: readonly ScenarioResult['verdict'][] = ['error', 'fail', 'inconclusive', 'not-applicable', 'pass'];

const some = (names: readonly string[]): string =>
  names.length > SHOWN ? `${names.slice(0, SHOWN).join(', ')} and ${names.length - SHOWN} more` : names.join(', ');
