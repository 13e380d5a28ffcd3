// What of a cancellation is said once more than anything calls for: a member who is told of the end again, and an answer beside the
// one to the request. What a primary asks a partner several times is its own affair, as its requests are.

import { oncePerStory, type Story } from '../../../oracle/story';
import { regroupIdOf, type Message } from '../../../oracle/story/message';
import { pair } from '../../../oracle/story/timeline';
import type { Stray } from './correlation';
import { hasDecidedToEnd } from './decisions';

const TELLS_MEMBER = 'preconfigured-regroup-cancel-request.server-client';
const ASKS_MEMBER = 'preconfigured-regroup-request.server-client';

function counting() {
  const counts = new Map<string, number>();
  return {
    add: (key: string): number => {
      const count = (counts.get(key) ?? 0) + 1;
      counts.set(key, count);
      return count;
    },
    of: (key: string): number => counts.get(key) ?? 0,
  };
}

/** Read from what arrived; each breach rests on the reading that it is said once. */
export const cancelledAgain = oncePerStory((story: Story): readonly Stray[] => {
  const told = counting();
  const asked = counting();
  const causes = counting();
  const leaving = counting();
  const requests = counting();
  const answers = counting();
  /** Each cancellation of its server, each time the member was asked, and each time the member gave something up. */
  const mayBeTold = ({ from, to }: Message, id: string): number => {
    const ended = causes.of(pair(from.id, id)) + leaving.of(to.id);
    const itself = from.party !== null && hasDecidedToEnd(story.controls, from.party, id) ? 1 : 0;
    return Math.max(1, asked.of(member(from.id, to.id, id)), ended + itself);
  };
  return story.messages.flatMap((message): Stray[] => {
    const { flow, from, to } = message;
    if (story.undelivered.has(message.id)) return [];
    const id = regroupIdOf(message) ?? '';
    if (LEAVES.test(flow)) leaving.add(from.id);
    else if (flow === ASKS_MEMBER) asked.add(member(from.id, to.id, id));
    else if (flow.startsWith('preconfigured-regroup-cancel-request')) {
      requests.add(member(from.id, to.id, id));
      if (flow !== TELLS_MEMBER) causes.add(pair(to.id, id));
      else if (told.add(member(from.id, to.id, id)) > mayBeTold(message, id))
        return [{ message, because: 'its receiver was told of the end of it already', reading: 'A-49' }];
    } else if (flow.startsWith('preconfigured-regroup-cancel-response')) {
      const soFar = answers.add(member(from.id, to.id, id));
      const called = requests.of(member(to.id, from.id, id));
      if (called > 0 && soFar > called)
        return [{ message, because: 'its sender has answered the request already', reading: 'A-49' }];
    }
    return [];
  });
});

const LEAVES = /^(?:log-off|group-de-affiliation)-request\.client-server$/;

const member = (from: string, to: string, id: string): string => pair(pair(from, to), id);
