import assert from 'node:assert/strict';
import dgram from 'node:dgram';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { createRequest } from '../message/build';
import { writeUri } from '../message/uri';
import { openEndpoint, type Endpoint } from './endpoint';

const MOST = 1.5;
/** By then all repetitions of a response to an INVITE have left, at these timers. */
const TIMERS = { t1: 2, t2: 8, t4: 10 };

describe('an address that has proved nothing', () => {
  let endpoint: Endpoint;
  let socket: dgram.Socket;
  let came = 0;
  let left = 0;

  beforeEach(async () => {
    endpoint = await openEndpoint({
      listen: [{ transport: 'UDP' }],
      allow: () => true,
      timers: TIMERS,
      abilities: { methods: ['MESSAGE', 'SUBSCRIBE'] },
      onRequest: async ({ respond }) => {
        await respond(200, { headers: [{ name: 'Warning', value: `399 x "${'long '.repeat(400)}"` }] });
      },
      onFault: (error) => assert.fail(String(error)),
    });
    socket = dgram.createSocket('udp4').bind(0, '127.0.0.1');
    [came, left] = [0, 0];
    socket.on('message', ({ length }) => (left += length));
    await once(socket, 'listening');
  });
  afterEach(async () => {
    socket.close();
    await endpoint.close();
  });

  function send(request: string): void {
    const bytes = Buffer.from(request);
    came += bytes.length;
    socket.send(bytes, endpoint.bound[0]?.port ?? 0, '127.0.0.1');
  }

  const asked = (method: string, via = `127.0.0.1:${socket.address().port};rport`, more = ''): string =>
    `${method} sip:a@127.0.0.1 SIP/2.0\r\nVia: SIP/2.0/UDP ${via};branch=z9hG4bK${method}\r\nFrom: <sip:a@b>;tag=1\r\nTo: <sip:c@d>\r\nCall-ID: 1\r\nCSeq: 1 ${method}\r\nMax-Forwards: 70\r\n${more}Content-Length: 0\r\n\r\n`;

  for (const method of ['MESSAGE', 'SUBSCRIBE', 'OPTIONS', 'INVITE', 'CANCEL', 'BYE', 'NONSENSE', 'ACK'])
    it(`is answered ${method} with no more than ${MOST} times its bytes, however often that is repeated`, async () => {
      send(asked(method));
      await sleep(64 * TIMERS.t1);
      if (method !== 'ACK') assert.ok(left > 0, 'it was not answered');
      assert.ok(left <= MOST * came, `${left} bytes for ${came}`);
    });

  it('is answered no more for what is broken, nor for what it repeats', async () => {
    for (const broken of [
      asked('MESSAGE').replace('CSeq: 1', 'CSeq: x'),
      asked('MESSAGE', undefined, 'Require: a,b,c\r\n'),
    ])
      for (let count = 0; count < 5; count += 1) send(broken);
    await sleep(64 * TIMERS.t1);
    assert.ok(left > 0 && left <= MOST * came, `${left} bytes for ${came}`);
  });

  it('is sent nothing that another asked for', async () => {
    const other = dgram.createSocket('udp4').bind(0, '127.0.0.2');
    await once(other, 'listening');
    let heard = 0;
    other.on('message', () => (heard += 1));
    for (const way of [
      `127.0.0.1;maddr=127.0.0.2:${other.address().port}`,
      `127.0.0.1:${other.address().port};maddr=127.0.0.2`,
    ])
      send(asked('MESSAGE', way));
    await sleep(64 * TIMERS.t1);
    other.close();
    assert.equal(heard, 0);
  });

  it('is answered in full once it has answered a request of ours', async () => {
    socket.on('message', (bytes) => {
      const text = bytes.toString();
      if (!text.startsWith('MESSAGE')) return;
      const kept = text.split('\r\n').filter((line) => /^(?:Via|From|To|Call-ID|CSeq):/.test(line));
      socket.send(
        `SIP/2.0 200 OK\r\n${kept.join('\r\n')}\r\nContent-Length: 0\r\n\r\n`,
        endpoint.bound[0]?.port ?? 0,
        '127.0.0.1',
      );
    });
    const to = { transport: 'UDP', host: '127.0.0.1', port: socket.address().port } as const;
    const uri = { scheme: 'sip', user: 'a', host: to.host, port: to.port, parameters: [], headers: [] } as const;
    const ends = { from: { uri, parameters: [{ name: 'tag', value: '1' }] }, to: { uri, parameters: [] } };
    const request = createRequest({
      uri: writeUri(uri),
      ...ends,
      method: 'MESSAGE',
      callId: '2',
      cseq: 1,
      headers: [],
    });
    const { send: leave } = await endpoint.prepare(request, { to });
    await leave();
    const answer = new Promise<number>((resolve) =>
      socket.on('message', (bytes) => bytes.toString().startsWith('SIP/2.0 200') && resolve(bytes.length)),
    );
    send(asked('SUBSCRIBE'));
    assert.ok((await answer) > 2000);
  });
});
