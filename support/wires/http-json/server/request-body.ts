// Reads the body of a request within a limit. Unaware of what it says.

import type { IncomingMessage } from 'node:http';
import { deadlineIn, whenPassed } from '../../../ports/lateness';
import { ENDLESS, type InHand } from './in-hand';

export interface CollectedBody {
  readonly bytes: Buffer;
  /** A body larger than the limit is not read to its end. */
  readonly end: 'whole' | 'too large' | 'no room' | 'broken off' | 'too late';
}

/** @param withinMs how long it may take, once our own lateness is taken off; as long as its connection lasts where absent */
export function collectBody(
  request: IncomingMessage,
  maxBytes: number,
  inHand: InHand = ENDLESS,
  withinMs?: number,
): Promise<CollectedBody> {
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    let size = 0;
    let isOver = false;
    let stopTimer = (): void => undefined;
    const finish = (end: CollectedBody['end']): void => {
      if (isOver) return;
      isOver = true;
      request.off('data', onData);
      stopTimer();
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
    if (withinMs === undefined) return;
    // Nearly all are whole by then, and need no timer.
    setImmediate(() => {
      if (!isOver) stopTimer = whenPassed(deadlineIn(withinMs), () => finish('too late'));
    });
  });
}
