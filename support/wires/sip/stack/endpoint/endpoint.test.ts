import assert from 'node:assert/strict';
import { once } from 'node:events';
import dgram from 'node:dgram';
import net from 'node:net';
import { createDigestClient } from '../digest/digest-client';
import { createDigestServer } from '../digest/digest-server';
import { createRequest } from '../message/build';
import { headerOf } from '../message/message';
import { parse } from '../message/parse';
import { serialise } from '../message/serialise';
import { topVia } from '../message/typed';
import { writeUri, type SipUri } from '../message/uri';
import { systemClock } from '../clock';
import type { Hop } from '../place';
import { sample } from '../testing/sample';
import { openEndpoint, type Endpoint, type EndpointOptions, type IncomingRequest } from './endpoint';

describe('an endpoint', () => {
  const opened: Endpoint[] = [];
  const faults: unknown[] = [];
  afterEach(async () => {
    for (const one of opened.splice(0)) await one.close();
    assert.deepEqual(faults.splice(0), []);
  });

  async function open(onRequest: EndpointOptions['onRequest'] = () => undefined, more: Partial<EndpointOptions> = {}) {
    const one = await openEndpoint({
      listen: [{ transport: 'UDP' }],
      allow: (host) => host === '127.0.0.1',
      abilities: { methods: ['MESSAGE'], contentTypes: ['text/plain'] },
      onRequest,
      onFault: (error) => faults.push(error),
      ...more,
    });
    opened.push(one);
    return { ...one, at: one.bound[0]! };
  }
  const uriAt = ({ host, port, transport }: Hop): SipUri => ({
    scheme: 'sip',
    user: 'bo',
    host,
    port,
    parameters: transport === 'UDP' ? [] : [{ name: 'transport', value: transport.toLowerCase() }],
    headers: [],
  });
  let calls = 0;
  function message(to: Hop, body = 'hello', method = 'MESSAGE') {
    const address = { uri: uriAt(to), parameters: [{ name: 'tag', value: 'f' }] };
    const headers = [{ name: 'Content-Type', value: 'text/plain' }];
    const common = { uri: writeUri(uriAt(to)), from: address, to: { uri: uriAt(to), parameters: [] }, headers };
    return createRequest({ ...common, method, callId: `call-${(calls += 1)}`, cseq: 1, body: Buffer.from(body) });
  }
  const accept = async ({ respond }: IncomingRequest) => {
    await respond(200);
  };

  for (const transport of ['UDP', 'TCP'] as const)
    it(`sends a MESSAGE over ${transport} and has its answer`, async () => {
      const got: IncomingRequest[] = [];
      const listen = [{ transport }];
      const server = await open((incoming) => (got.push(incoming), accept(incoming)), { listen });
      const client = await open(undefined, { listen });
      const response = await client.send(message(server.at));
      assert.equal(response.start.status, 200);
      assert.match(headerOf(response, 'To') ?? '', /;tag=[0-9a-f]{16}$/);
      assert.equal(got[0]?.request.body.toString(), 'hello');
      assert.equal(topVia(got[0].request)?.transport, transport);
    });

  it('refuses what it cannot take, answers OPTIONS, and says 500 where the user fails', async () => {
    const server = await open(() => Promise.reject(new Error('the user failed')));
    const client = await open();
    const answer = async (method: string) => (await client.send(message(server.at, '', method))).start.status;
    assert.equal(await answer('INVITE'), 405);
    const options = await client.send(message(server.at, '', 'OPTIONS'));
    assert.deepEqual(
      [options.start.status, headerOf(options, 'Allow'), headerOf(options, 'Accept')],
      [200, 'MESSAGE, OPTIONS, CANCEL', 'text/plain'],
    );
    assert.equal(await answer('MESSAGE'), 500);
    assert.match(String(faults.pop()), /the user failed/);
    await assert.rejects(open(undefined, { abilities: { methods: ['INVITE'] } }), /without INVITE/);
  });

  it('answers what is malformed where it can, and nothing where it cannot', async () => {
    const server = await open(accept, {
      listen: [{ transport: 'UDP' }, { transport: 'TCP' }],
      limits: { maxBodyBytes: 100 },
    });
    const socket = dgram.createSocket('udp4');
    const ask = async (bytes: Buffer) => {
      socket.send(bytes, server.at.port, '127.0.0.1');
      const [answer] = (await once(socket, 'message')) as [Buffer];
      return parse(answer).message?.start;
    };
    const headers = { Via: 'SIP/2.0/UDP h;rport;branch=z9hG4bKm1' };
    socket.send('garbage', server.at.port, '127.0.0.1');
    assert.deepEqual(
      { ...(await ask(sample({ headers: { ...headers, From: undefined } }))) },
      {
        version: 'SIP/2.0',
        status: 400,
        reason: 'Bad Request (from: expected this header in every message)',
      },
    );
    // Without a Via that reads, the answer goes where the request came from.
    const unreadable = await ask(sample({ headers: { Via: 'nonsense' } }));
    assert.ok(unreadable && 'status' in unreadable && unreadable.status === 400);
    assert.deepEqual(
      { ...(await ask(sample({ start: 'MESSAGE sip:a@b SIP/9.0', headers }))) },
      { version: 'SIP/2.0', status: 505, reason: 'Version Not Supported' },
    );
    socket.close();
    const stream = net.connect(server.bound[1]!.port, '127.0.0.1');
    stream.write(sample({ headers: { ...headers, 'Content-Length': '101' } }));
    const closed = once(stream, 'close');
    assert.match(String((await once(stream, 'data'))[0]), /^SIP\/2\.0 513 Message Too Large\r\n/);
    await closed;
  });

  it('answers a challenge, and is not asked again', async () => {
    const options = { realm: 'r', algorithms: ['MD5'], as: 'proxy', nonceLifeMs: 60_000, clock: systemClock } as const;
    const gate = createDigestServer({ ...options, passwordOf: () => 'p', newToken: () => 'nonce-1' });
    const seen: (string | undefined)[] = [];
    const server = await open(async ({ request, respond }) => {
      seen.push(headerOf(request, 'CSeq'));
      const verified = gate.verify(request);
      await respond(verified.ok ? 200 : verified.status, verified.ok ? {} : { headers: verified.headers });
    });
    const client = await open();
    const digest = createDigestClient({ username: 'al', password: 'p' }, () => 'c');
    for (let time = 0; time < 2; time += 1)
      assert.equal((await client.send(message(server.at), { digest })).start.status, 200);
    assert.deepEqual(seen, ['1 MESSAGE', '2 MESSAGE', '1 MESSAGE']);
    const wrong = createDigestClient({ username: 'al', password: 'x' }, () => 'c');
    assert.equal((await client.send(message(server.at), { digest: wrong })).start.status, 407);
  });

  it('says why there is no answer', async () => {
    const client = await open();
    const silent = await open();
    const stop = new AbortController();
    const waiting = client.send(message(silent.at), { signal: stop.signal });
    stop.abort();
    await assert.rejects(waiting, { code: 'aborted' });
    await assert.rejects(client.send(message(silent.at), { signal: stop.signal }), { code: 'aborted' });
    const elsewhere: Hop = { transport: 'UDP', host: '127.0.0.2', port: 9 };
    await assert.rejects(client.send(message(silent.at), { to: elsewhere }), { code: 'refused-by-guard' });
    await assert.rejects(client.send(message({ ...silent.at, transport: 'TCP' })), { code: 'no-listener' });
    const last = client.send(message(silent.at));
    await client.close();
    await assert.rejects(last, { code: 'closed' });
    const hasty = await open(undefined, { timers: { t1: 1 } });
    await assert.rejects(hasty.send(message(silent.at)), { code: 'timeout' });
  });

  it('bears who misbehaves: malformed, late and twice', async () => {
    const strays: unknown[] = [];
    let second: (() => void) | undefined;
    const stray = new Promise<void>((resolve) => (second = resolve));
    const socket = dgram.createSocket('udp4');
    const server = await open(async ({ request, received, respond }) => {
      const { host, port } = received.remote;
      const say = (bytes: Buffer | string) => socket.send(bytes, port, host);
      say('SIP/2.0 2OO OK\r\n\r\n');
      const early = (status: number) =>
        say(serialise({ ...request, kind: 'response', start: { version: 'SIP/2.0', status, reason: 'Early' } }));
      early(100);
      early(183);
      await respond(200);
      say(`SIP/2.0 500 Again\r\nVia: ${headerOf(request, 'Via') ?? ''}\r\n\r\n`);
      say(serialise({ ...request, kind: 'response', start: { version: 'SIP/2.0', status: 202, reason: 'Late' } }));
    });
    const contrary: number[] = [];
    const provisional: number[] = [];
    const told = (): void => {
      if (strays.length === 2 && contrary.length === 1) second?.();
    };
    const client = await open(undefined, {
      onStray: (received) => {
        strays.push(received.problems[0]?.code);
        told();
      },
      onProvisional: (_received, { start }) => provisional.push(start.status),
      onContrary: (_received, before) => {
        contrary.push(before.status);
        told();
      },
    });
    assert.equal((await client.send(message(server.at))).start.status, 200);
    socket.send('x', server.at.port, server.at.host);
    await stray;
    socket.close();
    assert.deepEqual(strays, ['start-line', 'header-missing']);
    assert.deepEqual(contrary, [200], 'the 202 that came after the 200');
    assert.deepEqual(provisional, [183], 'and no 100');
  });
});
