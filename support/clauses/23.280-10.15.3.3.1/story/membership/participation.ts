// Who takes part in a formed regroup at the server that asked it, and who of them left its groups, was dismissed, or left what is of
// no account to the regroup.

import type { PartyName } from '../../../../procedure/roles';
import { wouldShow } from './affiliation-evidence';
import { boundCases } from '../bound';
import { isTakenOn, partnerTasks, regroupedUsers, type Task } from '../partner-tasks';
import { grouped } from '../../../../oracle/grouped';
import { oncePerStory } from '../../../../oracle/story';
import type { Formation } from '../../formation';
import { isFormed, regroupIdFor, type Attempt } from '../attempts/attempt';
import { listedGroups, regroupIdOf, text, type Message } from '../../../../oracle/story/message';
import { type Change, changeAt, pair, shownBy, stateAt, surelyDuring } from '../../../../oracle/story/timeline';

/** Members of a regroup at the server that asked them. */
export interface Part {
  readonly attempt: Attempt;
  readonly server: PartyName;
  /** The first request of the regroup to the server. */
  readonly began: Message;
  /** The first answer: whoever is said to take part by then does, whether or not others are still asked. */
  readonly answer: Message;
  readonly id: string;
  readonly groups: readonly string[];
  readonly users: readonly string[];
  /** Whether the end of a part would have shown. */
  readonly shows: boolean;
}

const partsOf = (story: Formation): readonly Part[] => [...partsAtPartners(story), ...partsAtPrimaries(story)];

const partsAtPartners = (story: Formation): readonly Part[] =>
  partnerTasks(story)
    .filter(isTakenOn)
    .flatMap((task): Part[] => {
      const { attempt, leg, partner, step5, groups } = task;
      const [answer] = leg.step11;
      const id = regroupIdOf(step5);
      if (!answer || id === undefined) return [];
      const users = [...new Set([...regroupedUsers(task, story.undelivered), ...latecomersOf(story, task)])];
      return [{ attempt, server: partner, began: step5, answer, id, groups, users, shows: wouldShow(story, task) }];
    });

/** Whoever affiliated since and was asked takes part like the others: the clause speaks of every client that does. */
const latecomersOf = ({ membership }: Formation, { leg, groups, step5 }: Task): readonly string[] =>
  leg.step7
    .map(({ to }) => to.id)
    .filter((user) =>
      groups.some((group) =>
        membership.affiliation.get(pair(user, group))?.some(({ seq, state }) => seq > step5.seq && state === 'yes'),
      ),
    );

/** The primary asks its own members, and answers the requester when the regroup is formed. */
const partsAtPrimaries = (story: Formation): readonly Part[] =>
  boundCases(story).flatMap(({ attempt, primary, requester }): Part[] => {
    const [answer] = attempt.step12;
    const id = regroupIdFor(attempt);
    if (!answer || id === undefined || !isFormed(attempt)) return [];
    const users = [...new Set(attempt.ownStep7.map(({ to }) => to.id))].filter((user) => user !== requester);
    return [
      { attempt, server: primary, began: attempt.step2, answer, id, groups: attempt.groups, users, shows: false },
    ];
  });

/** A user who was said to take part in a regroup that is in force to the end. */
export interface Participant {
  readonly part: Part;
  readonly user: string;
  /** From here on what holds after the procedure holds of the user: the server has answered, and said that the user takes part. */
  readonly from: number;
}

const participantsOf = oncePerStory((story: Formation): readonly Participant[] => {
  const { membership, holdings, end } = story;
  return partsOf(story).flatMap((part): Participant[] => {
    const { attempt, server, began, answer, id, users } = part;
    if (holdings.inForce(attempt, server, end) !== 'yes') return [];
    return users.flatMap((user) => {
      // Where a primary has given the regroup the identity of a group of the user's, what is told of that may be of the group.
      if (membership.affiliation.has(pair(user, id))) return [];
      // Of this regroup: an identity can be used again.
      const report = membership.reported
        .get(pair(user, id))
        ?.find(({ seq, state }) => state === 'yes' && seq > began.seq);
      return report ? [{ part, user, from: Math.max(report.seq, answer.seq) }] : [];
    });
  });
});

/** A regrouped user who gave up a listed group after the regroup was formed, and is still served. */
export interface Leaver {
  readonly part: Part;
  readonly user: string;
  readonly left: { readonly id: string; readonly seq: number };
  /** Still affiliated to another listed group all the while, or to none at the end, or neither. */
  readonly now: 'stays' | 'leaves' | 'unclear';
}

