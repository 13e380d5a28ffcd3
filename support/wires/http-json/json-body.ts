// Reads the JSON body of a request within a limit, and says what is wrong with one that cannot be read.
// Unaware of what the JSON has to be.

import type { IncomingMessage } from 'node:http';
import { isTooDeep } from './json-depth';
import { problem, type HttpAnswer } from './problem';
import { collectBody } from './request-body';

export interface JsonBody {
  readonly text: string;
  readonly json: unknown;
}

export interface Unreadable {
  readonly answer: HttpAnswer;
  /** What came, as far as it is kept. */
  readonly raw: string;
  readonly why: string;
}

/** So much of what cannot be read is kept as evidence. */
const KEPT = 16_384;

export async function readJson(request: IncomingMessage, maxBytes: number): Promise<JsonBody | Unreadable> {
  const unsupported = unsupportedType(request);
  if (unsupported !== undefined)
    return { answer: problem(415, 'Unsupported media type', unsupported), raw: '', why: unsupported };
  const { bytes, end } = await collectBody(request, maxBytes);
  const raw = bytes.toString('utf8', 0, KEPT);
  if (end === 'too large') {
    const why = `the body is larger than ${maxBytes} bytes`;
    return { answer: problem(413, 'Content too large', why), raw, why };
  }
  if (end === 'broken off') return notJson(raw, 'the body broke off');
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
    const json = JSON.parse(text) as unknown; // still to be read as something
    return isTooDeep(text) ? notJson(raw, 'the body nests deeper than 100 levels') : { text, json };
  } catch (error) {
    return notJson(
      raw,
      error instanceof SyntaxError ? `the body is not JSON: ${error.message}` : 'the body is not UTF-8',
    );
  }
}

const notJson = (raw: string, why: string): Unreadable => ({ answer: problem(400, 'Not JSON', why), raw, why });

function unsupportedType({ headers }: IncomingMessage): string | undefined {
  const type = (headers['content-type'] ?? '').split(';', 1)[0]?.trim().toLowerCase() ?? '';
  if (type !== 'application/json')
    return `expected content-type application/json, found ${type === '' ? 'none' : type}`;
  const coding = headers['content-encoding'] ?? 'identity';
  return coding === 'identity' ? undefined : `expected no content-encoding, found ${coding}`;
}
