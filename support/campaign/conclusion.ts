// How a campaign ends: in a line for each product, and an exit code. Pure.

import type { Matrix } from '../report/page/matrix-data';
import type { Verdict } from '../verdict/verdict';

/** Broken statements come before everything else; what could not be run, or told, is never green. */
export function exitCodeOf({ cells }: Matrix): 0 | 1 | 3 | 4 {
  const has = (...states: readonly (typeof cells)[number]['state'][]): boolean =>
    cells.some(({ state }) => states.includes(state));
  if (has('fail')) return 1;
  if (has('error')) return 4;
  return has('inconclusive', 'could-not-be-run', 'not-run') ? 3 : 0;
}

export function conclusionLines({ cells }: Matrix): readonly string[] {
  const names = [...new Set(cells.flatMap(({ participants }) => participants.map(({ name }) => name)))];
  const width = Math.max(...names.map(({ length }) => length));
  return names.map((name) => {
    const own = cells.flatMap(({ participants }) => participants.filter((one) => one.name === name));
    const count = (verdict: Verdict | undefined): number => own.filter((one) => one.verdict === verdict).length;
    const broken = [...new Set(own.flatMap(({ broken }) => broken.map(({ requirement }) => requirement)))];
    const parts = [
      [count('pass'), 'without a fault'],
      [
        count('fail'),
        `broke ${broken.slice(0, 3).join(', ')}${broken.length > 3 ? ` and ${broken.length - 3} more` : ''}`,
      ],
      [count('inconclusive'), 'could not tell'],
      [count(undefined), 'without a verdict'],
    ] as const;
    const text = parts.flatMap(([number, what]) => (number === 0 ? [] : [`${number} ${what}`])).join('; ');
    return `${name.padEnd(width)}  ${own.length} ${own.length === 1 ? 'run' : 'runs'}: ${text}`;
  });
}