export function leaversOf(story: Formation): readonly Leaver[] {
  const { membership, end } = story;
  return participantsOf(story).flatMap(({ part, user, from }): Leaver[] => {
    const { server, groups } = part;
    const key = (group: string): string => pair(user, group);
    // Who logged off meanwhile had lost the affiliation by that (POST-3), whatever is given up after coming back.
    const service = membership.service.get(pair(user, server)) ?? [];
    const gaveUp = (changes: readonly Change[]): Change | undefined =>
      changes.find(({ seq, state }) => {
        const since = changes.findLast((change) => change.seq < seq && change.state === 'yes')?.seq ?? from;
        const wasGone = service.some((change) => change.state === 'no' && change.seq > since && change.seq < seq);
        return seq > from && state === 'no' && !wasGone;
      });
    const [left] = groups.flatMap((group) => gaveUp(membership.affiliation.get(key(group)) ?? []) ?? []);
    if (!left || stateAt(membership.service, pair(user, server), end) !== 'yes') return [];
    const stays = groups.some((group) => surelyDuring(membership.affiliation, key(group), from, end));
    const leaves = groups.every((group) => stateAt(membership.affiliation, key(group), end) === 'no');
    return [{ part, user, left: shownBy(left), now: stays ? 'stays' : leaves ? 'leaves' : 'unclear' }];
  });
}

/** The server ended the regroup for a client that asked it to, whether or not that client may: POST-1 speaks of it. */
const wasEndedHere = ({ messages }: Formation, { server, began, id }: Part): boolean =>
  messages.some(
    (message) =>
      message.flow === 'preconfigured-regroup-cancel-response.server-client' &&
      message.from.party === server &&
      message.seq > began.seq &&
      regroupIdOf(message) === id &&
      text(message, 'result') === 'success',
  );

/** Regrouped users who gave up nothing, were served all the while, and were reported to take part no longer. */
export interface Dismissed {
  readonly part: Part;
  readonly user: string;
  readonly report: Change;
}

export function dismissedOf(story: Formation): readonly Dismissed[] {
  const { membership, end } = story;
  return participantsOf(story).flatMap(({ part, user }): Dismissed[] => {
    const { server, began, answer, id, groups } = part;
    const report = changeAt(membership.reported.get(pair(user, id)), end);
    if (report?.state !== 'no' || wasEndedHere(story, part)) return [];
    if (!surelyDuring(membership.service, pair(user, server), answer.seq, end)) return [];
    // From its first request on: a partner may be asked, and answer, several times.
    const gaveUp = groups.some((group) => {
      const changes = membership.affiliation.get(pair(user, group)) ?? [];
      const isGivenUp = ({ seq, state }: Change, nth: number): boolean =>
        seq > began.seq && state !== 'yes' && changes[nth - 1]?.state === 'yes';
      return changeAt(changes, began.seq)?.state === 'maybe' || changes.some(isGivenUp);
    });
    return gaveUp ? [] : [{ part, user, report }];
  });
}

/** Regrouped users who left what is of no account to this regroup, and were affiliated to one of its groups all the while. */
export interface Unmoved {
  readonly part: Part;
  readonly user: string;
  /** The request that gave up another group, or the answer that ended another regroup. */
  readonly left: Message;
}

const DE_AFFILIATION = 'group-de-affiliation-request.client-server';

export function unmovedOf(story: Formation): readonly Unmoved[] {
  const { membership, messages, end } = story;
  const givenUp = grouped(
    messages.filter(({ flow }) => flow === DE_AFFILIATION),
    ({ from }) => from.id,
  );
  const ended = grouped(story.attempts.flatMap(endingsOf), ({ from }) => from.party);
  if (givenUp.size + ended.size === 0) return [];
  return participantsOf(story).flatMap(({ part, user, from }): Unmoved[] => {
    const { id, groups, server } = part;
    const own = (givenUp.get(user) ?? []).filter(({ seq }) => seq > from);
    const others = (ended.get(server) ?? []).filter((answer) => {
      const regroup = regroupIdOf(answer);
      return answer.seq > from && regroup !== undefined && regroup !== id && tookPart(story, user, regroup);
    });
    const [left] = [...own, ...others];
    if (!left || own.some((request) => listedGroups(request).some((group) => groups.includes(group)))) return [];
    const stays = groups.some((group) => surelyDuring(membership.affiliation, pair(user, group), from, end));
    const isReportedOut = changeAt(membership.reported.get(pair(user, id)), end)?.state === 'no';
    return stays && !isReportedOut ? [{ part, user, left }] : [];
  });
}

/** What says at a server that the regroup is over there. */
const endingsOf = ({ cancelAnswers, legs }: Attempt): readonly Message[] =>
  [cancelAnswers, ...[...legs.values()].map((leg) => leg.cancelAnswers)]
    .flat()
    .filter((answer) => text(answer, 'result') === 'success');

const tookPart = ({ membership }: Formation, user: string, regroup: string): boolean =>
  membership.everReported.get(regroup)?.has(user) ?? false;
