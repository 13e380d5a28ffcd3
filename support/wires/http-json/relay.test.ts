import assert from 'node:assert/strict';
import http from 'node:http';
import net from 'node:net';
import { once } from 'node:events';
import { openRelay } from './relay';

const LOOPBACK = { host: '127.0.0.1', port: 0 };
const closers: (() => Promise<unknown>)[] = [];
const LIMITS = { maxBodyBytes: 1000, maxConnections: 100, receiveTimeoutMs: 5000, answerTimeoutMs: 5000 };

interface Seen {
  readonly method: string;
  readonly url: string;
  readonly headers: readonly string[];
  readonly body: string;
}

/** A receiver that keeps what it gets; it answers when it is told of a request, or never. */
async function receiver(answer: (response: http.ServerResponse) => void) {
  const seen: Seen[] = [];
  const broken: string[] = [];
  const garbage: Buffer[] = [];
  const server = http.createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    const told = (): string => Buffer.concat(chunks).toString('utf8');
    request.on('error', () => {
      broken.push(told());
      server.emit('broken');
    });
    request.on('end', () => {
      seen.push({ method: request.method ?? '', url: request.url ?? '', headers: request.rawHeaders, body: told() });
      answer(response);
    });
  });
  server.on('clientError', (error: Error & { rawPacket?: Buffer }, socket) => {
    garbage.push(error.rawPacket ?? Buffer.alloc(0));
    socket.destroy();
    server.emit('garbage');
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  closers.push(() => {
    const closed = once(server, 'close');
    server.close().closeAllConnections();
    return closed;
  });
  const { port } = server.address() as net.AddressInfo; // it listens on a port
  return { address: `http://127.0.0.1:${port}`, seen, broken, garbage, server };
}

async function relayTo(destinationOf: (text: string) => string | undefined, limits: Partial<typeof LIMITS> = {}) {
  const relay = await openRelay({ ...LIMITS, ...limits, destinationOf }, LOOPBACK);
  closers.push(() => relay.close());
  return relay.address;
}

interface Answer {
  readonly status: number;
  readonly headers: http.IncomingHttpHeaders;
  readonly body: string;
}

async function ask(address: string, options: http.RequestOptions, body = ''): Promise<Answer> {
  const request = http.request(address, options);
  request.end(body);
  const [response] = (await once(request, 'response')) as [http.IncomingMessage];
  let text = '';
  for await (const chunk of response.setEncoding('utf8')) text += String(chunk);
  return { status: response.statusCode ?? 0, headers: response.headers, body: text };
}

const post = (address: string, body: string): Promise<Answer> => ask(`${address}/flows/x`, { method: 'POST' }, body);

describe('a relay', () => {
  afterEach(async () => {
    for (const close of closers.splice(0).toReversed()) await close();
  });

  it('passes bytes and headers on unchanged, and the answer back', async () => {
    const { address, seen } = await receiver((response) => response.writeHead(418, { 'X-Answer': 'a' }).end('té'));
    const relay = await relayTo(() => address);
    const headers = { 'X-Own': 'Kept; as="it is"', 'content-type': 'text/odd' };
    const answer = await ask(`${relay}/flows/x?y=1`, { method: 'PUT', headers }, '{ "a":1.0, "b":"é" }');
    assert.deepEqual([answer.status, answer.headers['x-answer'], answer.body], [418, 'a', 'té']);
    const [request] = seen;
    assert.deepEqual([request?.method, request?.url, request?.body], ['PUT', '/flows/x?y=1', '{ "a":1.0, "b":"é" }']);
    const sent = request?.headers ?? [];
    assert.equal(sent[sent.indexOf('X-Own') + 1], headers['X-Own']);
    assert.equal(sent[sent.indexOf('content-type') + 1], 'text/odd');
  });

  it('chooses the receiver by what the body says', async () => {
    const one = await receiver((response) => response.end('one'));
    const two = await receiver((response) => response.end('two'));
    const relay = await relayTo((text) => (text.includes('two') ? two.address : one.address));
    assert.equal((await post(relay, 'for two')).body, 'two');
    assert.equal((await post(relay, 'for one')).body, 'one');
  });

  it('answers 503 where nobody takes the message', async () => {
    const relay = await relayTo(() => undefined);
    const { status, headers, body } = await post(relay, '{}');
    assert.deepEqual([status, headers['content-type']], [503, 'application/problem+json']);
    assert.match(body, /nobody takes this message/);
  });

  it('answers 503 where the receiver is dead, and goes on', async () => {
    const dead = await receiver(() => undefined);
    await closers.pop()?.();
    const alive = await receiver((response) => response.end('here'));
    const relay = await relayTo((text) => (text === 'dead' ? dead.address : alive.address));
    assert.equal((await post(relay, 'dead')).status, 503);
    assert.equal((await post(relay, 'alive')).body, 'here');
  });

  it('answers 503 where the receiver dies over the message', async () => {
    const { address } = await receiver((response) => response.destroy());
    assert.equal((await post(await relayTo(() => address), '{}')).status, 503);
  });

  it('answers 503 where the receiver does not answer in time', async () => {
    const { address } = await receiver(() => undefined);
    const { status, body } = await post(await relayTo(() => address, { answerTimeoutMs: 50 }), '{}');
    assert.equal(status, 503);
    assert.match(body, /no answer within 50 ms/);
  });

  it('passes a body that is too large on as far as it was read, for the receiver to refuse', async () => {
    const { address, seen } = await receiver((response) => response.writeHead(413).end());
    const relay = await relayTo(() => address);
    const request = http.request(relay, { method: 'POST', headers: { 'transfer-encoding': 'chunked' } });
    request.on('error', () => undefined);
    request.write('x'.repeat(1001));
    const [response] = (await once(request, 'response')) as [http.IncomingMessage];
    assert.equal(response.statusCode, 413);
    assert.equal(seen[0]?.body.length, 1001);
    request.destroy();
  });

  it('passes a body that breaks off on as far as it came', async () => {
    const { address, broken, server } = await receiver(() => undefined);
    const relay = await relayTo(() => address);
    const came = once(server, 'broken');
    const socket = net.connect(Number(new URL(relay).port), '127.0.0.1');
    socket.end('POST / HTTP/1.1\r\nhost: x\r\ncontent-length: 100\r\n\r\n{"half');
    await came;
    assert.deepEqual(broken, ['{"half']);
    socket.destroy();
  });

  it('passes bytes that are no request on', async () => {
    const { address, garbage, server } = await receiver(() => undefined);
    const relay = await relayTo(() => address);
    const came = once(server, 'garbage');
    const socket = net.connect(Number(new URL(relay).port), '127.0.0.1');
    socket.end('what is this?\r\n\r\n');
    await came;
    assert.equal(garbage[0]?.toString(), 'what is this?\r\n\r\n');
    socket.destroy();
  });
});
