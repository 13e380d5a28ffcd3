// Classes of behaviour: what the requester of a regroup was told, how its cancellations ended, and what nobody can want of the regroup.
// The id of a class hangs on that alone, so that it stays whatever the way to it and whatever else goes on.

import { createHash } from 'node:crypto';
import type { Ending, Outcome } from './outcome';

export interface BehaviourClass {
  readonly id: string;
  readonly text: string;
}

/** Of each request, each once. */
export function classesOf({ requests }: Pick<Outcome, 'requests'>): readonly BehaviourClass[] {
  const texts = new Set(requests.map(textOf));
  return [...texts].map((text) => ({ id: `B-${createHash('sha1').update(text).digest('hex').slice(0, 6)}`, text }));
}

function textOf({ told, cancellations, troubles }: Ending): string {
  const answers = told.join(' and then ') || 'no answer';
  const results = [...new Set(cancellations)].sort().map((result) => `, cancellation ${result}`);
  return `${answers}${results.join('')}: ${troubles.join(', ') || 'no trouble'}`;
}
