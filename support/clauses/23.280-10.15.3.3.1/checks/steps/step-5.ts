// Step 5: the primary MC service server sends the preconfigured regroup request to every partner MC system that is home of
// a listed group. One request for all groups or one for each: the sum is judged.

import { entityOf } from '../../../../procedure/roles';
import { boundCases } from '../../story/bound';
import type { Check } from '../../../../oracle/check';
import type { Finding } from '../../../../verdict/finding';
import { entity, names, sameSet } from '../../../../oracle/saying';
import { check } from '../../saying';
import { regroupIdFor } from '../../story/attempts/attempt';
import { groupsOfStep5 } from '../../story/membership/members';
import { regroupIdOf } from '../../../../oracle/story/message';
import { asIn, deviation, ifThere, isWrong, only } from '../carried';
import { goesOn, needAskNoMore, needNameNoMore, step5sOf } from './step-3';

const asksPartner = check('STEP-5-a', (story, say) =>
  boundCases(story)
    .filter(goesOn)
    .map((one) => {
      const { attempt, primary } = one;
      const claim = {
        party: primary,
        expected:
          'the primary MC service server sends the preconfigured regroup request to the partner MC system (step 5)',
        reading: 'A-11',
      };
      const sent = step5sOf(one);
      const [home] = attempt.homes;
      return say.comes(claim, sent, attempt.step2, home && { link: [primary, entityOf(home, 'server')] });
    }),
);

const asksEveryPartner = check('STEP-5-b', (story, say) =>
  boundCases(story)
    .filter(goesOn)
    .flatMap((one) =>
      one.attempt.homes.flatMap((home) => {
        const { attempt, primary } = one;
        const partner = entityOf(home, 'server');
        if (!attempt.legs.get(partner)?.step5.length && needAskNoMore(one)) return [];
        const claim = {
          party: primary,
          expected: `a preconfigured regroup request is sent to ${entity(partner)}, whose MC system is home of a listed group (step 5)`,
        };
        return say.comes(claim, attempt.legs.get(partner)?.step5 ?? [], attempt.step2, { link: [primary, partner] });
      }),
    ),
);

const carriesAllGroups = check('STEP-5-c', (story, say) =>
  boundCases(story).flatMap((one) => {
    const { attempt, primary } = one;
    return [...attempt.legs.values()]
      .filter(({ step5 }) => step5.length > 0)
      .flatMap((leg): readonly Finding[] => {
        const claim = {
          party: primary,
          expected: `a partner is told the whole list, ${names(story, attempt.groups)} (step 5)`,
          reading: 'A-11',
        };
        const partnerGroups = groupsOfStep5(leg);
        if (sameSet(partnerGroups, attempt.groups)) return [say.pass(claim, 'it was', leg.step5)];
        const observed = `${entity(leg.partner)} was told ${names(story, partnerGroups)}`;
        // More requests with more groups may follow.
        if (partnerGroups.every((group) => attempt.groups.includes(group)))
          return needNameNoMore(one, leg)
            ? []
            : [say.whenQuiet(claim, attempt.step2, () => say.fail(claim, observed, leg.step5))];
        return [say.fail(claim, observed, leg.step5)];
      });
  }),
);

const carriesIdentities = check('STEP-5-d', (story, say) =>
  boundCases(story).flatMap(({ attempt, primary, positive }) => {
    // Where a server cannot tell of an identity that it assigned, that of the request is the one.
    const given = story.abilities.assignsIdentities ? undefined : attempt.givenId;
    const id = (positive && regroupIdOf(positive)) ?? given ?? regroupIdFor(attempt);
    const claim = {
      party: primary,
      expected:
        'the request to a partner carries the regroup group of the request return and the configuration group of the request (step 5)',
    };
    const sent = [...attempt.legs.values()].flatMap(({ step5 }) => step5);
    const origins = { returned: only(id), 'as requested': asIn([attempt.step2]) };
    return say.all(claim, sent, (message) => {
      const requester = { 'the requester': ifThere(message, attempt.requester) };
      return isWrong(story, deviation('STEP-5-d', message, { ...origins, ...requester }));
    });
  }),
);

const asksNobodyInVain = check('STEP-5-e', (story, say) =>
  boundCases(story).flatMap(({ attempt, primary, reject, mayReject, yields, positive, negative }) => {
    const end = reject ?? negative;
    // Where nothing stands in the way it is the reject that is wrong (STEP-4a-6), and whoever goes on after it does so (STEP-4a-5).
    if (!end || (end === reject && !mayReject)) return [];
    const isTakenBack =
      (positive !== undefined && positive.seq < end.seq) || attempt.step12.some(({ seq }) => seq < end.seq);
    const claim = {
      party: primary,
      expected: 'no partner is asked after a reject or a negative request return (step 5)',
    };
    const sent = [...attempt.legs.values()].flatMap(({ step5 }) => step5);
    // Who yields to a crossing request may have asked before, and so may who takes back what it had told (STEP-4b-1, INV-4).
    const inVain = yields || isTakenBack ? sent.filter(({ seq }) => seq > end.seq) : sent;
    return [say.staysAway(claim, inVain, end)];
  }),
);

export const step5: readonly Check[] = [
  asksPartner,
  asksEveryPartner,
  carriesAllGroups,
  carriesIdentities,
  asksNobodyInVain,
];
