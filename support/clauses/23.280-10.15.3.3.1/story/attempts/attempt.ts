// One run of the procedure as the trace shows it: a step-2 request and everything that belongs to it. Primary and partner
// are roles of this attempt; the same server can be primary of one regroup and partner of another.

import type { McSystemName, PartyName } from '../../../../procedure/roles';
import { configIdOf, listedGroups, regroupIdOf, text, userOf, type Message } from '../../../../oracle/story/message';

/** What passed between the primary and one partner MC service server, and between that partner and its clients. */
export interface Leg {
  readonly partner: PartyName;
  readonly step5: readonly Message[];
  readonly step7: readonly Message[];
  readonly step9: readonly Message[];
  readonly step11: readonly Message[];
  /** The partner holds a group that is already regrouped. */
  readonly rejects: readonly Message[];
  /** Cancel requests to the partner, and its answers. */
  readonly cancels: readonly Message[];
  readonly cancelAnswers: readonly Message[];
}

export interface Attempt {
  readonly step2: Message;
  /** MC service ID of the requester. */
  readonly requester: string;
  readonly primary: PartyName;
  readonly groups: readonly string[];
  readonly givenId: string | undefined;
  readonly configId: string | undefined;
  /** Preconfigured regroup rejects to a client: step 4a, or what follows a partner's reject. */
  readonly step4a: readonly Message[];
  readonly step4b: readonly Message[];
  readonly step12: readonly Message[];
  /** Requests of the primary to clients that it serves itself, and their acknowledgements. */
  readonly ownStep7: readonly Message[];
  readonly ownStep9: readonly Message[];
  /** Cancellation by a client, and the primary's answers to it. */
  readonly cancels: readonly Message[];
  readonly cancelAnswers: readonly Message[];
  /** By partner, for every partner that is home of a listed group or that took part all the same. */
  readonly legs: ReadonlyMap<PartyName, Leg>;
  /** Partner MC systems that are group home systems of listed groups (step 3). */
  readonly homes: readonly McSystemName[];
}

type Writable<T> = { -readonly [K in keyof T]: T[K] extends readonly Message[] ? Message[] : T[K] };
export type LegDraft = Writable<Leg>;
export type AttemptDraft = Omit<Writable<Attempt>, 'groups' | 'legs'> & {
  readonly groups: readonly string[];
  readonly legs: Map<PartyName, LegDraft>;
};

const newLeg = (partner: PartyName): LegDraft => ({
  partner,
  step5: [],
  step7: [],
  step9: [],
  step11: [],
  rejects: [],
  cancels: [],
  cancelAnswers: [],
});

export const startAttempt = (step2: Message, primary: PartyName, homes: readonly McSystemName[]): AttemptDraft => ({
  step2,
  requester: step2.from.id || (userOf(step2) ?? ''),
  primary,
  groups: listedGroups(step2),
  givenId: regroupIdOf(step2),
  configId: configIdOf(step2),
  step4a: [],
  step4b: [],
  step12: [],
  ownStep7: [],
  ownStep9: [],
  cancels: [],
  cancelAnswers: [],
  legs: new Map(homes.map((home) => [`${home}-server` as const, newLeg(`${home}-server`)])),
  homes,
});

export function legOf(attempt: AttemptDraft, partner: PartyName): LegDraft {
  const leg = attempt.legs.get(partner) ?? newLeg(partner);
  attempt.legs.set(partner, leg);
  return leg;
}

export const isPositive = (step4b: Message): boolean => text(step4b, 'authorizationResult') === 'success';
export const isNegative = (step4b: Message): boolean => text(step4b, 'authorizationResult') === 'failure';

/** MC service group ID of the regroup group: as returned, else as used towards the partners, else as given. */
export function regroupIdFor(attempt: Attempt): string | undefined {
  const returned = namedIn(attempt.step4b.filter(isPositive));
  if (returned !== undefined) return returned;
  const toPartners = [...attempt.legs.values()].flatMap(({ step5 }) => step5);
  return namedIn(toPartners) ?? namedIn(attempt.step12) ?? attempt.givenId;
}

const namedIn = (messages: readonly Message[]): string | undefined => messages.map(regroupIdOf).find(Boolean);

/** Every MC service group ID that its servers gave the regroup group: one, by rights. */
export function namesOf({ step4b, step12, ownStep7, legs }: Attempt): readonly string[] {
  const toPartners = [...legs.values()].flatMap(({ step5, step7, step11 }) => [...step5, ...step7, ...step11]);
  const messages = [...step4b.filter(isPositive), ...step12, ...ownStep7, ...toPartners];
  return [...new Set(messages.flatMap((message) => regroupIdOf(message) ?? []))];
}

/** The partner was asked once more after it was asked to cancel: what it takes on then is not what was cancelled. */
export const isAskedAgain = ({ step5, cancels: [cancel] }: Leg): boolean =>
  cancel !== undefined && step5.some(({ seq }) => seq > cancel.seq);

/** A partner knows what it was told: the identity, and the groups that step 5 listed. */
export const isToldOf = (
  attempt: Attempt,
  server: PartyName,
  group: string,
  /** Which of its requests count. */
  counts: (request: Message) => boolean = () => true,
): boolean =>
  server === attempt.primary ||
  group === regroupIdFor(attempt) ||
  (attempt.legs.get(server)?.step5 ?? []).some((request) => listedGroups(request).includes(group) && counts(request));

/** To a partner, what its primary asks for again under the same identity is the regroup that it has. */
export const isSameTo = (partner: PartyName, one: Attempt, other: Attempt): boolean =>
  partner !== other.primary && one.primary === other.primary && regroupIdFor(one) === regroupIdFor(other);

/** The requester was told that the regroup exists. */
export const isFormed = (attempt: Attempt): boolean => attempt.step12.some(({ to }) => to.id === attempt.requester);

/** Nothing is expected to follow at the primary. */
export const isConcluded = (attempt: Attempt): boolean =>
  attempt.step12.length > 0 || attempt.step4a.length > 0 || attempt.step4b.some(isNegative);

/**
 * Its requester, or whoever may, called it off before step 12, and was not refused: what follows is not said. What the primary
 * has passed on to a partner it has not refused, though it may have to say that the cancellation did not succeed.
 */
export function isCalledOff({ cancels, cancelAnswers, step12, legs }: Attempt): boolean {
  const formedAt = step12[0]?.seq ?? Infinity;
  const early = cancels.filter(({ seq }) => seq < formedAt);
  const [first] = early;
  const isPassedOn = [...legs.values()].some((leg) =>
    leg.cancels.some(({ seq }) => first !== undefined && seq > first.seq && seq < formedAt),
  );
  if (isPassedOn) return true;
  const refused = cancelAnswers.filter((answer) => answer.seq < formedAt && text(answer, 'result') === 'failure');
  return early.length > refused.length;
}

/** The primary cancelled it at the partner before that had answered. */
export function isCalledOffAt({ cancels, step11, rejects }: Leg): boolean {
  const answered = Math.min(...[...step11, ...rejects].map(({ seq }) => seq));
  return cancels.some(({ seq }) => seq < answered);
}
