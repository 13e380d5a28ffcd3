// Step 6 as the oracle works it out for itself: whom a server has to ask, and whom it may ask.

import { systemOf, type PartyName } from '../../../../procedure/roles';
import { regroupIdFor, type Attempt, type Leg } from '../attempts/attempt';
import type { Story } from '../../../../oracle/story';
import type { Membership } from '../../../../oracle/story/membership';
import type { Places } from '../../../../oracle/story/places';
import {
  isValid,
  listedGroups,
  namedUsers,
  regroupIdOf,
  type Message,
  type Undelivered,
} from '../../../../oracle/story/message';
import { pair, possiblyDuring, surelyDuring } from '../../../../oracle/story/timeline';

/** The step-5 requests that the partner has to act on: valid ones that reached it. */
export const bindingStep5 = (leg: Leg, undelivered: Undelivered): readonly Message[] =>
  leg.step5.filter((message) => isValid(message) && undelivered.get(message.id) !== 'undeliverable');

/** The groups that the partner was told. */
export const groupsOfStep5 = (leg: Leg): readonly string[] => [...new Set(leg.step5.flatMap(listedGroups))];

/**
 * Users who, from the partner's step 5 to its answer, were served by it and affiliated to one of the groups.
 * @param until what to do without an answer: the end of the trace
 */
export function membersToAsk(
  leg: Leg,
  groups: readonly string[],
  membership: Membership,
  from: number,
  until: number,
): readonly string[] {
  const answered = [...leg.step11, ...leg.rejects].map(({ seq }) => seq);
  const to = answered.length > 0 ? Math.min(...answered) : until;
  const users = new Set<string>();
  for (const group of groups)
    for (const user of membership.everAffiliated.get(group) ?? [])
      if (
        !users.has(user) &&
        surelyDuring(membership.affiliation, pair(user, group), from, to) &&
        surelyDuring(membership.service, pair(user, leg.partner), from, to)
      )
        users.add(user);
  return [...users];
}

/** Users whom these requests name to the partner and whom it served from the request to its answer. */
export function membersNamed(
  leg: Leg,
  requests: readonly Message[],
  { service }: Membership,
  until: number,
): readonly string[] {
  const answer = Math.min(until, ...[...leg.step11, ...leg.rejects].map(({ seq }) => seq));
  return requests.flatMap((request) => {
    const to = Math.max(request.seq, answer);
    return namedUsers(request).filter((user) => surelyDuring(service, pair(user, leg.partner), request.seq, to));
  });
}

/** Requests by which others name a server that user for the regroup, where servers name each other members. */
export const namingsOf = (
  { abilities, messages }: Pick<Story, 'abilities' | 'messages'>,
  attempt: Attempt,
  server: PartyName,
  user: string,
) => {
  const id = regroupIdFor(attempt);
  if (abilities.findsMembersElsewhere) return [];
  return messages.filter(
    (message) => message.to.party === server && regroupIdOf(message) === id && namedUsers(message).includes(user),
  );
};

/**
 * What shows that a partner takes a regroup on. A request that names users asks for them alone, whatever becomes of the groups
 * (TS 24.379 16.2.2.4): that they are asked, and its answer, show nothing.
 */
export function takingOn({ step5, step7, step11 }: Leg): readonly Message[] {
  const naming = step5.filter((request) => namedUsers(request).length > 0);
  const named = new Set(naming.flatMap(namedUsers));
  return [...step7.filter(({ to }) => !named.has(to.id)), ...step11.slice(naming.length)];
}

/** Whom a server is named it asks, whatever the user is affiliated to: that is for whoever names him to know (TS 24.379 16.2.2.4). */
export const isNamed = (...whom: Parameters<typeof namingsOf>): boolean => namingsOf(...whom).length > 0;

/**
 * How often a server may ask a user to join: once for what it finds itself, and where others name it members, for each request that
 * names him (TS 24.379 16.2.2.4 asks whoever is named).
 */
export function timesToAsk(
  story: Pick<Story, 'abilities' | 'messages' | 'places' | 'membership'>,
  attempt: Attempt,
  server: PartyName,
  user: string,
): number {
  const { abilities, places, membership } = story;
  if (abilities.findsMembersElsewhere) return 1;
  const isOwn = attempt.groups.some(
    (group) => places.group(group)?.home === systemOf(server) && membership.everAffiliated.get(group)?.has(user),
  );
  return Math.max(1, namingsOf(story, attempt, server, user).length + (isOwn ? 1 : 0));
}

/** The user received service from the server at some moment between the request and now. */
export const mayBeServed = (
  user: string,
  server: PartyName,
  attempt: Attempt,
  membership: Membership,
  seq: number,
): boolean => possiblyDuring(membership.service, pair(user, server), attempt.step2.seq, seq);

interface WhoIsAffiliated {
  readonly membership: Pick<Membership, 'affiliation' | 'reported'>;
  readonly places: Pick<Places, 'group'>;
}

/**
 * The user was affiliated to one of the groups, be it by step 10 to a regroup group, at some moment between the request and now. Who
 * is affiliated to a group that was there before is for the user to say, and no server's word.
 */
export const mayBeAffiliated = (
  user: string,
  groups: readonly string[],
  { step2: { seq: from } }: Pick<Attempt, 'step2'>,
  { membership: { affiliation, reported }, places }: WhoIsAffiliated,
  seq: number,
): boolean =>
  groups.some((group) => {
    const key = pair(user, group);
    if (possiblyDuring(affiliation, key, from, seq)) return true;
    if (places.group(group) !== undefined) return false;
    // What was reported before the user left the group counts no more.
    const left = affiliation.get(key)?.findLast((change) => change.seq <= seq && change.state === 'no')?.seq ?? 0;
    const told = reported.get(key)?.filter((change) => change.seq > left) ?? [];
    return possiblyDuring(new Map([[key, told]]), key, from, seq);
  });

/** The user affiliated to a listed group, or came into service, after a moment: a new request is called for (10.15.3.4.1). */
export function joinedAfter(
  user: string,
  server: PartyName,
  groups: readonly string[],
  membership: Membership,
  from: number,
  to: number,
): boolean {
  const joined = (changes: readonly { readonly seq: number; readonly state: string }[] | undefined): boolean =>
    changes?.some(({ seq, state }) => seq > from && seq <= to && state !== 'no') ?? false;
  return (
    joined(membership.service.get(pair(user, server))) ||
    groups.some((group) => joined(membership.affiliation.get(pair(user, group))))
  );
}

/** In between the server told the user that the regroup is over: whether it was is for others, the second request asks him anew. */
export const isLetGo = ({ messages }: Pick<Story, 'messages'>, first: Message, second: Message): boolean =>
  messages.some(
    (message) =>
      message.flow === 'preconfigured-regroup-cancel-request.server-client' &&
      message.from.party === second.from.party &&
      message.to.id === second.to.id &&
      message.seq > first.seq &&
      message.seq < second.seq &&
      regroupIdOf(message) === regroupIdOf(second),
  );

/**
 * Somebody came to a listed group later: by some wires the request for him names everybody whom the server serves of that group, and
 * whoever is named is asked (TS 24.379 16.2.4.3).
 */
export function isNamedAgain(
  { abilities, membership }: Pick<Story, 'abilities' | 'membership'>,
  server: PartyName,
  groups: readonly string[],
  from: number,
  to: number,
): boolean {
  const { everAffiliated } = membership;
  return (
    !abilities.findsMembersElsewhere &&
    groups.some((group) =>
      [...(everAffiliated.get(group) ?? [])].some((user) => joinedAfter(user, server, [group], membership, from, to)),
    )
  );
}
