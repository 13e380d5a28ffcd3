// A ladder as the text of a Mermaid sequence diagram, for an issue. What came before the stimulus is left out.

import type { Lifeline } from './lifelines';
import type { Ladder, Row } from './model';
import { columnsOf, isFolded } from './scene';

export function ladderMermaid({ lifelines, rows, divergence }: Ladder): string {
  const shown = rows.map((row, index) => ({ row, index })).filter(({ row }) => !isFolded(row));
  const columns = columnsOf(
    lifelines,
    shown.map(({ row }) => row),
  );
  const [first = 0, last = first] = [columns[0], columns.at(-1)];
  return [
    'sequenceDiagram',
    ...columns.map((index) => `  participant P${index} as ${plain(nameOf(lifelines[index]))}`),
    ...shown.flatMap(({ row, index }) => [
      ...(index === divergence ? [noteOver(first, last, `first divergence: ${row.breaks.join(', ')}`)] : []),
      statementOf(row, first, last),
    ]),
    '',
  ].join('\n');
}

const nameOf = ({ title = '', place = '' }: Partial<Lifeline> = {}): string => `${title} (${place})`;

function statementOf(row: Row, first: number, last: number): string {
  switch (row.kind) {
    case 'arrow':
      return `  P${row.from}->>P${row.to}: ${plain(`${row.step ?? ''} ${row.name}`)}`;
    case 'missing':
      return `  P${row.from}--xP${row.to}: ${plain(`${row.step} ${row.name} (missing)`)}`;
    case 'again':
      return `  P${row.from}--)P${row.to}: ${plain(`${row.name} (${row.of})`)}`;
    case 'note':
      return `  Note over P${row.over}: ${plain(row.text)}`;
    case 'mark':
      return noteOver(first, last, row.text);
  }
}

const noteOver = (from: number, to: number, text: string): string =>
  `  Note over P${from}${to > from ? `,P${to}` : ''}: ${plain(text)}`;

/** Mermaid ends a statement at a semicolon, reads # as an entity and may show tags. */
const plain = (text: string): string =>
  text
    .replace(/[#;<>&"`]/g, (character) => `#${character.charCodeAt(0)};`)
    .replace(/\p{C}+|\s+/gu, ' ')
    .trim();
