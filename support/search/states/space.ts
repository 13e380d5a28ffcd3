// Everything that a deployment can come to: breadth first, so that the first way to anything is a shortest one.

import { outcomeOf, type Outcome } from './outcome';
import type { ReadingName } from './readings';
import type { StoryAct } from '../stories/story';
import type { Fault, Start, Walk, WalkMove } from './start';
import { deployStates, type Budget } from './world';

export interface Question {
  readonly start: Start;
  readonly readings: readonly ReadingName[];
  readonly acts: readonly StoryAct[];
  readonly faultKinds: readonly Fault[];
  readonly budget: Budget;
}

export interface Space {
  readonly states: number;
  readonly steps: number;
  /** Ways from the start to an end; more than can be walked. */
  readonly behaviours: number;
  readonly depth: number;
  /** States in which nothing is under way and nobody is about to do anything. */
  readonly ends: number;
  /** The ends, as they are met. */
  outcomes(): Generator<{ readonly outcome: Outcome; readonly walk: () => Walk }>;
}

/** @param limit of states, beyond which the search gives up */
export function explore(question: Question, limit = 2_000_000): Space {
  const { start, readings, acts, budget, faultKinds } = question;
  const deployed = deployStates(start, readings, acts, budget, faultKinds);
  const keys = [deployed.first];
  const numbers = new Map<string, number>([[deployed.first, 0]]);
  const parents: number[] = [-1];
  const depths: number[] = [0];
  const moves: (WalkMove | undefined)[] = [undefined];
  const next: number[][] = [];
  const ends: number[] = [];
  let steps = 0;

  for (let at = 0; at < keys.length; at += 1) {
    const key = keys[at] as string; // the loop's bound says that it is there
    const following: number[] = [];
    for (const { move, next: reached } of deployed.successors(key)) {
      steps += 1;
      let number = numbers.get(reached);
      if (number === undefined) {
        number = keys.push(reached) - 1;
        if (number >= limit) throw new Error(`more than ${limit} states`);
        numbers.set(reached, number);
        parents.push(at);
        depths.push((depths[at] ?? 0) + 1);
        moves.push(move);
      }
      following.push(number);
    }
    next.push(following);
    if (deployed.isQuiet(key)) ends.push(at);
  }

  const walkTo = (end: number): Walk => {
    const taken: WalkMove[] = [];
    for (let at = end; at > 0; at = parents[at] ?? 0) taken.push(moves[at] as WalkMove);
    return { start, readings, moves: taken.reverse() };
  };

  return {
    states: keys.length,
    steps,
    behaviours: waysThrough(next),
    depth: depths.at(-1) ?? 0,
    ends: ends.length,
    *outcomes() {
      for (const end of ends)
        yield { outcome: outcomeOf(deployed.seen(keys[end] as string), start), walk: () => walkTo(end) };
    },
  };
}

/** How many ways lead from the first state to one that has no next; no way comes back to where it was. */
function waysThrough(next: readonly (readonly number[])[]): number {
  const ways = new Float64Array(next.length).fill(-1);
  const stack = [0];
  while (stack.length > 0) {
    const at = stack.at(-1) ?? 0;
    const following = next[at] ?? [];
    const open = following.filter((one) => ways[one] === -1);
    if (open.length > 0) stack.push(...open);
    else {
      ways[at] = following.length === 0 ? 1 : following.reduce((sum, one) => sum + (ways[one] ?? 0), 0);
      stack.pop();
    }
  }
  return ways[0] ?? 0;
}
