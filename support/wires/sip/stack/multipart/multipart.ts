// multipart/mixed bodies (RFC 2046): built from parts, and read into parts with the list of what is wrong with them. A part
// is headers and bytes; what they mean is unknown here.

import { readHeaderBlock } from '../message/head';
import { headerKey } from '../message/header-names';
import type { Header } from '../message/message';
import { parameter, quote } from '../message/parameters';
import { parseMediaType, type MediaType } from '../message/values';

export interface Part {
  readonly headers: readonly Header[];
  readonly body: Buffer;
}

export interface MultipartProblem {
  readonly code:
    | 'boundary'
    | 'closing-boundary'
    | 'no-parts'
    | 'too-many-parts'
    | 'part-headers'
    | 'line-end'
    | 'nested'
    | 'duplicate';
  readonly expected: string;
  readonly tolerable: boolean;
}

export interface Multipart {
  readonly parts: readonly Part[];
  readonly preamble: Buffer;
  readonly epilogue: Buffer;
  readonly problems: readonly MultipartProblem[];
  /** No problem but tolerable ones. */
  readonly accepted: boolean;
}

export interface MultipartLimits {
  readonly maxParts: number;
  /** A multipart within a part is kept as the bytes that it is, or refused. */
  readonly nested: 'kept' | 'refused';
}

