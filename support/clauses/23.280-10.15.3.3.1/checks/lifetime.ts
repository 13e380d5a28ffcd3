// After the procedure: the regroup stays in effect until it is cancelled, and a client takes part until it is affiliated to
// none of the regrouped groups. That affiliation may end with the MC service is a permission and has no check.

import type { PartyName } from '../../../procedure/roles';
import type { Finding } from '../../../verdict/finding';
import { wouldShow } from '../story/membership/affiliation-evidence';
import { boundCases, isTakenOn, partnerTasks, type Task } from '../story/bound';
import type { Check, Freedom } from '../../../oracle/check';
import { grouped } from '../../../oracle/grouped';
import { oncePerStory } from '../../../oracle/story';
import { hasDecidedToEnd } from '../story/cancelling/decisions';
import { outsidersOf } from '../story/membership/outsiders';
import { names, type Say } from '../../../oracle/saying';
import { check } from '../saying';
import { regroupedUsers } from './steps/step-10';
import type { Formation } from '../formation';
import { isFormed, namesOf, regroupIdFor, type Attempt } from '../story/attempts/attempt';
import { takingOn } from '../story/membership/members';
import type { Answered } from '../../../oracle/story/controls';
import { listedGroups, regroupIdOf, text, type Message } from '../../../oracle/story/message';
import { type Change, changeAt, pair, shownBy, stateAt, surelyDuring } from '../../../oracle/story/timeline';

const staysInEffect = check('POST-1', (story, say) => [
  ...boundCases(story)
    .filter(({ attempt }) => isFormed(attempt))
    .flatMap(({ attempt }) => story.controls.regroups.flatMap((answer) => knowsOf(story, say, attempt, answer))),
  ...laterRequests(story, say),
]);

/** Whether a server that was asked still knows the regroup, or no longer knows it once it was cancelled. */
function knowsOf(story: Formation, say: Say, attempt: Attempt, { event, party, value }: Answered<readonly string[]>) {
  const id = regroupIdFor(attempt);
  const state = story.holdings.inForce(attempt, party, event.seq);
  const [formed = attempt.step2] = attempt.step12;
  if (party !== attempt.primary && !attempt.legs.get(party)?.step5.length) return [];
  if (id === undefined || value === undefined || event.seq < formed.seq) return [];
  // At stage 3 its server may end it by itself, where it is made to (TS 24.379 16.2.3.3).
  if (hasDecidedToEnd(story.controls, attempt.primary, id, event.seq)) return [];
  if (state === 'yes') {
    // Under which of its names it is known is for others to say.
    const known = namesOf(attempt).some((name) => value.includes(name));
    const claim = { party, expected: `the regroup ${names(story, [id])} stays in effect until it is cancelled` };
    return [
      known
        ? say.pass(claim, 'the server says so', [formed, event])
        : say.fail(claim, 'the server does not know it any more', [formed, event]),
    ];
  }
  const known = value.includes(id);
  const cancelled = attempt.cancelAnswers[0];
  const again = story.attempts.some(
    (other) => namesOf(other).includes(id) && story.holdings.inForce(other, party, event.seq) !== 'no',
  );
  if (!cancelled || again) return [];
  const claim = { party, expected: `the regroup ${names(story, [id])} is no longer in effect once it is cancelled` };
  return [
    known
      ? say.fail(claim, 'the server still knows it', [cancelled, event])
      : say.pass(claim, 'the server says so', [cancelled, event]),
  ];
}

/** A later request for a group that a regroup in force holds is refused wherever the group is homed. */
function laterRequests(story: Formation, say: Say): readonly Finding[] {
  const formed = new Set(story.attempts.filter(isFormed).map(regroupIdFor));
  const expected = (group: string, by: string) =>
    `${names(story, [group])} stays regrouped into ${names(story, [by])}, so a later request for it is refused`;
  const atPrimaries = boundCases(story).flatMap(({ attempt, primary, authorized, held, positive }) => {
    const holding = held.find(({ by, asRegroupGroup }) => formed.has(by) && !asRegroupGroup);
    if (!authorized || !holding) return [];
    const [taken] = [positive, ...attempt.step12].filter((message) => message !== undefined);
    const claim = { party: primary, expected: expected(holding.group, holding.by) };
    return [say.staysAway(claim, taken ? [taken] : [], attempt.step2)];
  });
  const atPartners = partnerTasks(story).flatMap(({ leg, partner, step5, held, mustRefuse }) => {
    const holding = held.find(({ by }) => formed.has(by));
    if (!holding) return [];
    const claim = { party: partner, expected: expected(holding.group, holding.by) };
    // Of several requests those that name free groups may be taken on.
    const [reject] = leg.rejects;
    if (!mustRefuse) return reject ? [say.pass(claim, 'the one that names it was refused', [step5, reject])] : [];
    return [say.staysAway(claim, takingOn(leg), step5)];
  });
  return [...atPrimaries, ...atPartners];
}

