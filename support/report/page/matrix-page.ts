// The page of a campaign: one file that needs nothing else, with the frame of every page. Without a script it is a plain table.

import type { Cell, CellState, Matrix } from './matrix-data';
import { escapeHtml } from './escape';
import { factList } from './head';
import { pageOpening, PAGE_END } from './page-shell';

export function matrixPage(matrix: Matrix): string {
  const { campaign, suite, cells } = matrix;
  return `${pageOpening({
    entry: 'matrix',
    title: `${campaign}: ${cells.length} runs`,
    home: 'mcx-conformance',
    about: `${campaign}, ${forWhom(matrix)}`,
    side: 'The products',
    head: headOf(matrix, suite),
    without: `<noscript><p>The matrix needs JavaScript; nothing is loaded from elsewhere.</p></noscript>${plainTable(cells)}`,
    index: matrix,
  })}${PAGE_END}`;
}

export function forWhom({ view }: Pick<Matrix, 'view'>): string {
  if (view === 'organiser') return 'everything, for the organiser alone';
  return view === 'public' ? 'what every participant has released' : `for ${view.vendor} alone`;
}

function headOf(matrix: Matrix, suite: string): string {
  const count = (state: CellState): number => matrix.cells.filter((cell) => cell.state === state).length;
  const states = (['pass', 'fail', 'inconclusive', 'error', 'could-not-be-run', 'not-run'] as const)
    .filter((state) => count(state) > 0)
    .map((state) => `${count(state)} ${state.replaceAll('-', ' ')}`);
  return [
    '<section class="verdict" aria-labelledby="verdict">',
    `<p class="who">${escapeHtml(forWhom(matrix))}</p>`,
    `<h1 id="verdict">${escapeHtml(matrix.campaign)}</h1>`,
    factList([
      ['Runs', `${matrix.cells.length}: ${states.join(', ') || 'none'}`],
      ['Campaign', matrix.id],
      ['Suite', `mcx-conformance ${suite}`],
    ]),
    '</section>',
  ].join('\n');
}

function plainTable(cells: readonly Cell[]): string {
  const rows = cells.map(({ participants, wire, service, state, page, reason }) => {
    const who = participants.map(({ name, roles, verdict }) => `${name} as ${roles.join(', ')}: ${verdict ?? '–'}`);
    const fields = [who.join('; '), service === undefined ? wire : `${wire}, ${service}`, state, reason].map(
      escapeHtml,
    );
    const link = page === undefined ? '' : `<a href="${escapeHtml(encodeURI(page))}">page</a>`;
    return `<tr>${[...fields, link].map((field) => `<td>${field}</td>`).join('')}</tr>`;
  });
  return `<table class="scenarios"><thead><tr><th scope="col">Products</th><th scope="col">Wire</th><th scope="col">Run</th><th scope="col">Why</th><th scope="col"></th></tr></thead><tbody>${rows.join('')}</tbody></table>`;
}
