// What a hostile product sends to a played party over http-json, and what it answers: each is refused or given up in time, within
// bounded memory, and the party goes on.

import assert from 'node:assert/strict';
import { once } from 'node:events';
import http from 'node:http';
import net, { type AddressInfo, type Socket } from 'node:net';
import { gzipSync } from 'node:zlib';
import type { Adapter, InboundMessage, Listener } from '../../support/ports/adapter';
import { sendNow } from '../../support/ports/sent';
import { createHttpJsonAdapter } from '../../support/wires/http-json/adapter';
import { createHttpControl } from '../../support/wires/http-json/client/control-client';

const FLOW = 'log-off-request.client-server';
const never = new AbortController().signal;
const MIB = 1_048_576;
/** Above what the process of all these tests has without them. */
const MOST_MEMORY = 400 * MIB;
const LIMITS = { maxBodyBytes: 65_536, maxConnections: 20, receiveTimeoutMs: 300, requestTimeoutMs: 300 };

const head = (length: number | string, more = '', path = `/flows/${FLOW}`): string =>
  `POST ${path} HTTP/1.1\r\nhost: 127.0.0.1\r\ncontent-type: application/json\r\ncontent-length: ${length}\r\n${more}\r\n`;
const posted = (body: string | Buffer, more = ''): Buffer =>
  Buffer.concat([Buffer.from(head(Buffer.byteLength(body), `connection: close\r\n${more}`)), Buffer.from(body)]);
const nested = (open: string, close: string, depth: number): string => open.repeat(depth) + close.repeat(depth);
const utf16 = (text: string): Buffer => Buffer.from(text, 'utf16le');

