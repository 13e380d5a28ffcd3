// The kill matrix as Markdown, for reading beside the code. Pure.

import { wireOf } from './trial';
import { countsOf, MEANINGS, mutantsOf, type KillMatrix, type MatrixMutant } from './matrix';

export function matrixMarkdown(matrix: KillMatrix): string {
  const counts = countsOf(matrix);
  const weak = mutantsOf(matrix).filter(({ weakness }) => weakness !== undefined);
  const without = matrix.requirements.filter((row) => row.without !== undefined);
  const wire = wireOf(matrix.carriedBy);
  const tried = matrix.requirements.filter(({ wires }) => wires[wire].mutants.length > 0);
  const unseen = mutantsOf(matrix).filter(({ outcome }) => outcome === 'unseen');
  return [
    '# Kill matrix',
    '',
    `${counts.killed} of ${counts.mutants} mutants killed by the requirement that they break; ${counts.free} of ` +
      `${counts.variants} variants accused of nothing. ${matrix.suite.name} ${matrix.suite.version}, messages carried by ` +
      `${matrix.carriedBy}, ${matrix.startedAt}.`,
    '',
    ...MEANINGS.map(([word, meaning]) => `- _${word}_: ${meaning}`),
    '',
    '## Requirements',
    '',
    ...table(
      ['requirement', 'binds', wire],
      tried.map(({ requirement, owners, wires }) => [
        requirement,
        owners.join(', '),
        wires[wire].mutants
          .filter(({ outcome }) => outcome !== 'unseen')
          .map(inWords)
          .join('<br>'),
      ]),
    ),
    '',
    '## Weakly killed',
    '',
    ...(weak.length === 0
      ? ['None.']
      : table(
          ['mutant', 'requirement', 'why'],
          weak.map(({ id, requirement, weakness = '' }) => [id, requirement, weakness]),
        )),
    '',
    ...(unseen.length === 0
      ? []
      : [
          `## Not seen on ${wire}`,
          '',
          ...table(
            ['mutant', 'requirement', 'why'],
            unseen.map(({ id, requirement, why = '' }) => [id, requirement, why]),
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
      ['variant', 'party', 'freedom', 'what it does', 'differs in', 'outcome'],
      matrix.variants.map(({ id, role, freedom, says, scenarios, outcome }) => [
        id,
        role,
        freedom,
        says,
        `${scenarios} scenarios`,
        outcome,
      ]),
    ),
    '',
  ].join('\n');
}

const inWords = ({ id, outcome, caught, also }: MatrixMutant): string =>
  `${outcome === 'killed' ? '' : '**SURVIVED** '}${id}${caught ? ` (by ${caught.by})` : ''}` +
  (also.length > 0 ? `, also ${also.join(', ')}` : '');

function table(head: readonly string[], rows: readonly (readonly string[])[]): readonly string[] {
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)];
}