const BOUNDARY = /^[\w'()+,\-./:=? ]{0,69}[\w'()+,\-./:=?]$/;
const TOKEN = /^[\w\-.!%*+`'~]+$/;

/** @returns the value of Content-Type, and the body */
export function buildMultipart(parts: readonly Part[], boundary: string): { contentType: string; body: Buffer } {
  if (!BOUNDARY.test(boundary))
    throw new RangeError(`expected a boundary of RFC 2046, found ${JSON.stringify(boundary)}`);
  if (parts.some(({ body }) => body.includes(`--${boundary}`)))
    throw new RangeError(`the boundary ${boundary} stands in a part: choose another`);
  const chunks = parts.flatMap(({ headers, body }) => [
    Buffer.from(`--${boundary}\r\n${headers.map(({ name, value }) => `${name}: ${value}\r\n`).join('')}\r\n`),
    body,
    Buffer.from('\r\n'),
  ]);
  const written = TOKEN.test(boundary) ? boundary : quote(boundary);
  return {
    contentType: `multipart/mixed;boundary=${written}`,
    body: Buffer.concat([...chunks, Buffer.from(`--${boundary}--\r\n`)]),
  };
}

export function parseMultipart(
  body: Buffer,
  type: MediaType,
  { maxParts = 64, nested = 'kept' }: Partial<MultipartLimits> = {},
): Multipart {
  const problems: MultipartProblem[] = [];
  const addProblem = (code: MultipartProblem['code'], expected: string, tolerable = false) =>
    problems.push({ code, expected, tolerable });
  const boundary = parameter(type.parameters, 'boundary') ?? '';
  if (type.type !== 'multipart' || !BOUNDARY.test(boundary)) {
    addProblem('boundary', 'the type multipart with a boundary of 1 to 70 characters');
    return { parts: [], preamble: body, epilogue: body.subarray(body.length), problems, accepted: false };
  }
  const delimiters = findDelimiters(body, boundary, maxParts + 1);
  const closed = delimiters.at(-1)?.closing === true;
  if (!closed && delimiters.length > maxParts) addProblem('too-many-parts', `at most ${maxParts} parts`);
  else if (!closed) addProblem('closing-boundary', `--${boundary}-- at the end`, true);
  const read = delimiters.flatMap((one, at) =>
    one.closing ? [] : [readPart(body.subarray(one.end, delimiters[at + 1]?.start ?? body.length), addProblem)],
  );
  const parts = read.map(({ part }) => part);
  if ([...delimiters, ...read].some(({ bare }) => bare))
    addProblem('line-end', 'CRLF around each boundary and at the end of each header of a part', true);
  if (parts.length === 0) addProblem('no-parts', `a part after --${boundary}`);
  findDuplicates(parts, addProblem);
  if (nested === 'refused' && parts.some((part) => typeOf(part).startsWith('multipart/')))
    addProblem('nested', 'no multipart within a part');
  return {
    parts,
    preamble: body.subarray(0, delimiters[0]?.start ?? body.length),
    epilogue: body.subarray(closed ? delimiters.at(-1)?.end : body.length),
    problems,
    accepted: problems.every(({ tolerable }) => tolerable),
  };
}

interface Delimiter {
  /** Where the line end before it begins, for that is part of it. */
  readonly start: number;
  readonly end: number;
  readonly closing: boolean;
  /** LF stands alone beside it. */
  readonly bare: boolean;
}

function findDelimiters(body: Buffer, boundary: string, most: number): readonly Delimiter[] {
  const dashes = Buffer.from(`--${boundary}`);
  const delimiters: Delimiter[] = [];
  for (let at = body.indexOf(dashes); at !== -1 && delimiters.length < most; at = body.indexOf(dashes, at + 1)) {
    const delimiter = delimiterAt(body, at, dashes.length);
    if (!delimiter) continue;
    delimiters.push(delimiter);
    if (delimiter.closing) break;
  }
  return delimiters;
}

const REST_OF_LINE = /^(--)?[ \t]*(\r?\n|$)/;

function delimiterAt(body: Buffer, at: number, length: number): Delimiter | undefined {
  if (at !== 0 && body[at - 1] !== 0x0a) return undefined;
  const rest = REST_OF_LINE.exec(body.toString('latin1', at + length, at + length + 80));
  if (!rest) return undefined;
  const lineEnd = at === 0 ? 0 : body[at - 2] === 0x0d ? 2 : 1;
  const bare = lineEnd === 1 || rest[2] === '\n';
  return { start: at - lineEnd, end: at + length + rest[0].length, closing: rest[1] !== undefined, bare };
}

type AddProblem = (code: MultipartProblem['code'], expected: string, tolerable?: boolean) => void;

const EMPTY_LINE = /^\r?\n|\n\r?\n/;

interface ReadPart extends Pick<Delimiter, 'bare'> {
  readonly part: Part;
}

// A part may end with its headers: then it has no body, and no empty line either.
function readPart(bytes: Buffer, addProblem: AddProblem): ReadPart {
  const text = bytes.toString('latin1');
  const end = EMPTY_LINE.exec(text);
  // The end of its last line may be that of the boundary.
  const whole = text === '' || text.endsWith('\n') ? text : `${text}\r\n`;
  const head = end ? text.slice(0, end[0].startsWith('\n') && end.index > 0 ? end.index + 1 : end.index) : whole;
  const { headers, problems } = readHeaderBlock(head);
  const wrong = problems.find(({ tolerable }) => !tolerable);
  if (wrong) addProblem('part-headers', wrong.expected);
  const bare = problems.some(({ code }) => code === 'line-end') || end?.[0].endsWith('\r\n') === false;
  return { part: { headers, body: bytes.subarray(end ? end.index + end[0].length : bytes.length) }, bare };
}

/** The first value of a header of a part, by its long or short name. */
export const partHeader = (part: Part, name: string): string | undefined =>
  part.headers.find((one) => headerKey(one.name) === headerKey(name))?.value;

/** The media type of a part in lower case, without parameters; what RFC 2046 says where it is not said. */
export function typeOf(part: Part): string {
  const type = parseMediaType(partHeader(part, 'Content-Type') ?? 'text/plain');
  return type.ok ? `${type.value.type}/${type.value.subtype}` : '';
}

function findDuplicates(parts: readonly Part[], addProblem: AddProblem): void {
  const types = parts.map(typeOf);
  const twice = new Set(types.filter((type, at) => types.indexOf(type) !== at));
  for (const type of twice) addProblem('duplicate', `one part of the type ${type || 'that does not read'}`, true);
}
