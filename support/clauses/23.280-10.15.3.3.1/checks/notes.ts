// The notes: a requester need be neither a member of the listed groups nor affiliated to one (NOTE 1), and only members
// affiliated to a listed group are sent a preconfigured regroup request (NOTE 2).

import { boundCases, partnerTasks, type Case } from '../story/bound';
import type { Check } from '../../../oracle/check';
import { names } from '../../../oracle/saying';
import { check } from '../saying';
import type { Formation } from '../formation';
import { mayBeAffiliated } from '../story/members';
import { pair, stateAt } from '../../../oracle/story/timeline';

/** @param lacks what the requester is not, though it is no reason to refuse */
const noReasonToRefuse = (requirement: string, what: string, lacks: (story: Formation, one: Case) => boolean): Check =>
  check(requirement, (story, say) =>
    boundCases(story).flatMap((one) => {
      const { attempt, primary, requester, authorized, mayReject, negative, reject, positive } = one;
      if (!authorized || mayReject || !lacks(story, one)) return [];
      const claim = {
        party: primary,
        expected: `${names(story, [requester])}, though ${what}, is not refused (NOTE 1)`,
      };
      // A reject has a cause of its own, and speaks of groups and not of the requester.
      if (reject) return [];
      if (negative) return [say.fail(claim, 'the request was refused', [attempt.step2, negative])];
      if (positive) return [say.pass(claim, 'the regroup was authorized', [positive])];
      return [say.unsure(claim, 'no answer tells', [attempt.step2])];
    }),
  );

const notAMember = noReasonToRefuse(
  'NOTE-1a',
  'member of no listed group',
  ({ places }, { attempt, requester }) =>
    !attempt.groups.some((group) => places.group(group)?.members.includes(requester)),
);

const notAffiliated = noReasonToRefuse(
  'NOTE-1b',
  'affiliated to no listed group',
  ({ membership }, { attempt, requester }) =>
    attempt.groups.every(
      (group) => stateAt(membership.affiliation, pair(requester, group), attempt.step2.seq) === 'no',
    ),
);

const onlyAffiliatedMembers = check('NOTE-2', (story, say) => {
  const expected = 'only members affiliated to a listed group are sent a preconfigured regroup request (NOTE 2)';
  const byPartners = partnerTasks(story).map(({ attempt, leg, partner, step5, groups }) => {
    const wrong = leg.step7.filter(
      ({ to, seq }) => !mayBeAffiliated(to.id, [...groups, ...attempt.groups], attempt, story.membership, seq),
    );
    return say.staysAway({ party: partner, expected }, wrong, step5);
  });
  const byPrimaries = boundCases(story)
    .filter(({ attempt }) => attempt.ownStep7.length > 0)
    .map(({ attempt, primary }) => {
      const wrong = attempt.ownStep7.filter(
        ({ to, seq }) => !mayBeAffiliated(to.id, attempt.groups, attempt, story.membership, seq),
      );
      return say.staysAway({ party: primary, expected }, wrong, attempt.step2);
    });
  return [...byPartners, ...byPrimaries];
});

export const notes: readonly Check[] = [notAMember, notAffiliated, onlyAffiliatedMembers];
