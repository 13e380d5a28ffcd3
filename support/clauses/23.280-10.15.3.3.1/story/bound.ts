// Which attempts the clause binds, and what it binds their primaries to: the conditions that the checks share. An attempt in one MC
// system only is another clause's (SCOPE-1), and nobody is bound by a request that is not valid.

import { kindOf, type PartyName } from '../../../procedure/roles';
import { oncePerStory } from '../../../oracle/story';
import { isAuthorizedAt } from '../../../oracle/story/authorizations';
import type { Formation } from '../formation';
import { isCalledOff, isNegative, isPositive, regroupIdFor, type Attempt, type Leg } from './attempts/attempt';
import type { Holding } from './held-groups/holdings';
import { isValid, regroupIdOf, userOf, type Message, type Undelivered } from '../../../oracle/story/message';
import { pair, type Change } from '../../../oracle/story/timeline';

/** What became of an attempt, and what had to become of it. */
export interface Case {
  readonly attempt: Attempt;
  readonly primary: PartyName;
  readonly requester: string;
  /** The requester may initiate a preconfigured regroup. */
  readonly authorized: boolean;
  /** The authorization was withdrawn while the regroup was being formed. */
  readonly withdrawnMeanwhile: boolean;
  /** What certainly stood in the way, as far as the primary had to know. */
  readonly held: readonly Holding[];
  /** The primary may reject: something stood in the way, or may have. */
  readonly mayReject: boolean;
  /** A partner refused, or could not be asked. */
  readonly refusal: Message | undefined;
  /** The first reject of a partner that reached the primary, whatever else it knew by then. */
  readonly partnerReject: Message | undefined;
  /** Answers of partners, agreements and rejects, as far as the primary can know that they are. */
  readonly heard: ReadonlySet<Message>;
  /** A partner that was asked has not answered yet, as far as the primary knows. */
  readonly waits: boolean;
  /** Step 4a: a reject that no refusal of a partner explains, and no silence. */
  readonly reject: Message | undefined;
  /** It was taken up first and rejected in favour of another regroup that was under way at the same time. */
  readonly yields: boolean;
  /** Rejects to a client that follow a partner's refusal, or the request to one of which nothing came. */
  readonly forwarded: readonly Message[];
  readonly positive: Message | undefined;
  readonly negative: Message | undefined;
  /** It might reject, and neither rejected nor went on. */
  readonly saidNothing: boolean;
}

export const boundCases = oncePerStory((story: Formation): readonly Case[] =>
  story.attempts.filter((attempt) => isBound(story, attempt)).map((attempt) => caseOf(story, attempt)),
);

function isBound(story: Formation, attempt: Attempt): boolean {
  const { places, membership, holdings, undelivered, arrivalOf } = story;
  const { step2, requester, primary, groups, homes } = attempt;
  if (homes.length === 0 || !isValid(step2) || places.serverOf(requester) !== primary) return false;
  // In another's name nobody has to be heard.
  if ((userOf(step2) ?? requester) !== requester) return false;
  if (undelivered.get(step2.id) === 'undeliverable' && !hasReaction(attempt)) return false;
  // A request and the withdrawal of what it needs that cross may come in either order.
  if (isAuthorizedAt(story, requester, step2.seq) !== isAuthorizedAt(story, requester, takenUpBy(story, attempt)))
    return false;
  // Who is just going may be treated as gone.
  const service = membership.service.get(pair(requester, primary));
  if ([step2.seq, arrivalOf(step2).to].some((seq) => mayBeGone(service, seq))) return false;
  const held = new Set(holdings.at(attempt, primary, step2.seq).map(({ group }) => group));
  return groups.every((group) => places.group(group) !== undefined || held.has(group));
}

/** Nothing held, or what held was given up and that is under way. */
function mayBeGone(changes: readonly Change[] = [], seq: number): boolean {
  const known = changes.filter((change) => change.seq <= seq);
  const state = known.at(-1)?.state ?? 'no';
  const before = known.findLast((change) => change.state !== 'maybe')?.state;
  return state === 'no' || (state === 'maybe' && before === 'yes');
}

/** The primary had the request after all, whatever its sender was told of the delivery. */
const hasReaction = (attempt: Attempt): boolean => reactionsTo(attempt).length > 0;

const reactionsTo = ({ step4a, step4b, step12, ownStep7, legs }: Attempt): readonly Message[] => [
  ...step4a,
  ...step4b,
  ...step12,
  ...ownStep7,
  ...[...legs.values()].flatMap(({ step5 }) => step5),
];

/** The latest moment at which the primary may have begun with the request: what it sends for it shows that it has. */
const takenUpBy = ({ arrivalOf }: Formation, attempt: Attempt): number =>
  Math.min(arrivalOf(attempt.step2).to, ...reactionsTo(attempt).map(({ seq }) => seq));

function isWithdrawnMeanwhile(story: Formation, attempt: Attempt): boolean {
  const formedAt = attempt.step12[0]?.seq ?? Infinity;
  const withdrawals = story.controls.withdrawals.get(attempt.requester) ?? [];
  return withdrawals.some((seq) => seq > takenUpBy(story, attempt) && seq < formedAt);
}

