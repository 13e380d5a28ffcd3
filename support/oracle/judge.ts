// Lets the checks judge a story.

import type { Finding } from '../verdict/finding';
import type { Check, JudgeOptions } from './check';
import type { Story } from './story';

export const judgeStory = (story: Story, options: JudgeOptions, checks: readonly Check[]): Finding[] =>
  checks.flatMap((check) => check.judge(story, options));
