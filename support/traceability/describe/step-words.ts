// A step of a feature in one line, with its table where it has one.

import type { PhasedStep } from '../scenario';

/** Each row by its first cell, the others by the heads of their columns. */
export function inOneLine({ text, table: [head = [], ...rows] }: PhasedStep): string {
  if (rows.length === 0) return text;
  const named = (row: readonly string[], from: number): readonly string[] =>
    row.flatMap((cell, at) => (at < from || cell === '' ? [] : [`${head[at] ?? ''} ${cell}`]));
  const rowTexts = rows.map((row) =>
    head[0] === 'step' ? named(row, 0).join(' ') : `${row[0] ?? ''} (${named(row, 1).join('; ')})`,
  );
  return `${text.replace(/:$/, '')}: ${rowTexts.join(', ')}`;
}
