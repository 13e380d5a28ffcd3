// After the procedure: a client takes part until it is affiliated to none of the regrouped groups. That affiliation may end with the MC
// service is a permission and has no check.

import { boundCases } from '../story/bound';
import type { Check, Freedom } from '../../../oracle/check';
import { outsidersOf } from '../story/membership/outsiders';
import { names } from '../../../oracle/saying';
import { check } from '../saying';
import type { Formation } from '../formation';
import { isFormed, regroupIdFor } from '../story/attempts/attempt';
import { regroupIdOf, type Message } from '../../../oracle/story/message';
import { changeAt, pair, shownBy, stateAt } from '../../../oracle/story/timeline';
import { staysInEffect } from './in-effect';
import { dismissedOf, leaversOf, unmovedOf, type Part } from '../story/membership/participation';

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
