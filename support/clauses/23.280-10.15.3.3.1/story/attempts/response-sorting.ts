// Where answers to requests belong: a client's acknowledgement (step 9), a partner's response (step 11) and its reject.

import { likeliest } from '../../../../oracle/story/best';
import { regroupIdOf, userOf, type Message } from '../../../../oracle/story/message';
import { pair } from '../../../../oracle/story/timeline';
import { isConcluded, legOf } from './attempt';
import { isUnanswered } from './progress';
import type { IsOpen, Sorting } from './sorting';

export interface ResponseSorting {
  /** Step 9, from a client. */
  readonly ofClient: (message: Message) => void;
  /** Step 11. */
  readonly ofPartner: (message: Message) => void;
  /** In place of step 11. */
  readonly ofPartnersReject: (message: Message) => void;
}

export function createResponseSorting({ index, askedUsers, namedElsewhere, heardOf, stray }: Sorting): ResponseSorting {
  function ofClient(message: Message): void {
    const known = askedUsers.askedBefore(message);
    if (!known) {
      stray(message, 'its sender was sent no preconfigured regroup request');
      return;
    }
    const { attempt, server } = known;
    (server === attempt.primary ? attempt.ownStep9 : legOf(attempt, server).step9).push(message);
    // To anybody else it acknowledges nothing, whatever came of it there (STEP-9-d).
    if (server !== attempt.primary && message.to.party !== server) return;
    known.acknowledgements += 1;
    if (known.acknowledgements > known.requests)
      stray(message, 'its sender has acknowledged the request already', 'A-49');
  }

  function place(message: Message, answers: 'step11' | 'rejects'): void {
    if (namedElsewhere.takesAnswer(message)) return;
    const partner = message.from.party;
    const id = regroupIdOf(message);
    if (!partner) return;
    const candidates = index.among(partner).filter(({ primary }) => primary !== partner);
    // Requests of one primary under one identity are answered in their order; what was cancelled hardly is any more.
    const isOpen: IsOpen = ({ legs }) => isUnanswered(legs.get(partner)) && !legs.get(partner)?.cancelAnswers.length;
    const isMeant: IsOpen = (candidate) =>
      index.isMeant(candidate, partner, id) ||
      (candidate.legs.get(partner)?.step5.some((request) => regroupIdOf(request) === id) ?? false);
    const first = candidates.find(
      (candidate) => candidate.primary === message.to.party && isMeant(candidate) && isOpen(candidate),
    );
    const attempt = likeliest(
      candidates,
      isMeant,
      isOpen,
      ({ primary }) => primary === message.to.party,
      (candidate) => userOf(message) === candidate.requester || askedUsers.isAsked(candidate, partner, userOf(message)),
      (candidate) => !isConcluded(candidate),
      (candidate) => candidate === first,
    );
    const leg = attempt && legOf(attempt, partner);
    if (leg) leg[answers].push(message);
    if (message.to.party && id !== undefined) heardOf.set(pair(message.to.party, id), message);
    const hasAsked = candidates.some(({ primary }) => primary === message.to.party);
    if (!leg?.step5.length) stray(message, 'its sender was sent no preconfigured regroup request');
    else if (message.to.party !== null && !hasAsked) stray(message, 'its receiver asked for no regroup');
  }

  return {
    ofClient,
    ofPartner: (message) => place(message, 'step11'),
    ofPartnersReject: (message) => place(message, 'rejects'),
  };
}
