import assert from 'node:assert/strict';
import { once } from 'node:events';
import net from 'node:net';
import type { InboundMessage, Listener, MalformedMessage } from '../../ports/adapter';
import { sendNow } from '../../ports/sent';
import { createHttpJsonAdapter } from './adapter';

const PATH = '/flows/log-off-request.client-server';
const GOOD = '{"from":"sip:a@p"}';

/** A request line, headers and a body, as bytes on the wire. */
const request = (line: string, headers: readonly string[] = [], body = ''): string =>
  [line, 'host: x', ...headers, '', body].join('\r\n');

const post = (body: string, path = PATH, type = 'application/json'): string =>
  request(`POST ${path} HTTP/1.1`, [`content-type: ${type}`, `content-length: ${Buffer.byteLength(body)}`], body);

describe('http-json against bytes that are no message', () => {
  const adapter = createHttpJsonAdapter({
    allow: () => true,
    requestTimeoutMs: 1000,
    maxBodyBytes: 1000,
    receiveTimeoutMs: 60,
  });
  let listener: Listener;
  let messages: InboundMessage[] = [];
  let malformed: MalformedMessage[] = [];
  let onReport: () => void = () => undefined;

  before(async () => {
    const receiver = {
      onMessage: (message: InboundMessage) => {
        messages.push(message);
        return { accepted: true } as const;
      },
      onMalformed: (message: MalformedMessage) => {
        malformed.push(message);
        onReport();
      },
    };
    listener = await adapter.listen(receiver, { host: '127.0.0.1', port: 0 });
  });
  beforeEach(() => {
    messages = [];
    malformed = [];
  });
  after(() => adapter.close());

  const connect = (): net.Socket => net.connect(Number(new URL(listener.address).port), '127.0.0.1');

  /** Writes the bytes and reads until an answer has come or the peer hangs up. */
  const exchange = (bytes: string | Buffer): Promise<string> =>
    new Promise((resolve) => {
      let answer = '';
      const socket = connect();
      socket.on('data', (chunk) => {
        answer += String(chunk);
        if (/\r\n\r\n(\{|$)/.test(answer)) socket.destroy();
      });
      socket.on('error', () => undefined);
      socket.on('close', () => resolve(answer));
      socket.write(bytes);
    });

  const statusOf = (answer: string): number => Number(answer.split(' ', 2)[1]);

  const reported = (): Promise<void> =>
    malformed.length > 0 ? Promise.resolve() : new Promise((resolve) => (onReport = resolve));

  const refusals: readonly (readonly [string, string | Buffer, number, RegExp])[] = [
    ['a body that is not JSON', post('{"from":'), 400, /not JSON/],
    ['an empty body', post(''), 400, /not JSON/],
    [
      'a body that is not UTF-8',
      Buffer.concat([Buffer.from(post('XX').slice(0, -2)), Buffer.from([0xff, 0xfe])]),
      400,
      /not UTF-8/,
    ],
    ['JSON that is no object', post('[1,2]'), 400, /expected a JSON object, found \[1,2\]/],
    ['JSON that is null', post('null'), 400, /found null/],
    [
      'another content type',
      post(GOOD, PATH, 'text/plain'),
      415,
      /expected content-type application\/json, found text\/plain/,
    ],
    ['no content type', request(`POST ${PATH} HTTP/1.1`, ['content-length: 2'], '{}'), 415, /found none/],
    [
      'a compressed body',
      request(`POST ${PATH} HTTP/1.1`, [
        'content-type: application/json',
        'content-encoding: gzip',
        'content-length: 0',
      ]),
      415,
      /content-encoding/,
    ],
    ['a body that says it is too large', post('x'.repeat(1001)), 413, /larger than 1000 bytes/],
    [
      'a body that turns out too large',
      request(
        `POST ${PATH} HTTP/1.1`,
        ['content-type: application/json', 'transfer-encoding: chunked'],
        `7d0\r\n${'x'.repeat(2000)}\r\n0\r\n\r\n`,
      ),
      413,
      /larger/,
    ],
    [
      'an unknown flow',
      post(GOOD, '/flows/log-of-request.client-server'),
      404,
      /did you mean log-off-request\.client-server\?/,
    ],
    ['a flow named as no flow can be', post(GOOD, `/flows/${'%00../'.repeat(50)}`), 404, /no information flow/],
    ['an unknown path', post(GOOD, '/'), 404, /unknown path/],
    ['another method', request(`DELETE ${PATH} HTTP/1.1`), 405, /only POST/],
    ['a browser that looks in', request(`GET ${PATH} HTTP/1.1`), 405, /only POST/],
    ['bytes that are no HTTP', 'REGISTER sip:a@b SIP/2.0\r\n\r\n', 400, /no HTTP request/],
    ['binary noise', Buffer.from([0x16, 0x03, 0x01, 0x00, 0xff, 0x00]), 400, /no HTTP request/],
    ['headers without end', `POST ${PATH} HTTP/1.1\r\nx: ${'y'.repeat(20_000)}`, 431, /no HTTP request/],
    [
      'two lengths',
      request(`POST ${PATH} HTTP/1.1`, ['content-length: 1', 'content-length: 2'], 'ab'),
      400,
      /no HTTP request/,
    ],
  ];

  const wide = (encoding: 'utf16le', text: string): Buffer => {
    const body = Buffer.from(text, encoding);
    const head = request(`POST ${PATH} HTTP/1.1`, ['content-type: application/json', `content-length: ${body.length}`]);
    return Buffer.concat([Buffer.from(head), body]);
  };
  const further: typeof refusals = [
    ['UTF-16 without a mark', wide('utf16le', GOOD), 400, /not UTF-8 but UTF-16 \(little endian\)/],
    [
      'no Host',
      `POST ${PATH} HTTP/1.1\r\ncontent-type: application/json\r\ncontent-length: 2\r\n\r\n{}`,
      400,
      /expected a Host header.*found none/,
    ],
    [
      'an expectation that nobody can meet',
      request(`POST ${PATH} HTTP/1.1`, ['content-type: application/json', 'content-length: 2', 'expect: 200-ok'], '{}'),
      417,
      /no expectation but 100-continue.*found "200-ok"/,
    ],
    ['CONNECT', request('CONNECT 127.0.0.1:80 HTTP/1.1'), 405, /a request to a proxy/],
    ['TLS', Buffer.from([0x16, 0x03, 0x01, 0x00, 0x05, 0x01, 0, 0, 1, 0]), 400, /the beginning of TLS/],
    ['HTTP/2', 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n', 400, /the beginning of HTTP\/2/],
  ];
  for (const [what, bytes, status, problem] of [...refusals, ...further])
    it(`answers ${status} to ${what}`, async () => {
      const answer = await exchange(bytes);
      assert.equal(statusOf(answer), status, answer);
      assert.match(answer, /content-type: application\/problem\+json/);
      assert.equal(malformed.length, 1);
      assert.match(malformed[0]!.problem, problem);
      assert.equal(messages.length, 0);
    });

  it('lists what it does answer to', async () => {
    assert.match(await exchange(request('GET / HTTP/1.1')), /known: POST \/flows\/\{flow\}/);
    assert.match(await exchange(request(`GET ${PATH} HTTP/1.1`)), /allow: POST/i);
  });

  it('keeps what it could not read, in part where it is long', async () => {
    await exchange(post('{"from":'));
    assert.deepEqual(
      malformed.map(({ raw, wire }) => [raw, wire['path']]),
      [['{"from":', PATH]],
    );
  });

  it('reports a body that breaks off, once', async () => {
    const socket = connect();
    socket.on('error', () => undefined);
    socket.write(post(GOOD).slice(0, -5), () => socket.resetAndDestroy());
    await reported();
    assert.deepEqual(
      malformed.map(({ problem }) => problem),
      ['the body broke off'],
    );
    assert.equal(malformed[0]?.raw, GOOD.slice(0, -5));
  });

  it('does not wait for a body that does not come', async () => {
    assert.equal(statusOf(await exchange(post(GOOD).slice(0, -5))), 408);
    await reported();
    assert.equal(malformed.length, 1);
  });

  it('does not wait for headers that do not come', async () => {
    assert.equal(statusOf(await exchange(`POST ${PATH} HTTP/1.1\r\nhost: x\r\n`)), 408);
    assert.equal(malformed.length, 1);
  });

  it('says nothing of a peer that connects and leaves', async () => {
    await new Promise((resolve) =>
      connect()
        .on('connect', function (this: net.Socket) {
          this.resetAndDestroy();
        })
        .on('close', resolve),
    );
    assert.equal(statusOf(await exchange(post(GOOD))), 204);
    assert.equal(malformed.length, 0);
  });

  it('takes two messages that came in one packet, in their order', async () => {
    const second = post('{"from":"sip:b@p"}');
    const socket = connect();
    socket.write(post(GOOD) + second);
    let answers = '';
    await new Promise<void>((resolve) =>
      socket.on('data', (chunk) => {
        answers += String(chunk);
        if (answers.split('HTTP/1.1 204').length === 3) resolve();
      }),
    );
    socket.destroy();
    assert.deepEqual(
      messages.map(({ body }) => body['from']),
      ['sip:a@p', 'sip:b@p'],
    );
  });

  const taken: readonly (readonly [string, string])[] = [
    ['a path with characters that nobody need encode', post(GOOD, PATH.replace('-', '%2D').replace('q', '%71'))],
    ['Content-Encoding: Identity', post(GOOD).replace('host: x', 'host: x\r\nContent-Encoding: Identity')],
    ['an empty Content-Encoding', post(GOOD).replace('host: x', 'host: x\r\nContent-Encoding:')],
    ['HTTP/1.0 without Host', post(GOOD).replace('HTTP/1.1', 'HTTP/1.0').replace('host: x\r\n', '')],
    ['Expect: 100-Continue', post(GOOD).replace('host: x', 'host: x\r\nExpect: 100-Continue')],
  ];
  for (const [what, bytes] of taken)
    it(`takes ${what}`, async () => {
      const answer = await exchange(bytes);
      assert.match(answer, /HTTP\/1\.1 204/);
      assert.deepEqual([messages.length, malformed], [1, []]);
      assert.equal(messages[0]?.verdict, undefined);
    });

  it('takes a body with a byte order mark, and tells of it', async () => {
    assert.equal(statusOf(await exchange(post(`\ufeff${GOOD}`))), 204);
    assert.deepEqual(messages[0]?.body, JSON.parse(GOOD));
    assert.match(messages[0]?.verdict?.errors[0]?.expected ?? '', /without a byte order mark/);
  });

  it('answers what came whole before it refuses what follows', async () => {
    const answers = await new Promise<string>((resolve) => {
      let answer = '';
      const socket = connect();
      socket.on('data', (chunk) => (answer += String(chunk)));
      socket.on('error', () => undefined);
      socket.on('close', () => resolve(answer));
      socket.write(`${post(GOOD)}GARBAGE\r\n\r\n`);
    });
    assert.match(answers, /^HTTP\/1\.1 204 [^]*HTTP\/1\.1 400 /);
    assert.equal(messages.length, 1);
    assert.match(malformed[0]?.problem ?? '', /^no HTTP request: /);
    assert.equal(malformed[0]?.refused?.flow, 'log-off-request.client-server');
  });

  it('waits for a body as long as for an answer, and says how much of it came', async () => {
    const patient = createHttpJsonAdapter({ allow: () => true, requestTimeoutMs: 50 });
    const seen: MalformedMessage[] = [];
    const receiver = {
      onMessage: () => ({ accepted: true }) as const,
      onMalformed: (one: MalformedMessage) => void seen.push(one),
    };
    const { address } = await patient.listen(receiver, { host: '127.0.0.1', port: 0 });
    const socket = net.connect(Number(new URL(address).port), '127.0.0.1');
    socket.on('error', () => undefined);
    socket.write(post(GOOD).slice(0, -5));
    const [answer] = (await once(socket, 'data')) as [Buffer];
    socket.destroy();
    await patient.close();
    assert.equal(statusOf(String(answer)), 408);
    assert.match(seen[0]?.problem ?? '', /expected the 18 bytes of its content-length, found 13 bytes/);
    assert.equal(seen[0]?.refused?.from, undefined);
  });

  it('charges a page with nothing, unless a name in it tells who it is', async () => {
    await exchange(request(`POST ${PATH} HTTP/1.1`, ['origin: http://page.example', 'content-length: 18'], GOOD));
    assert.deepEqual(malformed[0]?.refused, {
      answer: '403',
      readable: GOOD,
      flow: 'log-off-request.client-server',
      from: 'sip:a@p',
      byNameOnly: true,
    });
  });

  it('answers the next good message after all of it', async () => {
    for (const [, bytes] of refusals) await exchange(bytes);
    assert.equal(statusOf(await exchange(post(GOOD))), 204);
  });

  it('answers 500 where the receiver itself fails, and goes on', async () => {
    const failing = createHttpJsonAdapter({ allow: () => true, requestTimeoutMs: 1000 });
    const receiver = { onMessage: () => Promise.reject(new Error('a bug of ours')), onMalformed: () => undefined };
    const { address } = await failing.listen(receiver, { host: '127.0.0.1', port: 0 });
    const message = { flow: 'log-off-request.client-server', body: {}, messageId: 'm', address } as const;
    const { outcome, detail } = await sendNow(failing, message, new AbortController().signal);
    await failing.close();
    assert.equal(outcome, 'refused');
    assert.match(detail, /^500/);
    assert.doesNotMatch(detail, /a bug of ours/);
  });
});
