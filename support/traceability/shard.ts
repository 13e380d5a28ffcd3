// One of several equal parts of a selection, for runs that are split over processes or machines. Unaware of where the
// other parts run.

import { UserError } from '../verdict/errors';
import { leftOut, type Selection } from './selection';

export interface Shard {
  /** From 1. */
  readonly index: number;
  readonly of: number;
}

/** Selections are far smaller; a larger number is a slip of the hand. */
const MOST = 1000;

/** @param text as the user gives it: `2/3` */
export function parseShard(text: string): Shard {
  const [, index, of] = (/^(\d+)\/(\d+)$/.exec(text) ?? []).map(Number);
  if (index === undefined || of === undefined || index < 1 || index > of || of > MOST)
    throw new UserError(
      'MCX-SHARD',
      `--shard expected i/n with i from 1 to n and n up to ${MOST}, such as 1/2, found ${text}; give each of n runs another i`,
    );
  return { index, of };
}

export const shardName = ({ index, of }: Shard): string => `${index}/${of}`;

/** Takes every n-th, because neighbours in a feature cost about the same. */
export function selectShard({ selected, notSelected }: Selection, shard: Shard): Selection {
  const isMine = (index: number): boolean => index % shard.of === shard.index - 1;
  const mine = selected.filter((_, index) => isMine(index));
  if (mine.length === 0)
    throw new UserError(
      'MCX-SHARD',
      `--shard ${shardName(shard)} expected at least ${shard.index} scenarios, but ${selected.length} are selected; use at most ${selected.length} shards`,
    );
  const others = selected.filter((_, index) => !isMine(index));
  const reason = `shard ${shardName(shard)}`;
  return {
    selected: mine,
    notSelected: [
      ...notSelected,
      ...others.map((scenario) => ({ ...leftOut(scenario, reason), notAsked: true as const })),
    ],
  };
}
