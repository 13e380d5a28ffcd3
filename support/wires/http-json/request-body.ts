// Reads the body of a request within a limit. Unaware of what it says.

import type { IncomingMessage } from 'node:http';

export interface CollectedBody {
  readonly bytes: Buffer;
  /** A body larger than the limit is not read to its end. */
  readonly end: 'whole' | 'too large' | 'broken off';
}

export function collectBody(request: IncomingMessage, maxBytes: number): Promise<CollectedBody> {
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    let size = 0;
    const finish = (end: CollectedBody['end']): void => {
      request.off('data', onData);
      // What is left is read and dropped, within the server's time limit, so that the sender gets to see the answer.
      request.resume();
      resolve({ bytes: Buffer.concat(chunks), end });
    };
    const onData = (chunk: Buffer): void => {
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
