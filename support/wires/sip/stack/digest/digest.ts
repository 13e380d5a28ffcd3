// What both sides of digest authentication compute and read (RFC 7616, 8760, and 2617 without qop). Secrets come in as
// arguments and are never part of what is thrown or shown.

import { createHash } from 'node:crypto';
import { listOf, reading, type Cursor, type Reading } from '../message/cursor';
import { parameter, quote, readParameter, type Parameters } from '../message/parameters';

export const ALGORITHMS = ['SHA-256', 'MD5'] as const;
export type Algorithm = (typeof ALGORITHMS)[number];

export const algorithmNamed = (name: string | undefined): Algorithm | undefined =>
  ALGORITHMS.find((one) => one === (name ?? 'MD5').toUpperCase());

const hash = (algorithm: Algorithm, text: string): string =>
  createHash(algorithm === 'MD5' ? 'md5' : 'sha256')
    .update(text, 'utf8')
    .digest('hex');

export interface Login {
  readonly username: string;
  readonly password: string;
}

export const secretHash = (algorithm: Algorithm, { username, password }: Login, realm: string): string =>
  hash(algorithm, `${username}:${realm}:${password}`);

export interface ResponseInput {
  readonly algorithm: Algorithm;
  /** Of user, realm and password. */
  readonly secret: string;
  readonly method: string;
  readonly uri: string;
  readonly nonce: string;
  /** Absent as of RFC 2069. */
  readonly counted?: { readonly nc: string; readonly cnonce: string };
}

export function digestResponse({ algorithm, secret, method, uri, nonce, counted }: ResponseInput): string {
  const request = hash(algorithm, `${method}:${uri}`);
  const middle = counted ? `${nonce}:${counted.nc}:${counted.cnonce}:auth` : nonce;
  return hash(algorithm, `${secret}:${middle}:${request}`);
}

/** The parameters of a challenge or of credentials; undefined where the scheme is not Digest. */
export function parseDigest(value: string): Parameters | undefined {
  const read: Reading<Parameters> = reading(value, (cursor: Cursor) => {
    cursor.take(/Digest[ \t]+/iy, 'Digest');
    return listOf(readParameter)(cursor);
  });
  return read.ok ? read.value : undefined;
}

export const digestField = (parameters: Parameters, name: string): string | undefined => parameter(parameters, name);

/** @param bare the fields that RFC 7616 wants without quotes there */
export const writeDigest = (fields: Readonly<Record<string, string | undefined>>, bare: readonly string[]): string =>
  `Digest ${Object.entries(fields)
    .flatMap(([name, value]) => (value === undefined ? [] : [`${name}=${bare.includes(name) ? value : quote(value)}`]))
    .join(', ')}`;
