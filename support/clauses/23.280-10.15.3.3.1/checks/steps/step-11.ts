// Step 11: the partner MC service server answers the primary once it has affiliated its clients. It may answer once or
// once for each client, and does not wait for acknowledgements.

import { isCalledOffAt, type Leg } from '../../story/attempts/attempt';
import { answeredElsewhere } from '../../story/attempts/answered-elsewhere';
import { isTakenOn, partnerTasks, type Task } from '../../story/partner-tasks';
import type { Check } from '../../../../oracle/check';
import { names } from '../../../../oracle/saying';
import { check, describe } from '../../saying';
import { bindingStep5, joinedAfter, membersToAsk } from '../../story/membership/members';
import { grouped } from '../../../../oracle/grouped';
import type { Formation } from '../../formation';
import { listedGroups, regroupIdOf, userOf, type Message } from '../../../../oracle/story/message';

const answersPrimary = check('STEP-11-a', (story, say) =>
  partnerTasks(story).flatMap((task) => {
    const { attempt, leg, partner, step5, held, mayRefuse } = task;
    const [refusal] = leg.rejects;
    const turnedDown = refusalOfAll(story, leg);
    const isCalledOff = isCalledOffAt(leg) && turnedDown === undefined;
    if (held.length > 0 || (refusal && mayRefuse) || isCalledOff) return [];
    const claim = {
      party: partner,
      expected:
        'the partner MC service server sends a preconfigured regroup response to the primary MC service server (step 11)',
      reading: 'A-13',
    };
    if (refusal)
      return [say.fail(claim, `${describe(story, refusal)} was sent, though no group is regrouped`, [refusal])];
    if (turnedDown !== undefined && !mayRefuse)
      return [
        say.fail(claim, `it refused the request itself with ${turnedDown}, though no group is regrouped`, [step5]),
      ];
    // Whether it meant to refuse nobody can tell.
    if (task.saidNothing)
      return [
        say.whenQuiet(claim, step5, (settled) =>
          say.unsure(claim, 'it may have refused, and nothing came of it', [step5, settled]),
        ),
      ];
    const answers = leg.step11.filter(({ to }) => to.party === attempt.primary);
    const wrong = answers.find((answer) => namesStranger(story, task, answer));
    if (wrong)
      return [
        say.fail(claim, `${describe(story, wrong)} names ${names(story, [userOf(wrong) ?? ''])}, who was not asked`, [
          step5,
          wrong,
        ]),
      ];
    const elsewhere = answeredElsewhere(story, task);
    const [astray] = elsewhere;
    if (astray) return [say.fail(claim, `${describe(story, astray)} was sent`, [step5, ...elsewhere])];
    return [say.comes(claim, answers, step5, { link: [attempt.primary, partner] })];
  }),
);

/** Who has taken no request and does nothing was asked in vain, and a cancellation that follows calls nothing off. */
function refusalOfAll({ refusals }: Formation, { step5, step7, step11 }: Leg): string | undefined {
  if (step7.length + step11.length > 0) return undefined;
  const refused = step5.map(({ id }) => refusals.get(id));
  return refused.includes(undefined) ? undefined : refused[0];
}

/** No user of the scenario, or one who was neither asked nor has to be, and who did not ask: it answers for nobody of this regroup. */
function namesStranger(story: Formation, { attempt, leg, partner, members, groups }: Task, answer: Message): boolean {
  const id = userOf(answer);
  // Where nobody was asked but who came later, and no requester named, there is no user to answer for.
  const isOfAnswer = ({ to, seq }: Message): boolean =>
    !joinedAfter(to.id, partner, groups, story.membership, answer.seq, seq);
  const hasUsers = leg.step7.some(isOfAnswer) || leg.step5.some((request) => userOf(request) !== undefined);
  // Whom the primary names as the requester is its affair.
  if (id === undefined || leg.step5.some((request) => userOf(request) === id)) return false;
  const isRegroupGroup = leg.step5.some((request) => regroupIdOf(request) === id);
  if (story.places.isNoUser(id) || isRegroupGroup) return hasUsers;
  const party = story.places.user(id)?.party;
  // One that has the label of the scenario may be a user of whom nothing more is known, as where a part of a load is gone.
  if (party === undefined) return hasUsers && !id.includes(`.${story.places.fixture?.scope ?? ''}@`);
  if (story.isHidden(partner, party)) return false;
  return id !== attempt.requester && !members.includes(id) && !leg.step7.some(({ to }) => to.id === id);
}

/** A report of the affiliations may follow the answer: it tells of step 10 and is not the step. */
const answersAfterAffiliating = check('STEP-11-b', (story, say, { ordering }) =>
  partnerTasks(story)
    .filter(isTakenOn)
    .flatMap((task) => {
      const { leg, partner, step5, groups } = task;
      const last = leg.step11.at(-1);
      if (!last) return [];
      const premature = prematureIn(story, task);
      const claim = {
        party: partner,
        expected: 'the partner MC service server answers after its clients are asked (steps 7 and 11)',
        reading: 'A-30',
      };
      // Whom it asks though it was told that the regroup is over, it asks for no answer: that is for step 7.
      const isOver = (seq: number): boolean => leg.cancels.some((cancel) => cancel.seq < seq);
      const late = leg.step7.find(
        ({ to, seq }) =>
          seq > last.seq && !isOver(seq) && !joinedAfter(to.id, partner, groups, story.membership, step5.seq, seq),
      );
      if (ordering === 'lenient' && (premature || late))
        return [say.pass(claim, 'it did not, which the ordering chosen allows', [last])];
      if (premature)
        return [say.fail(claim, `${describe(story, premature)} was sent before anybody was`, [step5, premature])];
      if (late) return [say.fail(claim, `${describe(story, late)} was sent after the answer`, [last, late])];
      return [say.pass(claim, 'it did', [...leg.step7, last])];
    }),
);

/**
 * A response to no request: of those whom the requests before it concern nobody was asked by then, and somebody was later
 * . Who was never asked, or only for what a further request brings in, is missing at step 6.
 */
function prematureIn(story: Formation, { leg, partner, groups }: Task): Message | undefined {
  const byUser = grouped(leg.step7, ({ to }) => to.id);
  const isAsked = (user: string, { seq }: Message): boolean => (byUser.get(user)?.[0]?.seq ?? Infinity) < seq;
  const concerned = bindingStep5(leg, story.undelivered).map((request) => ({
    request,
    users: membersToAsk(leg, listedGroups(request), story.membership, request.seq, story.end),
  }));
  // Where each request has an answer, one that comes after those answered by then may be what brings the user in.
  const furtherTo = (answer: Message) =>
    leg.step11.length < concerned.length ? [] : concerned.slice(leg.step11.indexOf(answer) + 1);
  const isAskedLater = (user: string, answer: Message): boolean =>
    !furtherTo(answer).some(({ users }) => users.includes(user)) &&
    (byUser
      .get(user)
      ?.some(({ seq }) => seq > answer.seq && !joinedAfter(user, partner, groups, story.membership, answer.seq, seq)) ??
      false);
  return leg.step11.find((answer) => {
    const before = concerned.filter(({ request }) => request.seq < answer.seq);
    return (
      before.length > 0 &&
      before.every(({ users }) => users.length > 0 && !users.some((user) => isAsked(user, answer))) &&
      before.some(({ users }) => users.some((user) => isAskedLater(user, answer)))
    );
  });
}

export const step11: readonly Check[] = [answersPrimary, answersAfterAffiliating];
