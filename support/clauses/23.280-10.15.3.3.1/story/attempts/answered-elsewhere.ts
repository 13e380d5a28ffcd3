// Answers of partners that went to somebody else while the primary that asked waits for one in vain: each is told as the one that is
// missing there (STEP-11-a, STEP-6-e), and not once more as one that nothing calls for.

import { oncePerStory } from '../../../../oracle/story';
import type { Message } from '../../../../oracle/story/message';
import type { Formation } from '../../formation';
import { isCalledOffAt } from './attempt';
import { partnerTasks, type Task } from '../partner-tasks';

/** Empty where the primary was answered, or where it cannot be told whether it had to be. */
export function answeredElsewhere(story: Formation, { attempt, leg, partner, step5, held, mayRefuse }: Task) {
  const answers: readonly Message[] = [...leg.step11, ...leg.rejects];
  const isUnsure = story.isHidden(attempt.primary, partner) || story.settledAfter(step5.seq) === undefined;
  const isFree = isCalledOffAt(leg) || (mayRefuse && held.length === 0);
  const isAnswered = answers.some(({ to }) => to.party === attempt.primary);
  return isUnsure || isFree || isAnswered ? [] : answers;
}

export const allAnsweredElsewhere = oncePerStory(
  (story: Formation): ReadonlySet<Message> =>
    new Set(partnerTasks(story).flatMap((task) => answeredElsewhere(story, task))),
);
