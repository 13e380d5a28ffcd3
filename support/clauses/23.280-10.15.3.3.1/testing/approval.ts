// The files of approved accounts: what the oracle says of every trace of the corpus. Given the judge, so that a freshly
// loaded one can be asked as well.

import type { TraceEvent } from '../../../evidence/trace';
import type { Finding } from '../../../verdict/finding';
import { accountOf, approvedText, toldBeside, type Account } from './account';
import { CORPUS, OUTCOMES, type Sample } from './corpus';

export type Judge = (events: readonly TraceEvent[]) => readonly Finding[];

/** Tells of a sample: an outcome beside the outcomes before it, anything else beside all of them. */
export function accountBy(judge: Judge): (sample: Sample) => string {
  const account = ({ says, events }: Sample): Account => accountOf(says, events, judge(events));
  const outcomes = OUTCOMES.map(account);
  return (sample) => {
    const index = OUTCOMES.indexOf(sample);
    return index < 0 ? toldBeside(outcomes, account(sample)) : toldBeside(outcomes.slice(0, index), account(sample));
  };
}

/** What stands in the file of a topic. */
export const approvedFile = (topic: string, account: (sample: Sample) => string): string =>
  approvedText((CORPUS.get(topic) ?? []).map((sample) => [sample.says, account(sample)]));

/** Headline and account of each trace in a file of approved accounts. */
export const readApproved = (text: string): ReadonlyMap<string, string> =>
  new Map(
    text
      .split(/^# /m)
      .slice(1)
      .map((block) => {
        const end = block.indexOf('\n');
        return [block.slice(0, end), block.slice(end).trim()] as const;
      }),
  );
