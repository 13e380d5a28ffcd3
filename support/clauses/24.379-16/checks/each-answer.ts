// What every check of a final response is made of: the answers to the requests of one leg, who gave them, and what is wrong with one.

import type { Check } from '../../../oracle/check';
import { check } from '../saying';
import type { Answer, Leg, Legs } from '../story/legs';
import { bySide, isOf, UNTOLD, type Ask, type Problem } from './each-leg';

/** Each final response to a request of the leg has to be right; one finding for each who answers. */
export const eachAnswer = (
  requirement: string,
  asked: Ask,
  problem: (one: Leg, answer: Answer, story: Legs) => Problem,
): Check =>
  check(requirement, (story, say) =>
    bySide(story.legs.filter(isOf(asked, story)), 'to').flatMap(([party, legs]) => {
      const { expected, reading } = asked;
      const claim = { party, expected, ...(reading !== undefined && { reading }) };
      const seen = legs.flatMap((one) => {
        const wrong = one.answer && problem(one, one.answer, story);
        return one.answer === undefined || wrong === UNTOLD ? [] : [{ message: one.answer.message, wrong }];
      });
      return say.all(
        claim,
        seen.map(({ message }) => message),
        (message) => seen.find((one) => one.message === message)?.wrong,
      );
    }),
  );

export function shown({ status, warnings, sip }: Answer): string {
  const told = warnings.length > 0 ? warnings.map(String) : (sip?.values('Warning') ?? []);
  return `the answer is ${status}${told.length > 0 ? ` with Warning ${told.join(' and ')}` : ''}`;
}
