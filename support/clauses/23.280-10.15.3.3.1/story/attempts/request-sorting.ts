// Where the requests of steps 5 and 7 belong: what a primary asks its partners for, and what a server asks the clients for.

import { sameSet } from '../../../../oracle/saying';
import { likeliest } from '../../../../oracle/story/best';
import { configIdOf, listedGroups, regroupIdOf, userOf, type Message } from '../../../../oracle/story/message';
import { entityOf } from '../../../../procedure/roles';
import { mayBeAffiliated } from '../membership/members';
import { askedOnceMore } from './asked-once-more';
import { isConcluded, isPositive, legOf, type AttemptDraft, type LegDraft } from './attempt';
import { isAsking, isHeldAgainstRefused, isUnanswered, refusedFirst } from './progress';
import type { Sorting } from './sorting';

export interface RequestSorting {
  /** Step 5, to a partner. */
  readonly ofPartner: (message: Message) => void;
  /** Step 7, to a client. */
  readonly ofClient: (message: Message) => void;
}

export function createRequestSorting(sorting: Sorting): RequestSorting {
  const { index, askedUsers, namedElsewhere, answersToCome, arrivalOf, membership, places, stray, reachedBy } = sorting;

  function ofPartner(message: Message): void {
    if (namedElsewhere.takes(message)) return;
    const id = regroupIdOf(message);
    const listed = listedGroups(message);
    const candidates = index.present(message.from.party);
    const attempt =
      askedOnceMore(index, message, candidates) ??
      likeliest(
        candidates,
        (candidate) => index.uses(candidate, id),
        (candidate) => !isConcluded(candidate) && candidate.cancelAnswers.length === 0,
        ({ groups }) => groups.some((group) => listed.includes(group)),
        ({ groups }) => sameSet(groups, listed),
        ({ requester }) => requester === userOf(message),
        ({ configId }) => configId === configIdOf(message),
        reachedBy(message),
        ({ step4b }) => step4b.some(isPositive),
        ({ legs }) => message.to.party === null || !legs.get(message.to.party)?.step5.length,
        ({ homes }) => homes.some((home) => entityOf(home, 'server') === message.to.party),
      );
    const partner = message.to.party;
    if (!attempt || !partner) {
      stray(message, 'its sender was asked for no regroup');
      return;
    }
    legOf(attempt, partner).step5.push(message);
    index.join(attempt, partner);
    index.name(attempt, id, [partner]);
    if (attempt.step4b.every((answer) => regroupIdOf(answer) === undefined)) index.name(attempt, id, [attempt.primary]);
  }

  function ofClient(message: Message): void {
    const server = message.from.party;
    const id = regroupIdOf(message);
    const listed = listedGroups(message);
    /** What its primary told it of the attempt, which need not be what the user named. */
    const toldTo = ({ groups, legs }: AttemptDraft): readonly string[] => {
      const requests = (server !== null && legs.get(server)?.step5) || [];
      return requests.length > 0 ? requests.flatMap(listedGroups) : groups;
    };
    const among = index.among(server);
    const isShared = new Set(among.filter((candidate) => index.isMeant(candidate, server, id))).size > 1;
    /** Of several under one identity: the server has not answered it yet, and is about to refuse it. */
    const isToBeRefused = ({ primary, legs }: AttemptDraft): boolean =>
      isShared &&
      server !== null &&
      server !== primary &&
      isUnanswered(legs.get(server)) &&
      answersToCome.isRefused(message, primary, id);
    const attempt = likeliest(
      refusedFirst(among, server),
      (candidate) => index.isMeant(candidate, server, id),
      (candidate) => server !== null && isAsking(candidate, server) && !isToBeRefused(candidate),
      (candidate) => !isToBeRefused(candidate),
      ({ primary, legs }) => server === primary || (server !== null && isAsked(legs.get(server), message)),
      (candidate) => toldTo(candidate).some((group) => listed.includes(group)),
      (candidate) => mayBeAffiliated(message.to.id, toldTo(candidate), candidate, { membership, places }, message.seq),
      // Who comes back is asked once more for what the server takes part in.
      (candidate) =>
        !askedUsers.isAsked(candidate, server, message.to.id) || isHeldAgainstRefused(candidate, server, among),
      ({ configId }) => configId === configIdOf(message),
      (candidate) => sameSet(candidate.groups, listed) || sameSet(toldTo(candidate), listed),
    );
    if (!server || !attempt) {
      stray(message, 'its sender takes part in no regroup');
      return;
    }
    (server === attempt.primary ? attempt.ownStep7 : legOf(attempt, server).step7).push(message);
    askedUsers.note(attempt, server, message);
  }

  /** A request has reached the partner. */
  const isAsked = (leg: LegDraft | undefined, { seq }: Message): boolean =>
    leg?.step5.some((request) => arrivalOf(request).from <= seq) ?? false;

  return { ofPartner, ofClient };
}
