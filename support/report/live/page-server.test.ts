import assert from 'node:assert/strict';
import { once } from 'node:events';
import http from 'node:http';
import { openPageServer, type PageServer } from './page-server';

describe('the server of the live page', () => {
  let server: PageServer;
  let made = 0;
  beforeEach(async () => {
    made = 0;
    server = await openPageServer(0, () => Promise.resolve(`page ${(made += 1)}`));
  });
  afterEach(() => server.close());

  async function ask(path: string, { host = 'localhost', method = 'GET' } = {}): Promise<http.IncomingMessage> {
    const { port } = new URL(server.address);
    const request = http.request({ host: '127.0.0.1', port, path, method, headers: { host }, agent: false }).end();
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

  it('tells its readers that there is a newer page, and takes no more of them than it can', async () => {
    const reader = await ask('/events');
    assert.equal(reader.headers['content-type'], 'text/event-stream');
    let heard = '';
    reader.on('data', (text: Buffer) => (heard += text.toString()));
    await once(reader, 'data');
    server.changed();
    await once(reader, 'data');
    assert.match(heard, /event: changed\n/);
    const others = await Promise.all(Array.from({ length: 40 }, () => ask('/events')));
    assert.equal(others.filter(({ statusCode }) => statusCode === 503).length, 9);
  });
});
