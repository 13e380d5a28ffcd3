// Reads the JSON body of a request within a limit, and says what is wrong with one that cannot be read.
// Unaware of what the JSON has to be.

import type { IncomingMessage } from 'node:http';
import { brotliDecompressSync, gunzipSync, inflateSync } from 'node:zlib';
import { isTooDeep } from '../../schema/json-depth';
import type { InHand } from './in-hand';
import { problem, tooMuch, type HttpAnswer } from './problem';
import { collectBody } from './request-body';

export interface JsonBody {
  readonly text: string;
  readonly json: unknown;
}

export interface Unreadable {
  readonly answer: HttpAnswer;
  /** What came, as far as it is kept. */
  readonly raw: string;
  /** What it says, where that can be made out of other bytes than those that were expected; `raw` where it is absent. */
  readonly readable?: string;
  readonly why: string;
}

/** So much of what cannot be read is kept as evidence. */
const KEPT = 16_384;
const MOST_UNPACKED = 1_048_576;

export async function readJson(
  request: IncomingMessage,
  maxBytes: number,
  inHand?: InHand,
): Promise<JsonBody | Unreadable> {
  const { bytes, end } = await collectBody(request, maxBytes, inHand);
  const raw = bytes.toString('utf8', 0, KEPT);
  const unsupported = unsupportedType(request);
  if (unsupported !== undefined) {
    const readable = madeOut(bytes, request.headers['content-encoding']);
    return { answer: problem(415, 'Unsupported media type', unsupported), raw, readable, why: unsupported };
  }
  if (end === 'too large') {
    const why = `the body is larger than ${maxBytes} bytes`;
    return { answer: problem(413, 'Content too large', why), raw, why };
  }
  if (end === 'no room') {
    const why = 'more is being sent than can be held at a time';
    return { answer: { ...tooMuch(why), status: 503 }, raw, why };
  }
  if (end === 'broken off') return notJson(raw, 'the body broke off');
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
    const json = JSON.parse(text) as unknown; // still to be read as something
    return isTooDeep(text) ? notJson(raw, 'the body nests deeper than 100 levels') : { text, json };
  } catch (error) {
    const isText = error instanceof SyntaxError;
    const why = isText ? `the body is not JSON: ${error.message}` : 'the body is not UTF-8';
    return { ...notJson(raw, why), readable: isText ? raw : madeOut(bytes, undefined) };
  }
}

/** For the names in it: whoever sent it is to be found, whatever is wrong with it. */
function madeOut(bytes: Buffer, encoding: string | undefined): string {
  const plain = encoding === undefined || encoding === 'identity' ? bytes : decompressed(bytes);
  const kept = plain.subarray(0, KEPT);
  // JSON begins with ASCII: every other byte of it is zero where it is in UTF-16.
  if (kept[0] === 0 || kept[0] === 0xfe)
    return Buffer.from(kept.subarray(0, kept.length & ~1))
      .swap16()
      .toString('utf16le');
  return kept.toString(kept[1] === 0 || kept[0] === 0xff ? 'utf16le' : 'latin1');
}

/** Some of it is enough, and nobody is made to unpack more. */
function decompressed(bytes: Buffer): Buffer {
  for (const unpack of [gunzipSync, inflateSync, brotliDecompressSync]) {
    try {
      return unpack(bytes, { maxOutputLength: MOST_UNPACKED });
    } catch {
      continue;
    }
  }
  return bytes;
}

const notJson = (raw: string, why: string): Unreadable => ({ answer: problem(400, 'Not JSON', why), raw, why });

function unsupportedType({ headers }: IncomingMessage): string | undefined {
  const type = (headers['content-type'] ?? '').split(';', 1)[0]?.trim().toLowerCase() ?? '';
  if (type !== 'application/json')
    return `expected content-type application/json, found ${type === '' ? 'none' : type}`;
  const coding = headers['content-encoding'] ?? 'identity';
  return coding === 'identity' ? undefined : `expected no content-encoding, found ${coding}`;
}
