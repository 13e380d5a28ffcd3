// Lets the checks judge a story. What a played party left out because the scenario told it to is nobody's fault.

import type { Finding } from '../verdict/finding';
import { ALL } from '../clauses/23.280-10.15.3.3.1/all';
import type { Check, JudgeOptions } from './check';
import type { Story } from './story';

const STRICT: JudgeOptions = { ordering: 'strict' };

export function judgeStory(story: Story, options: JudgeOptions = STRICT, checks: readonly Check[] = ALL): Finding[] {
  return checks
    .flatMap((check) => check.judge(story, options))
    .filter(({ verdict, party }) => verdict === 'pass' || !story.controls.excused.has(party));
}
