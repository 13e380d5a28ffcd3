// What can be told of a regroup at the time of a request: whether it exists, who holds its groups, and what becomes of it until
// somebody asks for it again. A request that had no answer by then leaves it open. Unaware of what is right.

import { isAuthorizedAt } from '../../../oracle/story/authorizations';
import { pair, possiblyDuring, stateAt } from '../../../oracle/story/timeline';
import { systemOf } from '../../../procedure/roles';
import type { Leg, Legs, Told } from './legs';
import { groupsIn } from './regroup-body';

export const isAccepted = ({ answer }: Leg): boolean => answer !== undefined && answer.status < 300;
/** Accepted, or not answered so far. */
export const isHonoured = (one: Leg): boolean => !isRefused(one);
const isRefused = ({ answer }: Leg): boolean => answer !== undefined && answer.status >= 300;

/** Undefined for a stranger, and for who may be refused for being in no service whatever his rights are. */
export function mayRegroup(one: Leg, story: Legs): boolean | undefined {
  const { from, seq } = one.message;
  if (story.places.user(from.id) === undefined) return undefined;
  const isAuthorized = isAuthorizedAt(story, from.id, seq);
  return isAuthorized && isInNoService(one, story) ? undefined : isAuthorized;
}

/** Whom his server knows in no service from the request to its answer. */
export function isInNoService({ message, answer }: Leg, { places, membership }: Legs): boolean {
  const [user, server] = [message.from.id, places.serverOf(message.from.id)];
  if (server === undefined || server !== message.to.party) return false;
  return !possiblyDuring(membership.service, pair(user, server), message.seq, answer?.message.seq ?? message.seq);
}

const before = ({ message }: Leg, { legs }: Legs): readonly Leg[] =>
  legs.filter((one) => one.message.seq < message.seq);

const isFor =
  ({ of }: Leg) =>
  (other: Leg): boolean =>
    other.of === of && of !== undefined;

/** Whom it tells, or names to whoever serves them, is in none of the groups any more: the regroup goes on without them. */
export function isForLeavers(
  { leg, message, users, seq }: Leg,
  groups: readonly string[],
  { membership }: Legs,
): boolean {
  const whom = leg === 'E' ? [message.to.id] : leg === 'D' ? users : [];
  const isIn = (user: string): boolean =>
    groups.some((group) => stateAt(membership.affiliation, pair(user, group), seq) === 'yes');
  return whom.length > 0 && !whom.some(isIn);
}

const wasAnsweredBefore =
  ({ message }: Leg) =>
  ({ answer }: Leg): boolean =>
    answer !== undefined && answer.message.seq < message.seq;

const isAsked = ({ leg }: Leg): boolean => leg === 'A';

/** By a client of its own, or by the server of another. */
const asksController = (one: Leg): boolean => isAsked(one) || one.leg === 'B';

/** Whoever is asked for a regroup controls it. */
const isAskedAt =
  ({ message }: Leg) =>
  (other: Leg): boolean =>
    isAsked(other) && other.action === 'create' && other.message.to.party === message.to.party;

export const isOfItsController = (one: Leg, story: Legs): boolean =>
  before(one, story).filter(isFor(one)).some(isAskedAt(one));

/** Its server accepted the creation, and every removal since was refused. */
export const isInForce = (one: Leg, story: Legs): boolean => stands(one, story, isAskedAt(one));

/** The same, or it takes part in a regroup of that identity which another server controls. */
export const isInUse = (one: Leg, story: Legs): boolean =>
  stands(one, story, (other) => isAskedAt(one)(other) || isHandedTo(one)(other));

const isHandedTo =
  ({ message }: Leg) =>
  (other: Leg): boolean =>
    other.leg === 'C' && other.action === 'create' && other.message.to.party === message.to.party;

function stands(one: Leg, story: Legs, creates: (other: Leg) => boolean): boolean {
  const ofIt = before(one, story).filter(isFor(one));
  const created = ofIt.findLastIndex((other) => creates(other) && isAccepted(other) && wasAnsweredBefore(one)(other));
  const groups = groupsIn(ofIt[created]?.regroup ?? []);
  const after = ofIt
    .slice(created)
    .filter((other) => other.action === 'remove' && !isMadeOf(one, other) && !isForLeavers(other, groups, story));
  return created >= 0 && after.every(isRefused);
}

