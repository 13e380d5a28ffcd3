// Which regroup groups a server goes on to answer about to the same user: whatever is answered for later in its own words is hardly
// what an earlier answer in other words was for.

import { regroupIdOf, type Message } from '../../../oracle/story/message';
import { pair } from '../../../oracle/story/timeline';

/** Looking further ahead would cost time for each answer and tell nothing more. */
const FOLLOWING = 16;

/** Of each answer the other regroup group identities that the next answers of its kind to the same user name. */
export type AnswersToCome = (answer: Message) => ReadonlySet<string>;

export function readAnswersToCome(messages: readonly Message[]): AnswersToCome {
  const alike = new Map<string, Message[]>();
  const positions = new Map<string, number>();
  for (const message of messages) {
    if (!message.flow.endsWith('.server-client')) continue;
    const known = alike.get(kindOf(message)) ?? [];
    alike.set(kindOf(message), known);
    positions.set(message.id, known.push(message));
  }
  return (answer) => {
    const next = positions.get(answer.id) ?? 0;
    const later = alike.get(kindOf(answer))?.slice(next, next + FOLLOWING) ?? [];
    const ids = later.map(regroupIdOf).filter((id) => id !== undefined);
    return new Set(ids.filter((id) => id !== regroupIdOf(answer)));
  };
}

const kindOf = ({ flow, from, to }: Message): string => pair(flow, pair(from.party ?? '', to.id));
