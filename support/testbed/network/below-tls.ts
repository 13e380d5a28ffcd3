// Lets the bytes of a connection pass through this process on their way to TLS, which would otherwise take them below
// JavaScript, where nobody sees them. Unaware of what they are.

import { Duplex } from 'node:stream';

export function relayed(connection: Duplex): Duplex {
  const relay = new Duplex({
    read: () => void connection.resume(),
    write: (chunk: Buffer, _encoding, done) => void connection.write(chunk, done),
    final: (done) => void connection.end(done),
    destroy(error, done) {
      connection.destroy();
      done(error);
    },
  });
  connection.on('data', (chunk: Buffer) => {
    if (!relay.push(chunk)) connection.pause();
  });
  connection.once('end', () => relay.push(null));
  connection.once('error', (error) => relay.destroy(error));
  connection.once('close', () => relay.destroy());
  // TLS waits for it where the connection does not stand yet.
  connection.once('connect', () => relay.emit('connect'));
  return relay;
}
