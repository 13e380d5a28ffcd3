import assert from 'node:assert/strict';
import http from 'node:http';
import net, { type AddressInfo } from 'node:net';
import { once } from 'node:events';
import type { InboundMessage, Listener, MalformedMessage, OutboundMessage, Reception } from '../../ports/adapter';
import { sendNow } from '../../ports/sent';
import type { ScopeOf } from '../../ports/wire';
import { traceIdOf } from '../../ports/trace-context';
import { createHttpJsonAdapter } from './adapter';

const MESSAGE: Omit<OutboundMessage, 'address'> = {
  flow: 'log-off-request.client-server',
  body: { from: 'sip:änä@p', to: 'sip:s@p', mcServiceId: 'sip:änä@p' },
  messageId: 'm1',
};
const never = new AbortController().signal;

describe('http-json adapter', () => {
  const adapter = createHttpJsonAdapter({ allow: (url) => url.hostname === '127.0.0.1', requestTimeoutMs: 1000 });
  let got: InboundMessage[] = [];
  let reception: Reception | Promise<Reception> = { accepted: true };
  let listener: Listener;
  const malformed: MalformedMessage[] = [];

  before(async () => {
    const receiver = {
      onMessage: (message: InboundMessage) => {
        got.push(message);
        return reception;
      },
      onMalformed: (message: MalformedMessage) => void malformed.push(message),
    };
    listener = await adapter.listen(receiver, { host: '127.0.0.1', port: 0, party: 'client-1' });
  });
  beforeEach(() => {
    got = [];
    malformed.length = 0;
    reception = { accepted: true };
  });
  after(() => adapter.close());

  const send = (to: Partial<OutboundMessage> = {}, signal = never) =>
    sendNow(adapter, { ...MESSAGE, address: listener.address, ...to }, signal);

  /** A peer that does what the test says, on a port of its own. */
  async function withPeer(handler: http.RequestListener, test: (address: string) => Promise<void>): Promise<void> {
    const peer = http.createServer(handler).listen(0, '127.0.0.1');
    await new Promise((resolve) => peer.once('listening', resolve));
    try {
      await test(`http://127.0.0.1:${(peer.address() as AddressInfo).port}/base/`);
    } finally {
      peer.closeAllConnections();
      peer.close();
    }
  }

  it('carries a message whole: flow, body, bytes and id', async () => {
    assert.deepEqual(await send(), { outcome: 'accepted', detail: '204' });
    assert.equal(got.length, 1);
    const { flow, body, raw, messageId, wire } = got[0]!;
    assert.deepEqual({ flow, body, messageId }, { flow: MESSAGE.flow, body: MESSAGE.body, messageId: 'm1' });
    const prepared = await adapter.prepare({ ...MESSAGE, address: listener.address });
    assert.ok(prepared.carried);
    assert.equal(raw, prepared.raw);
    assert.equal(wire['path'], '/flows/log-off-request.client-server');
  });

  it('says which scenario a message is of, by a trace context that the next scenario does not have', async () => {
    const seen: string[] = [];
    const peer: http.RequestListener = ({ headers }, response) => {
      seen.push(headers['traceparent']?.toString() ?? 'none');
      response.writeHead(204).end();
    };
    const scopeOf: ScopeOf = ({ body }) =>
      body['mcServiceId'] === 'stray' ? null : String(body['mcServiceId']).slice(0, 2);
    const tracing = createHttpJsonAdapter({ allow: () => true, requestTimeoutMs: 1000, scopeOf });
    await withPeer(peer, async (address) => {
      for (const mcServiceId of ['s1-a', 's1-b', 's2-a', 'stray'])
        await sendNow(tracing, { ...MESSAGE, body: { ...MESSAGE.body, mcServiceId }, address }, never);
    });
    await tracing.close();
    // Version, trace, span, and that it is to be recorded.
    for (const one of seen.slice(0, 3)) assert.match(one, /^00-[0-9a-f]{32}-[0-9a-f]{16}-01$/);
    const traces = seen.map((one) => one.split('-')[1]);
    assert.deepEqual(traces, [traceIdOf('s1'), traceIdOf('s1'), traceIdOf('s2'), undefined]);
    assert.equal(new Set(seen).size, seen.length);
  });

  it('hands the same bytes to a listener of this process over no socket, and takes the same answers', async () => {
    const inside = async (to: Partial<OutboundMessage> = {}, signal = never) => {
      const prepared = await adapter.prepare({ ...MESSAGE, address: listener.address, ...to });
      assert.ok(prepared.carried);
      return prepared.leaveInside?.(signal);
    };
    const leaving = inside();
    assert.equal(got.length, 0);
    assert.deepEqual(await leaving, await send());
    const [one, other] = got.map(({ wire: _, ...message }) => message);
    assert.deepEqual(one, other);
    reception = { accepted: false, problem: '/to: expected a URI, found 5', errors: [] };
    assert.deepEqual(await inside(), await send());
    assert.equal((await inside({}, AbortSignal.abort()))?.outcome, 'undeliverable');
    assert.equal(await inside({ address: 'http://127.0.0.1:1' }), undefined);
    assert.equal(await inside({ body: { long: 'x'.repeat(2 ** 20) } }), undefined);
  });

  it('takes every answer from 300 to 599 for a refusal, and says which it was', async () => {
    let status = 300;
    const answers: http.RequestListener = (request, response) => {
      request.resume();
      response.writeHead(status).end();
    };
    await withPeer(answers, async (address) => {
      for (; status < 600; status += 1) {
        const { outcome, detail } = await send({ address });
        const expected = [429, 503].includes(status)
          ? 'overloaded'
          : [401, 407, 511].includes(status)
            ? 'challenged'
            : 'refused';
        assert.equal(outcome, expected);
        const words = {
          overloaded: `too much to do \\(${status}\\)`,
          challenged: `credentials \\(${status}\\); `,
          refused: `^${status}`,
        };
        assert.match(detail, new RegExp(words[expected]));
      }
    });
  });

  /** Whatever comes, it answers with these bytes, and ends where nothing follows. */
  async function withBytes(bytes: string, run: (address: string) => Promise<void>): Promise<void> {
    const server = net.createServer((socket) => {
      socket.on('error', () => undefined);
      socket.once('data', () => socket.end(Buffer.from(bytes, 'latin1')));
    });
    await once(server.listen(0, '127.0.0.1'), 'listening');
    try {
      await run(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
    } finally {
      server.close();
    }
  }

  const unread: readonly (readonly [string, string, RegExp])[] = [
    [
      'two lengths',
      'HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 1\r\n\r\n',
      /it is no HTTP: .*Content-Length/,
    ],
    ['a length that is none', 'HTTP/1.1 200 OK\r\nContent-Length: x\r\n\r\n', /it is no HTTP: .*Content-Length/],
    [
      'a body that breaks off',
      'HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nabc',
      /it broke off: expected the 9 bytes of its Content-Length, found 3/,
    ],
    ['bare line feeds', 'HTTP/1.1 204 OK\n\n', /it is no HTTP: Missing expected CR/],
    ['SIP', 'SIP/2.0 200 OK\r\n\r\n', /it is no HTTP/],
    ['TLS', '\x15\x03\x01\x00\x02\x02\x46', /it is no HTTP but the beginning of TLS/],
    ['a status of four digits', 'HTTP/1.1 2000 OK\r\n\r\n', /it is no HTTP: Invalid response status/],
    ['more than is taken', `HTTP/1.1 400 X\r\n\r\n${'x'.repeat(1_100_000)}`, /it is larger than 1048576 bytes/],
  ];
  for (const [what, bytes, why] of unread)
    it(`charges whoever answers with what cannot be read: ${what}`, async () => {
      await withBytes(bytes, async (address) => {
        const { outcome, detail } = await send({ address, by: 'client-1' });
        assert.equal(outcome, 'refused');
        assert.match(detail, why);
        assert.deepEqual([malformed[0]?.problem, malformed[0]?.refused?.from], [detail, MESSAGE.body['to']]);
      });
    });

  const read: readonly (readonly [string, string, string])[] = [
    ['a body behind 204', 'HTTP/1.1 204 No\r\nContent-Length: 5\r\n\r\nhello', 'accepted'],
    ['more than its length says', 'HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\nhello', 'accepted'],
    ['two answers', 'HTTP/1.1 204 No\r\n\r\nHTTP/1.1 500 X\r\n\r\n', 'accepted'],
    ['an interim answer first', 'HTTP/1.1 103 Hints\r\n\r\nHTTP/1.1 204 No\r\n\r\n', 'accepted'],
    ['another protocol', 'HTTP/1.1 101 S\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n', 'refused'],
    ['no reason', 'HTTP/1.0 204\r\n\r\n', 'accepted'],
  ];
  for (const [what, bytes, expected] of read)
    it(`takes an answer with ${what}: ${expected}`, () =>
      withBytes(bytes, async (address) => {
        assert.equal((await send({ address, by: 'client-1' })).outcome, expected);
        assert.deepEqual(malformed, []);
      }));

  it('says which answers came where the last one did not', () =>
    withPeer(
      (_, response) => response.writeProcessing(),
      async (address) => {
        const { outcome, detail } = await send({ address });
        assert.equal(outcome, 'undeliverable');
        assert.equal(detail, 'no answer within 1000 ms, only 102, which is not the last one');
      },
    ));

  it('reads the media type of a refusal in any case', async () => {
    const refusing: http.RequestListener = (request, response) => {
      request.resume();
      response.writeHead(400, { 'content-type': 'Application/Problem+JSON; charset=UTF-8' });
      response.end('{"title":"No","detail":"why"}');
    };
    await withPeer(refusing, async (address) => assert.equal((await send({ address })).detail, '400 No: why'));
  });

  it('tells one that has too much to do from one that refuses', async () => {
    const busy: http.RequestListener = (request, response) => {
      request.resume();
      response.writeHead(500, { 'retry-after': '5' }).end();
    };
    await withPeer(busy, async (address) =>
      assert.deepEqual(await send({ address }), {
        outcome: 'overloaded',
        detail: 'has too much to do (500, retry-after: 5), which is no refusal',
      }),
    );
  });

  it('tells what the receiver refused and why', async () => {
    reception = { accepted: false, problem: '/to: expected a URI, found 5', errors: [] };
    assert.deepEqual(await send(), {
      outcome: 'refused',
      detail: '400 Refused by the receiver: /to: expected a URI, found 5',
    });
  });

  it('refuses otherwise each time what it could take', async () => {
    const details: string[] = [];
    for (const unwilling of [0, 1, 2, 3]) {
      reception = { accepted: false, problem: 'it is told to', unwilling };
      details.push((await send()).detail.slice(0, 3));
    }
    assert.deepEqual(details, ['500', '409', '404', '500']);
  });

  it('does not wait for ever, neither for an answer nor for one that drips', async () => {
    reception = new Promise(() => undefined);
    assert.deepEqual(await send(), { outcome: 'undeliverable', detail: 'no answer within 1000 ms', timedOut: true });
    await withPeer(
      (_, response) => {
        const drip = setInterval(() => response.write(' '), 20);
        response.on('close', () => clearInterval(drip));
      },
      async (address) => {
        const outcome = await send({ address });
        assert.match(outcome.detail, /it did not end within 1000 ms: expected a Content-Length, .* found \d+ bytes$/);
        assert.ok('timedOut' in outcome && outcome.timedOut);
      },
    );
  });

  it('stops when the run does', async () => {
    assert.match((await send({}, AbortSignal.abort())).detail, /given up/);
    assert.equal(got.length, 0);
  });

  it('sends nothing to an address that is not allowed, or is none', async () => {
    for (const address of [
      'http://192.0.2.1:80',
      'http://localhost:1',
      'ftp://127.0.0.1',
      'file:///etc/hosts',
      'sip:x',
      '',
    ]) {
      const { outcome, detail } = await send({ address });
      assert.equal(outcome, 'undeliverable', address);
      assert.match(detail, /not allowed|no http address/);
    }
  });

  it('takes any success as taken, and never follows a redirect', async () => {
    let asked = 0;
    const answer =
      (status: number): http.RequestListener =>
      (_, response) => {
        asked++;
        response.writeHead(status, { location: '/elsewhere' }).end('because');
      };
    await withPeer(answer(202), async (address) => assert.equal((await send({ address })).outcome, 'accepted'));
    await withPeer(answer(307), async (address) =>
      assert.deepEqual(await send({ address }), { outcome: 'refused', detail: '307 because, location: /elsewhere' }),
    );
    assert.equal(asked, 2);
  });

  it('puts what goes wrong below HTTP into words', async () => {
    await withPeer(
      (request) => request.socket.destroy(),
      async (address) => assert.match((await send({ address })).detail, /closed the connection without an answer/),
    );
    let gone = '';
    await withPeer(
      () => undefined,
      (address) => Promise.resolve(void (gone = address)),
    );
    assert.match((await send({ address: gone })).detail, /nothing listens at 127\.0\.0\.1/);
  });

  it('does not read an answer that has no end', async () => {
    await withPeer(
      (_, response) => {
        const more = (): void => {
          while (response.write('x'.repeat(65_536)));
        };
        response.on('drain', more);
        more();
      },
      async (address) => assert.match((await send({ address })).detail, /larger than 1048576 bytes/),
    );
  });

  it('keeps a connection for the next message', async () => {
    const ports = new Set<number | undefined>();
    await withPeer(
      (request, response) => {
        ports.add(request.socket.remotePort);
        request.resume().on('end', () => response.writeHead(204).end());
      },
      async (address) => {
        for (let i = 0; i < 5; i++) await send({ address });
      },
    );
    assert.equal(ports.size, 1);
  });

  it('sends once more what met the end of a kept connection, and keeps none to that peer from then on', async () => {
    const requests: string[] = [];
    const served = new Set<unknown>();
    const ending: http.RequestListener = ({ socket, headers }, response) => {
      const isSecond = served.has(socket);
      served.add(socket);
      requests.push(`${isSecond ? 'second' : 'first'} on its connection, ${headers.connection}`);
      if (isSecond) socket.destroy();
      else response.writeHead(204).end();
    };
    await withPeer(ending, async (address) => {
      for (let message = 0; message < 4; message++)
        assert.deepEqual(await send({ address }), { outcome: 'accepted', detail: '204' });
    });
    assert.deepEqual(requests, [
      'first on its connection, keep-alive',
      'second on its connection, keep-alive',
      'first on its connection, close',
      'first on its connection, close',
      'first on its connection, close',
    ]);
  });

  it('does not send again what a new connection was ended under', async () => {
    let requests = 0;
    const ending: http.RequestListener = ({ socket }) => {
      requests += 1;
      socket.destroy();
    };
    await withPeer(ending, async (address) => {
      assert.equal((await send({ address })).outcome, 'undeliverable');
    });
    assert.equal(requests, 1);
  });

  it('ends open connections when it closes, as often as it is told to', async () => {
    const other = createHttpJsonAdapter({ allow: () => true, requestTimeoutMs: 1000 });
    const receiver = { onMessage: () => new Promise<Reception>(() => undefined), onMalformed: () => undefined };
    const opened = await other.listen(receiver, { host: '127.0.0.1', port: 0 });
    const hanging = sendNow(adapter, { ...MESSAGE, address: opened.address }, never);
    await new Promise((resolve) => setImmediate(resolve));
    await Promise.all([opened.close(), opened.close()]);
    await other.close();
    assert.equal((await hanging).outcome, 'undeliverable');
  });
});
