// Makes a story smaller as long as it still shows the same: moves, users, groups and freedoms are left out, and what stays becomes
// the usual. Pure; unaware of what the story shows.

import type { Move, StoryAct, StoryGroup, StoryScript } from './story';

/** @param shows whether a story still does */
export function shrunk(story: StoryScript, shows: (story: StoryScript) => boolean): StoryScript {
  for (const smaller of smallerThan(story)) if (shows(smaller)) return shrunk(smaller, shows);
  return story;
}

/** One change each; what leaves out the most comes first. */
function* smallerThan(story: StoryScript): Generator<StoryScript> {
  const { setup, choices, moves } = story;
  for (let part = Math.floor(moves.length / 2); part >= 1; part = Math.floor(part / 2))
    for (let from = moves.length - part; from >= 0; from -= part)
      yield { ...story, moves: [...moves.slice(0, from), ...moves.slice(from + part)] };
  for (const party of Object.keys(choices))
    yield { ...story, choices: Object.fromEntries(Object.entries(choices).filter(([other]) => other !== party)) };
  if (setup.multicastIn.length > 0) yield { ...story, setup: { ...setup, multicastIn: [] } };
  if ((setup.mayInitiate ?? []).length > 0) yield { ...story, setup: { ...setup, mayInitiate: [] } };
  if ((setup.refusing ?? []).length > 0) yield { ...story, setup: { ...setup, refusing: [] } };
  if ((setup.temporary ?? []).length > 0) yield { ...story, setup: { ...setup, temporary: [] } };
  for (const groups of each(setup.groups, smallerGroups)) yield { ...story, setup: { ...setup, groups } };
  for (const some of each(moves, smallerMoves)) yield { ...story, moves: some };
  yield* askingForTheSame(story);
}

/** What was asked for first is asked for once more, in place of something else. */
function* askingForTheSame(story: StoryScript): Generator<StoryScript> {
  const [first, ...others] = story.moves.flatMap((move) =>
    move.kind === 'act' && 'groups' in move.act ? [move.act] : [],
  );
  for (const act of others) {
    if (first === undefined || first.groups.length > act.groups.length) continue;
    if (act.groups.join() === first.groups.join()) continue;
    const same: Move = { kind: 'act', act: { ...act, groups: first.groups } };
    yield { ...story, moves: story.moves.map((move) => (move.kind === 'act' && move.act === act ? same : move)) };
  }
}

/** The list with one of its elements made smaller. */
function* each<T>(list: readonly T[], smaller: (one: T) => Iterable<T>): Generator<T[]> {
  for (const [index, one] of list.entries())
    for (const other of smaller(one)) yield [...list.slice(0, index), other, ...list.slice(index + 1)];
}

function* without<T>(list: readonly T[], least = 0): Generator<T[]> {
  if (list.length <= least) return;
  if (least === 0 && list.length > 1) yield [];
  for (const index of list.keys()) yield [...list.slice(0, index), ...list.slice(index + 1)];
}

function* smallerGroups(group: StoryGroup): Generator<StoryGroup> {
  for (const others of without(group.others)) yield { ...group, others };
  for (const affiliated of without(group.affiliated)) yield { ...group, affiliated };
}

function* smallerMoves(move: Move): Generator<Move> {
  if (move.kind === 'act') for (const act of smallerActs(move.act)) yield { ...move, act };
  if (move.kind === 'lose' && move.pick > 0) yield { ...move, pick: 0 };
  if (move.kind === 'configure') for (const groups of without(move.groups, 1)) yield { ...move, groups };
  if (move.kind === 'hours' && move.hours > FEWEST_HOURS) yield { ...move, hours: FEWEST_HOURS };
  if (move.kind !== 'arrive') return;
  yield { kind: 'quiet' };
  for (const picks of without(move.picks, 1)) yield { ...move, picks };
  for (const picks of each(move.picks, (pick) => (pick > 0 ? [0, pick - 1] : []))) yield { ...move, picks };
}

const FEWEST_HOURS = 2;
const USUAL_USER = 'Ana';
const USUAL_CONFIGURATION = 'Crisis-0';

function* smallerActs(act: StoryAct): Generator<StoryAct> {
  if (act.user !== USUAL_USER) yield { ...act, user: USUAL_USER };
  if ('groups' in act) for (const groups of without(act.groups, 1)) yield { ...act, groups };
  if (act.act === 'cancel' && act.regroup !== undefined) yield { ...act, regroup: undefined };
  if (act.act !== 'initiate') return;
  if (act.into !== undefined) yield { ...act, into: undefined };
  if (act.configuration !== USUAL_CONFIGURATION) yield { ...act, configuration: USUAL_CONFIGURATION };
}
