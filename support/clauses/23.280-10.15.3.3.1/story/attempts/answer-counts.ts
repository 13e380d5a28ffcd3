// How many answers to their requests a server sent its users in all, beside how many requests they sent it: whoever was sent too many
// was sent one of another's, or one of them again; whoever was sent too few is waiting for it.

import { regroupIdOf, text, userOf, type Message, type Undelivered } from '../../../../oracle/story/message';
import { pair } from '../../../../oracle/story/timeline';
import { isConcluded, type AttemptDraft } from './attempt';

export interface AnswerCounts {
  /** The attempt whose requester was returned the same before, of a return that is one too many. */
  returnedBefore(answer: Message, attempts: readonly AttemptDraft[]): AttemptDraft | undefined;
  /** Of the attempts that a reject may belong to those of whoever is waiting for an answer, where its receiver is not. */
  rejectedBy(answer: Message, candidates: readonly AttemptDraft[]): readonly AttemptDraft[];
}

export function readAnswerCounts(messages: readonly Message[], undelivered: Undelivered): AnswerCounts {
  const requests = new Map<string, number>();
  const returns = new Map<string, number>();
  const rejects = new Map<string, number>();
  const refusals = new Map<string, number>();
  const count = (counts: Map<string, number>, key: string): void => void counts.set(key, (counts.get(key) ?? 0) + 1);
  for (const { id, flow, from, to } of messages) {
    const toClient = pair(from.party ?? '', to.id);
    if (flow === 'preconfigured-regroup-request.client-server') count(requests, pair(to.party ?? '', from.id));
    if (flow === 'preconfigured-regroup-request-return.server-client') count(returns, toClient);
    if (flow === 'preconfigured-regroup-reject.server-client') count(rejects, toClient);
    if (flow === 'preconfigured-regroup-reject.server-server') count(refusals, to.party ?? '');
    if (flow === 'preconfigured-regroup-request.server-server' && undelivered.has(id))
      count(refusals, from.party ?? '');
  }
  /** A reject for a partner that refused, or could not be asked, follows the return and is no answer of its own. */
  const surplus = (server: string, user: string): number => {
    const key = pair(server, user);
    const rejected = Math.max(0, (rejects.get(key) ?? 0) - (refusals.get(server) ?? 0));
    return (returns.get(key) ?? 0) + rejected - (requests.get(key) ?? 0);
  };
  const isOneTooMany = ({ from, to }: Message): boolean => surplus(from.party ?? '', to.id) > 0;
  return {
    returnedBefore(answer, attempts) {
      const { from, to } = answer;
      const key = pair(from.party ?? '', to.id);
      const own = attempts.filter(({ primary, requester }) => primary === from.party && requester === to.id);
      // What gives an identity that the requester has asked for anew is the answer to that.
      const isAnswer = own.some(
        ({ givenId, step4b, step4a }) => step4a.length + step4b.length === 0 && givenId === regroupIdOf(answer),
      );
      if (isAnswer || !isOneTooMany(answer)) return undefined;
      const before = own.find(({ step4b }) => step4b.some((earlier) => says(earlier) === says(answer)));
      // What stands where it belongs is none too many any more.
      if (before) returns.set(key, (returns.get(key) ?? 0) - 1);
      return before;
    },
    rejectedBy(answer, candidates) {
      const open = candidates.filter((candidate) => !isConcluded(candidate));
      if (!isOneTooMany(answer) || open.some(({ requester }) => requester === answer.to.id)) return candidates;
      const waiting = open.filter(({ primary, requester }) => surplus(primary, requester) < 0);
      return waiting.length > 0 ? waiting : candidates;
    },
  };
}

const says = (answer: Message): string =>
  JSON.stringify([userOf(answer), regroupIdOf(answer), text(answer, 'authorizationResult')]);
