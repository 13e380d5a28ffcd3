import assert from 'node:assert/strict';
import { once } from 'node:events';
import dgram from 'node:dgram';
import net from 'node:net';
import os from 'node:os';
import tls from 'node:tls';
import { createResponse } from '../message/build';
import type { SipMessage } from '../message/message';
import { parse } from '../message/parse';
import { serialise } from '../message/serialise';
import { callIdOf, topVia } from '../message/typed';
import { writeVia } from '../message/via';
import { systemClock } from '../clock';
import type { Hop, TransportName } from '../place';
import type { TapEvent } from '../tap';
import { createFakeClock } from '../testing/fake-clock';
import { makeCertificate } from '../testing/certificate';
import { sample } from '../testing/sample';
import { openTransports, type Received, type TransportOptions, type Transports } from './transports';

const hasIpv6 = Object.values(os.networkInterfaces()).some((all) => all?.some(({ address }) => address === '::1'));

function request(transport: string, sentBy: string, body = ''): SipMessage {
  const { message } = parse(
    sample({ headers: { Via: `SIP/2.0/${transport} ${sentBy};branch=z9hG4bKa1` }, body }),
    'strict',
  );
  assert.ok(message);
  return message;
}

describe('transports', () => {
  const opened: Transports[] = [];
  const ended: (() => unknown)[] = [];
  afterEach(async () => {
    for (const one of opened.splice(0)) await one.close();
    for (const end of ended.splice(0)) end();
  });

  async function open(
    listen: TransportOptions['listen'],
    more: Partial<TransportOptions> & { onReceived?: (received: Received, self: Transports) => void } = {},
  ) {
    const inbox: Received[] = [];
    const taps: TapEvent[] = [];
    const waiting: ((received: Received) => void)[] = [];
    const { onReceived, ...options } = more;
    const self: Transports = await openTransports(
      { listen, allow: () => true, clock: systemClock, tap: (event) => taps.push(event), ...options },
      (received) => {
        inbox.push(received);
        waiting.shift()?.(received);
        onReceived?.(received, self);
      },
    );
    opened.push(self);
    const next = () => new Promise<Received>((resolve) => waiting.push(resolve));
    return { ...self, at: self.bound[0]!, inbox, taps, next };
  }
  const answering = (received: Received, self: Transports) => {
    if (received.message?.kind === 'request')
      void self.prepareReply(createResponse(received.message, 200), received).send();
  };
  async function connectTo({ host, port }: Hop) {
    const socket = net.connect({ host, port });
    ended.push(() => socket.destroy());
    socket.on('error', () => undefined);
    await once(socket, 'connect');
    return socket;
  }
  const read = async (socket: net.Socket): Promise<string> => String((await once(socket, 'data'))[0]);

  const certificate = makeCertificate(['127.0.0.1', '::1']);
  const kinds: readonly (readonly [TransportName, string])[] = (['UDP', 'TCP', 'TLS'] as const).flatMap((transport) => [
    [transport, '127.0.0.1'] as const,
    [transport, '::1'] as const,
  ]);
  for (const [transport, host] of kinds)
    it(`carry a request and its response over ${transport} at ${host}`, async function () {
      if ((host === '::1' && !hasIpv6) || (transport === 'TLS' && !certificate)) this.skip();
      const listen = { transport, host, ...(certificate ? { tls: { ...certificate, ca: certificate.cert } } : {}) };
      const server = await open([listen], { onReceived: answering });
      const client = await open([listen]);
      const { at } = client;
      const sent = request(transport, `${host.includes(':') ? `[${host}]` : host}:${at.port}`, 'ä body');
      const answer = client.next();
      await client.sendBytes(serialise(sent), server.at);
      assert.equal((await answer).message?.kind, 'response');
      assert.deepEqual(server.inbox[0]?.message?.body, Buffer.from('ä body'));
      assert.deepEqual(
        server.taps.map(({ event }) => event),
        ['bytes-in', 'bytes-out'],
      );
      assert.deepEqual(
        client.taps.map(({ event }) => event),
        ['bytes-out', 'bytes-in'],
      );
      const [out, seen] = [client.taps[0], server.taps[0]];
      assert.ok(out?.event === 'bytes-out' && seen?.event === 'bytes-in');
      assert.deepEqual(seen.bytes, out.bytes);
      assert.deepEqual([seen.local.port, out.remote.port], [server.at.port, server.at.port]);
    });

  it('refuse a TLS peer whose certificate does not hold, before a byte of the request leaves', async function () {
    if (!certificate) return this.skip();
    const server = await open([{ transport: 'TLS', tls: certificate }]);
    const client = await open([{ transport: 'TLS', tls: certificate }]);
    await assert.rejects(client.sendBytes(serialise(request('TLS', '127.0.0.1')), server.at), {
      code: 'unreachable',
      message: /self-signed/,
    });
    assert.equal(server.inbox.length, 0);
  });

  it('take a TLS peer whatever certificate it has, or none: it is asked for none', async function () {
    const strange = makeCertificate(['192.0.2.1']);
    if (!certificate || !strange) return this.skip();
    const server = await open([{ transport: 'TLS', tls: { ...certificate, ca: certificate.cert } }]);
    for (const own of [strange, {}]) {
      const socket = tls.connect({ port: server.at.port, host: '127.0.0.1', ca: certificate.cert, ...own });
      ended.push(() => socket.destroy());
      const came = server.next();
      socket.write(serialise(request('TLS', '127.0.0.1')));
      assert.equal((await came).message?.kind, 'request');
    }
  });

  for (const [host, other] of [
    ['127.0.0.1', '::1'],
    ['::1', '127.0.0.1'],
  ] as const)
    it(`refuse a TLS peer at ${host} whose certificate is for another address`, async function () {
      const stranger = makeCertificate([other]);
      if (!hasIpv6 || !stranger) return this.skip();
      const listen = { transport: 'TLS', host, tls: { ...stranger, ca: stranger.cert } } as const;
      const server = await open([listen]);
      const client = await open([listen]);
      const uri = `${host.includes(':') ? `[${host}]` : host}:${client.at.port}`;
      await assert.rejects(client.sendBytes(serialise(request('TLS', uri)), server.at), { code: 'unreachable' });
      assert.equal(server.inbox.length, 0);
    });

  it('send the response to the place that the request came from, where it asks for that', async () => {
    const server = await open([{ transport: 'UDP' }], { onReceived: answering });
    const socket = dgram.createSocket('udp4');
    ended.push(() => socket.close());
    socket.send(
      sample({ headers: { Via: 'SIP/2.0/UDP other.example;rport;branch=z9hG4bKa' } }),
      server.at.port,
      '127.0.0.1',
    );
    const [bytes] = (await once(socket, 'message')) as [Buffer];
    const { message } = parse(bytes);
    assert.equal(
      writeVia(topVia(message!)!),
      `SIP/2.0/UDP other.example;rport=${socket.address().port};branch=z9hG4bKa;received=127.0.0.1`,
    );
  });

  it('use a connection again, and open a new one for a response whose connection is gone', async () => {
    const server = await open([{ transport: 'TCP' }]);
    const client = await open([{ transport: 'TCP' }]);
    const sent = request('TCP', `127.0.0.1:${client.at.port}`);
    let arrived = server.next();
    await client.sendBytes(serialise(sent), server.at);
    await arrived;
    arrived = server.next();
    await client.sendBytes(serialise(sent), server.at);
    await arrived;
    assert.deepEqual(server.inbox[0]?.remote, server.inbox[1]?.remote);
    const [first] = server.inbox;
    assert.ok(first?.message?.kind === 'request');
    const answer = client.next();
    const gone = { ...first.connection!, open: false };
    await server.prepareReply(createResponse(first.message, 200), { ...first, connection: gone }).send();
    assert.equal((await answer).message?.kind, 'response');
    assert.notEqual(client.inbox[0]?.remote.port, server.at.port);
  });

  it('let not a byte leave to where the guard refuses, nor open a connection', async () => {
    let connections = 0;
    const peer = net.createServer(() => (connections += 1)).listen(0, '127.0.0.1');
    ended.push(() => peer.close());
    await once(peer, 'listening');
    const asked: string[] = [];
    const client = await open([{ transport: 'TCP' }, { transport: 'UDP' }], {
      allow: (host, port) => (asked.push(`${host}:${port}`), false),
    });
    const port = (peer.address() as net.AddressInfo).port;
    for (const transport of ['TCP', 'UDP'] as const) {
      const hop = { transport, host: '127.0.0.1', port };
      await assert.rejects(client.sendBytes(serialise(request(transport, 'h')), hop), { code: 'refused-by-guard' });
      await assert.rejects(client.sendBytes(Buffer.from('x'), hop), { code: 'refused-by-guard' });
    }
    const socket = await connectTo(client.at);
    socket.write('\r\n\r\n');
    socket.end(sample());
    await once(socket, 'close');
    assert.ok(asked.length === 5 && connections === 0);
    assert.ok(!client.taps.some(({ event }) => event === 'bytes-out'));
  });

  it('answer a ping on a stream', async () => {
    const server = await open([{ transport: 'TCP' }]);
    const socket = await connectTo(server.at);
    socket.write('\r\n\r\n');
    assert.equal(await read(socket), '\r\n');
  });

  it('let go who is silent, who begins a message and stops, and who breaks the stream', async () => {
    const clock = createFakeClock();
    const limits = { idleMs: 1000, partialMs: 100, maxHeadBytes: 500 };
    const server = await open([{ transport: 'TCP' }], { clock, limits });
    const closedAfter = async (bytes: string, milliseconds: number) => {
      const socket = await connectTo(server.at);
      const closed = once(socket, 'close');
      socket.resume();
      const seen = server.next();
      socket.write(`${sample({ body: 'x' }).toString()}${bytes}`);
      await seen;
      await clock.advance(milliseconds);
      await closed;
    };
    await closedAfter('', 1000);
    await closedAfter('MESS', 100);
    assert.deepEqual([server.inbox.at(-1)?.fault, String(server.inbox.at(-1)?.bytes)], ['stalled', 'MESS']);
    await closedAfter('a'.repeat(501), 0);
    assert.equal(server.inbox.at(-1)?.fault, 'head-too-large');
  });

  it('take no more connections than allowed', async () => {
    const server = await open([{ transport: 'TCP' }], { limits: { maxConnections: 1 }, onReceived: answering });
    const kept = await connectTo(server.at);
    kept.write(sample());
    await read(kept);
    const refused = await connectTo(server.at);
    await once(refused, 'close');
    kept.write(sample());
    assert.match(await read(kept), /200 OK/);
    const client = await open([{ transport: 'TCP' }], { limits: { maxConnections: 0 } });
    await assert.rejects(client.sendBytes(serialise(request('TCP', 'h')), server.at), { code: 'congested' });
  });

  it('say why nothing could be sent', async () => {
    const client = await open([{ transport: 'TCP' }, { transport: 'UDP' }]);
    const to = (hop: Hop) => client.sendBytes(serialise(request(hop.transport, 'h')), hop);
    // Nobody listens there but by design.
    const port = 1;
    await assert.rejects(to({ transport: 'TCP', host: '127.0.0.1', port }), {
      code: 'unreachable',
      message: /ECONNREFUSED/,
    });
    await assert.rejects(to({ transport: 'TLS', host: '127.0.0.1', port }), { code: 'no-listener' });
    await assert.rejects(to({ transport: 'UDP', host: '::1', port }), { code: 'no-listener' });
    await assert.rejects(to({ transport: 'UDP', host: 'host.example', port }), { code: 'not-numeric' });
    await assert.rejects(client.sendBytes(Buffer.alloc(70_000), { transport: 'UDP', host: '127.0.0.1', port }), {
      code: 'too-large',
    });
    await client.close();
    await assert.rejects(to({ transport: 'UDP', host: '127.0.0.1', port }), { code: 'closed' });
  });

  it('survive a flood of garbage, and still answer', async () => {
    const server = await open([{ transport: 'UDP' }, { transport: 'TCP' }], { onReceived: answering });
    const flood = dgram.createSocket('udp4');
    ended.push(() => flood.close());
    for (let count = 0; count < 200; count += 1)
      flood.send(
        Buffer.from(Array.from({ length: 50 }, (_, at) => (count * 31 + at * 17) % 256)),
        server.at.port,
        '127.0.0.1',
      );
    const noisy = await connectTo(server.bound[1]!);
    const closed = once(noisy, 'close');
    noisy.resume().write(Buffer.alloc(200_000, 0xff));
    await closed;
    const client = await open([{ transport: 'UDP' }]);
    const answer = client.next();
    await client.sendBytes(serialise(request('UDP', `127.0.0.1:${client.at.port}`)), server.at);
    assert.equal(callIdOf((await answer).message!), 'c1@192.0.2.1');
  });
});
