// What did not pass as workflow commands of GitHub: a CI job prints them, and each cause stands beside the line of its scenario.

import { harmless } from '../../verdict/harmless';
import { notCounted } from '../../verdict/counted';
import type { RunResult } from '../../verdict/results';
import { failuresOf } from '../summary/failures';

/** GitHub shows no more of one step. */
const MOST = 10;

export function annotations(run: RunResult): string {
  const { broken, unexplained } = failuresOf(run.scenarios.filter((scenario) => !notCounted(scenario)));
  const all = [
    ...broken.map(({ verdict, requirement, check, scenarios }) => ({
      level: verdict === 'fail' ? 'error' : 'warning',
      first: scenarios[0],
      title: `${verdict} ${requirement}${like(scenarios.length)}`,
      text: `expected ${check.expected}; observed ${check.observed}`,
    })),
    ...unexplained.map(({ verdict, reason, scenarios }) => ({
      level: verdict === 'fail' ? 'error' : 'warning',
      first: scenarios[0],
      title: `${verdict}${like(scenarios.length)}`,
      text: reason.split('\n', 1).join(''),
    })),
  ];
  return all
    .slice(0, MOST)
    .map(({ level, first, title, text }) => {
      const place = { file: first?.uri ?? '', line: `${first?.line ?? 1}`, title: `${first?.tp ?? ''}: ${title}` };
      const properties = Object.entries(place).map(([name, value]) => `${name}=${property(value)}`);
      return `::${level} ${properties.join(',')}::${data(text)}\n`;
    })
    .join('');
}

const like = (count: number): string => (count > 1 ? `, and ${count - 1} more like it` : '');

const data = (text: string): string => harmless(text).replaceAll('%', '%25');
const property = (text: string): string => data(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
