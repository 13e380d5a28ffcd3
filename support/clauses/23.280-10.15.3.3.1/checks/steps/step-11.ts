// Step 11: the partner MC service server answers the primary once it has affiliated its clients. It may answer once or
// once for each client, and does not wait for acknowledgements.

import { firstReport } from '../../story/affiliation-evidence';
import { isTakenOn, partnerTasks } from '../../story/bound';
import type { Check } from '../../../../oracle/check';
import { names } from '../../../../oracle/saying';
import { check, describe } from '../../saying';
import { joinedAfter } from '../../story/members';
import { shownBy } from '../../../../oracle/story/timeline';
import { regroupedUsers } from './step-10';

const answersPrimary = check('STEP-11-a', (story, say) =>
  partnerTasks(story).flatMap(({ attempt, leg, partner, step5, held, mayRefuse }) => {
    const [refusal] = leg.rejects;
    if (held.length > 0 || (refusal && mayRefuse)) return [];
    const claim = {
      party: partner,
      expected:
        'the partner MC service server sends a preconfigured regroup response to the primary MC service server (step 11)',
      reading: 'A-13',
    };
    if (refusal)
      return [say.fail(claim, `${describe(story, refusal)} was sent, though no group is regrouped`, [refusal])];
    const answers = leg.step11.filter(({ to }) => to.party === attempt.primary);
    return [say.comes(claim, answers, step5, { link: [attempt.primary, partner] })];
  }),
);

const answersAfterAffiliating = check('STEP-11-b', (story, say, { ordering }) =>
  partnerTasks(story)
    .filter(isTakenOn)
    .flatMap((task) => {
      const { leg, partner, step5, groups } = task;
      const last = leg.step11.at(-1);
      if (!last) return [];
      const claim = {
        party: partner,
        expected:
          'the partner MC service server answers after its clients are asked and affiliated (steps 7, 10 and 11)',
        reading: 'A-30',
      };
      const late = leg.step7.find(
        ({ to, seq }) => seq > last.seq && !joinedAfter(to.id, partner, groups, story.membership, step5.seq, seq),
      );
      const unready = regroupedUsers(task)
        .flatMap((user) => {
          const report = firstReport(story, task, user);
          return report ? [{ user, report: shownBy(report) }] : [];
        })
        .find(({ report }) => report.seq > last.seq);
      if (ordering === 'lenient' && (late || unready))
        return [say.pass(claim, 'it did not, which the ordering chosen allows', [last])];
      if (late) return [say.fail(claim, `${describe(story, late)} was sent after the answer`, [last, late])];
      if (unready) {
        const observed = `${names(story, [unready.user])} was reported as affiliated after the answer`;
        return [say.fail(claim, observed, [last, unready.report])];
      }
      return [say.pass(claim, 'it did', [...leg.step7, last])];
    }),
);

export const step11: readonly Check[] = [answersPrimary, answersAfterAffiliating];
