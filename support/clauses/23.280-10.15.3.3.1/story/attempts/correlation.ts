// Sorts the messages of a scenario into attempts: by requester, regroup group identity, group list, position and whom they are
// for, and by most of them, so that one wrong value neither hides a message nor lays it at the door of another regroup. What
// belongs nowhere is a stray. Two users may give one identity in two MC systems, so an identity stands for an attempt only
// together with its primary.

import type { Abilities } from '../../../../ports/abilities';
import { entityOf } from '../../../../procedure/roles';
import {
  isConcluded,
  isNegative,
  isPositive,
  legOf,
  startAttempt,
  type Attempt,
  type AttemptDraft,
  type LegDraft,
} from './attempt';
import type { Arrivals } from '../../../../oracle/story/arrivals';
import type { Story } from '../../../../oracle/story';
import { sameSet } from '../../../../oracle/saying';
import { likeliest } from '../../../../oracle/story/best';
import { isAuthorizedAt } from '../../../../oracle/story/authorizations';
import type { Controls } from '../../../../oracle/story/controls';
import type { Membership } from '../../../../oracle/story/membership';
import { readAnnouncements } from './announcements';
import { readAnswerCounts } from './answer-counts';
import { readAnswersToCome } from './answers-to-come';
import { createAskedUsers } from './asked-users';
import { createAttemptIndex } from './attempt-index';
import { createCancellations } from '../cancelling/cancellations';
import { mayBeAffiliated } from '../membership/members';
import { createNamedElsewhere } from './named-elsewhere';
import { isAsking, isDue, isHeldAgainstRefused, isRefused, isUnanswered, refusedFirst, type Counts } from './progress';
import { askedOnceMore } from './asked-once-more';
import { readCancelRefusals } from './turned-down';
import {
  configIdOf,
  listedGroups,
  regroupIdOf,
  userOf,
  type Message,
  type Undelivered,
} from '../../../../oracle/story/message';
import type { Places } from '../../../../oracle/story/places';
import { pair, stateAt } from '../../../../oracle/story/timeline';

export interface Stray {
  readonly message: Message;
  /** Why nothing called for it. */
  readonly because: string;
  /** The reading by which nothing does, where the clause is ambiguous. */
  readonly reading?: string;
}

export interface Correlation {
  readonly attempts: readonly Attempt[];
  readonly strays: readonly Stray[];
}

/** What of a story it takes. */
interface Sources {
  readonly messages: readonly Message[];
  readonly places: Places;
  readonly undelivered: Undelivered;
  readonly membership: Pick<Membership, 'affiliation' | 'reported' | 'service'>;
  readonly controls: Pick<Controls, 'withdrawals' | 'acts'>;
  readonly arrivalOf: Arrivals;
  readonly settledAfter: (seq: number) => { readonly seq: number } | undefined;
  readonly abilities: Pick<Abilities, 'looksWhoCancels' | 'findsMembersElsewhere'>;
  readonly refusals: Story['refusals'];
  readonly malformed: Story['malformed'];
}

type Answers = (attempt: AttemptDraft) => Message[];
type IsOpen = (attempt: AttemptDraft) => boolean;

