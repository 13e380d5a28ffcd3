// Step 7: the partner MC service server sends the preconfigured regroup request to MC service client 2, after step 5 and
// with the identities that step 5 gave. A latecomer's request (10.15.3.4.1) is another clause's.

import { isTakenOn, partnerTasks } from '../../story/partner-tasks';
import type { Check } from '../../../../oracle/check';
import { grouped } from '../../../../oracle/grouped';
import { names, were } from '../../../../oracle/saying';
import { check } from '../../saying';
import type { Formation } from '../../formation';
import { isLetGo, isNamedAgain, joinedAfter, namingsOf, timesToAsk } from '../../story/membership/members';
import { listedGroups, regroupIdOf, text, userOf, type Message } from '../../../../oracle/story/message';
import { asAsked, deviation, isWrong, only } from '../carried';

const asksEachOnce = check('STEP-7-a', (story, say) =>
  partnerTasks(story)
    .filter((task) => isTakenOn(task) && task.members.length > 0)
    .flatMap(({ attempt, leg, partner, step5, groups, members }) => {
      const claim = {
        party: partner,
        expected: `${names(story, members)} ${members.length === 1 ? 'is' : 'are each'} sent one preconfigured regroup request by the partner MC service server (step 7)`,
      };
      const requests = grouped(leg.step7, ({ to }) => to.id);
      const twice = members.flatMap((user) => {
        const [first, second] = requests.get(user)?.slice(timesToAsk(story, attempt, partner, user) - 1) ?? [];
        const again =
          first &&
          second &&
          !isRepeated(story, first, second) &&
          !isNamedAgain(story, partner, groups, first.seq, second.seq) &&
          !joinedAfter(user, partner, groups, story.membership, first.seq, second.seq) &&
          !isLetGo(story, first, second);
        return again ? [first, second] : [];
      });
      const [again] = twice;
      if (again) return [say.fail(claim, `${names(story, [again.to.id])} was sent more than one`, twice)];
      const left = members.filter((user) => !requests.has(user));
      if (left.length === 0) return [say.pass(claim, 'each was', [step5, ...leg.step7])];
      const unseen = left.every((user) => {
        const party = story.places.user(user)?.party;
        return party !== undefined && story.isHidden(partner, party);
      });
      if (unseen) return [say.unsure(claim, 'it cannot be seen: server and client are both under test', [step5])];
      return [
        say.whenQuiet(claim, step5, (settled) =>
          say.fail(claim, `${names(story, left)} ${were(left)} sent none${say.nearMiss(step5)}`, [step5, settled]),
        ),
      ];
    }),
);

/** What nobody acknowledges, or what did not arrive, may be sent again: a copy of a multicast request is no second request. */
export const isRepeated = ({ undelivered }: Formation, first: Message, second: Message): boolean =>
  undelivered.has(first.id) || [first, second].every((message) => text(message, 'delivery') === 'multicast');

const carriesIdentities = check('STEP-7-b', (story, say) =>
  partnerTasks(story).flatMap(({ attempt, leg, before, partner }) => {
    const claim = {
      party: partner,
      expected:
        'the request to a client carries its MC service ID and the regroup and configuration groups of step 5 (step 7)',
    };
    const requests = [...before, leg].flatMap(({ step5 }) => step5);
    const origins = asAsked(requests);
    const listed = [...requests.flatMap(listedGroups), ...attempt.groups];
    return say.all(claim, leg.step7, (message) => {
      const wrong = deviation('STEP-7-b', message, { ...origins, 'the receiver': only(...targetsOf(message)) });
      if (wrong) return isWrong(story, wrong);
      const added = listedGroups(message).filter((group) => !listed.includes(group));
      if (added.length > 0) return `it lists ${names(story, added)}`;
      const others = otherClientsIn(story, message, attempt.requester);
      return others.length > 0 ? `it carries the MC service ID of ${names(story, others)}` : undefined;
    });
  }),
);

/** A copy of a multicast request cannot name each of its targets: whomever it names will do. */
function targetsOf(message: Message): readonly string[] {
  const named = userOf(message);
  return text(message, 'delivery') === 'multicast' && named !== undefined ? [named] : [message.to.id];
}

/** Users besides the target whom the request names anywhere; the requester may be named. */
function otherClientsIn({ places }: Formation, message: Message, requester: string): readonly string[] {
  if (text(message, 'delivery') === 'multicast') return [];
  const expected = [message.to.id, requester, ...targetsOf(message)];
  return [...new Set(textsIn(message.body))].filter((id) => places.user(id) !== undefined && !expected.includes(id));
}

/** Every text of a value, however deep. */
function textsIn(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : [];
}

const followsStep5 = check('STEP-7-c', (story, say) =>
  story.attempts.flatMap((attempt) =>
    [...attempt.legs.values()].flatMap(({ partner, step5, step7, cancels, cancelAnswers }) => {
      const isConfirmed = cancelAnswers.some((answer) => text(answer, 'result') === 'success');
      // It told the client of the end itself, and asks it again.
      const isAskedOnceTold = (message: Message): boolean =>
        step7.some(
          (first) =>
            first.to.id === message.to.id &&
            first.seq < message.seq &&
            isLetGo(story, first, message) &&
            !joinedAfter(message.to.id, partner, attempt.groups, story.membership, first.seq, message.seq),
        );
      return say.all(
        { party: partner, expected: 'a client is asked only while a request of step 5 stands (steps 5 and 7)' },
        step7,
        (message) => {
          const { to, seq } = message;
          const calledFor = [...step5, ...namingsOf(story, attempt, partner, to.id)];
          if (!calledFor.some((request) => request.seq < seq)) return 'no request of step 5 came before it';
          // A primary that asks for another regroup under the same request has not cancelled that, nor has one that asks again.
          const isForIt = (other: Message): boolean => regroupIdOf(other) === regroupIdOf(message);
          const asked = step5.filter((request) => request.seq < seq && isForIt(request));
          const isStanding = (cancel: Message): boolean => !asked.some((request) => request.seq > cancel.seq);
          const isOver = cancels.some(
            (cancel) => cancel.seq < seq && (asked.length === 0 || isForIt(cancel)) && isStanding(cancel),
          );
          const isEnded =
            story.holdings.inForce(attempt, partner, seq) === 'no' || (isConfirmed && isAskedOnceTold(message));
          return isOver && isEnded ? 'the regroup that step 5 asked for was cancelled by then' : undefined;
        },
      );
    }),
  ),
);

export const step7: readonly Check[] = [asksEachOnce, carriesIdentities, followsStep5];
