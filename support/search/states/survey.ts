// Asks many questions of the search and keeps, of each class of behaviour, one of the shortest ways to it.

import { chances } from '../../trials/chance';
import { classesOf } from './classes';
import { arePermitted, type ReadingName } from './readings';
import type { Fault, Walk } from './start';
import { RING, STARTS, type NamedStart } from './starts';
import { explore } from './space';
import type { Budget } from './world';

export interface Asked {
  readonly from: NamedStart;
  readonly readings: readonly ReadingName[];
  readonly budget: Budget;
}

export interface Kept {
  /** Of the class. */
  readonly id: string;
  readonly class: string;
  /** Where it starts, by name. */
  readonly from: string;
  readonly readings: readonly ReadingName[];
  readonly moves: Walk['moves'];
}

export interface Answer {
  readonly states: number;
  readonly steps: number;
  readonly behaviours: number;
  readonly depth: number;
  readonly ends: number;
  /** One of each class. */
  readonly kept: readonly Kept[];
}

export const FAULTS: readonly Fault[] = ['vanishes', 'is lost', 'is reported lost', 'arrives twice'];

const READINGS_TO_PLAY: readonly (readonly ReadingName[])[] = [
  [],
  ['split'],
  ['parallel'],
  ['formed-only'],
  ['late'],
  ['split', 'parallel'],
  ['split', 'formed-only'],
  ['split', 'late'],
];

/** Where every step is a moment and nothing is reserved, two requests have too many ways for two acts and a fault. */
const isWide = ({ start }: NamedStart, readings: readonly ReadingName[]): boolean =>
  start.requests.length > 1 && readings.length > 1;

/** Everything. */
export const WHOLE: readonly Asked[] = [
  ...STARTS.flatMap((from) =>
    READINGS_TO_PLAY.map((readings): Asked => ({
      from,
      readings,
      budget: isWide(from, readings) ? { acts: 1, faults: 1 } : { acts: 2, faults: 1 },
    })),
  ),
  { from: RING, readings: [], budget: { acts: 1, faults: 0 } },
  { from: RING, readings: [], budget: { acts: 0, faults: 1 } },
];

/** What takes a second or two, and is the same each time. */
export const SLICE: readonly Asked[] = STARTS.flatMap((from) =>
  ([[], ['split'], ['late']] as const).map((readings): Asked => ({
    from,
    readings,
    budget: from.start.requests.length > 1 ? { acts: 1, faults: 0 } : { acts: 1, faults: 1 },
  })),
);

/** @param judged how many of the ends are shown, and to whom; which, the seed decides */
export function ask(
  asked: Asked,
  judged?: {
    readonly most: number;
    readonly seed: number;
    show(walk: Pick<Kept, 'from' | 'readings' | 'moves'>): void;
  },
): Answer {
  const { from, readings, budget } = asked;
  const space = explore({ start: from.start, readings, acts: from.acts, budget, faultKinds: FAULTS });
  const kept = new Map<string, Kept>();
  const chance = chances(judged?.seed ?? 0);
  const share = (judged?.most ?? 0) / Math.max(space.ends, 1);
  for (const { outcome, walk } of space.outcomes()) {
    if (chance() < share) judged?.show({ from: from.id, readings, moves: walk().moves });
    for (const { id, text } of classesOf(outcome.requests)) {
      const before = kept.get(id);
      // Ends are met in the order of their distance: the first is a shortest one, but for what it takes.
      if (before !== undefined && isUntroubled(before)) continue;
      const found: Kept = { id, class: text, from: from.id, readings, moves: walk().moves };
      if (before === undefined || isBetter(found, before)) kept.set(id, found);
    }
  }
  const { states, steps, behaviours, depth, ends } = space;
  return { states, steps, behaviours, depth, ends, kept: [...kept.values()] };
}

/** What takes no reading that is not permitted, then what takes no loss, then what is short. */
const rank = ({ readings, moves }: Kept): readonly number[] => [
  arePermitted(readings) ? 0 : 1,
  moves.filter((move) => 'fault' in move).length,
  moves.filter((move) => 'fault' in move && move.fault === 'vanishes').length,
  readings.length,
  moves.length,
];

/** It takes no reading that is not permitted, and no fault of the network. */
const isUntroubled = (one: Kept): boolean => rank(one)[0] === 0 && rank(one)[1] === 0;

const isBetter = (one: Kept, other: Kept): boolean => isLess(rank(one), rank(other));

function isLess(one: readonly number[], other: readonly number[]): boolean {
  const at = one.findIndex((value, place) => value !== other[place]);
  return at !== -1 && (one[at] ?? 0) < (other[at] ?? 0);
}

/** Of each class the best; of several that are as good, the first. */
export function bestOf<T extends Kept>(all: readonly T[]): T[] {
  const best = new Map<string, T>();
  for (const one of all) {
    const known = best.get(one.id);
    if (known === undefined || isBetter(one, known)) best.set(one.id, one);
  }
  return [...best.values()];
}

/** @throws where no start has the name */
export function walkOf({ from, readings, moves }: Pick<Kept, 'from' | 'readings' | 'moves'>): Walk {
  const named = [...STARTS, RING].find(({ id }) => id === from);
  if (named === undefined) throw new Error(`no search starts at ${from}`);
  return { start: named.start, readings, moves };
}
