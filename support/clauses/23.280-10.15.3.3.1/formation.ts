// The story of a scenario as this clause tells it: the attempts at a regroup with everything that belongs to each, what belongs
// to none, and which groups were held by what.

import { oncePerStory, type Story } from '../../oracle/story';
import type { Attempt } from './story/attempts/attempt';
import { correlate } from './story/attempts/correlation';
import type { Stray } from './story/attempts/sorting';
import { readHoldings, type Holdings } from './story/held-groups/holdings';

export interface Formation extends Story {
  readonly attempts: readonly Attempt[];
  readonly strays: readonly Stray[];
  readonly holdings: Holdings;
}

/** Read once for each story, for nearly every check asks for it. */
export const formationOf = oncePerStory((story: Story): Formation => {
  const { attempts, strays } = correlate(story);
  return { ...story, attempts, strays, holdings: readHoldings(attempts, story) };
});
