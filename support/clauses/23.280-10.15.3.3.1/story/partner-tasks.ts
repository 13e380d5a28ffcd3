// Which partner servers the clause binds by a valid step 5, and what it binds them to: whom they have to ask, and whether they have to
// refuse, or may.

import { systemOf, type PartyName } from '../../../procedure/roles';
import { oncePerStory } from '../../../oracle/story';
import type { Formation } from '../formation';
import { isCalledOffAt, isSameTo, regroupIdFor, type Attempt, type Leg } from './attempts/attempt';
import type { Holding } from './held-groups/holdings';
import { bindingStep5, groupsOfStep5, membersNamed, membersToAsk } from './membership/members';
import { listedGroups, namedUsers, regroupIdOf, type Message, type Undelivered } from '../../../oracle/story/message';
import { binds, boundCases } from './bound';

/** A partner server that was validly asked in step 5, and what it had to do. */
export interface Task {
  readonly attempt: Attempt;
  readonly leg: Leg;
  /** Of earlier attempts, which to the partner are the same regroup and may be in force there. */
  readonly before: readonly Leg[];
  readonly partner: PartyName;
  /** The first step-5 request that binds. */
  readonly step5: Message;
  /** The groups that the partner was told. */
  readonly groups: readonly string[];
  /** Everybody whom it had to ask. */
  readonly members: readonly string[];
  /** Groups that it hosts and that certainly were regrouped; it had to refuse whichever request names one. */
  readonly held: readonly Holding[];
  /** Every request names one, so that nothing of the regroup may come about. */
  readonly mustRefuse: boolean;
  readonly mayRefuse: boolean;
  /** It might refuse, and neither refused nor went on. */
  readonly saidNothing: boolean;
}

export const partnerTasks = oncePerStory((story: Formation): readonly Task[] =>
  boundCases(story).flatMap(({ attempt }) => [...attempt.legs.values()].flatMap((leg) => taskOf(story, attempt, leg))),
);

function taskOf(story: Formation, attempt: Attempt, leg: Leg): readonly Task[] {
  const { partner } = leg;
  // One that names another regroup than the return starts that one, or is refused for it.
  const id = regroupIdFor(attempt);
  const requests = bindingStep5(leg, story.undelivered).filter((request) =>
    [undefined, id].includes(regroupIdOf(request)),
  );
  const [step5] = requests;
  if (!step5) return [];
  const holdingsAt = (seq: number): readonly Holding[] => story.holdings.at(attempt, partner, seq);
  const groups = groupsOfStep5(leg);
  const { abilities, places, membership, end } = story;
  const home = systemOf(partner);
  const membersOf = (some: readonly string[]) => membersToAsk(leg, some, membership, step5.seq, end);
  const before = legsBefore(story, attempt, partner, step5);
  const asked = new Set(before.flatMap(({ step7 }) => step7).map(({ to }) => to.id));
  // Of groups of others it has to ask those whom it is named.
  const named = abilities.findsMembersElsewhere ? [] : membersNamed(leg, requests, membership, end);
  // Who is named users has no say in the regroup, and asks nobody else (leg D of TS 24.379 16.2.2.4).
  const decisive = requests.filter((request) => namedUsers(request).length === 0);
  const own = membersOf(groups.filter((group) => decisive.length > 0 && places.group(group)?.home === home));
  const isOwed = (user: string): boolean =>
    abilities.findsMembersElsewhere || own.includes(user) || named.includes(user);
  const owed = [...new Set([...membersOf(groups).filter(isOwed), ...named])];
  const members = owed.filter((user) => !asked.has(user));
  const heldIn = (request: Message): readonly Holding[] => {
    const { from, to } = story.arrivalOf(request);
    const later = holdingsAt(to);
    return holdingsAt(from).filter(
      ({ binding, group }) => binding && listedGroups(request).includes(group) && binds(later, group),
    );
  };
  const heldByRequest = decisive.map(heldIn);
  const held = heldByRequest.flat();
  const mustRefuse = heldByRequest.length > 0 && heldByRequest.every((each) => each.length > 0);
  // It decides between the arrival of a request and its own answer.
  const [refusal = step5] = leg.rejects;
  const { from, to } = story.arrivalOf(step5);
  const mayRefuse = [step5.seq, from, to, refusal.seq].some((seq) => holdingsAt(seq).length > 0);
  const saidNothing = mayRefuse && leg.step7.length + leg.step11.length + leg.rejects.length === 0;
  return [{ attempt, leg, before, partner, step5, groups, members, held, mustRefuse, mayRefuse, saidNothing }];
}

/** What the partner was asked before for the same regroup, as far as that may still be in force: to it, this goes on with it. */
function legsBefore(
  { attempts, holdings }: Formation,
  attempt: Attempt,
  partner: PartyName,
  { seq }: Message,
): readonly Leg[] {
  return attempts
    .filter(
      (other) =>
        other !== attempt && isSameTo(partner, other, attempt) && holdings.inForce(other, partner, seq) !== 'no',
    )
    .flatMap(({ legs }) => legs.get(partner) ?? []);
}

/** The partner took the regroup on: it neither refused nor had to, and it was not called off before it had answered. */
export const isTakenOn = ({ held, leg, saidNothing }: Task): boolean =>
  held.length === 0 && leg.rejects.length === 0 && !saidNothing && !isCalledOffAt(leg);

/** Members who had to be asked, and were; whom no request could reach need not be taken in. */
export function regroupedUsers({ leg, members }: Task, undelivered: Undelivered): readonly string[] {
  const reached = leg.step7.filter(({ id }) => undelivered.get(id) !== 'undeliverable');
  const requestedUsers = new Set(reached.map(({ to }) => to.id));
  return members.filter((user) => requestedUsers.has(user));
}