/** Bytes, and the statuses that they may be answered with; 0 where the connection may be closed without any. */
const REQUESTS: readonly (readonly [string, string | Buffer, readonly number[]])[] = [
  ['nothing at all', '', [0, 408]],
  ['a lone line feed', '\n', [0, 408]],
  ['no HTTP', 'HELO mail.example\r\n\r\n', [400]],
  ['zero bytes', Buffer.alloc(100_000), [400]],
  ['TLS where none is', Buffer.from('16030100c8010000c40303', 'hex'), [400, 408]],
  ['HTTP/2 by prior knowledge', 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n', [0, 400, 505]],
  ['a version that there is not', `POST / HTTP/9.9\r\nhost: x\r\n\r\n`, [400, 505]],
  ['no host', 'GET / HTTP/1.1\r\n\r\n', [400]],
  ['two hosts', 'GET / HTTP/1.1\r\nhost: a\r\nhost: b\r\nconnection: close\r\n\r\n', [400, 404]],
  ['a line that does not end', `GET /${'a'.repeat(100_000)}`, [0, 400, 431]],
  ['a header that does not end', `GET / HTTP/1.1\r\nx: ${'a'.repeat(100_000)}`, [431]],
  ['a thousand headers', `GET / HTTP/1.1\r\n${'x: y\r\n'.repeat(10_000)}\r\n`, [431]],
  ['a header with a zero byte', 'GET / HTTP/1.1\r\nhost: x\r\nx: a\0b\r\n\r\n', [400]],
  ['a folded header', 'GET / HTTP/1.1\r\nhost: x\r\nx: a\r\n b\r\n\r\n', [400, 404]],
  ['a head that stops', 'POST /flows/x HTTP/1.1\r\nhost: x', [408]],
  ['a body that stops', head(1000) + '{', [408]],
  ['a length that is negative', head(-1), [400]],
  ['a length that is no number', head('many'), [400]],
  ['a length beyond all numbers', head('9'.repeat(30)), [400, 413]],
  ['two lengths', head(2, 'content-length: 3\r\n') + '{}', [400]],
  ['a length beside chunks', head(2, 'transfer-encoding: chunked\r\n') + '0\r\n\r\n', [400]],
  ['chunks of negative size', head(0).replace('content-length: 0', 'transfer-encoding: chunked') + '-1\r\n', [400]],
  ['a chunk without end', head(0).replace('content-length: 0', 'transfer-encoding: chunked') + 'ffff\r\n{', [408]],
  ['a body above the limit', posted(`"${'x'.repeat(70_000)}"`), [413]],
  ['a claim of a gigabyte', head(1_073_741_824), [413]],
  ['no JSON', posted('{'), [400]],
  ['no object', posted('[1,2]'), [400]],
  ['a text', posted('"text"'), [400]],
  ['null', posted('null'), [400]],
  ['zero bytes in JSON', posted(Buffer.from('{"a":"\0"}')), [400]],
  ['bytes that are no UTF-8', posted(Buffer.from([0x7b, 0xff, 0x7d])), [400]],
  ['UTF-16 with a mark', posted(utf16('\ufeff{"from":"a"}')), [400]],
  ['UTF-16 without a mark', posted(utf16('{"from":"a"}')), [400]],
  ['lists 101 deep', posted(nested('[', ']', 101)), [400]],
  ['lists 2000 deep, in a short text', posted(nested('[', ']', 2000)), [400]],
  ['lists 30,000 deep', posted(nested('[', ']', 30_000)), [400]],
  ['objects 5000 deep', posted(`${'{"a":'.repeat(5000)}1${'}'.repeat(5000)}`), [400]],
  ['objects that never close', posted('{"a":'.repeat(10_000)), [400]],
  [
    'ten thousand names',
    posted(JSON.stringify(Object.fromEntries(Array.from({ length: 6000 }, (_, at) => [`k${at}`, 1])))),
    [204],
  ],
  ['the name __proto__', posted('{"__proto__":{"from":"sip:a@b"},"constructor":{"prototype":1}}'), [204]],
  ['a name twice', posted('{"from":"a","from":"b"}'), [204]],
  ['a number beyond all numbers', posted('{"a":1e999}'), [204]],
  ['a lone half of a character', posted('{"a":"\\ud800"}'), [204]],
  ['packed bytes', posted(gzipSync(Buffer.alloc(10 * MIB)), 'content-encoding: gzip\r\n'), [415]],
  ['what claims to be packed', posted('{}', 'content-encoding: br\r\n'), [415]],
  ['a flow that there is not', head(2, 'connection: close\r\n', '/flows/nonsense') + '{}', [404]],
  ['a path that climbs', head(2, 'connection: close\r\n', '/flows/../../etc/passwd') + '{}', [404]],
  ['a path of bytes', head(2, 'connection: close\r\n', `/flows/%00%ff${'%2e'.repeat(1000)}`) + '{}', [404]],
  ['another method', `DELETE /flows/${FLOW} HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n`, [405]],
  ['an upgrade', `GET /flows/x HTTP/1.1\r\nhost: x\r\nconnection: upgrade\r\nupgrade: websocket\r\n\r\n`, [0, 405]],
  ['a page of another site', posted('{}', 'origin: https://evil.example\r\n'), [403]],
  [
    'a page of a site whose name points here',
    posted('{}', 'origin: http://evil.example\r\n').toString().replace('host: 127.0.0.1', 'host: evil.example'),
    [403],
  ],
  ['a hundred requests at once', Buffer.concat(Array.from({ length: 100 }, () => Buffer.from(head(2) + '{}'))), [204]],
];

/** What a product answers a message with. */
const ANSWERS: readonly (readonly [string, (socket: Socket) => void, RegExp])[] = [
  ['nothing', () => undefined, /no answer within 300 ms/],
  ['a closed connection', (socket) => socket.destroy(), /closed|ECONN|hang up/],
  ['no HTTP', (socket) => socket.end('nonsense\r\n\r\n'), /it is no HTTP/],
  ['zero bytes', (socket) => socket.end(Buffer.alloc(1000)), /it is no HTTP/],
  ['half a status line', (socket) => socket.write('HTTP/1.1 2'), /no answer within 300 ms/],
  ['a status that there is not', (socket) => socket.end('HTTP/1.1 999 x\r\ncontent-length: 0\r\n\r\n'), /999/],
  ['a status of four digits', (socket) => socket.end('HTTP/1.1 2044 x\r\n\r\n'), /it is no HTTP/],
  [
    'a redirection',
    (socket) => socket.end('HTTP/1.1 307 x\r\nlocation: http://127.0.0.2:1/\r\ncontent-length: 0\r\n\r\n'),
    /307.*location/,
  ],
  [
    'a head that does not end',
    (socket) => socket.write(`HTTP/1.1 204 x\r\nx: ${'a'.repeat(100_000)}`),
    /Parse Error|HPE|overflow/i,
  ],
  [
    'a body above the limit',
    (socket) => socket.end(`HTTP/1.1 400 x\r\ncontent-length: 100000\r\n\r\n${'x'.repeat(100_000)}`),
    /larger than 65536 bytes/,
  ],
  ['a body without end', (socket) => drip(socket, 'HTTP/1.1 200 x\r\n\r\n', 'x'), /did not end within 300 ms/],
  [
    'a body that drips',
    (socket) => drip(socket, 'HTTP/1.1 200 x\r\ncontent-length: 1000\r\n\r\n', ' '),
    /did not end within 300 ms/,
  ],
  [
    'a hundred informational answers',
    (socket) => drip(socket, '', 'HTTP/1.1 100 x\r\n\r\n'.repeat(10)),
    /no answer within 300 ms/,
  ],
  [
    'a bomb',
    (socket) =>
      socket.end(
        Buffer.concat([
          Buffer.from('HTTP/1.1 400 x\r\ncontent-encoding: gzip\r\nconnection: close\r\n\r\n'),
          gzipSync(Buffer.alloc(10 * MIB)),
        ]),
      ),
    /400.*gzip/,
  ],
  ['two answers', (socket) => socket.write('HTTP/1.1 204 x\r\n\r\nHTTP/1.1 400 x\r\n\r\n'), /204|Parse Error/],
  [
    'a reason that commands CI',
    (socket) =>
      socket.end(
        'HTTP/1.1 400 x\r\ncontent-type: application/problem+json\r\nconnection: close\r\n\r\n{"title":"\\n::error::x"}',
      ),
    /400/,
  ],
  [
    'a reason of many lines',
    (socket) => socket.end(`HTTP/1.1 400 x\r\ncontent-length: 40000\r\n\r\n${'\n'.repeat(40_000)}`),
    /^400$/,
  ],
  [
    'a demand for credentials',
    (socket) => socket.end('HTTP/1.1 401 x\r\nwww-authenticate: Basic\r\ncontent-length: 0\r\n\r\n'),
    /401/,
  ],
  ['an upgrade', (socket) => socket.end('HTTP/1.1 101 x\r\nupgrade: h2c\r\nconnection: upgrade\r\n\r\n'), /.+/],
];

/** What a product answers a command of control with, as JSON. */
const CONTROL_ANSWERS: readonly (readonly [string, string])[] = [
  ['nothing', ''],
  ['no JSON', '{'],
  ['a list', '[]'],
  ['null', 'null'],
  ['a status that there is not', '{"status":"perhaps"}'],
  ['a status that is a list', `{"status":[${'1,'.repeat(1000)}1]}`],
  ['the name __proto__', '{"__proto__":{"status":"done"}}'],
  ['lists 101 deep', nested('[', ']', 101)],
  ['a short text that nests 1500 deep', nested('[', ']', 1500)],
  ['lists 20,000 deep', nested('[', ']', 20_000)],
  ['objects 5000 deep', `${'{"status":'.repeat(5000)}1${'}'.repeat(5000)}`],
  ['a faulty element in each of thousands', `{"status":"done","regroupGroupIds":[${'1,'.repeat(20_000)}1]}`],
  ['control characters', '{"status":"\\u001b[2J\\n::error::"}'],
];

function drip(socket: Socket, first: string, then: string): void {
  socket.write(first);
  const timer = setInterval(() => socket.write(then), 10);
  socket.once('close', () => clearInterval(timer));
}

function answeredBy(address: string, bytes: string | Buffer): Promise<number> {
  const { hostname, port } = new URL(address);
  const socket = net.connect(Number(port), hostname).on('error', () => undefined);
  let heard = '';
  return new Promise((resolve) => {
    const end = (): void => {
      socket.destroy();
      resolve(Number(/^HTTP\/1\.1 (\d{3})/.exec(heard)?.[1] ?? 0));
    };
    socket.on('data', (data) => {
      heard += data.toString('latin1');
      // The connection may stay open for what follows.
      if (heard.includes('\r\n\r\n')) end();
    });
    socket.once('close', end);
    socket.write(bytes);
  });
}

describe('a hostile product on http-json', () => {
  let adapter: Adapter;
  let listener: Listener;
  let messages: InboundMessage[] = [];
  const opened: net.Server[] = [];
  let memory = 0;

  before(async () => {
    memory = process.memoryUsage.rss();
    adapter = createHttpJsonAdapter({ allow: () => true, ...LIMITS });
    const receiver = {
      onMessage: (message: InboundMessage) => (messages.push(message), { accepted: true as const }),
      onMalformed: () => undefined,
    };
    listener = await adapter.listen(receiver, { host: '127.0.0.1', port: 0 });
  });
  afterEach(() => {
    for (const server of opened.splice(0)) server.close();
    messages = [];
  });
  after(async () => {
    await adapter.close();
    assert.ok(process.memoryUsage.rss() - memory < MOST_MEMORY);
  });

  const send = (address: string) => sendNow(adapter, { flow: FLOW, address, body: { a: 1 }, messageId: 'm' }, never);

  async function productThat(answer: (socket: Socket) => void): Promise<string> {
    const server = net.createServer((socket) => {
      socket.on('error', () => undefined);
      socket.once('data', () => answer(socket));
    });
    opened.push(server.listen(0, '127.0.0.1'));
    await once(server, 'listening');
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  }

  for (const [name, bytes, statuses] of REQUESTS)
    it(`sends ${name}`, async () => {
      const status = await answeredBy(listener.address, bytes);
      assert.ok(statuses.includes(status), `it was answered ${status}`);
      assert.equal((await send(listener.address)).outcome, 'accepted', 'the party takes nothing any more');
      assert.equal(({} as { from?: unknown }).from, undefined);
    });

  it('opens hundreds of connections', async () => {
    const { hostname, port } = new URL(listener.address);
    const sockets = Array.from({ length: 200 }, () => net.connect(Number(port), hostname).on('error', () => undefined));
    const gone = sockets.map((socket) => new Promise((resolve) => socket.once('close', resolve)));
    await Promise.all(gone.slice(LIMITS.maxConnections + 5));
    for (const socket of sockets) socket.destroy();
    await Promise.all(gone);
    await new Promise((resolve) => setTimeout(resolve, 50));
    assert.equal((await send(listener.address)).outcome, 'accepted');
  });

  for (const [name, answer, detail] of ANSWERS)
    it(`answers with ${name}`, async () => {
      const outcome = await send(await productThat(answer));
      assert.match(outcome.detail, detail);
      assert.ok(outcome.detail.length < 600 && !/[\n\r]/.test(outcome.detail));
    });

  for (const [name, text] of CONTROL_ANSWERS)
    it(`answers a command with ${name}`, async () => {
      const server = http.createServer((request, response) => {
        request.resume();
        response.end(text);
      });
      opened.push(server.listen(0, '127.0.0.1'));
      await once(server, 'listening');
      const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
      const control = createHttpControl(address, { allow: () => true, ...LIMITS });
      const answer = await control.send({ command: 'hello' }, never);
      control.close();
      assert.equal(answer.status, 'errored');
      assert.ok(JSON.stringify(answer).length < 10_000);
      assert.equal(({} as { status?: unknown }).status, undefined);
    });
});
