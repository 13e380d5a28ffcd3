// Serves a page that changes: the page itself, the blocks of data that it asks for, and word of what is new (server-sent
// events). Loopback only. A reader that does not read is let go; nobody is waited for. Unaware of what is on the page.

import http from 'node:http';
import { foreignPage, isOwnName } from '../../verdict/foreign-page';

export interface Site {
  /** Made when it is asked for. */
  page(): string;
  /** A block of data by its id; undefined where there is none. */
  data(id: string): string | undefined;
}

export interface PageServer {
  readonly address: string;
  /** Tells every reader, and each that comes later of the newest. */
  tell(event: string, data: string): void;
  /** Resolves when nobody reads any more. */
  left(): Promise<void>;
  close(): void;
}

const MOST_READERS = 32;
const MOST_CONNECTIONS = 200;
const DATA = '/data/';
const LAST_WORD_MS = 500;
/** No page of another site shows it in a frame or takes anything of it for its own. */
const FOR_OURSELVES = { 'x-frame-options': 'DENY', 'cross-origin-resource-policy': 'same-origin' };

/** A link to the page may stand anywhere. */
const isFollowed = ({ headers }: http.IncomingMessage, path: string): boolean =>
  path === '/' && headers.origin === undefined && headers['sec-fetch-dest'] === 'document';

export async function openPageServer(port: number, site: Site): Promise<PageServer> {
  const readers = new Set<http.ServerResponse>();
  let waiting: (() => void)[] = [];
  let newest = '';

  const server = http.createServer((request, response) => {
    const [path = ''] = (request.url ?? '').split('?', 1);
    for (const [name, value] of Object.entries(FOR_OURSELVES)) response.setHeader(name, value);
    if (request.method !== 'GET') response.writeHead(405, { allow: 'GET' }).end();
    else if (!isOwnName(request.headers.host, [])) response.writeHead(421).end();
    else if (foreignPage(request.headers, []) !== undefined && !isFollowed(request, path))
      response.writeHead(403).end();
    else if (path === '/events') listen(response);
    else if (path === '/') give(response, 'text/html', () => site.page());
    else if (path.startsWith(DATA))
      give(response, 'text/plain', () => site.data(decodeURIComponent(path.slice(DATA.length))));
    // A browser asks for it unasked.
    else response.writeHead(path === '/favicon.ico' ? 204 : 404).end();
  });

  function listen(response: http.ServerResponse): void {
    // Whoever comes is let in; whoever came first is told no more.
    const [oldest] = readers;
    if (oldest !== undefined && readers.size >= MOST_READERS) {
      readers.delete(oldest);
      oldest.destroy();
    }
    response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
    response.write(`: more will follow\n\n${newest}`);
    readers.add(response);
    response.on('error', () => undefined); // a browser that went away
    response.on('close', () => {
      readers.delete(response);
      if (readers.size > 0) return;
      for (const resolve of waiting) resolve();
      waiting = [];
    });
  }

  function give(response: http.ServerResponse, type: string, made: () => string | undefined): void {
    try {
      const text = made();
      if (text === undefined) response.writeHead(404).end();
      else response.writeHead(200, { 'content-type': `${type}; charset=utf-8`, 'cache-control': 'no-store' }).end(text);
    } catch (error) {
      response.writeHead(500, { 'content-type': 'text/plain' }).end(String(error));
    }
  }

  server.maxConnections = MOST_CONNECTIONS;
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      server.off('error', reject);
      resolve();
    });
  });
  const bound = server.address();
  return {
    address: `http://127.0.0.1:${typeof bound === 'object' && bound !== null ? bound.port : port}/`,
    tell(event, data) {
      newest = `event: ${event}\ndata: ${data}\n\n`;
      for (const reader of readers) {
        if (reader.writableNeedDrain) reader.destroy();
        else reader.write(newest);
      }
    },
    left: () => (readers.size === 0 ? Promise.resolve() : new Promise((resolve) => waiting.push(resolve))),
    close() {
      server.close();
      // What was told last still reaches who reads; the others are not waited for.
      for (const reader of readers) reader.end();
      server.closeIdleConnections();
      setTimeout(() => server.closeAllConnections(), LAST_WORD_MS).unref();
    },
  };
}
