// A load in the matrix: its verdict with its figures, and which statements the product broke under it. Pure.

import type { LoadResult } from '../../load/load-result';
import type { Cell } from '../../report/page/matrix-data';
import type { Job, Outcome } from '../job';
import { cellOf, type About } from './cell';

export function cellOfLoad(
  job: Job,
  outcome: Outcome,
  load: LoadResult,
  about: About & { readonly page: string },
): Cell {
  const { participants, ...cell } = cellOf(job, outcome, undefined, about);
  return {
    ...cell,
    state: load.verdict,
    reason: load.reason === '' ? figuresOf(load) : `${load.reason}; ${figuresOf(load)}`,
    page: about.page,
    participants: participants.map((participant) => ({
      ...participant,
      verdict: load.verdict === 'error' ? 'inconclusive' : load.verdict,
      broken: participant.roles.flatMap((role) =>
        load.findings
          .filter(({ party }) => party === role)
          .map(({ requirement, expected, observed }) => ({
            ...{ requirement, says: about.says(requirement), role, expected, observed },
            ...{ testPurposes: [], evidence: [], excuses: [] },
          })),
      ),
    })),
  };
}

function figuresOf({ clients: { asked, received }, times }: LoadResult): string {
  const { step7, messagesPerSecond } = times ?? { step7: null, messagesPerSecond: null };
  return [
    `${received} of ${asked} clients were sent step 7`,
    ...(step7 === null ? [] : [`half of them within ${step7.median} ms, the last after ${step7.last} ms`]),
    ...(messagesPerSecond === null ? [] : [`${messagesPerSecond} messages a second`]),
  ].join(', ');
}
