// Judges a trace in a test and picks what the test asks about.

import type { TraceEvent } from '../../../evidence/trace';
import type { Finding } from '../../../verdict/finding';
import { FORMATION } from '../all';
import type { JudgeOptions } from '../../../oracle/check';
import { judgeStory } from '../../../oracle/judge';
import { openFormation } from './opened';
import { BY_A_WHOLE_WIRE } from './wires';

export const judged = (
  events: readonly TraceEvent[],
  options: JudgeOptions = { ordering: 'strict' },
  abilities = BY_A_WHOLE_WIRE,
): readonly Finding[] => judgeStory(openFormation(events, abilities), options, FORMATION.checks);

const idsOf = (findings: readonly Finding[], verdict: Finding['verdict']): readonly string[] => [
  ...new Set(findings.filter((finding) => finding.verdict === verdict).map(({ requirement }) => requirement)),
];

export const failsIn = (events: readonly TraceEvent[], options?: JudgeOptions): readonly string[] =>
  idsOf(judged(events, options), 'fail');

/** What is not passed, with who and why: empty where nobody is accused. */
export const troubleIn = (events: readonly TraceEvent[], options?: JudgeOptions): readonly string[] =>
  judged(events, options)
    .filter(({ verdict }) => verdict !== 'pass')
    .map(({ requirement, party, verdict, observed }) => `${requirement} ${party} ${verdict}: ${observed}`);
