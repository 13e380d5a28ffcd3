import assert from 'node:assert/strict';
import dgram from 'node:dgram';
import type { InboundMessage, Listener, MalformedMessage, Prepared, Reception } from '../../ports/adapter';
import type { PartyName } from '../../procedure/roles';
import { sendNow } from '../../ports/sent';
import { createSipAdapter } from './adapter';
import { readAddress } from './address';
import { directory, PARTNER, PARTNER_GMS, PRIMARY, PRIMARY_GMS } from './flows/testing/stage';
import type { SipOptions } from './options';
import { DEFAULT_SIP } from './testing/default-options';
import type { Transmission, WatchedSocket } from '../../ports/transmission';

const ANA = 'sip:ana.k3f9@primary.example';
const REGROUP = 'sip:joint.k3f9@primary.example';
const ENTITIES: Partial<Record<PartyName, string>> = {
  'primary-server': PRIMARY,
  'partner-server': PARTNER,
  'primary-gms': PRIMARY_GMS,
  'partner-gms': PARTNER_GMS,
};
const REQUEST = {
  flow: 'preconfigured-regroup-request.client-server',
  by: 'client-1',
  body: {
    from: ANA,
    to: PRIMARY,
    mcServiceId: ANA,
    regroupGroupId: REGROUP,
    preconfiguredGroupId: 'sip:crisis.k3f9@primary.example',
    mcServiceGroupIdList: ['sip:fire.k3f9@primary.example'],
  },
} as const;
const RESPONSE = {
  flow: 'preconfigured-regroup-response.server-client',
  by: 'primary-server',
  address: '',
  body: { from: PRIMARY, to: ANA, mcServiceId: ANA, regroupGroupId: REGROUP },
} as const;

