// Step 6: the partner MC service server checks the groups that it hosts and identifies the affiliated members of any listed
// group that it serves. What it found shows in whom it asks.

import { systemOf } from '../../../../procedure/roles';
import { answeredElsewhere } from '../../story/attempts/answered-elsewhere';
import { isCalledOffAt } from '../../story/attempts/attempt';
import { isTakenOn, partnerTasks, type Task } from '../../story/partner-tasks';
import type { Check } from '../../../../oracle/check';
import { are, names, were, type Say } from '../../../../oracle/saying';
import { check, describe } from '../../saying';
import type { Formation } from '../../formation';
import { mayBeServed, takingOn } from '../../story/membership/members';
import { text, type Message } from '../../../../oracle/story/message';
import { pair, stateAt } from '../../../../oracle/story/timeline';

const checksOwnGroups = check('STEP-6-a', (story, say) =>
  partnerTasks(story).flatMap((task) => {
    const { leg, partner, step5, held, mustRefuse, mayRefuse } = task;
    const [first] = held;
    if (first) {
      if (!mustRefuse) return [];
      const claim = {
        party: partner,
        expected: `the partner MC service server asks nobody whom only ${names(story, [first.group])} brings in, which is already regrouped into ${names(story, [first.by])} (step 6)`,
      };
      return [say.staysAway(claim, askedForHeldOnly(story, task), step5)];
    }
    if (mayRefuse) return [];
    const claim = {
      party: partner,
      expected: 'the partner MC service server takes none of its groups for regrouped while none is (step 6)',
    };
    return [say.staysAway(claim, leg.rejects.filter(saysThatOneIsRegrouped), step5)];
  }),
);

const saysThatOneIsRegrouped = (reject: Message): boolean => text(reject, 'reason') === 'group-already-regrouped';

/** Requests to users whom groups that were free do not bring in. Whatever a partner makes of a regrouped group, it did not check these. */
function askedForHeldOnly({ membership }: Formation, { leg, groups, held }: Task): readonly Message[] {
  const taken = new Set(held.map(({ group }) => group));
  const free = groups.filter((group) => !taken.has(group));
  const isAffiliated = (user: string, group: string, seq: number): string =>
    stateAt(membership.affiliation, pair(user, group), seq);
  const ofItsOwn = new Set(takingOn(leg));
  return leg.step7.filter(
    (request) =>
      ofItsOwn.has(request) &&
      [...taken].some((group) => isAffiliated(request.to.id, group, request.seq) === 'yes') &&
      free.every((group) => isAffiliated(request.to.id, group, request.seq) === 'no'),
  );
}

const refusesRegroupedGroups = check('STEP-6-e', (story, say) =>
  partnerTasks(story).flatMap((task) => {
    const { attempt, leg, partner, step5, held, mustRefuse, mayRefuse } = task;
    const [first] = held;
    if (first) {
      // Who did not check cannot refuse, and whom it asks then is no answer.
      const isUnchecked = mustRefuse && askedForHeldOnly(story, task).length > 0;
      if (isUnchecked && leg.rejects.length === 0) return [];
      const goneOn = isUnchecked ? takingOn({ ...leg, step7: [] }) : takingOn(leg);
      const claim = {
        party: partner,
        expected: `the partner MC service server rejects the request, since ${names(story, [first.group])} is already regrouped into ${names(story, [first.by])}, and gives that as the reason (step 6)`,
        reading: 'A-08',
      };
      const [taken] = goneOn;
      if (taken && mustRefuse) return [say.fail(claim, `${describe(story, taken)} was sent`, [step5, taken])];
      const other = leg.rejects.find((reject) => !saysThatOneIsRegrouped(reject));
      if (other) return [say.fail(claim, `it gave ${text(other, 'reason') ?? 'no'} as the reason`, [step5, other])];
      if (leg.rejects.length > leg.step5.length)
        return [say.fail(claim, `${leg.rejects.length} were sent for ${leg.step5.length} requests`, leg.rejects)];
      const refused = leg.rejects.length === 0 && leg.step5.find(({ id }) => story.refusals.has(id));
      if (refused) return [say.fail(claim, `none was sent: ${story.refusals.get(refused.id)}`, [refused])];
      if (leg.rejects.length === 0 && isCalledOffAt(leg)) return [];
      const refusals = leg.rejects.filter(({ to }) => to.party === attempt.primary);
      const elsewhere = answeredElsewhere(story, task);
      const [astray] = elsewhere;
      if (astray) return [say.fail(claim, `${describe(story, astray)} was sent`, [step5, ...elsewhere])];
      return [say.comes(claim, refusals, step5)];
    }
    if (mayRefuse) return [];
    const claim = {
      party: partner,
      expected: 'the partner MC service server rejects the request for no other cause than a regrouped group (step 6)',
      reading: 'A-08',
    };
    return [
      say.staysAway(
        claim,
        leg.rejects.filter((reject) => !saysThatOneIsRegrouped(reject)),
        step5,
      ),
    ];
  }),
);