/** Members of a regroup at the server that asked them. */
interface Part {
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
interface Participant {
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
interface Leaver {
  readonly part: Part;
  readonly user: string;
  readonly left: { readonly id: string; readonly seq: number };
  /** Still affiliated to another listed group all the while, or to none at the end, or neither. */
  readonly now: 'stays' | 'leaves' | 'unclear';
}

function leaversOf(story: Formation): readonly Leaver[] {
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
interface Dismissed {
  readonly part: Part;
  readonly user: string;
  readonly report: Change;
}

function dismissedOf(story: Formation): readonly Dismissed[] {
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
interface Unmoved {
  readonly part: Part;
  readonly user: string;
  /** The request that gave up another group, or the answer that ended another regroup. */
  readonly left: Message;
}

const DE_AFFILIATION = 'group-de-affiliation-request.client-server';

function unmovedOf(story: Formation): readonly Unmoved[] {
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

const isDismissal =
  ({ id }: Part, user: string, after: number) =>
  (message: Message): boolean =>
    message.flow === 'preconfigured-regroup-cancel-request.server-client' &&
    message.to.id === user &&
    message.seq > after &&
    regroupIdOf(message) === id;

/**
 * Members whom the primary serves itself are asked as in a single MC system, or not at all; so they may be when the regroup has
 * long been formed, and members of it have left groups meanwhile.
 */
function leavesOwnMembersAlone(story: Formation): Freedom | undefined {
  const { membership, abilities, stimulus, end } = story;
  const left = boundCases(story).find(({ attempt, primary, requester }) => {
    const [formed] = attempt.step12;
    if (!isFormed(attempt) || formed === undefined) return false;
    const by = formed.seq < stimulus ? stimulus : end;
    const takesPart = ({ to, seq }: Message): boolean =>
      to.id !== requester &&
      seq < by &&
      (!abilities.showsMembersOfRegroup ||
        stateAt(membership.reported, pair(to.id, regroupIdFor(attempt) ?? ''), by) === 'yes');
    const isOwn = (user: string): boolean =>
      user !== requester && stateAt(membership.service, pair(user, primary), attempt.step2.seq) === 'yes';
    return (
      !attempt.ownStep7.some(takesPart) &&
      attempt.groups.some((group) => [...(membership.everAffiliated.get(group) ?? [])].some(isOwn))
    );
  });
  return (
    left && {
      party: left.primary,
      because: 'the primary MC service server asks no members whom it serves itself, or asks them later (A-15)',
    }
  );
}

const staysWithOneGroup = check(
  'POST-2a',
  (story, say) => [
    ...dismissedOf(story).map(({ part, user, report }) => {
      const claim = {
        party: part.server,
        expected: `${names(story, [user])}, affiliated to a regrouped group all the while, takes part`,
        reading: 'A-19',
      };
      return say.fail(claim, 'the affiliation to the regroup group was ended', [part.began, shownBy(report)]);
    }),
    ...unmovedOf(story).map(({ part, user, left }) => {
      const claim = {
        party: part.server,
        expected: `${names(story, [user])} takes part, whatever other groups and regroups it leaves`,
        reading: 'A-19',
      };
      return say.staysAway(claim, story.messages.filter(isDismissal(part, user, left.seq)), left);
    }),
    ...leaversOf(story)
      .filter(({ now }) => now === 'stays')
      .map(({ part, user, left }) => {
        const { server, id } = part;
        const claim = {
          party: server,
          expected: `${names(story, [user])} takes part while affiliated to another of the regrouped groups`,
          reading: 'A-19',
        };
        const dismissed = story.messages.filter(isDismissal(part, user, left.seq));
        const report = changeAt(story.membership.reported.get(pair(user, id)), story.end);
        if (report?.state === 'no')
          return say.fail(claim, 'the affiliation to the regroup group was ended', [left, shownBy(report)]);
        return say.staysAway(claim, dismissed, left);
      }),
  ],
  leavesOwnMembersAlone,
);

const leavesWithTheLast = check('POST-2b', (story, say) => [
  ...leaversOf(story)
    .filter(({ now }) => now === 'leaves')
    .flatMap(({ part: { attempt, server, began, id, groups, shows }, user, left }) => {
      const claim = {
        party: server,
        expected: `${names(story, [user])}, affiliated to none of the regrouped groups any more, takes part no longer`,
        reading: 'A-19',
      };
      const reports = story.membership.reported.get(pair(user, id)) ?? [];
      const report = changeAt(reports, story.end);
      const wasOut = reports.some(({ seq, state }) => state === 'no' && seq > began.seq);
      const isOutAt = (seq: number): boolean =>
        groups.every((group) => stateAt(story.membership.affiliation, pair(user, group), seq) === 'no');
      const isBack = wasOut && report?.state === 'yes' && isOutAt(report.seq);
      if (isBack) return [say.fail(claim, 'it was reported to take part once more', [left, shownBy(report)])];
      // Whether the primary tells of its own members is another matter: only a partner owes it (step 10).
      if (server === attempt.primary) return [];
      if (report?.state === 'no') return [say.pass(claim, 'it was reported', [left, shownBy(report)])];
      if (!shows) return [say.unsure(claim, 'nothing shows it', [left])];
      return [
        say.whenQuiet(claim, left, (settled) =>
          say.fail(claim, 'nothing says that the affiliation to the regroup group has ended', [left, settled]),
        ),
      ];
    }),
  ...outsidersOf(story).map(({ party, outsiders, report }) => {
    const claim = {
      party,
      expected: 'nobody takes part who is affiliated to none of the regrouped groups',
      reading: 'A-20',
    };
    if (outsiders.length === 0) return say.pass(claim, 'nobody does', [report]);
    return say.fail(claim, `${names(story, outsiders)} was reported as affiliated to the regroup group`, [report]);
  }),
]);

export const lifetime: readonly Check[] = [staysInEffect, staysWithOneGroup, leavesWithTheLast];
