import assert from 'node:assert/strict';
import https from 'node:https';
import type { AddressInfo } from 'node:net';
import { createHttpClient } from '../../wires/http-json/client/http-client';
import { makeCertificate } from '../../wires/sip/stack/testing/certificate';
import { sample } from '../../wires/sip/stack/testing/sample';
import { systemClock } from '../../wires/sip/stack/clock';
import type { TlsSettings } from '../../wires/sip/stack/transport/stream-sockets';
import { openTransports, type Received, type Transports } from '../../wires/sip/stack/transport/transports';
import { createCapture } from './capture';

const LARGE = 300_000;

describe('TLS that is captured as it is on the wire', () => {
  const certificate = makeCertificate(['127.0.0.1']);
  const ends: (() => unknown)[] = [];
  afterEach(async () => {
    for (const end of ends.splice(0)) await end();
  });
  before(function () {
    if (!certificate) this.skip();
  });

  const captured = () =>
    createCapture({
      elapsed: () => 1,
      prefix: '0-',
      mask: (text) => text.replaceAll('\x16', '*'),
      tls: true,
      most: 10_000_000,
    });

  /** What is kept, with what went through as text. */
  function kept(capture: ReturnType<typeof captured>) {
    const events = capture.take();
    const keys = events.flatMap((event) => (event.kind === 'key-log' ? event.lines : []));
    const records = events.flatMap((event) => (event.kind === 'transmission' ? [event] : []));
    const text = records.map(({ bytes }) => Buffer.from(bytes, 'base64').toString('latin1')).join('');
    return { first: events[0]?.kind, keys, records, text };
  }

  async function openSip(tls: Partial<TlsSettings>): Promise<Transports & { readonly inbox: Received[] }> {
    const inbox: Received[] = [];
    const settings = { key: '', cert: '', ...certificate, ...tls };
    const listen = [{ transport: 'TLS', tls: settings }] as const;
    const one = await openTransports({ listen, allow: () => true, clock: systemClock }, (received) =>
      inbox.push(received),
    );
    ends.push(() => one.close());
    return { ...one, inbox };
  }

  it('carries SIP both ways, large or small, and keeps records with what opens them', async () => {
    const capture = captured();
    const trusting = { ca: certificate?.cert ?? '', ...(capture.belowTls && { below: capture.belowTls }) };
    const [server, client] = [await openSip(trusting), await openSip(trusting)];
    const [at] = server.bound;
    assert.ok(at);
    for (const body of ['small', 'x'.repeat(LARGE)]) {
      const bytes = sample({ headers: { Via: 'SIP/2.0/TLS 127.0.0.1;branch=z9hG4bKa1' }, body });
      await client.sendBytes(bytes, at);
    }
    const answer = sample({ headers: { Via: 'SIP/2.0/TLS 127.0.0.1;branch=z9hG4bKa2' }, body: 'back' });
    const [back] = client.bound;
    assert.ok(back);
    await server.sendBytes(answer, back);
    while (server.inbox.length < 2 || client.inbox.length < 1) await new Promise(setImmediate);
    assert.deepEqual(
      server.inbox.map(({ message }) => message?.body.length),
      [5, LARGE],
    );
    const from = server.inbox[0]?.remote;
    const { first, keys, records, text } = kept(capture);
    assert.equal(first, 'key-log');
    assert.equal(new Set(keys).size, keys.length);
    assert.equal(keys.filter((line) => /^CLIENT_TRAFFIC_SECRET_0 [0-9a-f]{64} [0-9a-f]+$/.test(line)).length, 2);
    assert.deepEqual([...new Set(records.map(({ protocol, transport }) => `${protocol} ${transport}`))], ['tls tcp']);
    assert.ok(
      records.some(({ source }) => source === `${from?.host}:${from?.port}`),
      'the ends are those of TCP',
    );
    assert.ok(text.length > LARGE && text.includes('\x16\x03'));
    assert.doesNotMatch(text, /SIP\/2\.0|xxxxxxxx/);
  });

  it('trusts nobody whom it would not trust otherwise', async () => {
    const below = captured().belowTls;
    assert.ok(below);
    const [server, client] = [await openSip({ below }), await openSip({ below })];
    const [at] = server.bound;
    assert.ok(at);
    await assert.rejects(client.sendBytes(sample({}), at), { code: 'unreachable', message: /self-signed/ });
    assert.equal(server.inbox.length, 0);
    await assert.rejects(client.sendBytes(sample({}), { ...at, port: 1 }), { message: /ECONNREFUSED/ });
  });

  it('leaves an HTTP client as strict as it is', async () => {
    const capture = captured();
    const server = https.createServer({ ...certificate });
    ends.push(
      () => server.close(),
      () => server.closeAllConnections(),
    );
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const client = createHttpClient({ allow: () => true, requestTimeoutMs: 5000, maxBodyBytes: 1000, ...capture });
    ends.push(() => client.close());
    const post = (port: number) => client.post(`https://127.0.0.1:${port}/`, 'x', {}, new AbortController().signal);
    const refused = await post((server.address() as AddressInfo).port);
    assert.ok(refused.kind === 'unanswered' && /self-signed/.test(refused.problem), JSON.stringify(refused));
    assert.ok(kept(capture).records.length > 1);
    const nobody = await post(1);
    assert.ok(nobody.kind === 'unanswered' && /nothing listens at/.test(nobody.problem), JSON.stringify(nobody));
  });
});
