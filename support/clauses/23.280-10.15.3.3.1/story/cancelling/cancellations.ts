// Cancellation (clause 10.15.3.3.3) and roll-back after a partner's reject: whether each message was called for.
// How a cancellation has to go is another clause's business.

import type { Abilities } from '../../../../ports/abilities';
import type { PartyName } from '../../../../procedure/roles';
import type { Arrivals } from '../../../../oracle/story/arrivals';
import { legOf, type AttemptDraft, type LegDraft } from '../attempts/attempt';
import { hasDecidedToEnd } from './decisions';
import type { Controls } from '../../../../oracle/story/controls';
import { namedUsers, regroupIdOf, text, type Message, type Undelivered } from '../../../../oracle/story/message';
import { pair } from '../../../../oracle/story/timeline';
import { inSpiteOf, type Refusal } from '../attempts/turned-down';

export interface Cancellations {
  readonly place: (message: Message) => void;
  /** A client may have sent a cancel request before the step-2 request, and be heard after it. */
  begin(attempt: AttemptDraft): void;
  /** Or before its primary gave the attempt the identity. */
  name(attempt: AttemptDraft, id: string | undefined, seq: number): void;
}

/** What an identity stands for at a server. */
export interface KnownAttempts {
  /** Those that a server has a part in. */
  readonly among: (server: PartyName | null) => readonly AttemptDraft[];
  readonly named: (server: PartyName | null, id: string | undefined) => readonly AttemptDraft[];
  /** Those that gave it and were not answered yet. */
  readonly unanswered: (server: PartyName | null, id: string | undefined) => readonly AttemptDraft[];
  /** Others that its primary has been asked for, by a client or as a partner, and that share a group with it. */
  readonly crossing: (attempt: AttemptDraft) => readonly AttemptDraft[];
  /** The one with this primary, else the one named last. */
  readonly find: (
    server: PartyName | null,
    id: string | undefined,
    primary: PartyName | null,
  ) => AttemptDraft | undefined;
}

