// A kept walk as a candidate for a scenario: its acts in the phrases of the features, as far as these go, and its ladder for whoever
// makes messages wait and cross as it wants. Pure.

import { asGherkin } from '../stories/gherkin';
import type { Move, StoryAct } from '../stories/story';
import { ladderText } from './ladder';
import { replay } from './replay';
import { walkOf, type Kept } from './survey';

export function candidateOf(kept: Kept): string {
  const walk = walkOf(kept);
  const acts: readonly StoryAct[] = [
    ...walk.start.requests,
    ...walk.moves.flatMap((move) => ('act' in move ? [move.act] : [])),
  ];
  const moves = acts.map((act): Move => ({ kind: 'act', act }));
  const lines = [
    ...asGherkin({ setup: walk.start.setup, choices: {}, moves }).split('\n'),
    ...ladderText(replay(walk))
      .split('\n')
      .map((line) => `#${line}`),
  ];
  return [
    `@candidate:${kept.id}`,
    `Scenario: ${kept.class.replaceAll('-', ' ')}`,
    ...lines.map((line) => `  ${line}`),
  ].join('\n');
}
