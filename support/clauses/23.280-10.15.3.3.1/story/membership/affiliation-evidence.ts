// What shows that a client is affiliated to the regroup group (step 10): the dynamic data that its server reports to the
// group management server, or what control was told. Without either, nothing can be said. On a wire where a
// subscription to the constituents tells the regroup group only, who takes part is told to whoever subscribes to that.

import { entityOf, systemOf, type PartyName } from '../../../../procedure/roles';
import type { Task } from '../partner-tasks';
import type { Formation } from '../../formation';
import { dynamicDataOf, listedGroups, regroupIdOf } from '../../../../oracle/story/message';
import { pair, stateAt, type Change } from '../../../../oracle/story/timeline';

/** The first report, after step 5, that the user is affiliated to the regroup group that the partner was told. */
export function firstReport({ membership }: Formation, { leg, step5 }: Task, user: string): Change | undefined {
  return [...new Set(leg.step5.map(regroupIdOf))]
    .flatMap((id) => membership.reported.get(pair(user, id ?? '')) ?? [])
    .find(({ seq, state }) => state === 'yes' && seq > step5.seq);
}

/**
 * Whether an affiliation to the regroup group would have shown; of a user whom a request concerns that lists no group which is followed,
 * though another request of the regroup does, it need not have.
 */
export function wouldShow(story: Formation, task: Task, user?: string): boolean {
  const { abilities, membership, controls, places, isHidden } = story;
  const { leg, partner } = task;
  const system = systemOf(partner);
  if (system === undefined) return false;
  const ids = new Set(leg.step5.map(regroupIdOf));
  const isAnswered = controls.affiliations.some(
    ({ party, groupId, value }) => value !== undefined && systemOf(party) === system && ids.has(groupId),
  );
  const followed = membership.followed.get(system);
  const gms = entityOf(system, 'gms');
  const reports = abilities.showsMembersOfRegroup
    ? requestsFor(story, task, user).every((groups) =>
        groups.some((group) => places.group(group)?.home === system && followed?.has(group)),
      )
    : showsMembers(story, task, gms);
  return isAnswered || (reports && !isHidden(partner, gms));
}

/** What each request lists that concerns the user; where none does, or nobody is named, what all of them list together. */
function requestsFor({ membership }: Formation, { leg, groups }: Task, user?: string): readonly (readonly string[])[] {
  if (user === undefined) return [groups];
  const parts = leg.step5
    .filter((request) =>
      listedGroups(request).some((group) => stateAt(membership.affiliation, pair(user, group), request.seq) !== 'no'),
    )
    .map(listedGroups);
  return parts.length > 0 ? parts : [groups];
}

/** The server took a subscription to the regroup group, told it once, and sent nothing that might have ended it. */
function showsMembers(
  { messages, malformed, asides }: Formation,
  { leg, partner, step5 }: Task,
  gms: PartyName,
): boolean {
  const ids = new Set(leg.step5.map(regroupIdOf));
  const own = messages.filter(({ from }) => from.party === partner);
  const accepted = own.some(
    (message) =>
      message.flow === 'subscribe-group-dynamic-data-response.server-gms' &&
      listedGroups(message).some((group) => ids.has(group)),
  );
  const hasNotified = own.some(
    (message) =>
      message.flow === 'notify-group-dynamic-data-request.server-gms' &&
      message.seq > step5.seq &&
      dynamicDataOf(message).some(({ groupId }) => ids.has(groupId)),
  );
  const mayHaveEnded =
    malformed.some(({ party }) => party === gms) ||
    asides.some(({ party, ended }) => party === gms && ended !== undefined);
  return accepted && hasNotified && !mayHaveEnded;
}

/**
 * Whether whoever is told late still finds the user in the regroup: the subscription to the regroup group comes after the
 * affiliation, which may be over by then.
 */
export function lasts(
  { membership, holdings, end }: Formation,
  { attempt, partner, groups }: Task,
  user: string,
): boolean {
  return (
    holdings.inForce(attempt, partner, end) === 'yes' &&
    stateAt(membership.service, pair(user, partner), end) === 'yes' &&
    groups.some((group) => stateAt(membership.affiliation, pair(user, group), end) === 'yes')
  );
}

/** A regroup group whose identity was used before: who was in it then, and is told again, is no news. */
export const isReported = ({ membership, end }: Formation, { leg }: Task, user: string): boolean =>
  leg.step5.some((request) => stateAt(membership.reported, pair(user, regroupIdOf(request) ?? ''), end) === 'yes');
