// What holds across the steps of one attempt: identities, exclusiveness of 4a and 4b, who is asked and how often.
// The order of the steps and concurrent attempts are in invariants-of-order.ts.

import type { PartyName } from '../../../procedure/roles';
import type { Finding } from '../../../verdict/finding';
import { boundCases, type Case } from '../story/bound';
import { partnerTasks } from '../story/partner-tasks';
import type { Check } from '../../../oracle/check';
import { grouped } from '../../../oracle/grouped';
import { names } from '../../../oracle/saying';
import { check, describe } from '../saying';
import type { Formation } from '../formation';
import type { Leg } from '../story/attempts/attempt';
import {
  isLetGo,
  isNamed,
  isNamedAgain,
  joinedAfter,
  mayBeAffiliated,
  mayBeServed,
  timesToAsk,
} from '../story/membership/members';
import { regroupIdOf, type Message } from '../../../oracle/story/message';
import { pair, surelyDuring } from '../../../oracle/story/timeline';
import { isRepeated } from './steps/step-7';
import { asIn, deviation, namesWrong, only } from './carried';

const legsOf = ({ attempt }: Case): readonly Leg[] => [...attempt.legs.values()];

const sameRegroupId = check('INV-1', (story, say) =>
  boundCases(story).flatMap((one) => {
    const { attempt, primary, positive } = one;
    if (positive === undefined) return [];
    const id = regroupIdOf(positive);
    if (id === undefined) return [];
    const expected = `every message after the request return names the regroup group ${names(story, [id])}`;
    // A reject need not name it, and may name what the request proposed.
    const inReject = only(id, regroupIdOf(attempt.step2), undefined);
    const wrong = (message: Message) =>
      deviation('INV-1', message, { returned: attempt.step4a.includes(message) ? inReject : only(id) });
    const right = (message: Message): boolean => wrong(message) === undefined;
    const problem = (message: Message): string | undefined => namesWrong(story, wrong(message));
    const legs = legsOf(one);
    const formed = attempt.step12.filter(right);
    const byPrimary = [
      ...legs.flatMap(({ step5 }) => step5),
      ...attempt.ownStep7,
      // One beside the right one is step 12's.
      ...(formed.length > 0 ? formed : attempt.step12),
      ...attempt.step4a.filter(({ seq }) => seq > positive.seq),
      ...legs.flatMap(({ cancels }) => cancels),
    ];
    return [
      ...say.all({ party: primary, expected }, byPrimary, problem),
      // Nobody answers for an identity that was told wrong.
      ...legs
        .filter(({ step5 }) => step5.length > 0 && step5.every(right))
        .flatMap(({ partner, step7, step11, rejects }) =>
          say.all({ party: partner, expected }, [...step7, ...step11, ...rejects], problem),
        ),
      ...legs
        .filter(({ step7 }) => step7.every(right))
        .flatMap(({ step9 }) => [...grouped(step9, ({ from }) => from.party)])
        .flatMap(([party, answers]) => (party ? say.all({ party, expected }, answers, problem) : [])),
    ];
  }),
);

const sameConfiguration = check('INV-2', (story, say) =>
  boundCases(story).flatMap((one) => {
    const { attempt, primary } = one;
    const { configId } = attempt;
    if (configId === undefined) return [];
    const expected = `steps 2, 5 and 7 name the same configuration group, ${names(story, [configId])}`;
    const origins = { 'as requested': asIn([attempt.step2]) };
    const wrong = (message: Message) => deviation('INV-2', message, origins);
    const right = (message: Message): boolean => wrong(message) === undefined;
    const problem = (message: Message): string | undefined => namesWrong(story, wrong(message));
    const legs = legsOf(one);
    return [
      ...say.all({ party: primary, expected }, [...legs.flatMap(({ step5 }) => step5), ...attempt.ownStep7], problem),
      ...legs
        .filter(({ step5 }) => step5.length > 0 && step5.every(right))
        .flatMap(({ partner, step7 }) => say.all({ party: partner, expected }, step7, problem)),
    ];
  }),
);

const ownRegroupId = check('INV-3', (story, say) =>
  boundCases(story).flatMap(({ attempt, primary, positive }) =>
    say.all(
      {
        party: primary,
        expected: 'the regroup group is neither the configuration group nor a listed group',
        reading: 'A-25',
      },
      positive && regroupIdOf(positive) !== undefined ? [positive] : [],
      (message) => {
        const id = regroupIdOf(message) ?? '';
        return id === attempt.configId || attempt.groups.includes(id) ? `it names ${names(story, [id])}` : undefined;
      },
    ),
  ),
);

