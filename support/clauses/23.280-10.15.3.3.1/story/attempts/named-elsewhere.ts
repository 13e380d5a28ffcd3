// A partner names members of its own groups to whoever serves them, the primary or a third MC system (TS 24.379 16.2.4.1): no step of the
// procedure, nor is the answer to it.

import type { Abilities } from '../../../../ports/abilities';
import type { PartyName } from '../../../../procedure/roles';
import { namedUsers, regroupIdOf, type Message } from '../../../../oracle/story/message';
import { pair } from '../../../../oracle/story/timeline';
import type { LegDraft } from './attempt';
import type { createAttemptIndex } from './attempt-index';

export interface NamedElsewhere {
  /** Whether a request between servers is one of these; whom it is for has a part in the regroup from then on. */
  takes(request: Message): boolean;
  /** Whether an answer is to one of them; each is answered once. */
  takesAnswer(answer: Message): boolean;
}

export function createNamedElsewhere(
  index: ReturnType<typeof createAttemptIndex>,
  { findsMembersElsewhere }: Pick<Abilities, 'findsMembersElsewhere'>,
): NamedElsewhere {
  /** Requests that were not answered, by who named to whom and the regroup. */
  const open = new Map<string, number>();
  const keyOf = (from: string, to: string, message: Message): string =>
    pair(pair(from, to), regroupIdOf(message) ?? '');

  const askedFor = (partner: PartyName, id: string | undefined) =>
    index.among(partner).findLast(({ legs }) => isAsked(legs.get(partner), id));

  return {
    takes(request) {
      const { from, to } = request;
      const id = regroupIdOf(request);
      if (namedUsers(request).length === 0 || from.party === null || to.party === null) return false;
      if (index.present(from.party).some((one) => index.uses(one, id))) return false;
      const isToPrimary = index.present(to.party).some((one) => index.uses(one, id));
      const attempt = isToPrimary || findsMembersElsewhere ? undefined : askedFor(from.party, id);
      if (!isToPrimary && attempt === undefined) return false;
      if (attempt) index.join(attempt, to.party);
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

const isAsked = (leg: LegDraft | undefined, id: string | undefined): boolean =>
  leg?.step5.some((request) => regroupIdOf(request) === id) ?? false;