export function createCancellations(
  { among, named, unanswered, crossing, find }: KnownAttempts,
  stray: (message: Message, because: string) => void,
  undelivered: Undelivered,
  arrivalOf: Arrivals,
  { looksWhoCancels }: Pick<Abilities, 'looksWhoCancels'>,
  controls: Pick<Controls, 'acts'>,
  refusalOf: (request: Message) => Refusal | undefined,
): Cancellations {
  const ofClients: Message[] = [];
  /** The requests of a client to a server that are not answered yet, the oldest first, by sender and receiver with the identity. */
  const waiting = new Map<string, Message[]>();
  /** The attempts that a request may have meant. */
  const meant = new Map<Message, Set<AttemptDraft>>();
  const mean = (request: Message, attempt: AttemptDraft): void => {
    attempt.cancels.push(request);
    meant.set(request, (meant.get(request) ?? new Set()).add(attempt));
  };
  /** Sender and receiver of each cancel request, with the identity. */
  const requested = new Set<string>();
  /** Servers that were asked to cancel, with the identity; and those of them that have not refused it themselves. */
  const cancelling = new Set<string>();
  const ending = new Set<string>();
  /** The last refusal of each server, by the identity that it was asked to cancel. */
  const turnedDown = new Map<string, string>();
  /** Users who gave up a group or their service, and may be told so. */
  const leaving = new Set<string>();
  /** When each user last logged off. */
  const loggedOff = new Map<string, number>();

  /** What the primary has asked the partner for under the identity, the latest of it at the end. */
  const asked = (partner: PartyName | null, id: string, primary: PartyName | null): readonly AttemptDraft[] =>
    among(partner).filter(
      (attempt) =>
        attempt.primary === primary &&
        partner !== null &&
        attempt.legs.get(partner)?.step5.some((request) => regroupIdOf(request) === id),
    );
  /**
   * What is still being formed may give way: to a partner's refusal, to another regroup under way at the same time, or because its
   * requester has gone, of whom the clause says nothing.
   */
  const mayGiveWay = (attempt: AttemptDraft): boolean =>
    rollsBack(attempt, undelivered) ||
    (attempt.step12.length === 0 && (hasGone(attempt) || crossing(attempt).length > 0));
  /** Its requester has logged off since, whether or not the user is back. */
  const hasGone = ({ requester, step2 }: AttemptDraft): boolean => (loggedOff.get(requester) ?? 0) > step2.seq;

  /** Where nobody looks at which server asks its primary to end it, any may. */
  const ledBy = (server: PartyName | null, id: string): AttemptDraft | undefined => {
    const attempt = looksWhoCancels ? undefined : find(server, id, server);
    return attempt?.primary === server ? attempt : undefined;
  };

  /** Requests of clients that reach the primary only after the identity stands for the attempt. */
  function meanLater(attempt: AttemptDraft, id: string | undefined, seq: number): void {
    for (const request of ofClients)
      if (request.to.party === attempt.primary && regroupIdOf(request) === id && arrivalOf(request).to > seq)
        if (!meant.get(request)?.has(attempt)) mean(request, attempt);
  }

  /** @returns whether the server has taken the request */
  function ask(server: PartyName | null, id: string, request: Message): boolean {
    const refusal = refusalOf(request);
    const isTaken = refusal?.isOfMessage !== true;
    if (server && isTaken) cancelling.add(pair(server, id));
    if (server && refusal === undefined) ending.add(pair(server, id));
    if (server && refusal !== undefined) turnedDown.set(pair(server, id), refusal.words);
    return isTaken;
  }

  function strayCancel(message: Message, id: string): void {
    const refusal = turnedDown.get(pair(message.from.party ?? '', id));
    stray(message, refusal === undefined ? NOBODY_ASKED : inSpiteOf(refusal));
  }

  return {
    begin(attempt) {
      meanLater(attempt, attempt.givenId, arrivalOf(attempt.step2).from);
    },
    name: meanLater,
    place(message) {
      const { from, to } = message;
      const id = regroupIdOf(message) ?? '';
      const way = `${pair(from.id, to.id)} ${id}`;
      const back = `${pair(to.id, from.id)} ${id}`;
      switch (message.flow) {
        case 'log-off-request.client-server':
          loggedOff.set(from.id, message.seq);
          leaving.add(from.id);
          return;
        case 'group-de-affiliation-request.client-server':
          leaving.add(from.id);
          return;
        case 'preconfigured-regroup-cancel-request.client-server': {
          requested.add(way);
          if (!ask(to.party, id, message)) return;
          ofClients.push(message);
          for (const attempt of new Set([find(to.party, id, to.party), ...unanswered(to.party, id)]))
            if (attempt && attempt.primary === to.party) mean(message, attempt);
          waiting.set(way, [...(waiting.get(way) ?? []), message]);
          return;
        }
        case 'preconfigured-regroup-cancel-request.server-server': {
          requested.add(way);
          const told = asked(to.party, id, from.party);
          const attempt = told.at(-1) ?? find(from.party, id, from.party) ?? find(to.party, id, from.party);
          const isFromPrimary = attempt?.primary === from.party;
          const takesPart = told.length > 0 || (to.party !== null && attempt?.legs.has(to.party) === true);
          // Who names users tells of the end, and asks for none.
          const led = namedUsers(message).length === 0 ? ledBy(to.party, id) : undefined;
          if (led) {
            mean(message, led);
            waiting.set(way, [...(waiting.get(way) ?? []), message]);
          }
          // Any other may have ended it, where nobody looks.
          const mayEnd = isFromPrimary || (!looksWhoCancels && to.party && attempt?.legs.has(to.party));
          if (attempt && to.party && mayEnd)
            for (const leg of legsAt(to.party, told, attempt)) leg.cancels.push(message);
          const calledFor =
            attempt !== undefined &&
            ((from.party && cancelling.has(pair(from.party, id))) ||
              (isFromPrimary && hasDecidedToEnd(controls, from.party, id)) ||
              mayGiveWay(attempt));
          if (attempt === undefined) stray(message, 'neither its sender nor its receiver takes part in such a regroup');
          else if (!calledFor) strayCancel(message, id);
          else if (isFromPrimary && !takesPart) stray(message, 'its receiver takes no part in the regroup');
          ask(to.party, id, message);
          return;
        }
        case 'preconfigured-regroup-cancel-request.server-client': {
          requested.add(way);
          const calledFor =
            (from.party && (ending.has(pair(from.party, id)) || hasDecidedToEnd(controls, from.party, id))) ||
            leaving.has(to.id) ||
            named(from.party, id).some((attempt) => mayGiveWay(attempt) && hasAsked(attempt, from.party));
          if (!calledFor) strayCancel(message, id);
          return;
        }
        case 'preconfigured-regroup-cancel-response.server-client': {
          const request = waiting.get(back)?.shift();
          const attempt = find(from.party, id, from.party);
          const attempts = request ? [...(meant.get(request) ?? [])] : attempt?.primary === from.party ? [attempt] : [];
          // Where it stood for a regroup that there was, a request that came after it is none of those that it ended.
          const there = attempts.filter(isTakenUp);
          for (const one of attempts)
            if (there.length === 0 || there.includes(one)) one.cancelAnswers.push(message);
            else one.cancels = one.cancels.filter((other) => other !== request);
          if (!requested.has(back)) stray(message, 'its receiver did not ask to cancel the regroup');
          return;
        }
        case 'preconfigured-regroup-cancel-response.server-server': {
          const told = asked(from.party, id, to.party);
          const attempt = told.at(-1) ?? find(to.party, id, to.party) ?? find(from.party, id, to.party);
          // Taken it may leave the regroup all the same, as a server that takes part answers for what it does not know.
          const request = waiting.get(back)?.shift();
          const refused = text(message, 'result') === 'failure' ? request && meant.get(request) : undefined;
          for (const one of refused ?? []) one.cancelAnswers.push(message);
          // What any other server that is not the primary was answered says nothing of the regroup.
          if (attempt && from.party && attempt.primary === to.party && attempt.legs.has(from.party))
            for (const leg of legsAt(from.party, told, attempt)) leg.cancelAnswers.push(message);
          if (!requested.has(back)) stray(message, 'its receiver did not ask to cancel the regroup');
          return;
        }
        case 'preconfigured-regroup-cancel-response.client-server':
          if (!requested.has(back)) stray(message, 'its receiver did not ask to cancel the regroup');
      }
    },
  };
}

