// The script of the page of a campaign: the matrix by two roles, its filters, one run of it, and where products differ.

import type { Cell, Matrix } from '../matrix-data';
import { byId, h, paragraph } from './dom';
import { cellView } from './matrix-cell';
import { differenceList } from './matrix-differences';
import { filtersOf } from './matrix-filters';
import { matrixTable } from './matrix-table';
import { themeSwitch } from './theme';
import { unpack } from './unpack';

const view = byId('view');
const overview = byId('overview');

async function start(): Promise<void> {
  themeSwitch(byId('theme'));
  const matrix = await unpack<Matrix>('index');
  if (matrix === undefined) return;
  const table = h('div', { class: 'matrix-frame', tabindex: '0', role: 'region', 'aria-label': 'The matrix' });
  const count = h('p', { class: 'quiet', id: 'told', role: 'status' });
  const filters = filtersOf(matrix, (shown, axes) => {
    table.replaceChildren(matrixTable(matrix, shown, axes));
    count.textContent = `${shown.length} of ${matrix.cells.length} runs`;
  });
  byId('lists').replaceChildren(filters.form, count, table, ...differenceList(matrix.differences));
  byId('side').replaceChildren(...productList(matrix));
  addEventListener('hashchange', () => follow(matrix));
  filters.show();
  follow(matrix);
  document.documentElement.dataset['ready'] = 'true';
}

function follow({ cells }: Matrix): void {
  const address = decodeURIComponent(location.hash.slice(1));
  if (address === 'main') {
    byId('main').focus();
    return;
  }
  const cell = /^run-\d+$/.test(address) ? cells[Number(address.slice(4))] : undefined;
  overview.hidden = cell !== undefined;
  view.hidden = cell === undefined;
  view.replaceChildren(...(cell === undefined ? [] : cellView(cell)));
  scrollTo(0, 0);
  view.querySelector('h1')?.focus({ preventScroll: true });
}

function productList({ cells }: Matrix): readonly HTMLElement[] {
  const products = new Map(cells.flatMap(({ participants }) => participants.map((one) => [one.name, one] as const)));
  const runsOf = (name: string): readonly Cell[] =>
    cells.filter(({ participants }) => participants.some((one) => one.name === name));
  const brokenIn = (name: string): number =>
    runsOf(name).filter(({ participants }) => participants.some((one) => one.name === name && one.verdict === 'fail'))
      .length;
  const isJudged = (name: string): boolean =>
    runsOf(name).some(({ participants }) => participants.some((one) => one.name === name && one.verdict !== undefined));
  const summaryOf = (name: string): string => {
    if (!isJudged(name)) return 'no verdict is shown here';
    const runs = runsOf(name).length;
    return brokenIn(name) === 0 ? 'broke nothing' : `broke a statement in ${brokenIn(name)} of ${runs} runs`;
  };
  return [
    h('h2', {}, 'Products'),
    h(
      'ul',
      { class: 'plain' },
      ...[...products.values()].map(({ name, vendor, version }) =>
        h('li', {}, h('strong', {}, name), ` ${version}`, paragraph(`${vendor}: ${summaryOf(name)}`, 'quiet')),
      ),
    ),
  ];
}

void start();