const eitherOr = check('INV-4', (story, say) =>
  boundCases(story).map(({ attempt, primary, reject, yields, forwarded, positive, negative }): Finding => {
    const claim = {
      party: primary,
      expected: 'a request is either rejected or returned, and a response follows only a positive request return',
      reading: 'A-02',
    };
    const [returned] = attempt.step4b;
    // A refusal of the partner is passed on after a positive return; that a negative one follows is told by STEP-4b-1.
    const isReturnedFirst = positive !== undefined && negative !== undefined && positive.seq < negative.seq;
    const contrary = yields ? undefined : (reject ?? (isReturnedFirst ? undefined : negative && forwarded[0]));
    if (contrary && returned) return say.fail(claim, 'it was both rejected and returned', [contrary, returned]);
    const early = attempt.step12.find(({ seq }) => !positive || seq < positive.seq);
    if (early) return say.fail(claim, `${describe(story, early)} follows no positive request return`, [early]);
    const answer = reject ?? returned;
    if (answer) return say.pass(claim, 'it was', [answer, ...attempt.step12]);
    return say.unsure(claim, 'the request was not answered', [attempt.step2]);
  }),
);

const onlyAffiliatedAndServed = check('INV-5', (story, say) => {
  const expected = 'a server asks only users that it serves and that are affiliated to a listed group';
  const byPartners = partnerTasks(story).map(({ attempt, leg, partner, step5, groups }) => {
    const wrong = leg.step7.filter(
      ({ to, seq }) =>
        !mayBeServed(to.id, partner, attempt, story.membership, seq) ||
        (!mayBeAffiliated(to.id, [...groups, ...attempt.groups], attempt, story, seq) &&
          !isNamed(story, attempt, partner, to.id)),
    );
    return say.staysAway({ party: partner, expected }, wrong, step5);
  });
  const byPrimaries = boundCases(story)
    .filter(({ attempt }) => attempt.ownStep7.length > 0)
    .map(({ attempt, primary }) => {
      const wrong = attempt.ownStep7.filter(
        ({ to, seq }) =>
          !mayBeServed(to.id, primary, attempt, story.membership, seq) ||
          (!mayBeAffiliated(to.id, attempt.groups, attempt, story, seq) && !isNamed(story, attempt, primary, to.id)),
      );
      return say.staysAway({ party: primary, expected }, wrong, attempt.step2);
    });
  return [...byPartners, ...byPrimaries];
});

/** Whoever affiliates to one more of the listed groups is no newcomer. */
const takesPartAllTheWhile = (
  { membership }: Formation,
  groups: readonly string[],
  user: string,
  server: PartyName,
  from: number,
  to: number,
): boolean =>
  surelyDuring(membership.service, pair(user, server), from, to) &&
  groups.some((group) => surelyDuring(membership.affiliation, pair(user, group), from, to));

const onceEach = check('INV-6', (story, say) =>
  boundCases(story).flatMap((one) => {
    const { attempt, primary } = one;
    const asking = [
      { server: primary, requests: attempt.ownStep7 },
      ...legsOf(one).map(({ partner, step7 }) => ({ server: partner, requests: step7 })),
    ];
    return asking
      .filter(({ requests }) => requests.length > 0)
      .map(({ server, requests }) => {
        const claim = { party: server, expected: 'a client is asked once, though affiliated to several listed groups' };
        for (const [user, all] of grouped(requests, ({ to }) => to.id)) {
          const [first, second] = all.slice(timesToAsk(story, attempt, server, user) - 1);
          if (
            first &&
            second &&
            !isRepeated(story, first, second) &&
            !isNamedAgain(story, server, attempt.groups, first.seq, second.seq) &&
            (takesPartAllTheWhile(story, attempt.groups, user, server, first.seq, second.seq) ||
              !joinedAfter(user, server, attempt.groups, story.membership, first.seq, second.seq)) &&
            !isLetGo(story, first, second)
          )
            return say.fail(claim, `${names(story, [user])} was asked again`, [first, second]);
        }
        return say.pass(claim, 'each was asked once', requests);
      });
  }),
);

export const invariants: readonly Check[] = [
  sameRegroupId,
  sameConfiguration,
  ownRegroupId,
  eitherOr,
  onlyAffiliatedAndServed,
  onceEach,
];
