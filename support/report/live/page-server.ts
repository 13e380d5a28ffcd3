// Serves a page and tells its readers when there is a newer one (server-sent events). Loopback only. A reader that does not read
// is let go; nobody is waited for. Unaware of what is on the page.

import http from 'node:http';

export interface PageServer {
  readonly address: string;
  /** There is a newer page. */
  changed(): void;
  close(): void;
}

const MOST_READERS = 32;

/** @param page made when it is asked for; one at a time, and the same for all who ask meanwhile */
export async function openPageServer(port: number, page: () => Promise<string>): Promise<PageServer> {
  const readers = new Set<http.ServerResponse>();
  let making: Promise<string> | undefined;
  const made = (): Promise<string> => (making ??= page().finally(() => (making = undefined)));

  const server = http.createServer((request, response) => {
    const [path] = (request.url ?? '').split('?', 1);
    if (request.method !== 'GET') response.writeHead(405, { allow: 'GET' }).end();
    else if (!isOurs(request)) response.writeHead(421).end();
    else if (path === '/events') listen(response);
    else if (path === '/') give(response);
    else response.writeHead(404).end();
  });

  function listen(response: http.ServerResponse): void {
    if (readers.size >= MOST_READERS) {
      response.writeHead(503).end();
      return;
    }
    response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
    response.write(': the run goes on\n\n');
    readers.add(response);
    response.on('close', () => readers.delete(response));
  }

  function give(response: http.ServerResponse): void {
    made().then(
      (text) => response.writeHead(200, { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' }).end(text),
      (error: unknown) => response.writeHead(500, { 'content-type': 'text/plain' }).end(String(error)),
    ); // prettier-ignore
  }

  /** A page of another site that found a name for this address gets nothing. */
  const isOurs = ({ headers }: http.IncomingMessage): boolean =>
    /^(?:127\.0\.0\.1|localhost|\[::1\])(?::\d+)?$/.test(headers.host ?? '');

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
    changed() {
      for (const reader of readers) {
        if (reader.writableNeedDrain) reader.destroy();
        else reader.write('event: changed\ndata: \n\n');
      }
    },
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
}
