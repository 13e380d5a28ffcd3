// What the verdicts of a recorded run depended on besides its trace: who was under test, what was declared, which rules.

import type { Catalogue } from '../traceability/catalogue/catalogue';
import { claimsOf } from '../traceability/catalogue/claims';
import type { Ics } from '../traceability/catalogue/ics';
import type { RunResult } from '../verdict/results';
import { wireNamed } from '../wires/registry';
import { checksOf } from './checks';
import type { JudgementContext } from './judgement-context';

/** What a verdict depends on besides its trace; the rest of a run it never looks at. */
export type Judged = Pick<RunResult, 'clauses' | 'target' | 'options'>;

export function contextOfRun({ clauses, target, options }: Judged, whole: Catalogue, ics: Ics): JudgementContext {
  const catalogue = whole.only(clauses.map(({ clause }) => clause));
  const { underTest } = target;
  const wire = wireNamed(target.adapter);
  return {
    catalogue,
    wire,
    claims: claimsOf(ics, target.ics ?? {}, underTest, wire),
    judged: underTest.length === 0 ? 'all' : new Set(underTest),
    ordering: options['ordering'] === 'lenient' ? 'lenient' : 'strict',
    strength: options['strength'] === 'shall' ? 'shall' : 'all',
    readings: options['readings'] === 'any' ? 'any' : 'registered',
    checks: checksOf(catalogue),
  };
}