function caseOf(story: Formation, attempt: Attempt): Case {
  const { abilities, holdings, undelivered, arrivalOf } = story;
  const { step2, requester, primary, step4a, step4b, step12 } = attempt;
  const legs = [...attempt.legs.values()];
  const [refusal] = [
    ...legs.flatMap(({ rejects }) => rejects),
    ...legs.flatMap(({ step5 }) => step5.filter(({ id }) => undelivered.has(id))),
  ].sort(bySeq);
  const heard = new Set(legs.flatMap((leg) => heardBy(attempt, leg, undelivered)));
  const [partnerReject] = legs.flatMap(({ rejects }) => rejects.filter((reject) => heard.has(reject))).sort(bySeq);
  const refusedAt = Math.min(refusal?.seq ?? givenUpAt(attempt), refusedUnreadAt(story, attempt));
  const forwarded = step4a.filter(({ seq }) => seq > refusedAt);
  const reject = step4a.find(({ seq }) => seq < refusedAt);
  const [reaction = step2] = [...step4a, ...step4b, ...legs.flatMap(({ step5 }) => step5)].sort(bySeq);
  const arrival = arrivalOf(step2);
  const before = holdings.at(attempt, primary, arrival.from);
  const then = [arrival.to, reaction.seq].map((seq) => holdings.at(attempt, primary, seq));
  const held = before.filter((one) => one.binding && then.every((later) => binds(later, one.group)));
  const isCrossed = reject !== undefined && held.length === 0 && isCrossedAt(story, attempt, reject);
  const mayReject = isCrossed || [before, ...then].some(({ length }) => length > 0);
  return {
    attempt,
    primary,
    requester,
    authorized: isAuthorizedAt(story, requester, step2.seq),
    withdrawnMeanwhile: isWithdrawnMeanwhile(story, attempt),
    held,
    mayReject,
    refusal,
    partnerReject,
    heard,
    // One may be owed to each request.
    waits: legs.some(({ step5, step11, rejects }) => {
      const answers = [...step11, ...rejects].filter((answer) => heard.has(answer));
      return answers.length < Math.max(1, step5.length) && !step5.some(({ id }) => undelivered.has(id));
    }),
    reject,
    yields: isCrossed && reaction.seq < reject.seq,
    forwarded,
    // Without a request return, the one response at the end tells that the request was authorized.
    positive: step4b.find(isPositive) ?? (abilities.returnsRequest ? undefined : step12[0]),
    negative: step4b.find(isNegative),
    saidNothing: mayReject && !hasReaction(attempt),
  };
}

/** When it asked a partner of which nothing came: the clause does not say when silence is a refusal. It asks nobody afterwards. */
function givenUpAt(attempt: Attempt): number {
  const legs = [...attempt.legs.values()];
  const goesOn = legs.some(({ step5 }) => step5.some(({ seq }) => attempt.step4a.some((reject) => reject.seq < seq)));
  if (goesOn || isCalledOff(attempt)) return Infinity;
  const silent = legs.filter(({ step11, rejects }) => step11.length === 0 && rejects.length === 0);
  return Math.min(...silent.flatMap(({ step5 }) => step5.map(({ seq }) => seq)));
}

/** When another server had from it what could not be read or came in another's name: it may have been the request, and been refused. */
function refusedUnreadAt({ malformed, forged }: Formation, { primary, step2 }: Attempt): number {
  const unread = malformed.flatMap(({ writer, party, seq }) => (writer === primary ? [{ party, seq }] : []));
  const inAnotherName = forged.flatMap(({ writers, message: { to, seq } }) =>
    writers.includes(primary) && to.party !== null ? [{ party: to.party, seq }] : [],
  );
  const later = [...unread, ...inAnotherName].filter(({ party, seq }) => kindOf(party) === 'server' && seq > step2.seq);
  return Math.min(...later.map(({ seq }) => seq));
}

/** When its primary rejected it, another regroup of one of its groups was there that had not been in force when it was asked for. */
function isCrossedAt({ attempts, holdings }: Formation, attempt: Attempt, { seq }: Message): boolean {
  const { primary, groups, step2 } = attempt;
  return attempts.some((other) => {
    if (other === attempt || !other.groups.some((group) => groups.includes(group))) return false;
    const state = (at: number) => holdings.inForce(other, primary, at);
    return state(step2.seq) !== 'yes' && state(seq) !== 'no';
  });
}

/**
 * What reached the primary and names the regroup group: as many as it sent requests, for who agrees and refuses in one has told
 * it one of the two.
 */
function heardBy(attempt: Attempt, { step5, step11, rejects }: Leg, undelivered: Undelivered): readonly Message[] {
  const ids = [regroupIdFor(attempt), ...step5.map(regroupIdOf)];
  return [...step11, ...rejects]
    .filter(
      (answer) =>
        answer.to.party === attempt.primary &&
        isValid(answer) &&
        undelivered.get(answer.id) !== 'undeliverable' &&
        [undefined, ...ids].includes(regroupIdOf(answer)),
    )
    .sort(bySeq)
    .slice(0, Math.max(step5.length, 1));
}

export const binds = (holdings: readonly Holding[], group: string): boolean =>
  holdings.some((one) => one.binding && one.group === group);

const bySeq = (one: Message, other: Message): number => one.seq - other.seq;
