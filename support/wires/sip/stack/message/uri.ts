// SIP, SIPS and tel URIs, read and written. What is escaped stays escaped; the equality of URIs is in uri-equality.
// Any other scheme is kept whole.

import net from 'node:net';
import { reading, type Cursor, type Reading } from './cursor';

export interface UriParameter {
  readonly name: string;
  readonly value?: string;
}

export interface SipUri {
  readonly scheme: 'sip' | 'sips';
  readonly user?: string;
  readonly password?: string;
  /** IPv6 in its brackets. */
  readonly host: string;
  readonly port?: number;
  readonly parameters: readonly UriParameter[];
  readonly headers: readonly UriParameter[];
}

export interface TelUri {
  readonly scheme: 'tel';
  readonly number: string;
  readonly parameters: readonly UriParameter[];
}

export interface OtherUri {
  readonly scheme: 'other';
  readonly name: string;
  readonly rest: string;
}

export type Uri = SipUri | TelUri | OtherUri;

const SCHEME = /[A-Za-z][A-Za-z0-9+\-.]*(?=:)/y;
const ESCAPED = '%[0-9A-Fa-f]{2}';
const UNRESERVED = "A-Za-z0-9\\-_.!~*'()";
const USER = new RegExp(`(?:[${UNRESERVED}&=+$,;?/]|${ESCAPED})+(?=[:@])`, 'y');
const PASSWORD = new RegExp(`(?:[${UNRESERVED}&=+$,]|${ESCAPED})*(?=@)`, 'y');
const PART = new RegExp(`(?:[${UNRESERVED}[\\]/:&+$]|${ESCAPED})+`, 'y');
const HEADER_NAME = new RegExp(`(?:[${UNRESERVED}[\\]/?:+$]|${ESCAPED})+`, 'y');
const HEADER_VALUE = new RegExp(`(?:[${UNRESERVED}[\\]/?:+$]|${ESCAPED})*`, 'y');
const HOST = /\[[0-9A-Fa-f:.]+\]|[A-Za-z0-9\-.]+/y;
const PORT = /\d{1,5}/y;
const NUMBER = /\+[\d\-.()]*\d[\d\-.()]*|[\dA-Fa-f*#\-.()]*[\dA-Fa-f*#][\dA-Fa-f*#\-.()]*/y;
const OPAQUE = /[^\s<>"]+/y;

export const parseUri = (text: string): Reading<Uri> => reading(text, readUri);

export function readUri(cursor: Cursor): Uri {
  const name = cursor.take(SCHEME, 'the scheme of a URI');
  if (!cursor.takesNext(':')) cursor.unfit(':');
  const scheme = name.toLowerCase();
  if (scheme === 'sip' || scheme === 'sips') return readSipUri(cursor, scheme);
  if (scheme === 'tel') return readTelUri(cursor);
  return { scheme: 'other', name, rest: cursor.take(OPAQUE, 'what follows the scheme') };
}

function readSipUri(cursor: Cursor, scheme: 'sip' | 'sips'): SipUri {
  const userInfo = cursor.text.includes('@') ? readUserInfo(cursor) : {};
  const host = readHost(cursor);
  const port = cursor.takesNext(':') ? { port: readPort(cursor) } : {};
  return { scheme, ...userInfo, host, ...port, parameters: readUriParameters(cursor), headers: readHeaders(cursor) };
}

function readUserInfo(cursor: Cursor): { user: string; password?: string } {
  const user = cursor.take(USER, 'the user of a SIP URI');
  const password = cursor.takesNext(':') ? { password: cursor.take(PASSWORD, 'a password') } : {};
  if (!cursor.takesNext('@')) cursor.unfit('@');
  return { user, ...password };
}

// The same few peers write the same hosts in every message; what others invent does not fill the memory.
const SOUND_HOSTS = new Set<string>();
const MOST_SOUND_HOSTS = 1000;

export function readHost(cursor: Cursor): string {
  const host = cursor.take(HOST, 'a host');
  if (SOUND_HOSTS.has(host)) return host;
  checkHost(host, cursor);
  if (SOUND_HOSTS.size < MOST_SOUND_HOSTS && host.length < 64) SOUND_HOSTS.add(host);
  return host;
}

function checkHost(host: string, cursor: Cursor): void {
  if (host.startsWith('[')) {
    if (!net.isIPv6(host.slice(1, -1))) cursor.unfit(`an IPv6 address in place of ${host}`);
    return;
  }
  const labels = host.replace(/\.$/, '').split('.');
  if (labels.some((label) => label === '' || label.startsWith('-') || label.endsWith('-')))
    cursor.unfit(`a host name in place of ${host}`);
  if (/^\d/.test(labels.at(-1) ?? '') && !net.isIPv4(host)) cursor.unfit(`an IPv4 address in place of ${host}`);
}

export function readPort(cursor: Cursor): number {
  const port = Number(cursor.take(PORT, 'a port'));
  return port <= 65_535 ? port : cursor.unfit(`a port below 65536 in place of ${port}`);
}

function readTelUri(cursor: Cursor): TelUri {
  const number = cursor.take(NUMBER, 'a telephone number');
  return { scheme: 'tel', number, parameters: readUriParameters(cursor) };
}

function readUriParameters(cursor: Cursor): readonly UriParameter[] {
  const parameters: UriParameter[] = [];
  while (cursor.takesNext(';')) parameters.push(readPair(cursor, PART, PART));
  return parameters;
}

function readHeaders(cursor: Cursor): readonly UriParameter[] {
  const headers: UriParameter[] = [];
  while (cursor.takesNext(headers.length === 0 ? '?' : '&')) headers.push(readPair(cursor, HEADER_NAME, HEADER_VALUE));
  return headers;
}

function readPair(cursor: Cursor, nameOf: RegExp, valueOf: RegExp): UriParameter {
  const name = cursor.take(nameOf, 'a name in a URI');
  if (!cursor.takesNext('=')) return { name };
  return { name, value: cursor.take(valueOf, `the value of ${name}`) };
}

export function writeUri(uri: Uri): string {
  if (uri.scheme === 'other') return `${uri.name}:${uri.rest}`;
  const parameters = uri.parameters.map((one) => `;${writePair(one)}`).join('');
  if (uri.scheme === 'tel') return `tel:${uri.number}${parameters}`;
  const password = uri.password === undefined ? '' : `:${uri.password}`;
  const user = uri.user === undefined ? '' : `${uri.user}${password}@`;
  const port = uri.port === undefined ? '' : `:${uri.port}`;
  const headers = uri.headers.map((one, at) => `${at === 0 ? '?' : '&'}${writePair(one)}`).join('');
  return `${uri.scheme}:${user}${uri.host}${port}${parameters}${headers}`;
}

const writePair = ({ name, value }: UriParameter): string => (value === undefined ? name : `${name}=${value}`);

/** The value of a URI's parameter; an empty text for a bare name. */
export function uriParameter(uri: SipUri | TelUri, name: string): string | undefined {
  const match = uri.parameters.find((one) => one.name.toLowerCase() === name);
  return match && (match.value ?? '');
}
