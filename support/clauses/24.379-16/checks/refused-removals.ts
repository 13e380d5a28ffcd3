// What a user is answered whose removal the function that controls the regroup refused: a failure, with the Warnings that came with
// the refusal (16.2.2.3, on a failure).

import type { Check } from '../../../oracle/check';
import { check } from '../saying';
import { refusedByController } from '../story/handed-over';
import type { Answer, Leg, Legs } from '../story/legs';
import { eachAnswer, shown } from './each-answer';
import { UNTOLD, type Problem } from './each-leg';

const asked = (expected: string) => ({ leg: 'A', action: 'remove', expected }) as const;

/** Of those alone that were refused at the controlling function. */
const whereRefused =
  (problem: (answer: Answer, refusal: Answer) => Problem) =>
  (one: Leg, answer: Answer, story: Legs): Problem => {
    const refusal = refusedByController(one, story);
    return refusal === undefined ? UNTOLD : problem(answer, refusal);
  };

/** Codes, as whoever hands a Warning on may put itself before it. */
const keepsWarnings = (answer: Answer, refusal: Answer): Problem => {
  // What was no failure, or its server's own want of resources, hands nothing on.
  if (answer.status < 300 || refusal.warnings.length === 0 || answer.status === 503) return UNTOLD;
  const lost = refusal.warnings.filter((code) => !answer.warnings.includes(code));
  return lost.length === 0
    ? undefined
    : `${shown(answer)}, and Warning ${lost.join(' and ')} had come with the refusal`;
};

const isSent = check('GR-16.2.2.3-fail-3', (story, say) =>
  story.legs.flatMap((one) => {
    const { party } = one.message.to;
    if (one.leg !== 'A' || one.action !== 'remove' || party === null) return [];
    const refusal = refusedByController(one, story);
    if (refusal === undefined || story.undelivered.has(one.message.id)) return [];
    const claim = { party, expected: 'a removal that the controlling function refused is answered' };
    if (one.answer) return [say.pass(claim, 'it is', [one.message, one.answer.message])];
    return [
      say.whenQuiet(claim, refusal.message, (settled) => say.fail(claim, 'it never was', [one.message, settled])),
    ];
  }),
);

export const refusedRemovals: readonly Check[] = [
  eachAnswer(
    'GR-16.2.2.3-fail-1',
    asked('a removal that the controlling function refused is answered with a failure'),
    whereRefused((answer) => (answer.status < 300 ? shown(answer) : undefined)),
  ),
  eachAnswer(
    'GR-16.2.2.3-fail-2',
    { ...asked('the failure of a removal carries the Warnings of the controlling function'), reading: 'M-09' },
    whereRefused(keepsWarnings),
  ),
  isSent,
];
