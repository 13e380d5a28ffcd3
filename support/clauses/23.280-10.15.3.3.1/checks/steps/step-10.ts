// Step 10: the partner MC service server affiliates the regrouped clients to the regroup group, acknowledged or not.

import { firstReport, isReported, lasts, wouldShow } from '../../story/membership/affiliation-evidence';
import { strangersOf, type Strange } from '../../story/membership/strangers';
import { isTakenOn, partnerTasks, regroupedUsers, type Task } from '../../story/partner-tasks';
import { together, type Check } from '../../../../oracle/check';
import { are, names, were } from '../../../../oracle/saying';
import { check } from '../../saying';
import type { Formation } from '../../formation';
import { configIdOf } from '../../../../oracle/story/message';
import { pair, surelyDuring } from '../../../../oracle/story/timeline';
import { likeClient2 } from './step-6';

/** @param which of the regrouped users the requirement speaks of */
const affiliates = (
  requirement: string,
  detail: string,
  which: (story: Formation, task: Task) => readonly string[],
): Check =>
  check(requirement, (story, say) => {
    const shows = story.abilities.showsMembersOfRegroup;
    return partnerTasks(story)
      .filter(isTakenOn)
      .flatMap((task) => {
        const due = (user: string): boolean =>
          shows || firstReport(story, task, user) !== undefined || lasts(story, task, user);
        const users = which(story, task).filter(due);
        if (users.length === 0) return [];
        const claim = {
          party: task.partner,
          expected: `${names(story, users)}${detail} ${are(users)} affiliated to the regroup group by the partner MC service server (step 10)`,
        };
        const reports = users.map((user) => ({ user, report: firstReport(story, task, user) }));
        const silent = reports.filter(({ report }) => !report).map(({ user }) => user);
        // Whom a partner only serves, another function may know than that which hosts groups (TS 24.379 16.2.2.4).
        const hosted = new Set(shows ? silent : likeClient2(story, task));
        const named = silent.filter((user) => hosted.has(user));
        const left = named.length > 0 ? named : silent;
        const evidence = new Map(reports.flatMap(({ report }) => (report ? [[report.evidence, report.seq]] : [])));
        const seen = [...evidence].map(([id, seq]) => ({ id, seq }));
        if (left.length === 0) return [say.pass(claim, 'it was reported', seen)];
        const untold = !shows && (named.length === 0 || left.some((user) => isReported(story, task, user)));
        const shown = left.filter((user) => wouldShow(story, task, user));
        if (untold || shown.length === 0)
          return [say.unsure(claim, 'nothing shows it: the dynamic data is not followed or not seen', [task.step5])];
        return [
          say.whenQuiet(claim, task.step5, (settled) => {
            const here = shown.filter((user) => takesPartUntil(story, task, user, settled.seq));
            return here.length === 0
              ? say.unsure(claim, `${names(story, shown)} left before anything had to say so`, [task.step5, settled])
              : say.fail(claim, `nothing says so of ${names(story, here)}`, [task.step5, settled]);
          }),
        ];
      });
  });

/** The report may come after step 11: of who has left by then it has nothing to tell. */
function takesPartUntil(
  { membership }: Formation,
  { partner, step5, groups }: Task,
  user: string,
  until: number,
): boolean {
  if (!surelyDuring(membership.service, pair(user, partner), step5.seq, until)) return false;
  return groups.some((group) => surelyDuring(membership.affiliation, pair(user, group), step5.seq, until));
}

function silentUsers({ undelivered }: Formation, task: Task): readonly string[] {
  const acknowledged = new Set(task.leg.step9.map(({ from }) => from.id));
  return regroupedUsers(task, undelivered).filter((user) => !acknowledged.has(user));
}

const likeClient2Affiliated = affiliates('STEP-10-a', '', (story, task) => {
  const regrouped = new Set(regroupedUsers(task, story.undelivered));
  return likeClient2(story, task).filter((user) => regrouped.has(user));
});

/** Step 10 affiliates the clients of step 7, and to the regroup group of step 5. */
const affiliatesNoOther = check('STEP-10-a', (story, say) =>
  strangersOf(story).map((strange) => {
    const { task, report } = strange;
    const claim = {
      party: task.partner,
      expected:
        'the partner MC service server affiliates the clients that it asked, and no other, to the regroup group of step 5 (step 10)',
    };
    return say.fail(claim, whatIsStrange(story, strange), [task.step5, report]);
  }),
);

function whatIsStrange(story: Formation, { task, users, lent, regroupId }: Strange): string {
  if (users.length > 0) return `${names(story, users)} ${were(users)} reported as affiliated to it without being asked`;
  if (regroupId !== undefined) return `${names(story, [regroupId])} was reported as the regroup group`;
  const what = names(story, [configIdOf(task.step5) ?? []].flat());
  return `${names(story, lent)} ${were(lent)} reported as affiliated to ${what}, which lends its configuration`;
}

export const step10: readonly Check[] = [
  together(likeClient2Affiliated, affiliatesNoOther),
  affiliates('STEP-10-b', ', who did not acknowledge,', silentUsers),
  affiliates('STEP-10-c', '', ({ undelivered }, task) => regroupedUsers(task, undelivered)),
];