export function correlate({
  messages,
  places,
  undelivered,
  membership,
  controls,
  arrivalOf,
  settledAfter,
  abilities,
  refusals,
  malformed,
}: Sources): Correlation {
  const attempts: AttemptDraft[] = [];
  const strays: Stray[] = [];
  const index = createAttemptIndex();
  const askedUsers = createAskedUsers();
  const namedElsewhere = createNamedElsewhere(index, abilities);
  /** The last answer of a partner that names a regroup, by primary and identity. */
  const heardOf = new Map<string, Message>();
  const stray = (message: Message, because: string): void => void strays.push({ message, because });
  const announcements = readAnnouncements(messages);
  const answerCounts = readAnswerCounts(messages, undelivered);
  const answersToCome = readAnswersToCome(messages);
  const cancelRefusals = readCancelRefusals({ refusals, malformed }, messages);
  const cancellations = createCancellations(index, stray, undelivered, arrivalOf, abilities, controls, cancelRefusals);

  /** All that was asked for is formed, and its receiver has asked for none of it, or for no such regroup group. */
  function rejectsNothing(message: Message): boolean {
    const id = regroupIdOf(message);
    const attempts = index.present(message.from.party);
    const isOver = (attempt: AttemptDraft): boolean =>
      attempt.step12.length > 0 &&
      (attempt.requester !== message.to.id || (id !== undefined && !index.uses(attempt, id)));
    return attempts.length > 0 && attempts.every(isOver);
  }

  function onStep2(message: Message): void {
    const primary = message.to.party ?? places.serverOf(message.from.id);
    if (!primary) return;
    const attempt = startAttempt(message, primary, places.partnersFor(primary, listedGroups(message)));
    cancellations.begin(attempt);
    attempts.push(attempt);
    index.begin(attempt);
  }

  /** Its primary had the request by then. */
  const reachedBy =
    ({ seq }: Message): IsOpen =>
    ({ step2 }) =>
      arrivalOf(step2).from <= seq;

  /** An answer of a partner that the primary had when it wrote a message. */
  const hasArrived =
    ({ seq }: Message): Counts =>
    (answer) =>
      arrivalOf(answer).from <= seq;

  /** Nothing but a defect has the request refused for want of authorization, whenever it arrived. */
  const isEntitled: IsOpen = ({ requester, primary, step2, step2: { seq } }) =>
    isAuthorizedAt({ places, controls }, requester, arrivalOf(step2).to) &&
    stateAt(membership.service, pair(requester, primary), seq) === 'yes';

  /** Steps 4a, 4b and 12: from the primary to a client, by rights the requester. */
  function onAnswer(
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

  function onStep5(message: Message): void {
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

  function onStep7(message: Message): void {
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

  function onStep9(message: Message): void {
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
      strays.push({ message, because: 'its sender has acknowledged the request already', reading: 'A-49' });
  }

  /** Step 11, or the partner's reject. */
  function onPartnerAnswer(message: Message, answers: (leg: LegDraft) => Message[]): void {
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
    if (leg) answers(leg).push(message);
    if (message.to.party && id !== undefined) heardOf.set(pair(message.to.party, id), message);
    const hasAsked = candidates.some(({ primary }) => primary === message.to.party);
    if (!leg?.step5.length) stray(message, 'its sender was sent no preconfigured regroup request');
    else if (message.to.party !== null && !hasAsked) stray(message, 'its receiver asked for no regroup');
  }

  function place(message: Message): void {
    switch (message.flow) {
      case 'preconfigured-regroup-request.client-server':
        onStep2(message);
        return;
      case 'preconfigured-regroup-request-return.server-client': {
        const isOpen: IsOpen = ({ step4a, step4b }) => step4a.length + step4b.length === 0;
        const hints: readonly IsOpen[] = [
          (candidate) => announcements.isMadeFor(message, candidate),
          (candidate) => !announcements.isMadeForOther(message, candidate),
          (candidate) => !isNegative(message) || !isEntitled(candidate),
        ];
        const again = answerCounts.returnedBefore(message, attempts);
        if (again) {
          again.step4b.push(message);
          return;
        }
        const attempt = onAnswer(message, ({ step4b }) => step4b, hints, isOpen);
        if (attempt && !isNegative(message)) {
          index.name(attempt, regroupIdOf(message), [attempt.primary, ...attempt.legs.keys()]);
          cancellations.name(attempt, regroupIdOf(message), message.seq);
        }
        return;
      }
      case 'preconfigured-regroup-reject.server-client':
        if (rejectsNothing(message)) stray(message, 'its receiver is waiting for no such regroup');
        else
          onAnswer(
            message,
            ({ step4a }) => step4a,
            // What is announced once all was quiet is another regroup under the same identity.
            [(attempt) => !announcements.isMadeFor(message, attempt, settledAfter(message.seq)?.seq)],
            (attempt) => !isConcluded(attempt),
            (attempt) => isRefused(attempt, hasArrived(message)),
          );
        return;
      case 'preconfigured-regroup-response.server-client':
        onAnswer(
          message,
          ({ step12 }) => step12,
          [],
          ({ step12 }) => step12.length === 0,
          (attempt) => isDue(attempt, hasArrived(message)),
        );
        return;
      case 'preconfigured-regroup-request.server-server':
        onStep5(message);
        return;
      case 'preconfigured-regroup-request.server-client':
        onStep7(message);
        return;
      case 'preconfigured-regroup-response.client-server':
        onStep9(message);
        return;
      case 'preconfigured-regroup-response.server-server':
        onPartnerAnswer(message, ({ step11 }) => step11);
        return;
      case 'preconfigured-regroup-reject.server-server':
        onPartnerAnswer(message, ({ rejects }) => rejects);
        return;
      default:
        cancellations.place(message);
        return;
    }
  }

  for (const message of messages) place(message);
  return { attempts, strays };
}

/** But for whom it is sent to. */
const saysTheSame = (one: Message, other: Message): boolean =>
  userOf(one) === userOf(other) && regroupIdOf(one) === regroupIdOf(other) && regroupIdOf(one) !== undefined;
