// After the procedure: the regroup stays in effect until it is cancelled (POST-1).

import type { Finding } from '../../../verdict/finding';
import { boundCases } from '../story/bound';
import { partnerTasks } from '../story/partner-tasks';
import { hasDecidedToEnd } from '../story/cancelling/decisions';
import { names, type Say } from '../../../oracle/saying';
import { check } from '../saying';
import type { Formation } from '../formation';
import { isFormed, namesOf, regroupIdFor, type Attempt } from '../story/attempts/attempt';
import { takingOn } from '../story/membership/members';
import type { Answered } from '../../../oracle/story/controls';

export const staysInEffect = check('POST-1', (story, say) => [
  ...boundCases(story)
    .filter(({ attempt }) => isFormed(attempt))
    .flatMap(({ attempt }) => story.controls.regroups.flatMap((answer) => knowsOf(story, say, attempt, answer))),
  ...laterRequests(story, say),
]);

/** Whether a server that was asked still knows the regroup, or no longer knows it once it was cancelled. */
function knowsOf(story: Formation, say: Say, attempt: Attempt, { event, party, value }: Answered<readonly string[]>) {
  const id = regroupIdFor(attempt);
  const state = story.holdings.inForce(attempt, party, event.seq);
  const [formed = attempt.step2] = attempt.step12;
  if (party !== attempt.primary && !attempt.legs.get(party)?.step5.length) return [];
  if (id === undefined || value === undefined || event.seq < formed.seq) return [];
  // At stage 3 its server may end it by itself, where it is made to (TS 24.379 16.2.3.3).
  if (hasDecidedToEnd(story.controls, attempt.primary, id, event.seq)) return [];
  if (state === 'yes') {
    // Under which of its names it is known is for others to say.
    const known = namesOf(attempt).some((name) => value.includes(name));
    const claim = { party, expected: `the regroup ${names(story, [id])} stays in effect until it is cancelled` };
    return [
      known
        ? say.pass(claim, 'the server says so', [formed, event])
        : say.fail(claim, 'the server does not know it any more', [formed, event]),
    ];
  }
  const known = value.includes(id);
  const cancelled = attempt.cancelAnswers[0];
  const again = story.attempts.some(
    (other) => namesOf(other).includes(id) && story.holdings.inForce(other, party, event.seq) !== 'no',
  );
  if (!cancelled || again) return [];
  const claim = { party, expected: `the regroup ${names(story, [id])} is no longer in effect once it is cancelled` };
  return [
    known
      ? say.fail(claim, 'the server still knows it', [cancelled, event])
      : say.pass(claim, 'the server says so', [cancelled, event]),
  ];
}

/** A later request for a group that a regroup in force holds is refused wherever the group is homed. */
function laterRequests(story: Formation, say: Say): readonly Finding[] {
  const formed = new Set(story.attempts.filter(isFormed).map(regroupIdFor));
  const expected = (group: string, by: string) =>
    `${names(story, [group])} stays regrouped into ${names(story, [by])}, so a later request for it is refused`;
  const atPrimaries = boundCases(story).flatMap(({ attempt, primary, authorized, held, positive }) => {
    const holding = held.find(({ by, asRegroupGroup }) => formed.has(by) && !asRegroupGroup);
    if (!authorized || !holding) return [];
    const [taken] = [positive, ...attempt.step12].filter((message) => message !== undefined);
    const claim = { party: primary, expected: expected(holding.group, holding.by) };
    return [say.staysAway(claim, taken ? [taken] : [], attempt.step2)];
  });
  const atPartners = partnerTasks(story).flatMap(({ leg, partner, step5, held, mustRefuse }) => {
    const holding = held.find(({ by }) => formed.has(by));
    if (!holding) return [];
    const claim = { party: partner, expected: expected(holding.group, holding.by) };
    // Of several requests those that name free groups may be taken on.
    const [reject] = leg.rejects;
    if (!mustRefuse) return reject ? [say.pass(claim, 'the one that names it was refused', [step5, reject])] : [];
    return [say.staysAway(claim, takingOn(leg), step5)];
  });
  return [...atPrimaries, ...atPartners];
}
