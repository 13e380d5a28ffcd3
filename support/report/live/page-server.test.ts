import assert from 'node:assert/strict';
import { once } from 'node:events';
import http from 'node:http';
import { openPageServer, type PageServer } from './page-server';

describe('the server of the live page', () => {
  let server: PageServer;
  let made = 0;
  beforeEach(async () => {
    made = 0;
    server = await openPageServer(0, {
      page: () => `page ${(made += 1)}`,
      data: (id) => (id === 'a b' ? 'block' : undefined),
    });
  });
  afterEach(() => server.close());

  async function ask(
    path: string,
    { host = 'localhost', method = 'GET', ...more }: Readonly<Record<string, string>> = {},
  ): Promise<http.IncomingMessage> {
    const { port } = new URL(server.address);
    const request = http
      .request({ host: '127.0.0.1', port, path, method, headers: { host, ...more }, agent: false })
      .end();
    const [response] = (await once(request, 'response')) as [http.IncomingMessage];
    return response;
  }

  it('is for this machine alone, and for nobody by another name', async () => {
    assert.match(server.address, /^http:\/\/127\.0\.0\.1:\d+\/$/);
    const statuses = [
      await ask('/'),
      await ask('/', { host: 'evil.example' }),
      await ask('/', { method: 'POST' }),
      await ask('/../package.json'),
    ].map(({ statusCode }) => statusCode);
    assert.deepEqual(statuses, [200, 421, 405, 404]);
    assert.equal(made, 1);
  });

  it('is for no page of the web, by whatever name, though a link to it may stand there', async () => {
    const cross = { 'sec-fetch-site': 'cross-site' };
    const refused = [
      await ask('/events', { origin: 'https://evil.example' }),
      await ask('/events', cross),
      await ask('/data/a%20b', cross),
      await ask('/', { ...cross, 'sec-fetch-dest': 'iframe' }),
    ];
    assert.deepEqual(
      refused.map(({ statusCode }) => statusCode),
      [403, 403, 403, 403],
    );
    assert.equal(made, 0);
    const followed = await ask('/', { ...cross, 'sec-fetch-dest': 'document' });
    assert.equal(followed.statusCode, 200);
    assert.equal(followed.headers['x-frame-options'], 'DENY');
    assert.equal((await ask('/data/a%20b', { 'sec-fetch-site': 'same-origin' })).statusCode, 200);
  });

  it('gives a block of data by its id, and outlives what it cannot read', async () => {
    const statuses = [await ask('/data/a%20b'), await ask('/data/b'), await ask('/data/%E0%A4%A')];
    assert.deepEqual(
      statuses.map(({ statusCode }) => statusCode),
      [200, 404, 500],
    );
    assert.equal((await ask('/')).statusCode, 200);
  });

  it('refuses a port that is in use', async () => {
    const { port } = new URL(server.address);
    await assert.rejects(openPageServer(Number(port), { page: () => '', data: () => undefined }), {
      code: 'EADDRINUSE',
    });
  });

  it('tells its readers what is new, and whoever comes later the newest', async () => {
    const early = await heardBy(await ask('/events'));
    server.tell('news', '"one"');
    server.tell('news', '"two"');
    await early.until(/event: news\ndata: "one"\n\nevent: news\ndata: "two"\n\n$/);
    const late = await heardBy(await ask('/events'));
    await late.until(/^: more will follow\n\nevent: news\ndata: "two"\n\n$/);
  });

  it('lets in whoever comes, and lets the first of too many readers go; it knows when the last has gone away', async () => {
    const first = await ask('/events');
    const gone = new Promise((resolve) =>
      first
        .on('error', () => undefined)
        .once('close', resolve)
        .resume(),
    );
    const readers = await Promise.all(Array.from({ length: 32 }, () => ask('/events')));
    assert.ok(readers.every(({ statusCode }) => statusCode === 200));
    await gone;
    const left = server.left();
    server.tell('news', '');
    for (const reader of readers) reader.destroy();
    await left;
  });
});

async function heardBy(reader: http.IncomingMessage) {
  assert.equal(reader.headers['content-type'], 'text/event-stream');
  let heard = '';
  reader.on('data', (text: Buffer) => (heard += text.toString()));
  await once(reader, 'data');
  return {
    async until(wanted: RegExp): Promise<void> {
      while (!wanted.test(heard)) await once(reader, 'data');
    },
  };
}
