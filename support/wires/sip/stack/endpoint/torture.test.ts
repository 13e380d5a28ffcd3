// The list of RFC 4475, each message sent to a listening user agent, and counted.

import assert from 'node:assert/strict';
import dgram from 'node:dgram';
import { once } from 'node:events';
import { systemClock } from '../clock';
import { createDigestServer } from '../digest/digest-server';
import { createRequest } from '../message/build';
import { headerOf } from '../message/message';
import { parse } from '../message/parse';
import type { SipUri } from '../message/uri';
import { APPLICATION } from '../testing/torture/torture-application';
import { INVALID } from '../testing/torture/torture-invalid';
import type { TortureMessage } from '../testing/torture/torture-message';
import { VALID } from '../testing/torture/torture-valid';
import { openEndpoint, type Endpoint, type EndpointOptions } from './endpoint';

const ALL = [...VALID, ...INVALID, ...APPLICATION];
const REGISTRAR = { realm: 'primary.example', algorithms: ['MD5'], as: 'user-agent', nonceLifeMs: 60_000 } as const;

describe('the torture list of RFC 4475', () => {
  let agent: Endpoint;
  let peer: dgram.Socket;
  const faults: unknown[] = [];
  const strays: string[] = [];

  async function open(more: Partial<EndpointOptions> = {}): Promise<Endpoint> {
    const gate = createDigestServer({
      ...REGISTRAR,
      clock: systemClock,
      passwordOf: () => undefined,
      newToken: () => 'nonce',
    });
    return openEndpoint({
      listen: [{ transport: 'UDP' }],
      allow: (host) => host === '127.0.0.1',
      abilities: { methods: ['MESSAGE', 'REGISTER'], contentTypes: ['text/plain', 'multipart/mixed'] },
      onRequest: async ({ request, respond }) => {
        const verified = request.start.method === 'REGISTER' ? gate.verify(request) : undefined;
        if (verified?.ok === false) await respond(verified.status, { headers: verified.headers });
        else await respond(200);
      },
      onStray: ({ message }) => strays.push(message ? String(headerOf(message, 'X-Torture')) : 'no message'),
      onFault: (error) => faults.push(error),
      ...more,
    });
  }
  beforeEach(async () => {
    agent = await open();
    peer = dgram.createSocket('udp4').bind(0, '127.0.0.1');
    await once(peer, 'listening');
  });
  afterEach(async () => {
    await agent.close();
    peer.close();
    assert.deepEqual(faults.splice(0), []);
    strays.splice(0);
  });

  it('has forty-nine messages', () => {
    assert.deepEqual([VALID.length, INVALID.length, APPLICATION.length], [13, 21, 15]);
    assert.equal(new Set(ALL.map(({ section }) => section)).size, 49);
    assert.equal(new Set(ALL.map(({ name }) => name)).size, 49);
  });

  for (const message of ALL) {
    const { section, name, about, wanted } = message;
    const what = 'status' in wanted ? String(wanted.status) : wanted.response;
    it(`${section} ${name}: ${about} → ${what}`, () => ('status' in wanted ? asked(message) : answered(message)));
  }

  async function ask(text: string): Promise<string> {
    peer.send(Buffer.from(text, 'latin1'), agent.bound[0]!.port, '127.0.0.1');
    return String(((await once(peer, 'message')) as [Buffer])[0]);
  }

  async function asked({ text, wanted }: TortureMessage): Promise<void> {
    assert.ok('status' in wanted);
    const answer = await ask(text);
    assert.match(answer, new RegExp(`^SIP/2\\.0 ${wanted.status} `));
    if (wanted.shows) assert.match(answer, wanted.shows);
  }

  /** The agent asks, the peer answers with the message, and then with a sound one of another status. */
  async function answered({ text, wanted }: TortureMessage): Promise<void> {
    const heard: number[] = [];
    const to = { transport: 'UDP', host: '127.0.0.1', port: peer.address().port } as const;
    const uri: SipUri = { scheme: 'sip', host: to.host, port: to.port, parameters: [], headers: [] };
    const address = { uri, parameters: [{ name: 'tag', value: 'a1' }] };
    const parts = { method: 'MESSAGE', uri: 'sip:bo@partner.example', from: address, to: { uri, parameters: [] } };
    const end = agent.send(createRequest({ ...parts, callId: 'c1', cseq: 1 }), {
      to,
      onProvisional: ({ start }) => heard.push(start.status),
    });
    const [bytes] = (await once(peer, 'message')) as [Buffer];
    const { message } = parse(bytes);
    assert.ok(message);
    const fill = (template: string) =>
      Buffer.from(
        template.replace('VIA', headerOf(message, 'Via')!).replace('CALL', 'c1').replace('CSEQ', '1 MESSAGE'),
        'latin1',
      );
    const send = (template: string) => peer.send(fill(template), agent.bound[0]!.port, '127.0.0.1');
    send(text);
    send(
      'SIP/2.0 202 Accepted\r\nVia: VIA\r\nFrom: <sip:a@b>;tag=a1\r\nTo: <sip:c@d>;tag=b\r\nCall-ID: CALL\r\nCSeq: CSEQ\r\nContent-Length: 0\r\n\r\n',
    );
    heard.push((await end).start.status);
    const expected = { final: [200], provisional: [100, 202], discarded: [202] };
    assert.ok('response' in wanted);
    assert.deepEqual(heard, expected[wanted.response]);
    assert.equal(strays.length, wanted.response === 'discarded' ? 1 : 0);
  }

  it('is lived through: the agent answers a sound request after all of them', async () => {
    for (const { text } of ALL) peer.send(Buffer.from(text, 'latin1'), agent.bound[0]!.port, '127.0.0.1');
    const sound = VALID.find(({ name }) => name === 'lwsdisp')!;
    const last = sound.text.replaceAll('lwsdisp', 'afterwards');
    peer.send(Buffer.from(last, 'latin1'), agent.bound[0]!.port, '127.0.0.1');
    for (;;) if (String(((await once(peer, 'message')) as [Buffer])[0]).includes('Call-ID: afterwards@')) return;
  });

  it('ignores what follows a request in its datagram', async () => {
    const answers: string[] = [];
    const two = new Promise<void>((resolve) =>
      peer.on('message', (bytes: Buffer) => {
        if (answers.push(/^Call-ID: ([^@]+)/m.exec(String(bytes))?.[1] ?? '') === 2) resolve();
      }),
    );
    for (const name of ['dblreq', 'lwsdisp'])
      peer.send(VALID.find((one) => one.name === name)!.text, agent.bound[0]!.port, '127.0.0.1');
    await two;
    assert.deepEqual(answers, ['dblreq', 'lwsdisp']);
  });

  it('binds who forwards: Max-Forwards 0 is then 483', async () => {
    const forwarder = await open({ abilities: { methods: ['MESSAGE'], contentTypes: [], forwards: true } });
    try {
      const { text } = APPLICATION.find(({ name }) => name === 'zeromf')!;
      peer.send(
        text.replace('OPTIONS', 'MESSAGE').replace('7 OPTIONS', '7 MESSAGE'),
        forwarder.bound[0]!.port,
        '127.0.0.1',
      );
      assert.match(String(((await once(peer, 'message')) as [Buffer])[0]), /^SIP\/2\.0 483 /);
    } finally {
      await forwarder.close();
    }
  });
});
