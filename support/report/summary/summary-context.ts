// What the summary of a run tells besides its results, from catalogue and coverage.

import type { ReportSource } from '../formats/derived-report';
import type { EvidenceLabel } from './evidence-labels';
import type { SummaryContext } from './summary';

export const summaryContext = (
  { requirement, catalogue, coverage }: ReportSource,
  evidence: EvidenceLabel,
): SummaryContext => ({
  requirement,
  interpretation: (id) => catalogue.interpretation(id),
  evidence,
  coverage: coverage().counts,
});
