import assert from 'node:assert/strict';
import { once } from 'node:events';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import net, { type AddressInfo } from 'node:net';
import type { HttpDraft } from '../../flows/encode/draft';
import { prepareXcap } from './xcap-client';
import { bytesOf, openXcapServer, xcapReply, type XcapRequest } from './xcap-server';

const PUT: Omit<HttpDraft, 'url'> = {
  kind: 'http',
  method: 'PUT',
  headers: [{ name: 'X-3GPP-Asserted-Identity', value: 'sip:gms@primary.example' }],
  part: { headers: [{ name: 'Content-Type', value: 'text/xml' }], body: Buffer.from('<ä/>') },
};
const OPTIONS = { allow: () => true, withinMs: 5000, onSocket: undefined };
const never = new AbortController().signal;

const CRLF = Buffer.from('\r\n');

async function answeredBy(bytes: Buffer) {
  const server = net.createServer((socket) => socket.once('data', () => socket.end(bytes)));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/xcap-root/a`;
  const got = await prepareXcap({ ...PUT, url }, {}, OPTIONS).send(never);
  server.close();
  return got;
}

describe('XCAP', () => {
  it('asks by the bytes that were made before, and reads those of the answer', async () => {
    const answer = 'HTTP/1.1 201 Created\r\nX-Odd: a  b\r\nContent-Length: 2\r\n\r\nok';
    let heard = '';
    const server = net.createServer((socket) => {
      socket.on('data', (bytes) => {
        heard += bytes.toString('utf8');
        if (heard.endsWith('<ä/>')) socket.end(answer);
      });
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/xcap-root/a?b`;
    const { bytes, send } = prepareXcap({ ...PUT, url }, { 'MCX-Message-Id': 'm1' }, OPTIONS);
    const got = await send(never);
    server.close();
    assert.equal(heard, bytes.toString('utf8'));
    assert.ok(typeof got === 'object');
    assert.equal(got.head + got.body.toString(), answer);
  });

  it('reads an answer that comes in pieces and coded, and one that is cut as broken off', async () => {
    const document = '<group>ä</group>';
    const cases = [
      ['gzip', gzipSync(document)],
      ['br', brotliCompressSync(document)],
      ['gzip', Buffer.from('no gzip')],
    ] as const;
    for (const [coding, bytes] of cases) {
      const [one, other] = [bytes.subarray(0, 3), bytes.subarray(3)];
      const chunks = [one, other].flatMap((chunk) => [Buffer.from(`${chunk.length.toString(16)}\r\n`), chunk, CRLF]);
      const head = `HTTP/1.1 200 OK\r\nContent-Encoding: ${coding}\r\nTransfer-Encoding: chunked\r\n\r\n`;
      const got = await answeredBy(Buffer.concat([Buffer.from(head), ...chunks, Buffer.from('0\r\n\r\n')]));
      assert.ok(typeof got === 'object');
      assert.equal(got.body.toString(), coding === 'gzip' && bytes.toString() === 'no gzip' ? 'no gzip' : document);
    }
    const cut = await answeredBy(Buffer.from('HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n<group>'));
    assert.ok(typeof cut === 'string');
    assert.match(cut, /^127\.0\.0\.1:\d+ broke off: /);
  });

  it('answers by the bytes that were made before, and reads those of the request', async () => {
    const got: XcapRequest[] = [];
    const reply = xcapReply(200, [{ name: 'Content-Type', value: 'text/xml' }], Buffer.from('<ö/>'));
    const server = await openXcapServer(
      { host: '127.0.0.1', port: 0 },
      (request) => (got.push(request), Promise.resolve(reply)),
      undefined,
    );
    const socket = net.connect(server.port, '127.0.0.1');
    const request = 'PUT /xcap-root/a HTTP/1.1\r\nhost: 127.0.0.1\r\nContent-LENGTH: 1\r\n\r\nx';
    socket.write(request);
    let heard = '';
    socket.on('data', (bytes) => (heard += bytes.toString('utf8')));
    await once(socket, 'close');
    await server.close();
    assert.equal(heard, bytesOf(reply).toString('utf8'));
    assert.equal((got[0]?.head ?? '') + String(got[0]?.body), request);
  });
});
