import assert from 'node:assert/strict';
import { EventEmitter } from 'node:events';
import type { TransmissionEvent } from '../../evidence/trace';
import type { WatchedSocket } from '../../ports/transmission';
import { createCapture } from './capture';

const SECRET = 's3cr3t-token';
const options = {
  elapsed: () => 1,
  prefix: '0-',
  most: 100_000,
  mask: (text: string) => text.replaceAll(SECRET, '*'.repeat(SECRET.length)),
};

class FakeSocket extends EventEmitter implements WatchedSocket {
  readonly connecting = false;
  readonly localAddress = '127.0.0.1';
  readonly remoteAddress = '::ffff:127.0.0.1';
  constructor(
    readonly localPort: number,
    readonly remotePort: number,
  ) {
    super();
  }
  write(_chunk: Uint8Array | string): boolean {
    return true;
  }
}

const transmissions = (capture: ReturnType<typeof createCapture>): readonly TransmissionEvent[] =>
  capture.take().flatMap((event) => (event.kind === 'transmission' ? [event] : []));

describe('a capture of sockets', () => {
  const texts = (capture: ReturnType<typeof createCapture>) =>
    transmissions(capture).map(({ bytes }) => Buffer.from(bytes, 'base64').toString());

  it('tells what passed, both ways, with its ends', () => {
    const capture = createCapture(options);
    const socket = new FakeSocket(1000, 2000);
    capture.onSocket(socket);
    socket.write('question');
    socket.emit('data', Buffer.from('answer'));
    const told = transmissions(capture);
    assert.deepEqual(
      told.map(({ id, source, destination }) => [id, source, destination]),
      [
        ['0-t1', '127.0.0.1:1000', '127.0.0.1:2000'],
        ['0-t2', '127.0.0.1:2000', '127.0.0.1:1000'],
      ],
    );
    assert.deepEqual(capture.take(), []);
  });

  it('shows no secret, wherever a piece ends, and keeps each piece as long as it was', () => {
    for (let cut = 0; cut <= SECRET.length; cut += 1) {
      const capture = createCapture(options);
      const socket = new FakeSocket(1000, 2000);
      capture.onSocket(socket);
      const text = `X-Key: ${SECRET}`;
      const at = text.length - SECRET.length + cut;
      socket.write(text.slice(0, at));
      socket.emit('data', Buffer.from('something between'));
      socket.write(`${text.slice(at)}\r\n`);
      const [first = '', , second = ''] = texts(capture);
      assert.equal(first + second, `X-Key: ${'*'.repeat(SECRET.length)}\r\n`);
      assert.equal(first.length, at);
    }
  });

  it('shows no Authorization, whoever sends it, and no access token', () => {
    const capture = createCapture(options);
    const socket = new FakeSocket(1000, 2000);
    capture.onSocket(socket);
    socket.emit('data', Buffer.from('GET / HTTP/1.1\r\nAuthorization: Bea'));
    socket.emit('data', Buffer.from('rer of-a-product\r\n\r\n<mcptt-access-token>of-a-user</mcptt-access-token>'));
    const [first = '', second = ''] = texts(capture);
    assert.doesNotMatch(first + second, /of-a-/);
    assert.match(first + second, /Authorization: Bearer \*{12}\r\n/);
  });

  it('tells what passes between two of ours once, and hears who takes a port after us', () => {
    const capture = createCapture(options);
    const [client, server] = [new FakeSocket(1000, 2000), new FakeSocket(2000, 1000)];
    for (const socket of [client, server]) capture.onSocket(socket);
    client.write('question');
    server.emit('data', Buffer.from('question'));
    assert.deepEqual(texts(capture), ['question']);
    client.emit('close');
    const other = new FakeSocket(2000, 1000);
    capture.onSocket(other);
    other.emit('data', Buffer.from('of a stranger'));
    assert.deepEqual(texts(capture), ['of a stranger']);
  });

  it('keeps no more than it may until it is asked, and says how much it left out', () => {
    const capture = createCapture({ ...options, most: 2000, tls: true });
    const socket = new FakeSocket(1000, 2000);
    capture.onSocket(socket);
    for (let piece = 0; piece < 10; piece += 1) socket.emit('data', Buffer.alloc(500));
    socket.emit('data', Buffer.from('small'));
    capture.belowTls?.onKeys(Buffer.from('CLIENT_RANDOM a b'));
    const taken = transmissions(capture);
    assert.deepEqual(
      taken.map(({ leftOut }) => leftOut),
      [undefined, 8 * 500 + 5 + 17],
    );
    socket.emit('data', Buffer.from('later'));
    assert.deepEqual(texts(capture), ['later']);
  });
});
