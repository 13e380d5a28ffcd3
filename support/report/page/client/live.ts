// How a page that is live hears what is new, and how it says so: a line at its top, and aloud only what matters.

import { byId } from './dom';

export interface Listening {
  /** @param data what the server told */
  readonly news: (data: string) => Promise<void>;
  /** The server has no more to tell, and stays for a moment. */
  readonly ended: () => Promise<void>;
}

export function listenToServer({ news, ended }: Listening): void {
  const source = new EventSource('events');
  // One after the other, in the order in which they came.
  let last = Promise.resolve();
  let before = '';
  source.addEventListener('open', () => {
    if (before !== '') sayLive(before);
    before = '';
  });
  source.addEventListener('news', ({ data }: MessageEvent<string>) => {
    last = last.then(() => news(data));
  });
  source.addEventListener('ended', () => {
    last = last.then(ended).finally(() => source.close());
  });
  source.addEventListener('error', () => {
    if (before === '') before = byId('live').textContent;
    sayLive('The program that serves this page is not there; what it told last stands below.');
  });
}

export const sayLive = (text: string): void => {
  byId('live').textContent = text;
};

export const sayAloud = (text: string): void => {
  byId('news').textContent = text;
};
