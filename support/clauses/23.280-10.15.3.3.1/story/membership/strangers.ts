// What a partner reports of step 10 that step 10 does not bring about: members who are affiliated to the regroup group without
// having been asked, the group that lends its configuration in place of the regroup group, and another regroup group than that of
// step 5. Who is member of no listed group is an outsider.

import type { PartyName } from '../../../../procedure/roles';
import { partnerTasks, type Task } from '../partner-tasks';
import type { Formation } from '../../formation';
import { regroupIdFor } from '../attempts/attempt';
import { joinedAfter, mayBeAffiliated } from './members';
import {
  configIdOf,
  dynamicDataOf,
  listedGroups,
  namedUsers,
  regroupIdOf,
  text,
  type Message,
} from '../../../../oracle/story/message';
import { pair, possiblyDuring } from '../../../../oracle/story/timeline';

export interface Strange {
  readonly task: Task;
  readonly report: Message;
  readonly users: readonly string[];
  /** Users who are reported to be affiliated to the group that lends its configuration, and never asked to be. */
  readonly lent: readonly string[];
  /** The regroup group that the report gives to a listed group, where it is another. */
  readonly regroupId: string | undefined;
}

/** The first such report to each task. */
export const strangersOf = (story: Formation): readonly Strange[] =>
  partnerTasks(story).flatMap((task) => {
    const { partner, step5 } = task;
    const reports = story.messages.filter(
      ({ flow, from, seq }) =>
        flow === 'notify-group-dynamic-data-request.server-gms' && from.party === partner && seq > step5.seq,
    );
    const recipients = reports.length > 0 ? recipientsOf(story, task) : undefined;
    return reports
      .map((report) => ({
        task,
        report,
        users: recipients === undefined ? [] : notAsked(story, task, report, recipients),
        lent: affiliatedToWhatIsLent(story, task, report),
        regroupId: otherRegroup(story, task, report),
      }))
      .filter(({ users, lent, regroupId }) => users.length + lent.length > 0 || regroupId !== undefined)
      .slice(0, 1);
  });

/**
 * Whom the partner asked, and who had to be asked: those are found missing at step 6. By some wires it names members of its own groups to
 * the server that serves them, whom it then takes for affiliated (TS 24.379 16.2.2.4). Undefined where it cannot be told.
 */
function recipientsOf(
  { messages, undelivered }: Formation,
  { leg, partner, members }: Task,
): ReadonlySet<string> | undefined {
  const requests = messages.filter(
    ({ flow, from }) => flow === 'preconfigured-regroup-request.server-client' && from.party === partner,
  );
  // A copy of a multicast request need not show whom it reached.
  if (requests.some((request) => text(request, 'delivery') === 'multicast')) return undefined;
  const ids = new Set(leg.step5.map(regroupIdOf));
  const namings = messages.filter(
    (message) =>
      message.flow === 'preconfigured-regroup-request.server-server' &&
      message.from.party === partner &&
      ids.has(regroupIdOf(message)) &&
      !undelivered.has(message.id),
  );
  return new Set([...members, ...requests.map(({ to }) => to.id), ...namings.flatMap(namedUsers)]);
}

function notAsked(
  story: Formation,
  { attempt, leg, partner, step5, groups }: Task,
  report: Message,
  recipients: ReadonlySet<string>,
): readonly string[] {
  const ids = new Set(leg.step5.map(regroupIdOf));
  return dynamicDataOf(report)
    .filter(({ groupId }) => ids.has(groupId))
    .flatMap(({ groupId, affiliated }) =>
      affiliated.filter((user) => {
        const party = story.places.user(user)?.party;
        if (party === undefined || recipients.has(user) || story.isHidden(partner, party)) return false;
        // An affiliation that the user itself asked for is none of step 10.
        if (possiblyDuring(story.membership.affiliation, pair(user, groupId), 0, report.seq)) return false;
        // Of whoever comes late another clause speaks (10.15.3.4.1); a visitor whom no server has asked is regrouped by none.
        const isLate = joinedAfter(user, partner, groups, story.membership, step5.seq, report.seq);
        if (isLate && (!isVisitor(story, user, partner, report) || isAskedByAny(story, user, groupId))) return false;
        return mayBeAffiliated(user, attempt.groups, attempt, story, report.seq);
      }),
    );
}

/** The server has never served the user. */
const isVisitor = ({ membership }: Formation, user: string, server: PartyName, { seq }: Message): boolean =>
  !possiblyDuring(membership.service, pair(user, server), 0, seq);

const isAskedByAny = ({ messages }: Formation, user: string, regroup: string): boolean =>
  messages.some(
    (message) =>
      message.flow === 'preconfigured-regroup-request.server-client' &&
      message.to.id === user &&
      regroupIdOf(message) === regroup,
  );

/** A group that is there to lend its configuration has no members, unless its primary has made it the regroup group. */
function affiliatedToWhatIsLent({ places, membership }: Formation, { leg }: Task, report: Message): readonly string[] {
  const regroups = new Set(leg.step5.map(regroupIdOf));
  const lent = new Set(leg.step5.map(configIdOf).filter((id) => !regroups.has(id)));
  const asked = new Set(leg.step7.map(({ to }) => to.id));
  return dynamicDataOf(report)
    .filter(({ groupId }) => lent.has(groupId) && places.group(groupId)?.preconfigured)
    .flatMap(({ groupId, affiliated }) =>
      affiliated.filter(
        (user) => asked.has(user) && !possiblyDuring(membership.affiliation, pair(user, groupId), 0, report.seq),
      ),
    );
}

/** A regroup group to which nobody asked this server to join the listed group that it is reported for. */
function otherRegroup({ attempts }: Formation, { leg, partner }: Task, report: Message): string | undefined {
  const listed = new Set(leg.step5.flatMap(listedGroups));
  return dynamicDataOf(report).find(({ groupId: group, regroupId }) => {
    if (regroupId === undefined || !listed.has(group)) return false;
    const ids = attempts.flatMap((attempt) => {
      const requests = attempt.legs.get(partner)?.step5 ?? [];
      const isOfUser = attempt.groups.includes(group) && (attempt.primary === partner || attempt.legs.has(partner));
      // Its primary may have named groups that its user did not.
      if (!isOfUser && !requests.some((request) => listedGroups(request).includes(group))) return [];
      return [regroupIdFor(attempt), attempt.givenId, ...requests.map(regroupIdOf)];
    });
    return !ids.includes(regroupId);
  })?.regroupId;
}
