// Step 12: the primary MC service server tells MC service client 1 that the regroup is formed, once, when every partner
// has answered.

import { entityOf } from '../../../../procedure/roles';
import { isCalledOff, type Leg } from '../../story/attempts/attempt';
import { boundCases, type Case } from '../../story/bound';
import type { Check } from '../../../../oracle/check';
import { entity, names } from '../../../../oracle/saying';
import { check, describe } from '../../saying';
import type { Formation } from '../../formation';
import { regroupIdOf, userOf, type Message } from '../../../../oracle/story/message';
import { pair, surelyDuring } from '../../../../oracle/story/timeline';
import { deviation, ifThere, only } from '../carried';

/**
 * The first answer of each home system; undefined while one is missing.
 * @param counts answers that count; one that never reached the primary still shows that its partner has answered
 */
export function partnerAnswers(
  { attempt }: Case,
  counts: (answer: Message) => boolean = () => true,
): readonly Message[] | undefined {
  const answers = attempt.homes.map((home) => attempt.legs.get(entityOf(home, 'server'))?.step11.find(counts));
  const come = answers.filter((answer) => answer !== undefined);
  return come.length === answers.length ? come : undefined;
}

/** A partner that was asked several times has not answered each time. */
const isOpen = ({ heard }: Case, { step5, step11, rejects }: Leg): boolean =>
  [...step11, ...rejects].filter((answer) => heard.has(answer)).length < step5.length;

const answersRequester = check('STEP-12-a', (story, say) =>
  boundCases(story).flatMap((one) => {
    const { attempt, primary, requester, positive, negative, refusal } = one;
    const answers = partnerAnswers(one, (answer) => one.heard.has(answer));
    const last = answers?.at(-1);
    if (!last || refusal || negative || attempt.step4a.length > 0 || isCalledOff(attempt)) return [];
    // It may wait for the answer to each of several requests.
    if (attempt.step12.length === 0 && [...attempt.legs.values()].some((leg) => isOpen(one, leg))) return [];
    const id = positive && regroupIdOf(positive);
    const claim = {
      party: primary,
      expected: `${names(story, [requester])} is sent one preconfigured regroup response by the primary MC service server (step 12)`,
      reading: one.withdrawnMeanwhile ? 'A-48' : 'A-12',
    };
    const returned = id !== undefined && { returned: only(id) };
    const wrong = attempt.step12.find(
      (message) =>
        message.to.id !== requester ||
        deviation('STEP-12-a', message, { 'the requester': ifThere(message, requester), ...returned }),
    );
    if (wrong) {
      const named = names(story, [regroupIdOf(wrong) ?? 'no regroup group']);
      const whose = names(story, [userOf(wrong) ?? 'nobody']);
      return [say.fail(claim, `${describe(story, wrong)}, for ${named} of ${whose}, was sent`, [wrong])];
    }
    const service = pair(requester, primary);
    if (attempt.step12.length === 0 && !surelyDuring(story.membership.service, service, attempt.step2.seq, last.seq))
      return [say.unsure(claim, `${names(story, [requester])} had ceased to receive MC service by then`, [last])];
    return [say.comes(claim, attempt.step12, last, { once: true })];
  }),
);

/** What kept the partners from having agreed by then. */
function notYet({ undelivered }: Formation, { attempt }: Case, seq: number): string {
  for (const { partner, step5, rejects } of attempt.legs.values()) {
    if (rejects.some((reject) => reject.seq < seq)) return `${entity(partner)} had refused by then`;
    if (step5.some((request) => request.seq < seq && undelivered.get(request.id) === 'undeliverable'))
      return `${entity(partner)} had taken no request by then`;
  }
  return 'a partner had not answered by then';
}

const waitsForPartners = check('STEP-12-b', (story, say) =>
  boundCases(story).flatMap((one) => {
    const answers = partnerAnswers(one);
    // Where none was asked there is none to wait for; that one had to be is another statement.
    if ([...one.attempt.legs.values()].every(({ step5 }) => step5.length === 0)) return [];
    const claim = {
      party: one.primary,
      expected: 'the requester is answered after every partner has answered (steps 11 and 12)',
      reading: 'A-12',
    };
    // Who refuses, or takes no request at all, never agrees.
    if (one.refusal && one.attempt.step12.length === 0) return [say.staysAway(claim, [], one.refusal)];
    return say.all(claim, one.attempt.step12, ({ seq }) =>
      answers?.every((answer) => answer.seq < seq) ? undefined : notYet(story, one, seq),
    );
  }),
);

export const step12: readonly Check[] = [answersRequester, waitsForPartners];
