// What a server goes on to answer. Whatever is answered for later in its own words is hardly what an earlier answer in other words was
// for, and a server asks no clients for what it is about to refuse.

import type { PartyName } from '../../../../procedure/roles';
import { regroupIdOf, type Message } from '../../../../oracle/story/message';
import { pair } from '../../../../oracle/story/timeline';

/** Looking further ahead would cost time for each answer and tell nothing more. */
const FOLLOWING = 16;

export interface AnswersToCome {
  /** The other regroup group identities that the next answers of the same kind to the same user name. */
  othersNamed(answer: Message): ReadonlySet<string>;
  /** The next answer of a server to a primary about a regroup group, after something it sent, is a reject. */
  isRefused(sent: Message, primary: PartyName, regroupId: string | undefined): boolean;
}

const TO_PRIMARY: ReadonlySet<string> = new Set([
  'preconfigured-regroup-response.server-server',
  'preconfigured-regroup-reject.server-server',
]);

export function readAnswersToCome(messages: readonly Message[]): AnswersToCome {
  const toUsers = new Map<string, Message[]>();
  const toPrimaries = new Map<string, Message[]>();
  const positions = new Map<string, number>();
  for (const message of messages) {
    const { id, flow, from, to } = message;
    if (flow.endsWith('.server-client')) positions.set(id, follow(toUsers, kindOf(message), message));
    if (TO_PRIMARY.has(flow)) follow(toPrimaries, aboutOf(from.party, to.party, regroupIdOf(message)), message);
  }
  return {
    othersNamed(answer) {
      const next = positions.get(answer.id) ?? 0;
      const later = toUsers.get(kindOf(answer))?.slice(next, next + FOLLOWING) ?? [];
      const ids = later.map(regroupIdOf).filter((id) => id !== undefined);
      return new Set(ids.filter((id) => id !== regroupIdOf(answer)));
    },
    isRefused({ from, seq }, primary, regroupId) {
      const answers = toPrimaries.get(aboutOf(from.party, primary, regroupId)) ?? [];
      return answers.find((answer) => answer.seq > seq)?.flow === 'preconfigured-regroup-reject.server-server';
    },
  };
}

function follow(known: Map<string, Message[]>, key: string, message: Message): number {
  const alike = known.get(key) ?? [];
  known.set(key, alike);
  return alike.push(message);
}

const kindOf = ({ flow, from, to }: Message): string => pair(flow, pair(from.party ?? '', to.id));

const aboutOf = (server: PartyName | null, primary: PartyName | null, regroupId: string | undefined): string =>
  pair(pair(server ?? '', primary ?? ''), regroupId ?? '');
