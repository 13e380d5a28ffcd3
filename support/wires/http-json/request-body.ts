// Reads the body of a request within a limit. Unaware of what it says.

import type { IncomingMessage } from 'node:http';
import { ENDLESS, type InHand } from './in-hand';

export interface CollectedBody {
  readonly bytes: Buffer;
  /** A body larger than the limit is not read to its end. */
  readonly end: 'whole' | 'too large' | 'no room' | 'broken off';
}

export function collectBody(
  request: IncomingMessage,
  maxBytes: number,
  inHand: InHand = ENDLESS,
): Promise<CollectedBody> {
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    let size = 0;
    let isOver = false;
    const finish = (end: CollectedBody['end']): void => {
      if (isOver) return;
      isOver = true;
      request.off('data', onData);
      inHand.give(size);
      // What is left is read and dropped, within the server's time limit, so that the sender gets to see the answer.
      if (end !== 'no room') request.resume();
      resolve({ bytes: Buffer.concat(chunks), end });
    };
    const onData = (chunk: Buffer): void => {
      if (!inHand.take(chunk.length)) {
        finish('no room');
        return;
      }
      size += chunk.length;
      chunks.push(chunk);
      if (size > maxBytes) finish('too large');
    };
    request.on('error', () => finish('broken off'));
    request.on('end', () => finish('whole'));
    if (Number(request.headers['content-length'] ?? 0) > maxBytes) finish('too large');
    else request.on('data', onData);
  });
}