/** Whether each of these users was asked. */
function asksAll(story: Formation, say: Say, task: Task, users: readonly string[], expected: string) {
  const { leg, partner, step5 } = task;
  const claim = { party: partner, expected };
  const requestedUsers = new Set(leg.step7.map(({ to }) => to.id));
  const left = users.filter((user) => !requestedUsers.has(user));
  if (left.length === 0) return say.pass(claim, `${names(story, users)} ${were(users)}`, [step5, ...leg.step7]);
  if (left.every((user) => isOutOfSight(story, task, user)))
    return say.unsure(claim, 'it cannot be seen: server and client are both under test', [step5]);
  return say.whenQuiet(claim, step5, (settled) =>
    say.fail(claim, `${names(story, left)} ${were(left)} sent none`, [step5, settled]),
  );
}

const isOutOfSight = ({ places, isHidden }: Formation, { partner }: Task, user: string): boolean => {
  const party = places.user(user)?.party;
  return party !== undefined && isHidden(partner, party);
};

const findsMembersOfAnyGroup = check('STEP-6-b', (story, say) =>
  partnerTasks(story)
    .filter((task) => isTakenOn(task) && task.members.length > 0)
    .map((task) =>
      asksAll(
        story,
        say,
        task,
        task.members,
        `${names(story, task.members)}, affiliated to a listed group wherever it is hosted, ${are(task.members)} found and asked (step 6)`,
      ),
    ),
);

const findsMembersOfOwnGroups = check('STEP-6-d', (story, say) =>
  partnerTasks(story)
    .filter(isTakenOn)
    .flatMap((task) => {
      const users = likeClient2(story, task);
      if (users.length === 0) return [];
      const expected = `${names(story, users)}, like MC service client 2 affiliated to a listed group hosted in the partner MC system, ${are(users)} found and asked (step 6)`;
      return [asksAll(story, say, task, users, expected)];
    }),
);

/** Members who had to be asked and are affiliated to a listed group that the partner hosts, as MC service client 2 is. */
export function likeClient2(
  { places, membership }: Formation,
  { partner, step5, groups, members }: Task,
): readonly string[] {
  const own = groups.filter((group) => places.group(group)?.home === systemOf(partner));
  return members.filter((user) =>
    own.some((group) => stateAt(membership.affiliation, pair(user, group), step5.seq) === 'yes'),
  );
}

const asksOnlyThoseItServes = check('STEP-6-c', (story, say) =>
  partnerTasks(story).map(({ attempt, leg, partner, step5 }) => {
    const claim = {
      party: partner,
      expected: 'the partner MC service server asks only users that receive MC service in its MC system (step 6)',
    };
    const wrong = leg.step7.filter(({ to, seq }) => !mayBeServed(to.id, partner, attempt, story.membership, seq));
    return say.staysAway(claim, wrong, step5);
  }),
);

export const step6: readonly Check[] = [
  checksOwnGroups,
  findsMembersOfAnyGroup,
  asksOnlyThoseItServes,
  findsMembersOfOwnGroups,
  refusesRegroupedGroups,
];
