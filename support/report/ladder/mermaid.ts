// A ladder as the text of a Mermaid sequence diagram, for an issue. What came before the stimulus is left out.

import type { Ladder, Row } from './model';
import { isFolded } from './scene';

export function ladderMermaid({ lifelines, rows, divergence }: Ladder): string {
  const shown = rows.map((row, index) => ({ row, index })).filter(({ row }) => !isFolded(row));
  return [
    'sequenceDiagram',
    ...lifelines.map(({ title, place }, index) => `  participant P${index} as ${plain(`${title} (${place})`)}`),
    ...shown.flatMap(({ row, index }) => [
      ...(index === divergence
        ? [noteOver(0, lifelines.length - 1, `first divergence: ${row.breaks.join(', ')}`)]
        : []),
      statementOf(row, lifelines.length),
    ]),
    '',
  ].join('\n');
}

function statementOf(row: Row, count: number): string {
  switch (row.kind) {
    case 'arrow':
      return `  P${row.from}->>P${row.to}: ${plain(`${row.step ?? ''} ${row.name}`)}`;
    case 'missing':
      return `  P${row.from}--xP${row.to}: ${plain(`${row.step} ${row.name} (missing)`)}`;
    case 'note':
      return `  Note over P${row.over}: ${plain(row.text)}`;
    case 'mark':
      return noteOver(0, count - 1, row.text);
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
