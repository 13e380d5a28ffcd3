// Step 4a: a group of the request, or the regroup group, is already regrouped; the primary MC service server rejects the
// request and the procedure terminates. The same reject follows a partner's.

import { isCalledOff } from '../../story/attempts/attempt';
import { boundCases, type Case } from '../../story/bound';
import type { Check } from '../../../../oracle/check';
import { names } from '../../../../oracle/saying';
import { check } from '../../saying';
import type { Formation } from '../../formation';
import type { Holding } from '../../story/held-groups/holdings';
import { text, userOf, type Message } from '../../../../oracle/story/message';
import { deviation, ifThere } from '../carried';

/** The primary knew, by itself or from a partner's reject, that a group is already regrouped. */
function rejectsDue(
  story: Formation,
): readonly { readonly one: Case; readonly since: Message; readonly why: string }[] {
  return boundCases(story).flatMap((one) => {
    const { attempt, authorized, held, partnerReject, waits } = one;
    const first = held.find(({ asRegroupGroup }) => !asRegroupGroup);
    if (!authorized) return [];
    if (first)
      return [
        {
          one,
          since: attempt.step2,
          why: whyHeld(story, first),
        },
      ];
    // The primary waits for every partner's answer.
    const isOpen = (waits || isCalledOff(attempt)) && attempt.step4a.length === 0;
    const refused = isOpen ? undefined : partnerReject;
    return refused ? [{ one, since: refused, why: 'a partner has rejected the regroup' }] : [];
  });
}

/** What already holds a group, in words. */
export function whyHeld(story: Formation, { group, by, asRegroupGroup }: Holding): string {
  if (!asRegroupGroup) return `${names(story, [group])} is already regrouped into ${names(story, [by])}`;
  const into = by === group ? 'the regroup group of a regroup in effect' : `regrouped into ${names(story, [by])}`;
  return `${names(story, [group])}, given as the regroup group, is already ${into}`;
}

const rejectsRegroupedGroup = check('STEP-4a-1', (story, say) =>
  rejectsDue(story).map(({ one, since, why }) => {
    const claim = {
      party: one.primary,
      expected: `${names(story, [one.requester])} is sent a preconfigured regroup reject, since ${why} (step 4a)`,
      reading: since === one.attempt.step2 ? 'A-10' : 'A-08',
    };
    return say.comes(claim, toRequester(one), since, { once: true });
  }),
);

const rejectsRegroupedRegroupGroup = check('STEP-4a-2', (story, say) =>
  boundCases(story).flatMap((one) => {
    const given = one.held.find(({ asRegroupGroup }) => asRegroupGroup);
    if (!one.authorized || !given) return [];
    const claim = {
      party: one.primary,
      expected: `${names(story, [one.requester])} is sent a preconfigured regroup reject, since ${whyHeld(story, given)} (step 4a)`,
      reading: 'A-04',
    };
    return [say.comes(claim, toRequester(one), one.attempt.step2, { once: true })];
  }),
);

const toRequester = ({ attempt, requester }: Case): readonly Message[] =>
  attempt.step4a.filter(({ to }) => to.id === requester);

/** Rejects of step 4a, and those that pass a partner's reason on. */
const rejectsFor = ({ attempt, refusal, forwarded }: Case): readonly Message[] =>
  refusal !== undefined && text(refusal, 'reason') === 'group-already-regrouped'
    ? attempt.step4a
    : attempt.step4a.filter((message) => !forwarded.includes(message));

const givesReason = check('STEP-4a-3', (story, say) =>
  boundCases(story).flatMap((one) =>
    say.all(
      {
        party: one.primary,
        expected: 'the reject has the reason that one of the groups has already been regrouped (step 4a)',
        reading: 'A-24',
      },
      rejectsFor(one),
      (message) => {
        const reason = text(message, 'reason');
        if (reason === 'group-already-regrouped') return undefined;
        return reason === undefined ? 'it gives no reason' : `its reason is ${reason}`;
      },
    ),
  ),
);

const goesBack = check('STEP-4a-4', (story, say) =>
  boundCases(story).flatMap(({ attempt, primary, requester }) =>
    say.all(
      { party: primary, expected: `the reject goes back to ${names(story, [requester])} and to nobody else (step 4a)` },
      attempt.step4a,
      (message) => {
        if (message.to.id !== requester) return 'it went to somebody else';
        const wrong = deviation('STEP-4a-4', message, { 'the requester': ifThere(message, requester) });
        return wrong && `it names ${names(story, [userOf(message) ?? ''])} as the requester`;
      },
    ),
  ),
);

const terminates = check('STEP-4a-5', (story, say) =>
  boundCases(story).flatMap(({ attempt, primary, reject, forwarded }) => {
    const end = reject ?? forwarded[0];
    if (!end) return [];
    const claim = { party: primary, expected: 'after the reject the procedure terminates (step 4a)' };
    const asked = [...[...attempt.legs.values()].flatMap(({ step5 }) => step5), ...attempt.ownStep7];
    // What a requester who was told of a partner's refusal is told besides is for others to say (INV-4, INV-9).
    const told = reject ? [...attempt.step4b, ...attempt.step12] : [];
    const further = [...asked, ...told].filter(({ seq }) => seq > end.seq);
    return [say.staysAway(claim, further, end)];
  }),
);

const rejectsNothingElse = check('STEP-4a-6', (story, say) =>
  boundCases(story).flatMap((one) => {
    const { attempt, primary, requester, reject, mayReject } = one;
    if (mayReject) return [];
    const claim = {
      party: primary,
      expected: `${names(story, [requester])} is sent no preconfigured regroup reject while no group is regrouped (step 4a)`,
    };
    return [say.staysAway(claim, reject ? [reject] : [], attempt.step2)];
  }),
);

export const step4a: readonly Check[] = [
  rejectsRegroupedGroup,
  rejectsRegroupedRegroupGroup,
  givesReason,
  goesBack,
  terminates,
  rejectsNothingElse,
];
