// Asks one check alone what it says of a trace: whom it names, with which verdict and in which words.

import type { TraceEvent } from '../../../evidence/trace';
import type { Finding } from '../../../verdict/finding';
import { FORMATION } from '../all';
import type { JudgeOptions } from '../../../oracle/check';
import { openFormation } from './opened';
import { BY_A_WHOLE_WIRE } from './wires';

export const findingsOf = (
  requirement: string,
  events: readonly TraceEvent[],
  ordering: JudgeOptions['ordering'] = 'strict',
  abilities = BY_A_WHOLE_WIRE,
): readonly Finding[] =>
  FORMATION.checks
    .filter((check) => check.requirement === requirement)
    .flatMap((check) => check.judge(openFormation(events, abilities), { ordering }));

export const said = (...asked: Parameters<typeof findingsOf>): readonly string[] =>
  findingsOf(...asked).map(({ party, verdict, observed }) => `${party} ${verdict}: ${observed}`);
