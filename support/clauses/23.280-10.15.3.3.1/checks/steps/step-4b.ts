// Step 4b: the primary MC service server returns the request to MC service client 1 with the result of the authorization
// and, if it is authorized, the regroup group's identity. Without authorization nobody goes on.

import { boundCases, type Case } from '../../story/bound';
import type { Check } from '../../../../oracle/check';
import { refusedOf } from '../../story/user-acts/going-on';
import { names } from '../../../../oracle/saying';
import { check, describe } from '../../saying';
import { isNegative, isPositive } from '../../story/attempts/attempt';
import type { Formation } from '../../formation';
import { regroupIdOf, userOf, type Message } from '../../../../oracle/story/message';
import { LOOKED_AT_GROUPS_FIRST } from './step-3';
import { spokenOf } from '../../elements';
import { deviation, ifThere, isMissing, namesWrong, only, shown, valueIn } from '../carried';

const returnsRequest = check('STEP-4b-1', (story, say) =>
  boundCases(story).flatMap((one) => {
    const { attempt, primary, requester, authorized, held, mayReject, reject } = one;
    if (authorized && (held.length > 0 || (reject && mayReject))) return [];
    const claim = {
      party: primary,
      expected: `${names(story, [requester])} is sent one preconfigured regroup request return by the primary MC service server (step 4b)`,
      reading: authorized ? 'A-02' : 'A-03',
    };
    const returns = attempt.step4b.filter(({ to }) => to.id === requester);
    if (reject && mayReject && returns.length === 0) return [say.unsure(claim, LOOKED_AT_GROUPS_FIRST, [reject])];
    if (one.saidNothing)
      return [
        say.whenQuiet(claim, attempt.step2, (settled) =>
          say.unsure(claim, 'it may have rejected the request, and nothing came', [attempt.step2, settled]),
        ),
      ];
    const astray = attempt.step4b.filter(({ to }) => to.id !== requester);
    const [other] = astray;
    if (other) return [say.fail(claim, `${describe(story, other)} was sent`, astray)];
    const wrong = returns.find((message) =>
      deviation('STEP-4b-1', message, { 'the requester': ifThere(message, requester) }),
    );
    if (wrong) return [say.fail(claim, `it names ${names(story, [userOf(wrong) ?? ''])} as the requester`, [wrong])];
    return [say.comes(claim, returns, attempt.step2, { once: true })];
  }),
);

/** @param problem what is wrong with a request return */
const eachReturn = (
  requirement: string,
  expected: string,
  concerns: (message: Message) => boolean,
  problem: (story: Formation, message: Message) => string | undefined,
): Check =>
  check(requirement, (story, say) =>
    boundCases(story).flatMap(({ attempt, primary }) =>
      say.all({ party: primary, expected }, attempt.step4b.filter(concerns), (message) => problem(story, message)),
    ),
  );

const carriesResult = eachReturn(
  'STEP-4b-2',
  'the request return carries the result, authorized or not authorized (step 4b i)',
  () => true,
  (_story, message) => (isPositive(message) || isNegative(message) ? undefined : 'it carries none'),
);

const carriesIdentity = eachReturn(
  'STEP-4b-3',
  'the request return carries the MC service group ID of the regroup group if authorized (step 4b ii)',
  isPositive,
  (_story, { flow, body }) =>
    spokenOf('STEP-4b-3', flow).some(([element]) => isMissing(valueIn(body, element))) ? 'it carries none' : undefined,
);

const carriesNoIdentity = eachReturn(
  'STEP-4b-4',
  'the request return carries no MC service group ID if not authorized (step 4b ii)',
  isNegative,
  (story, message) => {
    const wrong = deviation('STEP-4b-4', message, { 'left out': only(undefined) });
    return wrong && `it carries ${shown(story, wrong, 'none')}`;
  },
);

const clientStops = check('STEP-4b-5', (story, say) =>
  refusedOf(story).map(({ requester, party, negative, further }) =>
    say.staysAway(
      {
        party,
        expected: `${names(story, [requester])}'s client does not proceed after a negative request return (step 4b)`,
        reading: 'A-06',
      },
      further,
      negative,
    ),
  ),
);

const serverStops = check('STEP-4b-6', (story, say) =>
  boundCases(story).flatMap(({ attempt, primary, negative }) => {
    if (!negative) return [];
    const claim = {
      party: primary,
      expected: 'after a negative request return the procedure terminates (step 4b)',
    };
    const legs = [...attempt.legs.values()];
    const further = [
      ...legs.flatMap(({ step5 }) => step5),
      ...attempt.ownStep7,
      ...attempt.step4a,
      ...attempt.step12,
    ].filter(({ seq }) => seq > negative.seq);
    return [say.staysAway(claim, further, negative)];
  }),
);

const firstStep5 = ({ attempt }: Case): Message | undefined =>
  [...attempt.legs.values()]
    .flatMap(({ step5 }) => step5)
    .reduce<Message | undefined>((first, message) => (first && first.seq < message.seq ? first : message), undefined);

const returnsBeforeAsking = check('STEP-4b-7', (story, say, { ordering }) =>
  boundCases(story).flatMap((one) => {
    const [step4b] = one.attempt.step4b;
    const step5 = firstStep5(one);
    if (!step4b || !step5) return [];
    const claim = {
      party: one.primary,
      expected: 'the request return is sent before the first request to a partner (steps 4b and 5)',
      reading: 'A-05',
    };
    if (step4b.seq < step5.seq) return [say.pass(claim, 'it was', [step4b, step5])];
    if (ordering === 'lenient')
      return [say.pass(claim, 'it came later, which the ordering chosen allows', [step5, step4b])];
    return [say.fail(claim, `${describe(story, step5)} was sent first`, [step5, step4b])];
  }),
);

const keepsIdentity = check('STEP-4b-8', (story, say) =>
  boundCases(story).flatMap(({ attempt, primary, requester, positive }) => {
    const id = positive && regroupIdOf(positive);
    if (id === undefined) return [];
    const expected = `the regroup group is ${names(story, [id])} in every step after the request return (step 4b ii)`;
    const other = (message: Message): string | undefined =>
      namesWrong(story, deviation('STEP-4b-8', message, { returned: only(id) }));
    const legs = [...attempt.legs.values()];
    const responses = attempt.step12.filter(({ to }) => to.id === requester);
    // Beside the one of this regroup another is one too many, and renames nothing (step 12).
    const right = responses.filter((response) => other(response) === undefined);
    const byPrimary = [
      ...legs.flatMap(({ step5 }) => step5),
      ...attempt.ownStep7,
      ...(right.length > 0 ? right : responses),
    ];
    return [
      ...say.all({ party: primary, expected }, byPrimary, other),
      // A partner knows the identity from step 5 only; it answers for what it was told right.
      ...legs
        .filter(({ step5 }) => step5.length > 0 && step5.every((message) => regroupIdOf(message) === id))
        .flatMap(({ partner, step7, step11 }) => say.all({ party: partner, expected }, [...step7, ...step11], other)),
    ];
  }),
);

export const step4b: readonly Check[] = [
  returnsRequest,
  carriesResult,
  carriesIdentity,
  carriesNoIdentity,
  clientStops,
  serverStops,
  returnsBeforeAsking,
  keepsIdentity,
];
