// What a live page of a run makes of what it is told: a newer index and head as scenarios end, and at last the whole report, so
// that all of it can be read when nobody serves it any more.

import type { LiveUpdate, PageIndex } from '../page-data';
import { wordOf } from './verdict';
import { listenToServer, sayAloud, sayLive } from './live';
import { adopt, unpackText } from './unpack';

type Show = (index: PageIndex, head: readonly Node[] | undefined) => Promise<void>;

export function listenToRun(show: Show): void {
  let verdict: LiveUpdate['verdict'] = 'pass';
  listenToServer({
    async news(data) {
      const update = JSON.parse(data) as LiveUpdate; // of the program that made the page
      await show(await unpackText<PageIndex>(update.index), partsOf(update.head));
      sayLive(update.live);
      if (update.verdict !== verdict) sayAloud(`The verdict so far: ${wordOf(update.verdict)}`);
      ({ verdict } = update);
    },
    async ended() {
      const whole = new DOMParser().parseFromString(await (await fetch('./')).text(), 'text/html');
      const index = whole.getElementById('index')?.textContent;
      if (index === undefined || whole.documentElement.dataset['live'] !== undefined) {
        sayLive('The run ended without a report.');
        return;
      }
      for (const { id, textContent } of whole.querySelectorAll('script[id]')) adopt(id, textContent);
      await show(await unpackText<PageIndex>(index), [...(whole.getElementById('head')?.childNodes ?? [])]);
      document.title = whole.title;
      sayLive('The run has ended. All of it is in this page, as in report.html.');
      sayAloud(`The run has ended: ${whole.querySelector('h1')?.textContent ?? ''}`);
    },
  });
}

/** The program has made it of text, as it made the page. */
const partsOf = (head: string): readonly Node[] => [
  ...new DOMParser().parseFromString(head, 'text/html').body.childNodes,
];