/** All of one identity is one regroup to the partner: beside the latest, what it had agreed to and has not ended yet. */
function legsAt(partner: PartyName, told: readonly AttemptDraft[], latest: AttemptDraft): readonly LegDraft[] {
  const before = told.flatMap((attempt) => (attempt === latest ? [] : legOf(attempt, partner)));
  return [...before.filter(isKept), legOf(latest, partner)];
}

const isKept = ({ step11, rejects, cancelAnswers }: LegDraft): boolean =>
  step11.length > 0 && rejects.length === 0 && !cancelAnswers.some((answer) => text(answer, 'result') === 'success');

const NOBODY_ASKED = 'nobody asked its sender to cancel the regroup and no partner refused it';

/** A partner that has asked nobody has nobody to tell that it is over; whom the primary tells is its own affair. */
const hasAsked = ({ primary, legs }: AttemptDraft, server: PartyName | null): boolean =>
  server === primary || (server !== null && (legs.get(server)?.step7.length ?? 0) > 0);

/** Its primary has begun with it. */
const isTakenUp = ({ step4a, step4b, step12, legs }: AttemptDraft): boolean =>
  step4a.length + step4b.length + step12.length > 0 || [...legs.values()].some(({ step5 }) => step5.length > 0);

/** A partner refused or could not be asked, so what others accepted is undone. */
const rollsBack = (attempt: AttemptDraft, undelivered: Undelivered): boolean =>
  attempt.step4a.length > 0 ||
  [...attempt.legs.values()].some(
    ({ rejects, step5 }) => rejects.length > 0 || step5.some(({ id }) => undelivered.has(id)),
  );
