// The final responses: what is refused by status and Warning code, what is accepted, and what a refusal leaves undone (16.2.1.3,
// 16.2.2.2 to 16.2.2.5, 16.2.3.1, 16.2.3.2, 16.2.4.1, 16.2.4.2). Texts of Warnings are not compared (M-09).

import { together, type Check } from '../../../oracle/check';
import { oncePerStory } from '../../../oracle/story';
import { identityIn } from '../story/addressed';
import type { Answer, Leg, Legs } from '../story/legs';
import {
  askedByOthers,
  handedOn,
  handedOnAgain,
  holdsOneOf,
  isAccepted,
  isInForce,
  isInUse,
  isInNoService,
  isOfItsController,
  isRefusedByPartner,
  isUnknown,
  mayRegroup,
} from '../story/regroup-state';
import { check } from '../saying';
import { readSip } from '../story/sip-text';
import { eachAnswer, shown } from './each-answer';
import { bySide, UNTOLD, type Ask, type Problem } from './each-leg';

/** An overload comes before anything else and is no answer to the request. */
const isOverload = ({ status }: Answer): boolean => status === 500 || status === 503;

/** A server may have identities of its functions that the scenario does not know. */
const isOfAnother = (id: string, { message: { to } }: Leg, { places }: Legs): boolean =>
  id !== to.id && (places.user(id) !== undefined || places.isNoUser(id));

const mustRefuse = (answer: Answer, code: number): Problem =>
  isOverload(answer) ? UNTOLD : answer.status === 403 && answer.warnings.includes(code) ? undefined : shown(answer);

/** Who is not in service may be refused for that. */
const isWithoutRight = (one: Leg, story: Legs): boolean =>
  mayRegroup(one, story) === false && story.places.user(one.message.from.id)?.inService === true;

/** Which refusal is right for him is not said; that he is taken for nobody is. */
const mustNotTake = (one: Leg, answer: Answer, story: Legs): Problem => {
  if (!isInNoService(one, story)) return UNTOLD;
  if (answer.status < 300) return shown(answer);
  return handedOn(one, story).length > 0 ? 'it was handed on all the same' : undefined;
};

const mustBe200 = (answer: Answer): Problem => (answer.status === 200 ? undefined : shown(answer));

/** It is in an emergency, or unknown by now: a played server was told so. */
const isKept = ({ message: { to } }: Leg, { controls }: Legs): boolean =>
  to.party !== null && controls.keepers.has(to.party);

const mustTake = (one: Leg, answer: Answer, story: Legs): Problem =>
  isInForce(one, story) && !isOverload(answer) ? mustBe200(answer) : UNTOLD;

/** After a refusal nothing of the removal reaches anybody. */
const goesNoFurther = (
  requirement: string,
  expected: string,
  { isMeant, further }: { readonly isMeant: (one: Leg, story: Legs) => boolean; readonly further: typeof handedOn },
): Check =>
  check(requirement, (story, say) =>
    story.legs
      .filter(({ leg, action }) => leg === 'A' && action === 'remove')
      .filter((one) => isMeant(one, story))
      .flatMap((one) => {
        const { party } = one.message.to;
        if (party === null) return [];
        const wrong = further(one, story).map(({ message }) => message);
        return [say.staysAway({ party, expected }, wrong, one.message)];
      }),
  );

const BY_NOBODY = 'by a user in no service';
const UNAUTHORIZED = 'by a user without the right to regroup';

const TO_ASK_USERS = 'that names users to whoever serves them';

/** By message, the status of a final response that is no message of its own. */
const plainStatuses = oncePerStory(
  ({ plainAnswers }: Legs): ReadonlyMap<string, number | undefined> =>
    new Map(plainAnswers.map(({ to, raw }) => [to.id, readSip(raw)?.status])),
);

/** Of what the suite sends it sees every final response; of what passes between two products, those alone that came by it. */
function mustAnswer({ message, answer }: Leg, story: Legs): Problem {
  const { id, seq, writtenBy } = message;
  if (story.putOff.has(id)) return UNTOLD;
  const status = answer?.status ?? plainStatuses(story).get(id);
  if (status !== undefined) return status === 200 ? undefined : `the answer is ${status}`;
  if (story.refusals.has(id)) return story.refusals.get(id);
  if (writtenBy === 'implementation') return undefined;
  // Nothing is quiet while one is waited for; among played parties it may come in the moment after.
  const waited = story.waitedOutAfter(seq);
  if (waited === undefined) return UNTOLD;
  return waited.by === 'deadline' ? 'no final response came' : undefined;
}

const takes = (requirement: string, action: Ask['action']): Check =>
  check(requirement, (story, say) =>
    bySide(
      story.legs.filter((one) => one.leg === 'E' && one.action === action),
      'to',
    ).flatMap(([party, legs]) => {
      const what = action === 'create' ? 'the creation' : 'the removal';
      const claim = { party, expected: `a client answers ${what} on leg E with 200`, reading: 'M-08' };
      const reached = legs.filter(
        ({ message: { id } }) => story.putOff.has(id) || story.undelivered.get(id) !== 'undeliverable',
      );
      const wrong = new Map(reached.map((one) => [one.message, mustAnswer(one, story)]));
      const told = [...wrong.keys()].filter((message) => wrong.get(message) !== UNTOLD);
      const [untold] = [...wrong.keys()].filter((message) => wrong.get(message) === UNTOLD);
      if (told.length === 0 && untold)
        return [say.unsure(claim, story.putOff.get(untold.id) ?? 'it was still waited for', [untold])];
      return say.all(claim, told, (message) => wrong.get(message) as string | undefined);
    }),
  );

