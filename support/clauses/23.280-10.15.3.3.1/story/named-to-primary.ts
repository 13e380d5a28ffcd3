// A partner names members of its own groups to the primary, which serves them (TS 24.379 16.2.4.1): no step of the procedure, nor is the
// answer to it.

import { namedUsers, regroupIdOf, type Message } from '../../../oracle/story/message';
import { pair } from '../../../oracle/story/timeline';
import type { createAttemptIndex } from './attempt-index';

export interface NamedToPrimary {
  /** Whether a request between servers is one of these. */
  takes(request: Message): boolean;
  /** Whether an answer is to one of them; each is answered once. */
  takesAnswer(answer: Message): boolean;
}

export function createNamedToPrimary(index: ReturnType<typeof createAttemptIndex>): NamedToPrimary {
  /** Requests that were not answered, by who named to whom and the regroup. */
  const open = new Map<string, number>();
  const keyOf = (from: string, to: string, message: Message): string =>
    pair(pair(from, to), regroupIdOf(message) ?? '');

  return {
    takes(request) {
      const { from, to } = request;
      const id = regroupIdOf(request);
      const isToPrimary = namedUsers(request).length > 0 && index.present(to.party).some((one) => index.uses(one, id));
      if (!isToPrimary || from.party === null || index.present(from.party).some((one) => index.uses(one, id)))
        return false;
      const key = keyOf(from.id, to.id, request);
      open.set(key, (open.get(key) ?? 0) + 1);
      return true;
    },
    takesAnswer(answer) {
      const key = keyOf(answer.to.id, answer.from.id, answer);
      const left = open.get(key) ?? 0;
      if (left > 0) open.set(key, left - 1);
      return left > 0;
    },
  };
}
