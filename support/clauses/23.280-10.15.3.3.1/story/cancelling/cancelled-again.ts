// What of a cancellation is said once more than anything calls for: a member who is told of the end again, a partner that is asked for it
// again though it has confirmed it, and an answer beside the one to the request.

import { oncePerStory, type Story } from '../../../../oracle/story';
import { namedUsers, regroupIdOf, text, type Message } from '../../../../oracle/story/message';
import { pair } from '../../../../oracle/story/timeline';
import type { Stray } from '../attempts/sorting';
import { hasDecidedToEnd } from './decisions';

const TELLS_MEMBER = 'preconfigured-regroup-cancel-request.server-client';
const ASKS_PARTNER = 'preconfigured-regroup-cancel-request.server-server';
const CONFIRMS = 'preconfigured-regroup-cancel-response.server-server';

/** What each is said again for: a member is told, and a partner asked, of the end for each request to join. */
const JOINING = ['preconfigured-regroup-request.server-client', 'preconfigured-regroup-request.server-server'];

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

/** Read from what arrived, but for requests to join; each breach rests on the reading that it is said once. */
export const cancelledAgain = oncePerStory((story: Story): readonly Stray[] => {
  const told = counting();
  const asked = counting();
  const causes = counting();
  const leaving = counting();
  const requests = counting();
  const answers = counting();
  const confirmed = confirmedIn(story);
  /** Each cancellation of its server, one that names users for these alone, and each time the receiver was asked to join. */
  const mayBeSaid = ({ from, to }: Message, id: string): number => {
    const ended = causes.of(pair(from.id, id)) + causes.of(member(from.id, to.id, id)) + leaving.of(to.id);
    const itself = from.party !== null && hasDecidedToEnd(story.controls, from.party, id) ? 1 : 0;
    return Math.max(1, asked.of(member(from.id, to.id, id)), ended + itself);
  };
  const again = (message: Message, id: string): Stray[] => {
    const { flow, from, to } = message;
    const [way, most] = [member(from.id, to.id, id), mayBeSaid(message, id)];
    if (told.add(way) <= most) return [];
    if (flow === TELLS_MEMBER)
      return [{ message, because: 'its receiver was told of the end of it already', reading: 'A-49' }];
    // Who has no answer, or a refusal, may ask again.
    if (confirmed.of(way) < most) return [];
    return [{ message, because: 'its receiver was asked to cancel it already, and did', reading: 'A-49' }];
  };
  return story.messages.flatMap((message): Stray[] => {
    const { flow, from, to } = message;
    const id = regroupIdOf(message) ?? '';
    // Whether a request arrived its sender need not know.
    if (JOINING.includes(flow)) asked.add(member(from.id, to.id, id));
    if (story.undelivered.has(message.id)) return [];
    if (LEAVES.test(flow)) leaving.add(from.id);
    else if (flow.startsWith('preconfigured-regroup-cancel-request')) {
      requests.add(member(from.id, to.id, id));
      const named = namedUsers(message);
      if (flow !== TELLS_MEMBER && named.length === 0) causes.add(pair(to.id, id));
      for (const user of named) causes.add(member(to.id, user, id));
      // Whoever names users tells of the end, and asks for none.
      if (flow === TELLS_MEMBER || (flow === ASKS_PARTNER && named.length === 0)) return again(message, id);
    } else if (flow.startsWith('preconfigured-regroup-cancel-response')) {
      const soFar = answers.add(member(from.id, to.id, id));
      const called = requests.of(member(to.id, from.id, id));
      if (called > 0 && soFar > called)
        return [{ message, because: 'its sender has answered the request already', reading: 'A-49' }];
    }
    return [];
  });
});

/** How often a server has confirmed to another that it has cancelled a regroup. */
function confirmedIn({ messages, undelivered }: Story): Pick<ReturnType<typeof counting>, 'of'> {
  const confirmed = counting();
  for (const message of messages) {
    if (message.flow !== CONFIRMS || undelivered.has(message.id) || text(message, 'result') !== 'success') continue;
    confirmed.add(member(message.to.id, message.from.id, regroupIdOf(message) ?? ''));
  }
  return confirmed;
}

const LEAVES = /^(?:log-off|group-de-affiliation)-request\.client-server$/;

const member = (from: string, to: string, id: string): string => pair(pair(from, to), id);
