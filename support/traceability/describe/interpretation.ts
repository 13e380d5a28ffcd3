// How the suite reads an ambiguity of a clause, as a page: what is open, the reading, and what another reading would change.

import type { Interpretation } from '../catalogue/requirement';

export const describeInterpretation = ({
  id,
  problem,
  reading,
  why,
  alternatives,
  affects,
}: Interpretation): readonly string[] => [
  `# ${id}`,
  '',
  problem.trim(),
  '',
  '## Reading',
  '',
  reading.trim(),
  '',
  why.trim(),
  '',
  '## Other readings',
  '',
  ...alternatives.map((other) => `- ${other.reading.trim()} ${other.verdict.trim()}`),
  '',
  `Statements that rest on it: ${affects.join(', ')}`,
];
