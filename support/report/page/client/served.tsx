// The script of the page of a served party: the regroups that it took part in, and the ladder of one of them, which grows.

import { render, type ComponentChildren } from 'preact';
import type { ServedDetail, ServedIndex, ServedUpdate } from '../served-data';
import { LadderView } from './ladder-view';
import { listenToServer, sayAloud, sayLive } from './live';
import { searchOnSlash } from './search';
import { ServedList, ServedSide } from './served-list';
import { themeSwitch } from './theme';
import { byId } from './dom';
import { addressOf, placeNow } from './ui';
import { unpack, unpackText } from './unpack';

const side = byId('side');
const view = byId('view');
const lists = byId('lists');
const overview = byId('overview');

let read: { readonly detail: ServedDetail; readonly version: number } | undefined;
let drawn: string | undefined;

async function start(): Promise<void> {
  themeSwitch(byId('theme'));
  const first = await unpack<ServedIndex>('index');
  if (first === undefined) return;
  let index = first;
  addEventListener('hashchange', () => void follow(index));
  searchOnSlash(overview);
  await follow(index);
  listenToServer({
    async news(data) {
      const update = JSON.parse(data) as ServedUpdate; // of the program that made the page
      const problems = problemsOf(index);
      index = await unpackText<ServedIndex>(update.index);
      if (problemsOf(index) > problems) sayAloud(`${problemsOf(index)} problems in all`);
      await follow(index);
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

async function follow(index: ServedIndex): Promise<void> {
  const [key = '', place] = placeNow();
  if (key === 'main') {
    byId('main').focus();
    return;
  }
  await readAgain(index, key);
  if (placeNow()[0] !== key) return;
  const box = view.querySelector('.ladder');
  const isAtEnd = box !== null && box.scrollTop + box.clientHeight >= box.scrollHeight - 8;
  render(<ServedSide index={index} />, side);
  render(<ServedList index={index} />, lists);
  overview.hidden = key !== '';
  view.hidden = key === '';
  render(<div key={key}>{contentOf(key, place)}</div>, view);
  if (isAtEnd && drawn === key) box.scrollTop = box.scrollHeight;
  if (drawn !== key) {
    scrollTo(0, 0);
    view.querySelector('h1')?.focus({ preventScroll: true });
  }
  drawn = key;
}

/** Once more where something came to it; where it cannot be had any more, what is known of it stays. */
async function readAgain({ entries }: ServedIndex, key: string): Promise<void> {
  const version = entries.find((one) => one.key === key)?.version;
  if (read?.detail.key === key && (version === undefined || read.version === version)) return;
  const detail = version === undefined ? undefined : await unpack<ServedDetail>(key);
  if (detail !== undefined) read = { detail, version: version ?? 0 };
  else if (read?.detail.key !== key) read = undefined;
}

function contentOf(key: string, place: string | undefined): ComponentChildren {
  if (key === '') return undefined;
  if (read === undefined) return <p>Nothing is known of {key}, or no more.</p>;
  const { ladder, problems, dropped } = read.detail;
  return (
    <>
      <h1 tabIndex={-1}>
        <span class="id">{key}</span>
      </h1>
      {dropped > 0 && <p class="quiet">The {dropped} oldest events are not kept.</p>}
      {problems.length > 0 && (
        <>
          <h2>Problems ({problems.length})</h2>
          <ul class="plain">
            {problems.map(({ event, text }) => (
              <li key={event} class="breach">
                ✗ {text} <a href={addressOf(key, event)}>message</a>
              </li>
            ))}
          </ul>
        </>
      )}
      <h2>What happened</h2>
      <LadderView anchor={key} ladder={ladder} checks={[]} event={place}>
        Times in ms since the first event.
      </LadderView>
    </>
  );
}

void start();