/** What is handed over is no second removal. */
const isMadeOf = (one: Leg, { leg, message }: Leg): boolean =>
  one.leg === 'B' && leg === 'A' && message.to.party === one.by;

/** Nobody created it, or the last that was accepted of it is its removal. */
export function isUnknown(one: Leg, story: Legs): boolean {
  if (one.of === undefined) return false;
  const ofIt = before(one, story).filter(isFor(one));
  const asked = ofIt.filter(asksController);
  if (!asked.every(wasAnsweredBefore(one))) return false;
  const last = asked.findLast(isAccepted);
  return last ? last.action === 'remove' : ofIt.every(({ action }) => action === 'remove');
}

/** What is seen of the regroup after the request, until a client asks for it again. */
function following(one: Leg, story: Legs): readonly Leg[] {
  const later = story.legs.filter(({ message }) => message.seq > one.message.seq).filter(isFor(one));
  const next = later.findIndex(isAsked);
  return next < 0 ? later : later.slice(0, next);
}

const isSentBy = ({ message }: Leg, { message: { from } }: Leg): boolean => from.party === message.to.party;

/** What its server sends on for it. */
export const handedOn = (one: Leg, story: Legs): readonly Leg[] =>
  following(one, story).filter((other) => other.action === one.action && isSentBy(one, other));

/** Whoever was told before is told again; an earlier removal may still be on its way to others. */
export function handedOnAgain(one: Leg, story: Legs): readonly Leg[] {
  const ofIt = before(one, story).filter(isFor(one));
  const removals = ofIt.filter((other) => !isAsked(other) && other.action === 'remove');
  const told = new Set(removals.map(({ message }) => message.to.id));
  const isFirst = ofIt.every(({ action }) => action === 'remove');
  return handedOn(one, story).filter(({ message }) => isFirst || told.has(message.to.id));
}

export const askedByOthers = (one: Leg, story: Legs): boolean =>
  story.legs
    .filter(isFor(one))
    .some(
      (other) =>
        other !== one &&
        other.action === 'remove' &&
        asksController(other) &&
        !isSentBy(one, other) &&
        mayRegroup(other, story) !== false,
    );

/** The last answer of some partner to its request for the regroup is a refusal, or it took none. */
export function isRefusedByPartner(one: Leg, story: Legs): boolean {
  const isNotTaken = ({ message: { id } }: Leg): boolean => story.undelivered.get(id) === 'undeliverable';
  const asked = following(one, story).filter(
    (other) =>
      other.leg === 'C' &&
      other.action === 'create' &&
      (other.answer !== undefined || isNotTaken(other)) &&
      isSentBy(one, other),
  );
  const last = new Map(asked.map((other) => [other.message.to.party, other]));
  return [...last.values()].some((other) => isRefused(other) || isNotTaken(other));
}

/** A listed group of the partner's own is in another regroup that it accepted and that nobody removed. */
export function holdsOneOf(one: Leg, story: Legs): boolean {
  const { party } = one.message.to;
  const home = party === null ? undefined : systemOf(party);
  const own = groupsIn(one.regroup ?? []).filter((group) => story.places.group(group)?.home === home);
  const earlier = before(one, story);
  return earlier.some((other) => {
    const isTaken = other.action === 'create' && isAccepted(other) && wasAnsweredBefore(one)(other);
    const isItsOwn = (other.leg === 'A' || other.leg === 'C') && other.message.to.party === party;
    const isOver = earlier.filter(isFor(other)).some(({ action }) => action === 'remove');
    if (!isTaken || !isItsOwn || isOver || other.of === one.of) return false;
    return groupsIn(other.regroup ?? []).some((group) => own.includes(group));
  });
}

/** Why a server removes a regroup that it controls: it was asked to, or a creation failed, or it has decided so by itself. */
export function causeOf({ of, seq, by }: Told, { legs }: Legs): 'asked' | 'roll-back' | 'decision' {
  const asked = legs.filter(
    (one) => one.seq < seq && one.of === of && asksController(one) && one.message.to.party === by,
  );
  if (asked.some(({ action }) => action === 'remove')) return 'asked';
  const isFormed = asked.some((one) => isAccepted(one) && (one.answer?.message.seq ?? seq) < seq);
  return isFormed ? 'decision' : 'roll-back';
}
