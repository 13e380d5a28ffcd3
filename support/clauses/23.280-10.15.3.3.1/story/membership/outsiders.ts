// Who was reported to be affiliated to a regroup group without being affiliated to any of the groups that it joins: nothing
// brings such a user into the regroup, neither having asked for it nor being a member.

import type { PartyName } from '../../../../procedure/roles';
import { boundCases } from '../bound';
import type { Formation } from '../../formation';
import { namesOf, regroupIdFor, type Attempt } from '../attempts/attempt';
import { mayBeAffiliated } from './members';
import { dynamicDataOf, listedGroups, type Message } from '../../../../oracle/story/message';
import { pair, possiblyDuring } from '../../../../oracle/story/timeline';

export interface Report {
  readonly party: PartyName;
  readonly report: Message;
  readonly outsiders: readonly string[];
}

/** Every report of affiliations to a regroup group by a server that takes part in it, with those in it who do not belong. */
export function outsidersOf(story: Formation): readonly Report[] {
  const bound = new Set(boundCases(story).map(({ attempt }) => attempt));
  const cases = story.attempts.map((attempt) => ({ attempt, ids: [regroupIdFor(attempt), ...namesOf(attempt)] }));
  const reports = story.messages.filter(({ flow }) => flow === 'notify-group-dynamic-data-request.server-gms');
  return reports.flatMap((report) =>
    dynamicDataOf(report).flatMap(({ groupId, affiliated }): Report[] => {
      const { party } = report.from;
      if (!party || affiliated.length === 0) return [];
      // An identity can be used again once its regroup was cancelled.
      const attempts = cases
        .filter(
          ({ attempt, ids }) => ids.includes(groupId) && attempt.step2.seq < report.seq && takesPart(attempt, party),
        )
        .map(({ attempt }) => attempt);
      if (!attempts.some((attempt) => bound.has(attempt))) return [];
      // An identity that a request gives may be that of another group.
      const belongs = (user: string): boolean =>
        possiblyDuring(story.membership.affiliation, pair(user, groupId), 0, report.seq) ||
        attempts.some((attempt) => {
          // Its primary may have told a partner of other groups than its user named.
          const told = (attempt.legs.get(party)?.step5 ?? []).flatMap(listedGroups);
          return mayBeAffiliated(user, [...attempt.groups, ...told], attempt, story, report.seq);
        });
      return [{ party, report, outsiders: affiliated.filter((user) => !belongs(user)) }];
    }),
  );
}

const takesPart = ({ primary, legs }: Attempt, party: PartyName): boolean => party === primary || legs.has(party);
