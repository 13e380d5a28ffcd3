// The script of the page of a served party: the regroups that it took part in, and the ladder of one of them, which grows.

import type { ServedDetail, ServedIndex, ServedUpdate } from '../served-data';
import { byId, h, paragraph } from './dom';
import { keepPlace } from './keep-place';
import { ladderFigure } from './ladder';
import { listenToServer, sayAloud, sayLive } from './live';
import { openMessage } from './message';
import { servedList } from './served-list';
import { themeSwitch } from './theme';
import { unpack, unpackText } from './unpack';

const view = byId('view');
const overview = byId('overview');
const dialog = byId('message') as HTMLDialogElement; // the page has it as one

let shown: { readonly detail: ServedDetail; readonly version: number } | undefined;

async function start(): Promise<void> {
  themeSwitch(byId('theme'));
  const first = await unpack<ServedIndex>('index');
  if (first === undefined) return;
  let index = first;
  const list = servedList(byId('side'), index);
  byId('lists').replaceChildren(...list.elements);
  addEventListener('hashchange', () => void follow(index));
  await follow(index);
  listenToServer({
    async news(data) {
      const update = JSON.parse(data) as ServedUpdate; // of the program that made the page
      const problems = problemsOf(index);
      index = await unpackText<ServedIndex>(update.index);
      keepPlace(() => list.update(index));
      if (problemsOf(index) > problems) sayAloud(`${problemsOf(index)} problems in all`);
      await grow(index);
      sayLive(update.live);
    },
    ended() {
      sayLive('It is served no more. What is open here stays.');
      sayAloud('It is served no more.');
      return Promise.resolve();
    },
  });
  document.documentElement.dataset['ready'] = 'true';
}

const problemsOf = ({ entries }: ServedIndex): number => entries.reduce((sum, { problems }) => sum + problems, 0);

const addressOf = (): string => decodeURIComponent(location.hash.slice(1));

async function follow(index: ServedIndex): Promise<void> {
  const [key = '', row] = addressOf().split('/');
  if (key === 'main') {
    byId('main').focus();
    return;
  }
  if (row === undefined) dialog.close();
  if (key === '') {
    show(undefined);
    return;
  }
  if (shown?.detail.key !== key) {
    const entry = index.entries.find((one) => one.key === key);
    const detail = entry && (await unpack<ServedDetail>(key));
    if (detail === undefined) {
      show([paragraph(`Nothing is known of ${key}, or no more.`)]);
      return;
    }
    shown = { detail, version: entry?.version ?? 0 };
    show(content(detail));
    view.querySelector('h1')?.focus({ preventScroll: true });
  }
  if (row !== undefined) showRow(Number(row));
}

/** Draws what is open once more where something came to it. */
async function grow(index: ServedIndex): Promise<void> {
  const [key = ''] = addressOf().split('/');
  const entry = index.entries.find((one) => one.key === key);
  if (entry === undefined || entry.version === shown?.version) return;
  if (shown === undefined) return follow(index);
  const detail = await unpack<ServedDetail>(key);
  if (detail === undefined) return;
  shown = { detail, version: entry.version };
  const box = view.querySelector('.ladder');
  const isAtEnd = box !== null && box.scrollTop + box.clientHeight >= box.scrollHeight - 8;
  keepPlace(() => view.replaceChildren(...content(detail)));
  const again = view.querySelector('.ladder');
  if (isAtEnd && again !== null) again.scrollTop = again.scrollHeight;
}

function content({ key, ladder, problems, dropped }: ServedDetail): readonly HTMLElement[] {
  const open = (row: number): string => (location.hash = `${encodeURIComponent(key)}/${row}`);
  const rowOf = (event: string): number => ladder.rows.findIndex((row) => 'id' in row && row.id === event);
  const items = problems.map(({ event, text }) =>
    h(
      'li',
      { class: 'breach' },
      `✗ ${text} `,
      h('a', { href: `#${encodeURIComponent(key)}/${rowOf(event)}` }, 'message'),
    ),
  );
  return [
    h('h1', { tabindex: '-1' }, h('span', { class: 'id' }, key)),
    ...(dropped === 0 ? [] : [paragraph(`The ${dropped} oldest events are not kept.`, 'quiet')]),
    ...(items.length === 0 ? [] : [h('h2', {}, `Problems (${items.length})`), h('ul', { class: 'plain' }, ...items)]),
    h('h2', {}, 'What happened'),
    paragraph('times in ms since the first event', 'quiet'),
    ladderFigure(ladder, false, open),
  ];
}

function showRow(number: number): void {
  const row = shown?.detail.ladder.rows[number];
  if (shown === undefined || row === undefined) return;
  const { key, ladder } = shown.detail;
  openMessage(dialog, ladder, row, () => {
    if (location.hash.includes('/')) history.replaceState(null, '', `#${encodeURIComponent(key)}`);
  });
}

function show(elements: readonly HTMLElement[] | undefined): void {
  if (elements === undefined || shown?.detail.key !== addressOf().split('/')[0]) shown = undefined;
  overview.hidden = elements !== undefined;
  view.hidden = elements === undefined;
  view.replaceChildren(...(elements ?? []));
  scrollTo(0, 0);
}

void start();