const ask = (leg: Ask['leg'], action: Ask['action'], expected: string, reading?: string): Ask => ({
  leg,
  action,
  expected,
  ...(reading !== undefined && { reading }),
});

export const answers: readonly Check[] = [
  takes('GR-16.2.1.3-2', 'create'),
  takes('GR-16.2.1.4-2', 'remove'),
  eachAnswer('GR-16.2.2.2-2', ask('A', 'create', `a creation ${BY_NOBODY} is not taken`, 'M-18'), mustNotTake),
  eachAnswer('GR-16.2.2.3-2', ask('A', 'remove', `a removal ${BY_NOBODY} is not taken`, 'M-18'), mustNotTake),
  eachAnswer(
    'GR-16.2.2.2-3.2',
    ask('A', 'create', `a creation ${UNAUTHORIZED} is refused with 403 and Warning 160`, 'M-09'),
    (one, answer, story) => (isWithoutRight(one, story) ? mustRefuse(answer, 160) : UNTOLD),
  ),
  eachAnswer('GR-16.2.2.2-2xx', ask('A', 'create', 'a creation that succeeded is answered with 200'), (one, answer) =>
    isAccepted(one) ? mustBe200(answer) : UNTOLD,
  ),
  eachAnswer(
    'GR-16.2.2.3-3.2',
    ask('A', 'remove', `a removal ${UNAUTHORIZED} is refused with 403 and Warning 161`, 'M-09'),
    (one, answer, story) => (isWithoutRight(one, story) ? mustRefuse(answer, 161) : UNTOLD),
  ),
  goesNoFurther('GR-16.2.2.3-3.3', `a removal ${UNAUTHORIZED} goes no further`, {
    isMeant: (one, story) => mayRegroup(one, story) === false && !askedByOthers(one, story),
    further: handedOn,
  }),
  eachAnswer(
    'GR-16.2.2.3-2xx-3',
    ask('A', 'remove', 'the 200 to a removal asserts the identity of the server'),
    (one, { sip }, story) => {
      if (!isAccepted(one)) return UNTOLD;
      const asserted = sip?.values('P-Asserted-Identity') ?? [];
      if (asserted.length === 0) return 'it asserts no identity';
      const other = asserted.map(identityIn).find((id) => isOfAnother(id, one, story));
      return other && `it asserts ${other}, which is none of the server`;
    },
  ),
  eachAnswer('GR-16.2.2.4-2', ask('D', 'create', `a creation ${TO_ASK_USERS} is answered with 200`), (_, answer) =>
    isOverload(answer) ? UNTOLD : mustBe200(answer),
  ),
  eachAnswer('GR-16.2.2.5-2.2', ask('D', 'remove', `a removal ${TO_ASK_USERS} is answered with 200`), (_, answer) =>
    isOverload(answer) ? UNTOLD : mustBe200(answer),
  ),
  eachAnswer(
    'GR-16.2.3.1-3.1',
    ask('A', 'create', 'a creation with an identity that is in use is refused with 403 and Warning 165', 'M-09'),
    (one, answer, story) => (mayRegroup(one, story) === true && isInUse(one, story) ? mustRefuse(answer, 165) : UNTOLD),
  ),
  eachAnswer(
    'GR-16.2.3.1-7a',
    ask('A', 'create', 'a creation that a non-controlling function refused is answered with a failure', 'M-10'),
    (one, answer, story) => {
      if (mayRegroup(one, story) === false || !isRefusedByPartner(one, story)) return UNTOLD;
      return answer.status >= 300 ? undefined : shown(answer);
    },
  ),
  eachAnswer(
    'GR-16.2.3.2-3.1',
    ask('A', 'remove', 'a removal of a regroup that does not exist is refused with 403 and Warning 163', 'M-09'),
    (one, answer, story) =>
      mayRegroup(one, story) === true && isUnknown(one, story) ? mustRefuse(answer, 163) : UNTOLD,
  ),
  goesNoFurther('GR-16.2.3.2-3.2', 'a removal of a regroup that does not exist goes no further', {
    isMeant: isUnknown,
    further: handedOnAgain,
  }),
  together(
    eachAnswer(
      'GR-16.2.3.2-4',
      ask('A', 'remove', 'a removal of a regroup that exists is answered with 200'),
      (one, answer, story) => (mayRegroup(one, story) === true ? mustTake(one, answer, story) : UNTOLD),
    ),
    eachAnswer(
      'GR-16.2.3.2-4',
      ask('B', 'remove', 'a removal that another server hands on is answered with 200'),
      (one, answer, story) => (isKept(one, story) ? UNTOLD : mustTake(one, answer, story)),
    ),
  ),
  eachAnswer(
    'GR-16.2.4.1-2a.1',
    ask('C', 'create', 'a creation with a regrouped group of the partner is refused with 403 and Warning 148', 'M-06'),
    (one, answer, story) => (holdsOneOf(one, story) ? mustRefuse(answer, 148) : UNTOLD),
  ),
  eachAnswer(
    'GR-16.2.4.1-4',
    ask('C', 'create', 'a creation that a non-controlling function takes is answered with 200', 'M-08'),
    (one, answer) => (isAccepted(one) ? mustBe200(answer) : UNTOLD),
  ),
  eachAnswer(
    'GR-16.2.4.2-2',
    ask('C', 'remove', 'a removal is answered with 200 by a non-controlling function'),
    (one, answer, story) => (isOverload(answer) || isOfItsController(one, story) ? UNTOLD : mustBe200(answer)),
  ),
];
