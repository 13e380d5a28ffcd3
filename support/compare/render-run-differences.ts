// What changed between two runs, as lines of text.

import { renderDifferences } from './render-differences';
import type { Change, RunDifferences } from './run-differences';

export function renderRunDifferences(differences: RunDifferences): readonly string[] {
  if (differences.same) return ['Nothing changed.'];
  const { made, verdict, scenarios, notExecuted, requirements, coverage } = differences;
  return [
    ...section('How it was run', made.map(line)),
    ...section('Verdict', verdict.map(line)),
    ...section('Scenarios', renderDifferences(scenarios)),
    ...section('Not executed', notExecuted.map(line)),
    ...section('Requirements', requirements.map(line)),
    ...section('Coverage', coverage.map(line)),
    `Changed: scenarios ${scenarios.length}, requirements ${requirements.length}.`,
  ];
}

const section = (title: string, lines: readonly string[]): readonly string[] =>
  lines.length === 0 ? [] : [title, ...lines.map((one) => `  ${one}`), ''];

const line = ({ what, then, now }: Change): string => `${what}: then ${then ?? 'not there'}, now ${now ?? 'not there'}`;
