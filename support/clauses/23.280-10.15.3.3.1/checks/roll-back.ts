// What becomes of a regroup that a partner refuses: it is formed whole or not at all, so the primary MC service server
// cancels it at the partners that accepted and tells its own members whom it has asked. That the requester is told is step 4a.

import { boundCases } from '../story/bound';
import { together, type Check } from '../../../oracle/check';
import { entity, names, were } from '../../../oracle/saying';
import { namedUsers, regroupIdOf, text, type Message } from '../../../oracle/story/message';
import { pair, possiblyDuring, stateAt, surelyDuring } from '../../../oracle/story/timeline';
import type { Formation } from '../formation';
import { isAskedAgain, namesOf, regroupIdFor, type Attempt, type Leg } from '../story/attempts/attempt';
import { check, describe } from '../saying';

const TELLS_CLIENT = 'preconfigured-regroup-cancel-request.server-client';

/** Members whom the primary serves, whom it had asked and affiliated, and whom it does not tell of the end. */
function membersKept({ messages, membership, abilities, places, isHidden, end }: Formation, attempt: Attempt) {
  const { primary, ownStep7, requester } = attempt;
  const known = namesOf(attempt);
  const id = regroupIdFor(attempt) ?? '';
  return ownStep7.filter(({ to, seq }) => {
    const client = places.user(to.id)?.party;
    const isIn =
      surelyDuring(membership.service, pair(to.id, primary), seq, end) &&
      attempt.groups.some((group) => surelyDuring(membership.affiliation, pair(to.id, group), seq, end)) &&
      (!abilities.showsMembersOfRegroup || possiblyDuring(membership.reported, pair(to.id, id), seq, end));
    if (!isIn || client === undefined || isHidden(primary, client)) return false;
    // Who asked for it learns of its end by the refusal; that he takes part in it is taken back all the same.
    if (to.id === requester && stateAt(membership.reported, pair(to.id, id), end) !== 'yes') return false;
    return !messages.some(
      (message) =>
        message.flow === TELLS_CLIENT &&
        message.to.id === to.id &&
        message.seq > seq &&
        known.includes(regroupIdOf(message) ?? ''),
    );
  });
}

/** It asks a server to ask or tell users whom it names, whatever groups that server has in the regroup (leg D of TS 24.379 16.2.4). */
const isForUsers = (message: Message): boolean => namedUsers(message).length > 0;

/** It agreed to take part with groups: users whom it is named say nothing of that, and what it refuses are requests for groups. */
const agreed = ({ step5, step11, rejects }: Leg, heard: ReadonlySet<Message>): boolean =>
  step11.some((answer) => heard.has(answer)) && rejects.length < step5.filter((request) => !isForUsers(request)).length;

const undoes = check('INV-9', (story, say) =>
  boundCases(story).flatMap(({ attempt, primary, partnerReject: refusal, waits, forwarded, heard }) => {
    if (!refusal) return [];
    const forwardedReject = forwarded.find(({ seq }) => seq > refusal.seq);
    const since = forwardedReject ?? refusal;
    // It may wait for the answer of every partner before it undoes anything.
    if (waits && !forwardedReject) return [];
    const claim = {
      party: primary,
      expected:
        'a regroup that a partner rejects is cancelled at the partners that accepted it and for members who were asked, and is not formed',
      reading: 'A-12',
    };
    const formed = attempt.step12.find(({ seq }) => seq > refusal.seq);
    if (formed) return [say.fail(claim, `${describe(story, formed)} was sent`, [refusal, formed])];
    return [
      say.whenQuiet(claim, since, (settled) => {
        const legs = [...attempt.legs.values()];
        const kept = legs.filter((leg) => agreed(leg, heard) && leg.cancels.every(isForUsers));
        const left = membersKept(story, attempt);
        if (kept.length + left.length === 0) return say.pass(claim, 'nothing is left of it', [since, settled]);
        if (kept.length === 0) {
          const who = names(
            story,
            left.map(({ to }) => to.id),
          );
          return say.fail(claim, `no cancel request went to ${who}`, [since, ...left, settled]);
        }
        const evidence = [since, ...kept.flatMap(({ step11 }) => step11), settled];
        const where = kept.map(({ partner }) => entity(partner)).join(' and ');
        const forUsers = kept.flatMap(({ cancels }) => cancels);
        const instead = forUsers.length === 0 ? '' : `, but for ${names(story, forUsers.flatMap(namedUsers))} alone`;
        return say.fail(claim, `no cancel request went to ${where}${instead}`, [...evidence, ...forUsers]);
      }),
    ];
  }),
);

/** Members whom a partner has asked, and who still take part in what it has cancelled: neither were they told nor is it reported. */
function membersLeftIn({ messages, membership, end }: Formation, attempt: Attempt, { partner, step7 }: Leg) {
  const id = regroupIdFor(attempt) ?? '';
  return step7.filter(({ to, seq }) => {
    const isToldOf = (message: Message): boolean =>
      message.flow === TELLS_CLIENT && message.to.id === to.id && message.seq > seq && regroupIdOf(message) === id;
    return (
      stateAt(membership.service, pair(to.id, partner), end) === 'yes' &&
      stateAt(membership.reported, pair(to.id, id), end) === 'yes' &&
      !messages.some(isToldOf)
    );
  });
}

const letsGo = check('INV-9', (story, say) =>
  boundCases(story).flatMap(({ attempt, partnerReject: refusal }) => {
    const id = regroupIdFor(attempt) ?? '';
    const isUsedAgain = story.attempts.some((other) => other !== attempt && regroupIdFor(other) === id);
    if (!refusal || attempt.step12.length > 0 || isUsedAgain) return [];
    return [...attempt.legs.values()].flatMap((leg) => {
      const confirmed = leg.cancelAnswers.find((answer) => text(answer, 'result') === 'success');
      // Who was asked anew takes part anew.
      if (!confirmed || leg.step7.length === 0 || isAskedAgain(leg)) return [];
      const claim = {
        party: leg.partner,
        expected:
          'nobody who was asked takes part any more in a regroup that another partner rejected and that is cancelled',
        reading: 'A-12',
      };
      return [
        say.whenQuiet(claim, confirmed, (settled) => {
          const left = membersLeftIn(story, attempt, leg);
          if (left.length === 0) return say.pass(claim, 'nobody does', [confirmed, settled]);
          const who = left.map(({ to }) => to.id);
          const observed = `${names(story, who)} ${were(who)} neither told nor reported to have left`;
          return say.fail(claim, observed, [confirmed, ...left, settled]);
        }),
      ];
    });
  }),
);

export const rollBack: readonly Check[] = [together(undoes, letsGo)];
