// What the verdicts of a recorded run depended on besides its trace: who was under test, what was declared, which rules.

import { CHECKS } from '../clauses/all';
import type { Catalogue } from '../traceability/catalogue/catalogue';
import { claimsOf } from '../traceability/catalogue/claims';
import type { Ics } from '../traceability/catalogue/ics';
import type { RunResult } from '../verdict/results';
import { wireNamed } from '../wires/registry';
import type { JudgementContext } from './judgement';

export function contextOfRun({ target, options }: RunResult, catalogue: Catalogue, ics: Ics): JudgementContext {
  const { underTest } = target;
  const wire = wireNamed(target.adapter);
  return {
    catalogue,
    wire,
    claims: claimsOf(ics, target.ics ?? {}, underTest, wire),
    judged: underTest.length === 0 ? 'all' : new Set(underTest),
    ordering: options['ordering'] === 'lenient' ? 'lenient' : 'strict',
    strength: options['strength'] === 'shall' ? 'shall' : 'all',
    checks: CHECKS,
  };
}
