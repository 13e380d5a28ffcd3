// What a Then of this clause speaks of.

import type { Story } from '../../../oracle/story';
import { formationOf, type Formation } from '../formation';
import { isFormed, regroupIdFor, type Attempt } from '../story/attempts/attempt';

/** The regroup that the scenario speaks of: the latest that the stimulus started, else the latest formed before it. */
export function subject(story: Story): Attempt | undefined {
  const { attempts, stimulus } = formationOf(story);
  return attempts.findLast(({ step2 }) => step2.seq > stimulus) ?? attempts.findLast(isFormed) ?? attempts.at(-1);
}

/** Identities of the regroups that were formed before the stimulus. */
export const earlierIds = ({ attempts, stimulus }: Formation): ReadonlySet<string | undefined> =>
  new Set(attempts.filter(({ step12 }) => step12.some(({ seq }) => seq < stimulus)).map(regroupIdFor));
