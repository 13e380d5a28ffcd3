import assert from 'node:assert/strict';
import { once } from 'node:events';
import http from 'node:http';
import net, { type AddressInfo } from 'node:net';
import { Axios, AxiosError, CanceledError } from './axios-alone';
import { leanAdapter } from './lean-adapter';

/** Whoever answers each connection with these bytes and ends it. */
async function answering(bytes: string) {
  let heard = '';
  const server = net.createServer((socket) => {
    socket.on('error', () => undefined);
    socket.on('data', (data) => {
      heard += data.toString('utf8');
      if (bytes !== '') socket.end(bytes);
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/flows/a?b`;
  return { url, heard: () => heard, close: () => server.close() };
}

function post(address: string, signal = new AbortController().signal) {
  const url = new URL(address);
  const headers = { 'content-type': 'application/json', 'x-own': '1' };
  const exchange = { url, headers, httpAgent: new http.Agent(), maxContentLength: 10, progress: { bytes: 0 } };
  return new Axios({ adapter: leanAdapter(exchange) }).post<Buffer>(address, Buffer.from('ä'), { signal });
}

async function failureOf(bytes: string): Promise<AxiosError> {
  const peer = await answering(bytes);
  try {
    await post(peer.url);
  } catch (error) {
    assert.ok(error instanceof AxiosError);
    return error;
  } finally {
    peer.close();
  }
  throw new Error('it did not fail');
}

describe('the adapter of axios', () => {
  it('posts the bytes under the headers, and hands back what was answered', async () => {
    const peer = await answering('HTTP/1.1 409 No\r\nX-Told: so\r\nContent-Length: 5\r\n\r\n\u{FEFF}é');
    const { status, data, headers } = await post(peer.url);
    peer.close();
    assert.deepEqual([status, data.toString('utf8'), headers['x-told']], [409, '\u{FEFF}é', 'so']);
    const [head = '', body] = peer.heard().split('\r\n\r\n');
    assert.deepEqual([head.split('\r\n')[0], body], ['POST /flows/a?b HTTP/1.1', 'ä']);
    for (const line of ['content-type: application/json', 'x-own: 1', 'content-length: 2'])
      assert.ok(head.toLowerCase().split('\r\n').includes(line), line);
  });

  it('fails where an answer is too large, breaks off, or does not begin', async () => {
    const large = await failureOf('HTTP/1.1 200 OK\r\nContent-Length: 11\r\n\r\n01234567890');
    assert.match(large.message, /maxContentLength/);
    const broken = await failureOf('HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n01234');
    assert.deepEqual([broken.message, broken.response?.status], ['stream has been aborted', 200]);
    const none = await failureOf('no HTTP');
    assert.deepEqual([none.response, none.code?.slice(0, 3)], [undefined, 'HPE']);
  });

  it('is given up by its signal', async () => {
    const peer = await answering('');
    const stop = new AbortController();
    const posted = post(peer.url, stop.signal);
    while (peer.heard() === '') await new Promise((resolve) => setImmediate(resolve));
    stop.abort();
    await assert.rejects(posted, CanceledError);
    peer.close();
  });
});