describe('the adapter sip', () => {
  const never = new AbortController().signal;
  const opened: { close(): Promise<unknown> }[] = [];
  afterEach(async () => {
    await Promise.all(opened.splice(0).map((one) => one.close()));
  });

  function adapterWith(more: Partial<SipOptions> = {}) {
    const adapter = createSipAdapter({
      ...DEFAULT_SIP,
      directory,
      entityOf: (party) => ENTITIES[party],
      allow: (host) => host === '127.0.0.1',
      ...more,
    });
    opened.push(adapter);
    return adapter;
  }

  type Take = (message: InboundMessage) => Reception | Promise<Reception>;

  async function party(
    adapter: ReturnType<typeof adapterWith>,
    name: PartyName,
    take: Take = () => ({ accepted: true }),
  ) {
    const messages: InboundMessage[] = [];
    const malformed: MalformedMessage[] = [];
    const listener: Listener = await adapter.listen(
      {
        onMessage(message) {
          messages.push(message);
          return take(message);
        },
        onMalformed: (message) => malformed.push(message),
      },
      { host: '127.0.0.1', port: 0, party: name },
    );
    return { address: listener.address, messages, malformed };
  }

  for (const transport of ['TCP', 'UDP'] as const)
    it(`holds a request until the party sends what answers it, over ${transport}`, async () => {
      const adapter = adapterWith({ transport });
      const client = await party(adapter, 'client-1');
      const server = await party(adapter, 'primary-server', () => {
        setImmediate(() => void sendNow(adapter, { ...RESPONSE, messageId: 'answer' }, never));
        return { accepted: true };
      });
      const outcome = await sendNow(adapter, { ...REQUEST, address: server.address, messageId: 'request' }, never);
      assert.deepEqual(outcome, { outcome: 'accepted', detail: '200 OK' });
      const [taken] = server.messages;
      assert.deepEqual(taken?.body, REQUEST.body);
      assert.deepEqual([taken.messageId, taken.verdict], ['request', { errors: [], understood: true }]);
      assert.match(taken.raw, /^MESSAGE sip:mc-server@primary\.example SIP\/2\.0\r\n/);
      const [answered] = client.messages;
      assert.deepEqual([answered?.flow, answered?.messageId], [RESPONSE.flow, 'answer']);
      assert.equal(answered?.body['regroupGroupId'], REGROUP);
    });

  it('ends a request that nobody answers before its sender gives up, and never with 408', async () => {
    const adapter = adapterWith();
    await party(adapter, 'client-1');
    const server = await party(adapterWith({ timers: { t1: 20 } }), 'primary-server');
    const outcome = await sendNow(adapter, { ...REQUEST, address: server.address, messageId: 'request' }, never);
    assert.equal(outcome.outcome, 'refused');
    assert.match(outcome.detail, /found 500/);
  });

  it('says of an answer that nothing asked for, and of a step without a message, that the wire does not carry it', async () => {
    const adapter = adapterWith();
    await party(adapter, 'primary-server');
    await party(adapter, 'client-2');
    const answer = await adapter.prepare({ ...RESPONSE, messageId: 'answer' });
    assert.ok(!answer.carried);
    assert.match(answer.why, /no request waits/);
    const acknowledgement = await adapter.prepare({
      messageId: 'acknowledgement',
      flow: 'preconfigured-regroup-response.client-server',
      by: 'client-2',
      address: '',
      body: { from: ANA, to: PARTNER, mcServiceId: ANA, regroupGroupId: REGROUP },
    });
    assert.ok(!acknowledgement.carried);
  });

  it('objects to what does not fit the schema of the body, and judges no flow by elements that SIP does not carry', async () => {
    const adapter = adapterWith();
    await party(adapter, 'client-1');
    const server = await party(adapter, 'primary-server');
    const unnamed = Object.fromEntries(Object.entries(REQUEST.body).filter(([name]) => name !== 'regroupGroupId'));
    const incomplete = await adapter.prepare({
      ...REQUEST,
      body: unnamed,
      address: server.address,
      messageId: 'incomplete',
    });
    assert.ok(incomplete.carried);
    assert.notDeepEqual(incomplete.errors, []);
    const asked = { ...REQUEST.body, from: PRIMARY, to: ANA, delivery: 'unicast' };
    const step7 = await adapter.prepare({
      messageId: 'step 7',
      flow: 'preconfigured-regroup-request.server-client',
      by: 'primary-server',
      address: server.address,
      body: asked,
    });
    assert.ok(step7.carried);
    assert.deepEqual([step7.errors, 'delivery' in step7.body], [[], false]);
  });

  it('takes a retransmission for what it is, and a stray for an event', async () => {
    const adapter = adapterWith({ transport: 'UDP', udpLimit: Infinity });
    const server = await party(adapter, 'primary-server');
    await party(adapter, 'client-1');
    const read = readAddress(server.address);
    assert.ok('hop' in read);
    const socket = dgram.createSocket('udp4');
    opened.push({ close: () => new Promise((resolve) => socket.close(() => resolve(undefined))) });
    const prepared = await adapter.prepare({ ...REQUEST, address: server.address, messageId: 'request' });
    assert.ok(prepared.carried);
    const request = prepared.raw;
    const stray =
      'SIP/2.0 200 OK\r\nVia: SIP/2.0/UDP 127.0.0.1:9;branch=z9hG4bKnobody\r\nFrom: <sip:a@b.example>;tag=1\r\nTo: <sip:c@d.example>;tag=2\r\nCall-ID: nobody\r\nCSeq: 1 MESSAGE\r\nContent-Length: 0\r\n\r\n';
    for (const bytes of [request, request, stray]) socket.send(bytes, read.hop.port, '127.0.0.1');
    await until(() => server.malformed.length > 0 && server.messages.length > 0);
    assert.equal(server.messages.length, 1);
    assert.equal(server.malformed[0]?.problem, 'a response to no request');
  });

  it('shows an observer each piece of bytes with its direction, and each connection for documents', async () => {
    const seen: Transmission[] = [];
    const sockets: WatchedSocket[] = [];
    const adapter = adapterWith({
      // Nobody answers the MESSAGE.
      timers: { t1: 20 },
      onTransmission: (transmission) => seen.push(transmission),
      onSocket: (socket) => sockets.push(socket),
    });
    await party(adapter, 'client-1');
    const server = await party(adapter, 'primary-server', () => ({ accepted: true }));
    const gms = await party(adapter, 'primary-gms', () => {
      const body = { from: PRIMARY_GMS, to: PRIMARY, mcServiceGroupId: 'sip:fire.k3f9@primary.example' };
      const flow = 'get-group-configuration-response.gms-server';
      setImmediate(
        () => void sendNow(adapter, { flow, by: 'primary-gms', address: '', body, messageId: 'none' }, never),
      );
      return { accepted: true };
    });
    const body = { from: PRIMARY, to: PRIMARY_GMS, mcServiceGroupId: 'sip:fire.k3f9@primary.example' };
    const flow = 'get-group-configuration-request.server-gms';
    const outcome = await sendNow(
      adapter,
      { flow, by: 'primary-server', address: gms.address, body, messageId: 'get' },
      never,
    );
    assert.equal(outcome.outcome, 'accepted');
    assert.equal(sockets.length, 2);
    await sendNow(adapter, { ...REQUEST, address: server.address, messageId: 'request' }, never);
    const text = seen.map(
      ({ leaves, bytes }) => `${leaves ? 'out' : 'in'} ${bytes.toString('latin1').split(' ')[0] ?? ''}`,
    );
    assert.deepEqual(text.slice(0, 2), ['out MESSAGE', 'in MESSAGE']);
    assert.ok(seen.every(({ source, destination }) => source.port > 0 && destination.port > 0));
  });

  for (const transport of ['TCP', 'UDP'] as const)
    it(`fixes the bytes of a request and of its answer before they leave, over ${transport}`, async () => {
      const left: string[] = [];
      const adapter = adapterWith({
        transport,
        udpLimit: Infinity,
        onTransmission({ leaves, bytes }) {
          if (leaves) left.push(bytes.toString('utf8'));
        },
      });
      await party(adapter, 'client-1');
      let answer: Prepared | undefined;
      const server = await party(adapter, 'primary-server', async () => {
        answer = await adapter.prepare({ ...RESPONSE, messageId: 'answer' });
        assert.equal(left.length, 1);
        void answer.leave?.(never);
        return { accepted: true };
      });
      const request = await adapter.prepare({ ...REQUEST, address: server.address, messageId: 'request' });
      assert.ok(request.carried);
      assert.deepEqual([left, request.wire], [[], { transport }]);
      assert.equal((await request.leave(never)).outcome, 'accepted');
      assert.ok(answer?.carried);
      assert.deepEqual(left, [request.raw, answer.raw]);
      assert.match(request.raw, /^MESSAGE .*\r\nVia: SIP\/2\.0\/\w+ 127\.0\.0\.1:\d+;branch=z9hG4bK\w+;rport\r\n/);
      assert.match(answer.raw, /^SIP\/2\.0 200 OK\r\nVia: .*;branch=z9hG4bK.*\r\nTo: <[^>]+>;tag=\w+\r\n/s);
      assert.deepEqual([server.messages[0]?.raw], [request.raw]);
    });

  it('makes a set of what the one before it came to, which it waits for', async () => {
    const adapter = adapterWith();
    await party(adapter, 'client-1');
    const server = await party(adapter, 'primary-server', ({ flow, body }) => {
      if (flow !== 'group-affiliation-request.client-server') return { accepted: true };
      const [group = ''] = body['mcServiceGroupIdList'] as readonly string[];
      const said = {
        mcServiceId: ANA,
        mcServiceGroupIdList: [group],
        result: group.includes('no') ? 'failure' : 'success',
      };
      const answer = { flow: 'group-affiliation-response.server-client', by: 'primary-server', address: '' } as const;
      setImmediate(
        () => void sendNow(adapter, { ...answer, body: { from: PRIMARY, to: ANA, ...said }, messageId: group }, never),
      );
      return { accepted: true };
    });
    const joins = (group: string) =>
      adapter.prepare(
        {
          flow: 'group-affiliation-request.client-server',
          by: 'client-1',
          address: server.address,
          body: { from: ANA, to: PRIMARY, mcServiceId: ANA, mcServiceGroupIdList: [group] },
          messageId: group,
        },
        { left: () => left.push(group), taken: () => undefined },
      );
    const left: string[] = [];
    const first = await joins('sip:no.k3f9@primary.example');
    const second = joins('sip:yes.k3f9@primary.example');
    await new Promise(setImmediate);
    // What comes after it may overtake it.
    assert.deepEqual(left, ['sip:yes.k3f9@primary.example']);
    await first.leave?.(never);
    const made = await second;
    assert.ok(made.carried);
    assert.ok(made.raw.includes('sip:yes.') && !made.raw.includes('sip:no.'));
    assert.equal((await made.leave(never)).outcome, 'accepted');
  });

  it('names the proxy where what a party sends through it arrives nowhere', async () => {
    const proxy = { host: '127.0.0.1', port: 9, transport: 'TCP' } as const;
    const adapter = adapterWith({ proxyOf: (name) => (name === 'client-1' ? proxy : undefined) });
    await party(adapter, 'client-1');
    const server = await party(adapter, 'primary-server');
    const { outcome, detail } = await sendNow(
      adapter,
      { ...REQUEST, address: server.address, messageId: 'request' },
      never,
    );
    assert.equal(outcome, 'undeliverable');
    assert.match(
      detail,
      /^by way of the proxy sip:127\.0\.0\.1:9;transport=tcp \(sip\.proxies\.client-1\): .*ECONNREFUSED/,
    );
    assert.deepEqual(server.messages, []);
  });

  it('sends nowhere that is not allowed', async () => {
    const adapter = adapterWith({ allow: () => false });
    await party(adapter, 'client-1');
    const server = await party(adapter, 'primary-server');
    const outcome = await sendNow(adapter, { ...REQUEST, address: server.address, messageId: 'request' }, never);
    assert.equal(outcome.outcome, 'undeliverable');
    assert.equal(server.messages.length, 0);
  });
});

async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await new Promise(setImmediate);
}
