// What every check of this clause is made of: the requests of one leg, the parties that sent them, and what is wrong with one.

import type { PartyName } from '../../../procedure/roles';
import type { Check } from '../../../oracle/check';
import type { Say } from '../../../oracle/saying';
import type { Finding } from '../../../verdict/finding';
import { check } from '../saying';
import type { Action, Leg, LegName, Legs, Told } from '../story/legs';

export interface Ask {
  readonly leg: LegName;
  readonly action: Action;
  readonly expected: string;
  /** The reading that decides. */
  readonly reading?: string;
  /** Which of them; all where absent. */
  readonly isMeant?: (one: Told, story: Legs) => boolean;
}

/** Whether a request is one of those that are asked about. */
export const isOf =
  ({ leg, action, isMeant }: Ask, story: Legs) =>
  (one: Told): boolean =>
    one.leg === leg && one.action === action && (isMeant?.(one, story) ?? true);

/** Nothing can be said of a request. */
export const UNTOLD = Symbol('untold');

/** What is wrong with a request. */
export type Problem = string | typeof UNTOLD | undefined;

/** Each request of the leg has to be right; one finding for each sender. */
export const judgeLegs =
  (ask: Ask, problem: (one: Leg, story: Legs) => Problem) =>
  (story: Legs, say: Say): readonly Finding[] =>
    bySide(story.legs.filter(isOf(ask, story)), 'from').flatMap(([party, legs]) => {
      const { expected, reading } = ask;
      const claim = { party, expected, ...(reading !== undefined && { reading }) };
      const seen = legs.flatMap((one) => {
        const wrong = problem(one, story);
        return wrong === UNTOLD ? [] : [{ message: one.message, wrong }];
      });
      return say.all(
        claim,
        seen.map(({ message }) => message),
        (message) => seen.find((one) => one.message === message)?.wrong,
      );
    });

export const eachLeg = (requirement: string, ...judged: Parameters<typeof judgeLegs>): Check =>
  check(requirement, judgeLegs(...judged));

/** By who sent them, or by whom they were sent to. */
export function bySide(legs: readonly Leg[], side: 'from' | 'to'): readonly (readonly [PartyName, readonly Leg[]])[] {
  const parties = new Map<PartyName, Leg[]>();
  for (const one of legs) {
    const { party } = one.message[side];
    if (party !== null) parties.set(party, [...(parties.get(party) ?? []), one]);
  }
  return [...parties];
}
