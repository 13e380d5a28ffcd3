// Differences between two tellings of scenarios as lines of text.

import type { CheckResult } from '../verdict/results';
import type { CheckDifference, ScenarioDifference, Outcome } from './differences';

export const renderDifferences = (differences: readonly ScenarioDifference[]): readonly string[] =>
  differences.flatMap(({ tp, name, then, now, checks }) => [
    `${tp}  ${name}: ${changed(then, now)}`,
    ...(now === undefined || then?.verdict === now.verdict ? [] : [`  ${firstLine(now.reason)}`]),
    ...checks.flatMap(checkLines),
  ]);

const changed = (then: Outcome | undefined, now: Outcome | undefined): string => {
  if (then === undefined) return `then not executed, now ${now?.verdict ?? ''}`;
  if (now === undefined) return `then ${then.verdict}, now not executed`;
  return then.verdict === now.verdict ? `${now.verdict} as before` : `then ${then.verdict}, now ${now.verdict}`;
};

const checkLines = ({ requirement, party, then, now }: CheckDifference): readonly string[] => [
  `  ${requirement} (${party}): then ${word(then)}, now ${word(now)}`,
  ...observationLines('then', then),
  ...observationLines('now', now),
];

const word = (check: CheckResult | undefined): string =>
  check === undefined ? 'not made' : `${check.verdict}${check.judged ? '' : ', not judged'}`;

const observationLines = (when: string, check: CheckResult | undefined): readonly string[] =>
  check === undefined ? [] : [`    ${when.padEnd(4)}  expected ${check.expected}; observed ${check.observed}`];

const firstLine = (text: string): string => text.split('\n', 1)[0] ?? '';
