// The verdict of a run in the words of a reader, the same in every report.

import { partOfSuite } from '../../verdict/part-of-suite';
import type { RunResult } from '../../verdict/results';

const WORDS = {
  pass: 'conforms',
  inconclusive: 'could not be told',
  fail: 'does not conform',
  error: 'harness error',
} as const;

/** Said of the implementation. A part of the suite may pass; that an implementation conforms only the whole can tell. */
export function verdictWords(run: Pick<RunResult, 'verdict' | 'scenarios' | 'notExecuted'>): string {
  const part = run.verdict === 'pass' ? partOfSuite(run) : undefined;
  return part ? `passed: ${part.passed} of ${part.scenarios} scenarios` : WORDS[run.verdict];
}
