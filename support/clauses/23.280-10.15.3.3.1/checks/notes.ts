// The notes: a requester need be neither a member of the listed groups nor affiliated to one (NOTE 1), and only members
// affiliated to a listed group are sent a preconfigured regroup request (NOTE 2).

import { boundCases, type Case } from '../story/bound';
import { partnerTasks } from '../story/partner-tasks';
import type { Check } from '../../../oracle/check';
import { names } from '../../../oracle/saying';
import { check } from '../saying';
import type { Formation } from '../formation';
import { isNamed, mayBeAffiliated } from '../story/membership/members';
import { pair, stateAt } from '../../../oracle/story/timeline';

const isMember = ({ places }: Formation, { attempt, requester }: Case): boolean =>
  attempt.groups.some((group) => places.group(group)?.members.includes(requester));

const isAffiliated = ({ membership }: Formation, { attempt, requester }: Case): boolean =>
  attempt.groups.some((group) => stateAt(membership.affiliation, pair(requester, group), attempt.step2.seq) !== 'no');

interface Lack {
  /** What the requester is not, in words. */
  readonly words: string;
  readonly lacks: (story: Formation, one: Case) => boolean;
  /** The requester lacks nothing else that this note is about. */
  readonly lacksNoMore: (story: Formation, one: Case) => boolean;
  /** Differs from such a requester in this alone. */
  readonly hasIt: (story: Formation, other: Case) => boolean;
}

/** A refusal gives no cause: that this is the one shows where the same server takes up the request of who lacks no more than this. */
const noReasonToRefuse = (requirement: string, { words, lacks, lacksNoMore, hasIt }: Lack): Check =>
  check(requirement, (story, say) =>
    boundCases(story).flatMap((one) => {
      const { attempt, primary, requester, authorized, mayReject, negative, reject, positive } = one;
      if (!authorized || mayReject || !lacks(story, one)) return [];
      const claim = {
        party: primary,
        expected: `${names(story, [requester])}, though ${words}, is not refused (NOTE 1)`,
      };
      // A reject has a cause of its own, and speaks of groups and not of the requester.
      if (reject) return [];
      if (positive && !negative) return [say.pass(claim, 'the regroup was authorized', [positive])];
      if (!negative) return [say.unsure(claim, 'no answer tells', [attempt.step2])];
      const other = boundCases(story).find(
        (candidate) => candidate.primary === primary && candidate.authorized && hasIt(story, candidate),
      );
      const taken = other && !other.negative ? other.positive : undefined;
      if (!other || !taken || !lacksNoMore(story, one))
        return [say.unsure(claim, 'the request was refused, and nothing shows for what', [attempt.step2, negative])];
      const observed = `the request was refused, and that of ${names(story, [other.requester])} was not`;
      return [say.fail(claim, observed, [attempt.step2, negative, taken])];
    }),
  );

const notAMember = noReasonToRefuse('NOTE-1a', {
  words: 'member of no listed group',
  lacks: (story, one) => !isMember(story, one),
  lacksNoMore: () => true,
  hasIt: (story, other) => isMember(story, other) && !isAffiliated(story, other),
});

const notAffiliated = noReasonToRefuse('NOTE-1b', {
  words: 'affiliated to no listed group',
  lacks: (story, one) => !isAffiliated(story, one),
  lacksNoMore: isMember,
  hasIt: isAffiliated,
});

const onlyAffiliatedMembers = check('NOTE-2', (story, say) => {
  const expected = 'only members affiliated to a listed group are sent a preconfigured regroup request (NOTE 2)';
  const byPartners = partnerTasks(story).map(({ attempt, leg, partner, step5, groups }) => {
    const wrong = leg.step7.filter(
      ({ to, seq }) =>
        !mayBeAffiliated(to.id, [...groups, ...attempt.groups], attempt, story, seq) &&
        !isNamed(story, attempt, partner, to.id),
    );
    return say.staysAway({ party: partner, expected }, wrong, step5);
  });
  const byPrimaries = boundCases(story)
    .filter(({ attempt }) => attempt.ownStep7.length > 0)
    .map(({ attempt, primary }) => {
      const wrong = attempt.ownStep7.filter(
        ({ to, seq }) =>
          !mayBeAffiliated(to.id, attempt.groups, attempt, story, seq) && !isNamed(story, attempt, primary, to.id),
      );
      return say.staysAway({ party: primary, expected }, wrong, attempt.step2);
    });
  return [...byPartners, ...byPrimaries];
});

export const notes: readonly Check[] = [notAMember, notAffiliated, onlyAffiliatedMembers];
