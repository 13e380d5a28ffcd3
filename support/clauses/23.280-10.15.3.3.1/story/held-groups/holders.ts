// Which attempts may hold a group at a moment. Of thousands that ask for one group nearly all are over by then, so those are passed
// over without being looked at.

import type { PartyName } from '../../../../procedure/roles';
import type { Change } from '../../../../oracle/story/timeline';
import { namesOf, regroupIdFor, type Attempt } from '../attempts/attempt';

/** @returns in the order in which they began */
export type Holders = (group: string, seq: number) => readonly Attempt[];

/** When an attempt may be in force anywhere. */
interface Span {
  readonly attempt: Attempt;
  readonly from: number;
  readonly to: number;
}

interface Spans {
  /** By their begin. */
  readonly spans: readonly Span[];
  /** The latest end of each and of all before it. */
  readonly lastEnds: readonly number[];
}

/** The servers that were asked for it. */
export const serversOf = ({ primary, legs }: Attempt): readonly PartyName[] => [
  primary,
  ...[...legs.values()].filter(({ step5 }) => step5.length > 0).map(({ partner }) => partner),
];

export function readHolders(
  attempts: readonly Attempt[],
  lifeAt: (attempt: Attempt, server: PartyName) => readonly Change[],
): Holders {
  const byGroup = new Map<string, Span[]>();
  for (const attempt of attempts) {
    const lives = serversOf(attempt).map((server) => lifeAt(attempt, server));
    const from = Math.min(...lives.flat().map(({ seq }) => seq));
    const to = Math.max(...lives.map((life) => (life.at(-1)?.state === 'no' ? (life.at(-1)?.seq ?? 0) : Infinity)));
    const id = regroupIdFor(attempt);
    for (const group of new Set([...attempt.groups, ...(id === undefined ? [] : [id]), ...namesOf(attempt)])) {
      const known = byGroup.get(group) ?? [];
      byGroup.set(group, known);
      known.push({ attempt, from, to });
    }
  }
  const inOrder = new Map([...byGroup].map(([group, spans]) => [group, ordered(spans)]));
  return (group, seq) => {
    const { spans, lastEnds } = inOrder.get(group) ?? { spans: [], lastEnds: [] };
    const held: Attempt[] = [];
    for (let at = begunBy(spans, seq) - 1; at >= 0 && (lastEnds[at] ?? 0) > seq; at -= 1) {
      const span = spans[at];
      if (span !== undefined && span.to > seq) held.push(span.attempt);
    }
    return held.reverse();
  };
}

function ordered(unordered: readonly Span[]): Spans {
  const spans = unordered.toSorted((one, other) => one.from - other.from);
  let last = 0;
  return { spans, lastEnds: spans.map(({ to }) => (last = Math.max(last, to))) };
}

/** How many of them have begun. */
function begunBy(spans: readonly Span[], seq: number): number {
  let [low, high] = [0, spans.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((spans[middle]?.from ?? Infinity) <= seq) low = middle + 1;
    else high = middle;
  }
  return low;
}
