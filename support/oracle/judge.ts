// Lets the checks judge a story. What a played party left out because the scenario told it to is nobody's fault.

import type { Finding } from '../verdict/finding';
import type { Check, JudgeOptions } from './check';
import type { Story } from './story';

export function judgeStory(story: Story, options: JudgeOptions, checks: readonly Check[]): Finding[] {
  return checks
    .flatMap((check) => check.judge(story, options))
    .filter(({ verdict, party }) => verdict === 'pass' || !story.controls.excused.has(party));
}
