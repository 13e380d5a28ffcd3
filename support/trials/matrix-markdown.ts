// The kill matrix as Markdown, for reading beside the code. Pure.

import {
  cellOn,
  MEANINGS,
  TOTALS_HEAD,
  totalsIn,
  triedWires,
  unseenIn,
  weakIn,
  type KillMatrix,
  type MatrixCell,
  type MatrixMutant,
} from './matrix';
import { triedIn } from './trial';

export function matrixMarkdown(matrix: KillMatrix): string {
  const wires = triedWires(matrix);
  const weak = weakIn(matrix);
  const unseen = unseenIn(matrix);
  const without = matrix.requirements.filter((row) => row.without !== undefined);
  const rows = matrix.requirements.filter((row) => wires.some((wire) => cellOn(wire, row).mutants.length > 0));
  return [
    '# Kill matrix',
    '',
    `${matrix.suite.name} ${matrix.suite.version}, ${matrix.clauses.join(', ')}, ${matrix.startedAt}${matrix.complete ? '' : '; only some were tried'}.`,
    '',
    ...table(TOTALS_HEAD, totalsIn(matrix)),
    '',
    ...MEANINGS.map(([word, meaning]) => `- _${word}_: ${meaning}`),
    '',
    '## Requirements',
    '',
    ...table(
      ['requirement', 'binds', ...wires],
      rows.map((row) => [row.requirement, row.owners.join(', '), ...wires.map((wire) => cellOf(cellOn(wire, row)))]),
    ),
    '',
    '## Weakly killed',
    '',
    ...(weak.length === 0
      ? ['None.']
      : table(
          ['adapter', 'mutant', 'requirement', 'why'],
          weak.map(({ wire, id, requirement, weakness }) => [wire, id, requirement, weakness]),
        )),
    '',
    ...(unseen.length === 0
      ? []
      : [
          '## Not seen',
          '',
          ...table(
            ['adapter', 'mutant', 'requirement', 'why'],
            unseen.map(({ wire, id, requirement, why }) => [wire, id, requirement, why]),
          ),
          '',
        ]),
    '## Requirements without a mutant',
    '',
    ...table(
      ['requirement', 'why'],
      without.map((row) => [row.requirement, row.without ?? '']),
    ),
    '',
    '## Variants',
    '',
    ...table(
      ['adapter', 'variant', 'party', 'freedom', 'what it does', 'tried in', 'outcome'],
      matrix.variants.map(({ wire, id, role, freedom, says, outcome, ...where }) => [
        wire,
        id,
        role,
        freedom,
        says,
        triedIn(where),
        outcome,
      ]),
    ),
    '',
  ].join('\n');
}

const cellOf = ({ status, mutants }: MatrixCell): string =>
  mutants.length === 0 ? (status === 'tried' ? 'none' : status) : mutants.map(inWords).join('<br>');

const inWords = ({ id, outcome, caught, also, beyond }: MatrixMutant): string =>
  `${outcome === 'survived' ? '**SURVIVED** ' : ''}${id}${outcome === 'unseen' ? ' (not seen)' : ''}${caught ? ` (by ${caught.by})` : ''}` +
  (also.length > 0 ? `, also ${also.join(', ')}` : '') +
  (beyond.length > 0 ? `, **wrongly** ${beyond.join(', ')}` : '');

function table(head: readonly string[], rows: readonly (readonly string[])[]): readonly string[] {
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)];
}
