// A SIP message: a start line, headers in their order, a body of bytes. What was parsed remembers the bytes that it was
// parsed from; a changed copy does not, so that writing a message never tells old bytes for new values.

import type { Reading } from './cursor';
import { headerKey } from './header-names';

export interface Header {
  readonly name: string;
  /** Unfolded, without the space around it. */
  readonly value: string;
}

export interface RequestLine {
  readonly method: string;
  readonly uri: string;
  readonly version: string;
}

export interface StatusLine {
  readonly version: string;
  readonly status: number;
  readonly reason: string;
}

interface Rest {
  readonly headers: readonly Header[];
  readonly body: Buffer;
  /** The empty line after the headers, where it did not come as CRLF. */
  readonly emptyLine?: string;
}

export interface SipRequest extends Rest {
  readonly kind: 'request';
  readonly start: RequestLine;
}

export interface SipResponse extends Rest {
  readonly kind: 'response';
  readonly start: StatusLine;
}

export type SipMessage = SipRequest | SipResponse;

/** A line that may know its bytes, one character a byte. They are private, so that a copy by spreading loses them. */
class Parsed {
  readonly #bytes: string | undefined;

  constructor(bytes: string | undefined) {
    this.#bytes = bytes;
  }

  static bytesOf(line: object): string | undefined {
    return #bytes in line ? line.#bytes : undefined;
  }
}

type Read<T> = (value: string) => Reading<T>;

export class ParsedHeader extends Parsed implements Header {
  #read: Read<unknown> | undefined = undefined;
  #reading: Reading<unknown> | undefined = undefined;
  #key: string | undefined = undefined;

  constructor(
    readonly name: string,
    readonly value: string,
    bytes?: string,
  ) {
    super(bytes);
  }

  /** Of the same value, with what was read of it, and not of its bytes: for another message, where it is written anew. */
  static again(header: Header, name: string): Header {
    const copy = new ParsedHeader(name, header.value);
    if (!(#read in header)) return copy;
    copy.#read = header.#read;
    copy.#reading = header.#reading;
    return copy;
  }

  /** One that is written and not parsed, and of which it is known what would be read. */
  static known<T>(name: string, value: string, read: Read<T>, reading: T): Header {
    const header = new ParsedHeader(name, value);
    header.#read = read;
    header.#reading = { ok: true, value: reading };
    return header;
  }

  static keyOf(header: Header): string {
    return #key in header ? (header.#key ??= headerKey(header.name)) : headerKey(header.name);
  }

  /** Many layers read the same header, which never changes: what was read of it is kept. */
  static readOnce<T>(header: Header, read: Read<T>): Reading<T> {
    if (!(#read in header)) return read(header.value);
    // Kept under the function that made it, and so of its type.
    if (header.#read === read) return header.#reading as Reading<T>;
    const reading = read(header.value);
    header.#read = read;
    header.#reading = reading;
    return reading;
  }
}

export class ParsedRequestLine extends Parsed implements RequestLine {
  constructor(
    readonly method: string,
    readonly uri: string,
    readonly version: string,
    bytes: string,
  ) {
    super(bytes);
  }
}

export class ParsedStatusLine extends Parsed implements StatusLine {
  constructor(
    readonly version: string,
    readonly status: number,
    readonly reason: string,
    bytes: string,
  ) {
    super(bytes);
  }
}

/** What headers that mean the same have in common. */
export const keyOf = (header: Header): string => ParsedHeader.keyOf(header);

/** The header in another message, under this name. */
export const again = (header: Header, name: string): Header => ParsedHeader.again(header, name);

/** A header that is written, of which this function would read this. */
export const known = <T>(name: string, value: string, read: Read<T>, reading: T): Header =>
  ParsedHeader.known(name, value, read, reading);

/** What this function reads of a header. */
export const readOnce = <T>(header: Header, read: Read<T>): Reading<T> => ParsedHeader.readOnce(header, read);

/** The bytes of an untouched line with its end, one character a byte. */
export const bytesOf = (line: object): string | undefined => Parsed.bytesOf(line);

/** The first line of a header, by its long or short name. */
export function firstHeader(message: SipMessage, name: string): Header | undefined {
  const key = headerKey(name);
  return message.headers.find((one) => keyOf(one) === key);
}

export function headerLines(message: SipMessage, name: string): readonly Header[] {
  const key = headerKey(name);
  return message.headers.filter((one) => keyOf(one) === key);
}

/** The first value of a header, by its long or short name. */
export const headerOf = (message: SipMessage, name: string): string | undefined => firstHeader(message, name)?.value;

export const headersOf = (message: SipMessage, name: string): readonly string[] =>
  headerLines(message, name).map(({ value }) => value);

/** The message with one value of this header, where the first stood, or at the end. */
export function withHeader<M extends SipMessage>(message: M, name: string, value: string): M {
  return withHeaders(message, name, [value]);
}

/** The message with these values of this header and no others, where the first stood, or at the end. */
export function withHeaders<M extends SipMessage>(message: M, name: string, values: readonly string[]): M {
  const key = headerKey(name);
  const at = message.headers.findIndex((one) => keyOf(one) === key);
  const others = message.headers.filter((one) => keyOf(one) !== key);
  const set = values.map((value) => ({ name, value }));
  return { ...message, headers: others.toSpliced(at === -1 ? others.length : at, 0, ...set) };
}

export const withoutHeader = <M extends SipMessage>(message: M, name: string): M => withHeaders(message, name, []);

/** The message with one more value of this header, above the others of its name. */
export function withHeaderOnTop<M extends SipMessage>(message: M, name: string, value: string): M {
  const key = headerKey(name);
  const at = message.headers.findIndex((one) => keyOf(one) === key);
  return { ...message, headers: message.headers.toSpliced(Math.max(at, 0), 0, { name, value }) };
}

/** The message with its first header line of this name replaced. */
export function withFirstHeader<M extends SipMessage>(message: M, header: Header): M {
  const key = keyOf(header);
  const at = message.headers.findIndex((one) => keyOf(one) === key);
  return at === -1
    ? withHeaderOnTop(message, header.name, header.value)
    : { ...message, headers: message.headers.with(at, header) };
}

export const withBody = <M extends SipMessage>(message: M, body: Buffer): M =>
  withHeader({ ...message, body }, 'Content-Length', String(body.length));
