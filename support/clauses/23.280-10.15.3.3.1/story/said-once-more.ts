// What a server says once more. It belongs to the regroup of which it was said before, whatever was asked for since.

import type { PartyName } from '../../../procedure/roles';
import { sameSet } from '../../../oracle/saying';
import { configIdOf, listedGroups, regroupIdOf, userOf, type Message } from '../../../oracle/story/message';
import { isConcluded, type AttemptDraft } from './attempt';
import type { AttemptIndex } from './attempt-index';

/**
 * @param server the one at which the identity stands for the regroup
 * @param candidates those that it may belong to otherwise
 * @param saidOf what was said of a regroup before
 * @returns the regroup in force of which its primary says it once more, where nothing that is open has its identity
 */
export type SaidOnceMore = (
  message: Message,
  server: PartyName | null,
  candidates: readonly AttemptDraft[],
  saidOf: (attempt: AttemptDraft) => readonly Message[],
) => AttemptDraft | undefined;

export const createSaidOnceMore =
  (index: Pick<AttemptIndex, 'named' | 'uses'>): SaidOnceMore =>
  (message, server, candidates, saidOf) => {
    const id = regroupIdOf(message);
    const repeated = index
      .named(server, id)
      .find(
        (attempt) =>
          attempt.primary === message.from.party &&
          attempt.step12.length > 0 &&
          saidOf(attempt).some((earlier) => saysTheSame(earlier, message) && asksTheSame(earlier, message)),
      );
    const isAsked = candidates.some((other) => other !== repeated && !isConcluded(other) && index.uses(other, id));
    return isAsked ? undefined : repeated;
  };

const asksTheSame = (one: Message, other: Message): boolean =>
  sameSet(listedGroups(one), listedGroups(other)) && configIdOf(one) === configIdOf(other);

/** Of the same regroup for the same user, whomever it is sent to. */
export const saysTheSame = (one: Message, other: Message): boolean =>
  userOf(one) === userOf(other) && regroupIdOf(one) === regroupIdOf(other) && regroupIdOf(one) !== undefined;
