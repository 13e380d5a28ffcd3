// Which scenario of the suite shows what a kept walk does, by what the traces of both show. The suite is played with every party
// faithful.

import { loadCatalogue } from '../../traceability/catalogue/catalogue';
import { loadScenarios } from '../../traceability/features';
import { createRunner } from '../../trials/runner';
import type { TraceEvent } from '../../evidence/trace';
import { classesOf } from './classes';
import { replay } from './replay';
import { signaturesOf } from './signature';
import { walkOf, type Kept } from './survey';

export interface Suite {
  /** The test purpose of a scenario that shows it; undefined where none does. */
  shows(kept: Kept): string | undefined;
}

export async function playSuite(): Promise<Suite> {
  const played = await createRunner()(loadScenarios(loadCatalogue()), { wire: 'memory' });
  const shown = new Map<string, string>();
  for (const { result, events } of played)
    for (const signature of signaturesOf(eventsIn(events))) if (!shown.has(signature)) shown.set(signature, result.tp);
  return { shows: (kept) => shown.get(signatureOf(kept) ?? '') };
}

/** What the trace of the walk shows of the regroup whose class it is kept for. */
export function signatureOf(kept: Kept): string | undefined {
  const { events, outcome } = replay(walkOf(kept));
  const at = outcome.requests.findIndex((request) =>
    classesOf({ requests: [request] }).some(({ id }) => id === kept.id),
  );
  return signaturesOf(events)[at];
}

const eventsIn = (lines: string): readonly TraceEvent[] =>
  lines
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as TraceEvent); // ours
