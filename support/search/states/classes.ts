// Classes of behaviour: the ending of a regroup as its requester is told it, and each thing that nobody can want of a regroup. What
// several of these come to together is no class of its own: two cancellations end each for itself, and troubles have each a cause of
// their own, so that their combinations tell nothing that they do not tell one by one. The id of a class hangs on its text alone, so
// that it stays whatever the way to it and whatever else goes on.

import { createHash } from 'node:crypto';
import type { Ending } from './outcome';

export interface BehaviourClass {
  readonly id: string;
  readonly text: string;
}

/** Of each request, each once. */
export function classesOf(
  endings: readonly Pick<Ending, 'told' | 'cancellations' | 'troubles'>[],
): readonly BehaviourClass[] {
  const texts = new Set(endings.flatMap(textsOf));
  return [...texts].map((text) => ({ id: `B-${createHash('sha1').update(text).digest('hex').slice(0, 6)}`, text }));
}

function textsOf({
  told,
  cancellations,
  troubles,
}: Pick<Ending, 'told' | 'cancellations' | 'troubles'>): readonly string[] {
  const answers = told.join(' and then ') || 'no answer';
  const endings =
    cancellations.length === 0 ? [answers] : cancellations.map((result) => `${answers}, cancellation ${result}`);
  return [...endings, ...troubles];
}
