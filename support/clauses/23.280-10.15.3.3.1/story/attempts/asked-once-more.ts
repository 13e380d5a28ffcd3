// What a primary asks a partner for once more. It belongs to the regroup for which it asked before, whatever was asked for since.

import { sameSet } from '../../../../oracle/saying';
import { configIdOf, listedGroups, regroupIdOf, userOf, type Message } from '../../../../oracle/story/message';
import { isConcluded, regroupIdFor, type AttemptDraft } from './attempt';
import type { AttemptIndex } from './attempt-index';

/**
 * @param candidates the attempts that the request may belong to otherwise
 * @returns the regroup, in force or rejected, of which the partner was asked the same before, where nothing that is open has its
 *   identity or is still without one
 */
export function askedOnceMore(
  index: Pick<AttemptIndex, 'named' | 'uses'>,
  request: Message,
  candidates: readonly AttemptDraft[],
): AttemptDraft | undefined {
  const { party } = request.to;
  if (party === null) return undefined;
  const id = regroupIdOf(request);
  const repeated = index.named(party, id).find(({ primary, step4a, step12, legs }) => {
    const leg = legs.get(party);
    const isOver = step12.length + step4a.length > 0 && leg?.cancels.length === 0;
    return primary === request.from.party && isOver && leg.step5.some((earlier) => asksTheSame(earlier, request));
  });
  const isAsked = candidates.some(
    (other) =>
      other !== repeated && !isConcluded(other) && (index.uses(other, id) || regroupIdFor(other) === undefined),
  );
  return isAsked ? undefined : repeated;
}

const asksTheSame = (one: Message, other: Message): boolean =>
  regroupIdOf(one) === regroupIdOf(other) &&
  userOf(one) === userOf(other) &&
  configIdOf(one) === configIdOf(other) &&
  sameSet(listedGroups(one), listedGroups(other));
