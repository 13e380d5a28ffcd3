// The removals of a regroup: which are by right, and whether somebody was sent more than a server had reasons for.

import { type PartyName } from '../../../procedure/roles';
import type { Message } from '../../../oracle/story/message';
import type { Leg, Legs } from './legs';
import { isHonoured, isInForce, mayRegroup } from './regroup-state';

export const isRemoval = ({ action }: Leg): boolean => action === 'remove';
export const isCreation = ({ action }: Leg): boolean => action === 'create';

export const isByRight = (one: Leg, story: Legs): boolean =>
  one.leg === 'A' && isRemoval(one) && mayRegroup(one, story) === true;

/** The removals of regroups in force by users with the right to it, and those that another server hands over for its user (M-20). */
export const rightful = (story: Legs): readonly Leg[] =>
  story.legs.filter((one) => (isByRight(one, story) || one.leg === 'B') && isInForce(one, story));

/** What decides that a removal of another server is for the controlling function. */
export const readingOn = ({ leg }: Leg): { readonly reading?: string } => (leg === 'B' ? { reading: 'M-20' } : {});

/**
 * More removals that somebody took than a server had reasons for: each that it took is one. One for each creation that it controls is
 * right in any case, for it may have rolled it back or ended it by itself. Of a user one that names users is a reason where it names
 * him, or where whoever had asked for the regroup sends no other: it can be taken for the end of all of it.
 */
export function beyondWhatItLearnt(
  party: PartyName,
  { of }: Leg,
  sent: readonly Leg[],
  { legs, undelivered }: Legs,
  { user, each = 1 }: { readonly user?: string; /** How many each reason is good for. */ readonly each?: number } = {},
): [observed: string, evidence: readonly Message[]] | undefined {
  const taken = sent.filter((one) => isHonoured(one) && !undelivered.has(one.message.id));
  const toIt = legs.filter((one) => one.of === of && one.message.to.party === party);
  const isOfAsker = ({ by }: Leg): boolean => {
    const asked = toIt.filter((one) => one.leg === 'C' && one.by === by);
    return asked.length > 0 && asked.every(isCreation);
  };
  const learnt = toIt.filter(
    (one) =>
      isRemoval(one) &&
      isHonoured(one) &&
      (user === undefined || one.leg !== 'D' || one.users.includes(user) || isOfAsker(one)),
  );
  const made = toIt.filter((one) => one.leg === 'A' && isCreation(one));
  const reasons = Math.max(learnt.length, made.length);
  if (taken.length <= reasons * Math.max(each, 1)) return undefined;
  const messages = taken.map(({ message }) => message);
  return [
    `${taken.length} times, and the server learnt of it ${reasons === 1 ? 'once' : `${reasons} times`}`,
    messages,
  ];
}
