// Cuts the bytes of one stream into messages by Content-Length, however they were chunked, and finds the pings of RFC 5626
// between them. Once it cannot tell where a message ends it says so and takes nothing more.

import { ByteQueue } from './byte-queue';

/** What a stream ended within: `unfinished` where its peer closed it, `stalled` where nothing more came in time. */
export type Cut = 'unfinished' | 'stalled';
/** Found by whoever cuts, but for a cut. */
export type FramingFault = 'head-too-large' | 'body-too-large' | 'content-length' | Cut;

export const CUTS: Readonly<Record<Cut, string>> = {
  unfinished: 'expected the whole of a message, found the connection closed within it',
  stalled:
    'expected the whole of a message in time, found that no more of it came: its head does not end, or its body is shorter than Content-Length says',
};

export const isCut = (fault: FramingFault | undefined): fault is Cut => fault !== undefined && fault in CUTS;

export type Frame =
  | { readonly kind: 'message'; readonly bytes: Buffer }
  | { readonly kind: 'ping' }
  /** The bytes are the head as far as it came. */
  | { readonly kind: 'broken'; readonly fault: FramingFault; readonly bytes: Buffer };

export interface FramerLimits {
  readonly maxHeadBytes: number;
  readonly maxBodyBytes: number;
}

export interface Framer {
  push(chunk: Buffer): readonly Frame[];
  /** Whether a message has begun and not ended. */
  readonly partial: boolean;
  /** What has come of it, where the stream ends there; undefined where it has not begun. */
  end(cut: Cut): Frame | undefined;
}

const CR = 0x0d;
const LF = 0x0a;
const NUMBER = /^\d{1,10}$/;
const LENGTH = /\n(?:content-length|l)[ \t]*:((?:[^\r\n]|\r?\n[ \t])*)/gi;

export function createFramer(limits: FramerLimits): Framer {
  const queue = new ByteQueue();
  let broken = false;
  // How far the head was searched for its end, and the whole length of the message once it is known.
  let searched = 0;
  let total: number | undefined;
  let lineEnds = 0;

  function push(chunk: Buffer): readonly Frame[] {
    if (broken) return [];
    queue.push(chunk);
    const frames: Frame[] = [];
    for (let frame = next(); frame; frame = next()) {
      frames.push(frame);
      if (frame.kind === 'broken') break;
    }
    return frames;
  }

  function next(): Frame | undefined {
    if (total === undefined) {
      if (searched === 0 && skipLineEnds()) return { kind: 'ping' };
      if (queue.length === 0 || (queue.length === 1 && queue.at(0) === CR)) return undefined;
      lineEnds = 0;
      const end = findHeadEnd();
      if (end > limits.maxHeadBytes) return breakOff('head-too-large', limits.maxHeadBytes);
      if (end === -1) return undefined;
      const length = lengthIn(`\n${queue.peek(end)}`);
      if (length === undefined) return breakOff('content-length', end);
      if (length > limits.maxBodyBytes) return breakOff('body-too-large', end);
      total = end + length;
    }
    if (queue.length < total) return undefined;
    const bytes = queue.take(total);
    total = undefined;
    searched = 0;
    return { kind: 'message', bytes };
  }

  /** Whether there are two: a ping. One alone is the answer to one. */
  function skipLineEnds(): boolean {
    while (lineEnds < 2) {
      const length = queue.at(0) === LF ? 1 : queue.at(0) === CR && queue.at(1) === LF ? 2 : 0;
      if (length === 0) return false;
      queue.drop(length);
      lineEnds += 1;
    }
    lineEnds = 0;
    return true;
  }

  /** Where the body begins; -1 where that is not here yet; beyond the limit where it would be too far. */
  function findHeadEnd(): number {
    for (;;) {
      const lineFeed = queue.indexOf(LF, searched);
      const reached = lineFeed === -1 ? queue.length : lineFeed;
      if (reached > limits.maxHeadBytes) return reached + 1;
      if (lineFeed === -1) {
        searched = queue.length;
        return -1;
      }
      const following = queue.at(lineFeed + 1);
      if (following === LF) return lineFeed + 2;
      const afterThat = queue.at(lineFeed + 2);
      if (following === CR && afterThat === LF) return lineFeed + 3;
      if (following === undefined || (following === CR && afterThat === undefined)) {
        searched = lineFeed;
        return -1;
      }
      searched = lineFeed + 1;
    }
  }

  function breakOff(fault: FramingFault, length: number): Frame {
    broken = true;
    return { kind: 'broken', fault, bytes: queue.take(length) };
  }

  return {
    push,
    get partial() {
      return !broken && queue.length > 0;
    },
    end: (cut) => (broken || queue.length === 0 ? undefined : breakOff(cut, queue.length)),
  };
}

/** What all Content-Lengths of a head agree on; undefined where there is none, or they do not, or it is no number. */
function lengthIn(head: string): number | undefined {
  let agreed: string | undefined;
  LENGTH.lastIndex = 0;
  for (let match = LENGTH.exec(head); match; match = LENGTH.exec(head)) {
    const value = match[1]?.trim();
    if (agreed !== undefined && value !== agreed) return undefined;
    agreed = value;
  }
  return agreed !== undefined && NUMBER.test(agreed) ? Number(agreed) : undefined;
}
