// Reads the JSON body of a request within a limit, and says what is wrong with one that cannot be read.
// Unaware of what the JSON has to be.

import { isUtf8 } from 'node:buffer';
import type { IncomingMessage } from 'node:http';
import { brotliDecompressSync, gunzipSync, inflateSync } from 'node:zlib';
import { packing, wideEncoding } from '../../../files/text-encoding';
import type { SchemaError } from '../../../procedure/schema-error';
import { isTooDeep } from '../../../schema/json-depth';
import type { InHand } from './in-hand';
import { problem, tooMuch, type HttpAnswer } from './problem';
import { collectBody } from './request-body';

export interface JsonBody {
  readonly text: string;
  readonly json: unknown;
  /** What is wrong with its bytes, though it can be read all the same. */
  readonly faults: readonly SchemaError[];
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

const MARK = '\uFEFF';
const MARKED: readonly SchemaError[] = [
  { path: '', expected: 'JSON without a byte order mark before it (RFC 8259 8.1)', found: 'one' },
];

export async function readJson(
  request: IncomingMessage,
  maxBytes: number,
  inHand?: InHand,
  withinMs?: number,
): Promise<JsonBody | Unreadable> {
  const { bytes, end } = await collectBody(request, maxBytes, inHand, withinMs);
  const raw = bytes.toString('utf8', 0, KEPT);
  const unsupported = unsupportedType(request);
  if (unsupported !== undefined) {
    const readable = madeOut(bytes);
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
  if (end === 'too late') {
    const declared = request.headers['content-length'];
    const whole = declared === undefined ? 'its last chunk' : `the ${declared} bytes of its content-length`;
    const why = `the body is not whole after ${String(withinMs)} ms: expected ${whole}, found ${bytes.length} bytes`;
    return { answer: { ...problem(408, 'Request timeout', why), headers: { connection: 'close' } }, raw, why };
  }
  if (!isUtf8(bytes)) return notUtf8(bytes, raw);
  const text = bytes.toString('utf8');
  const isMarked = text.startsWith(MARK);
  try {
    const json = JSON.parse(isMarked ? text.slice(1) : text) as unknown; // still to be read as something
    if (isTooDeep(text)) return notJson(raw, 'the body nests deeper than 100 levels');
    return { text, json, faults: isMarked ? MARKED : [] };
  } catch (error) {
    // A text of another encoding, or packed, may be UTF-8 by its bytes.
    return encodingOf(bytes) === undefined
      ? { ...notJson(raw, `the body is not JSON: ${(error as SyntaxError).message}`), readable: raw }
      : notUtf8(bytes, raw);
  }
}

const encodingOf = (bytes: Buffer): string | undefined => wideEncoding(bytes) ?? packing(bytes);

function notUtf8(bytes: Buffer, raw: string): Unreadable {
  const other = encodingOf(bytes);
  const why = `the body is not UTF-8${other === undefined ? '' : ` but ${other}`}`;
  return { ...notJson(raw, why), readable: madeOut(bytes) };
}

/** For the names in it: whoever sent it is to be found, whatever is wrong with it. */
function madeOut(bytes: Buffer): string {
  const kept = decompressed(bytes).subarray(0, KEPT);
  const wide = wideEncoding(kept);
  // What is of ASCII is what the other bytes of each character are not.
  return wide === undefined ? kept.toString('latin1') : kept.toString('latin1').replaceAll('\0', '');
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
  const coding = (headers['content-encoding'] ?? '').trim();
  return ['', 'identity'].includes(coding.toLowerCase()) ? undefined : `expected no content-encoding, found ${coding}`;
}
