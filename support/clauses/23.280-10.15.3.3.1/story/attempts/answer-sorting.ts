// Where the answers to a client belong: the return (step 4b), the reject (step 4a) and the response (step 12). From the primary to a
// client, by rights the requester.

import { isAuthorizedAt } from '../../../../oracle/story/authorizations';
import { likeliest } from '../../../../oracle/story/best';
import { regroupIdOf, userOf, type Message } from '../../../../oracle/story/message';
import { pair, stateAt } from '../../../../oracle/story/timeline';
import type { readAnswerCounts } from './answer-counts';
import { isConcluded, isNegative, type AttemptDraft } from './attempt';
import { isDue, isRefused, type Counts } from './progress';
import type { IsOpen, Sorting } from './sorting';

type Answers = (attempt: AttemptDraft) => Message[];

export interface AnswerSorting {
  /** Step 4b; the attempt where a regroup group is announced. */
  readonly ofReturn: (message: Message, attempts: readonly AttemptDraft[]) => AttemptDraft | undefined;
  /** Step 4a. */
  readonly ofReject: (message: Message) => void;
  /** Step 12. */
  readonly ofResponse: (message: Message) => void;
}

export function createAnswerSorting(
  {
    index,
    places,
    membership,
    controls,
    announcements,
    answersToCome,
    heardOf,
    arrivalOf,
    settledAfter,
    stray,
    reachedBy,
  }: Sorting,
  answerCounts: ReturnType<typeof readAnswerCounts>,
): AnswerSorting {
  /** All that was asked for is formed, and its receiver has asked for none of it, or for no such regroup group. */
  function rejectsNothing(message: Message): boolean {
    const id = regroupIdOf(message);
    const attempts = index.present(message.from.party);
    const isOver = (attempt: AttemptDraft): boolean =>
      attempt.step12.length > 0 &&
      (attempt.requester !== message.to.id || (id !== undefined && !index.uses(attempt, id)));
    return attempts.length > 0 && attempts.every(isOver);
  }

  /** An answer of a partner that the primary had when it wrote a message. */
  const hasArrived =
    ({ seq }: Message): Counts =>
    (answer) =>
      arrivalOf(answer).from <= seq;

  /** Nothing but a defect has the request refused for want of authorization, whenever it arrived. */
  const isEntitled: IsOpen = ({ requester, primary, step2, step2: { seq } }) =>
    isAuthorizedAt({ places, controls }, requester, arrivalOf(step2).to) &&
    stateAt(membership.service, pair(requester, primary), seq) === 'yes';

  function place(
    message: Message,
    answersOf: Answers,
    /** Decide where all else leaves it open. */
    hints: readonly IsOpen[],
    ...isOpen: readonly IsOpen[]
  ): AttemptDraft | undefined {
    const id = regroupIdOf(message);
    const present = index.present(message.from.party);
    const isReject = message.flow === 'preconfigured-regroup-reject.server-client';
    const candidates = isReject ? answerCounts.rejectedBy(message, present) : present;
    const isReached = reachedBy(message);
    const isRepeated: IsOpen = (candidate) => answersOf(candidate).some((answer) => saysTheSame(answer, message));
    // What was not answered before all was quiet will hardly be answered yet, unless a partner has answered since.
    const isFresh: IsOpen = (candidate) => {
      const quiet = settledAfter(candidate.step2.seq)?.seq ?? Infinity;
      const heard = heardOf.get(pair(candidate.primary, id ?? ''));
      return quiet > message.seq || (heard !== undefined && index.uses(candidate, id) && heard.seq > quiet);
    };
    const namedLater = [...answersToCome.othersNamed(message)];
    /** Another answer names it. */
    const isNamedLater: IsOpen = (candidate) => namedLater.some((other) => index.uses(candidate, other));
    // Requests of one user that say the same are answered in their order.
    const first = candidates.find(
      (candidate) =>
        candidate.requester === message.to.id &&
        [undefined, message.to.id].includes(userOf(message)) &&
        isReached(candidate) &&
        isFresh(candidate) &&
        !isNamedLater(candidate) &&
        isOpen.every((open) => open(candidate)),
    );
    const attempt = likeliest(
      candidates,
      ...isOpen,
      ({ requester }) => requester === message.to.id,
      ({ requester }) => requester === userOf(message),
      (candidate) => index.uses(candidate, id),
      isRepeated,
      isReached,
      isFresh,
      (candidate) => !isNamedLater(candidate),
      ...hints,
      (candidate) => candidate === first && !candidates.some(isRepeated),
    );
    if (!attempt) stray(message, 'its sender was asked for no regroup');
    else answersOf(attempt).push(message);
    return attempt;
  }

  return {
    ofReturn(message, attempts) {
      const isOpen: IsOpen = ({ step4a, step4b }) => step4a.length + step4b.length === 0;
      const hints: readonly IsOpen[] = [
        (candidate) => announcements.isMadeFor(message, candidate),
        (candidate) => !announcements.isMadeForOther(message, candidate),
        (candidate) => !isNegative(message) || !isEntitled(candidate),
      ];
      const again = answerCounts.returnedBefore(message, attempts);
      if (again) {
        again.step4b.push(message);
        return undefined;
      }
      const attempt = place(message, ({ step4b }) => step4b, hints, isOpen);
      return isNegative(message) ? undefined : attempt;
    },
    ofReject(message) {
      if (rejectsNothing(message)) {
        stray(message, 'its receiver is waiting for no such regroup');
        return;
      }
      place(
        message,
        ({ step4a }) => step4a,
        // What is announced once all was quiet is another regroup under the same identity.
        [(attempt) => !announcements.isMadeFor(message, attempt, settledAfter(message.seq)?.seq)],
        (attempt) => !isConcluded(attempt),
        (attempt) => isRefused(attempt, hasArrived(message)),
      );
    },
    ofResponse(message) {
      place(
        message,
        ({ step12 }) => step12,
        [],
        ({ step12 }) => step12.length === 0,
        (attempt) => isDue(attempt, hasArrived(message)),
      );
    },
  };
}

/** But for whom it is sent to. */
const saysTheSame = (one: Message, other: Message): boolean =>
  userOf(one) === userOf(other) && regroupIdOf(one) === regroupIdOf(other) && regroupIdOf(one) !== undefined;
