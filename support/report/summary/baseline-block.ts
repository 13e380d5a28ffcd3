// What the lines of a baseline came to, for the summary: every one that a reader has to act on, and the others counted.
// A pure function.

import { isFaulty } from '../../verdict/baseline';
import type { BaselineResult, JudgedLine } from '../../verdict/results';

const ADVICE: Partial<Record<JudgedLine['finding'], (line: JudgedLine) => string>> = {
  stale: () => 'passes: remove the line',
  expired: ({ expires, owner, issue }) => `was to be mended by ${expires}: ${owner}, ${issue}`,
  unmatched: () => 'its test purpose never makes that check: remove the line',
};
const FINDINGS = ['known', 'stale', 'expired', 'unmatched', 'not-exercised'] as const;

/** The rest stands in results.json. */
const SHOWN = 10;

export function baselineBlock(baseline: BaselineResult | undefined): readonly string[] {
  if (baseline === undefined) return [];
  const { file, lines, unlisted, day } = baseline;
  const tally = FINDINGS.map((kind) => [lines.filter(({ finding }) => finding === kind).length, kind] as const)
    .filter(([count]) => count > 0)
    .map(([count, kind]) => `${count} ${kind.replace('-', ' ')}`);
  const block = [
    `Baseline ${file} on ${day} (it changes no verdict): ${tally.join(', ') || 'no lines'}`,
    ...shown(unlisted.map(({ requirement, tp }) => row('new', requirement, tp, 'fails, and is in no line'))),
    ...shown(
      lines
        .filter(isFaulty)
        .map((line) => row(line.finding, line.requirement, line.tp, ADVICE[line.finding]?.(line) ?? '')),
    ),
  ];
  return [block.join('\n')];
}

const shown = (rows: readonly string[]): readonly string[] =>
  rows.length <= SHOWN ? rows : [...rows.slice(0, SHOWN), `  and ${rows.length - SHOWN} more`];

const row = (word: string, requirement: string, tp: string, advice: string): string =>
  `  ${word.padEnd(9)}  ${requirement.padEnd(10)}  ${tp}  ${advice}`;
