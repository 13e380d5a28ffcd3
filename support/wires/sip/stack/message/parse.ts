// Bytes of one message into a message and the list of all that is wrong with them. Never throws. Unaware of transports but
// for one thing: a datagram may leave out Content-Length and may hold more than it says.

import { readHead } from './head';
import { keyOf, ParsedRequestLine, readOnce, type SipMessage } from './message';
import type { Problem } from './problem';
import { validate } from './validate';
import { parseLength } from './values';

export type Strictness = 'strict' | 'lenient';

export interface Parsing {
  /** Absent where the start line does not read: then it is not even known what it is. */
  readonly message?: SipMessage;
  readonly problems: readonly Problem[];
  /** Strict: there is no problem. Lenient: there is none but tolerable ones. */
  readonly accepted: boolean;
}

const LEADING = /^(?:\r?\n)+/;
const HEAD_END = /\n(\r?\n)/;

export function parse(bytes: Buffer, strictness: Strictness = 'lenient'): Parsing {
  const all = bytes.toString('latin1');
  const skipped = LEADING.exec(all)?.[0].length ?? 0;
  const end = HEAD_END.exec(skipped === 0 ? all : all.slice(skipped));
  const headEnd = end ? skipped + end.index + 1 : all.length;
  const emptyLine = end?.[1] ?? '';
  const { start, headers, problems: shape } = readHead(all.slice(skipped, headEnd));
  const problems: Problem[] = [...shape];
  if (!end)
    problems.push({ code: 'head-end', where: 'the head', expected: 'an empty line at its end', tolerable: false });
  if (!start) return { problems, accepted: false };

  const rest = bytes.subarray(headEnd + emptyLine.length);
  const lengthHeader = headers.find((header) => keyOf(header) === 'content-length');
  const length = lengthHeader && readOnce(lengthHeader, parseLength);
  const body = length?.ok ? rest.subarray(0, length.value) : rest;
  const common = { headers, body, ...(emptyLine === '\r\n' ? {} : { emptyLine }) };
  const message: SipMessage =
    start instanceof ParsedRequestLine ? { kind: 'request', start, ...common } : { kind: 'response', start, ...common };
  problems.push(...validate(message));
  if (length?.ok) problems.push(...compareLength(length.value, rest.length));
  return { message, problems, accepted: problems.every(({ tolerable }) => tolerable && strictness === 'lenient') };
}

function compareLength(declared: number, found: number): readonly Problem[] {
  if (declared > found)
    return [
      {
        code: 'body-short',
        where: 'Content-Length',
        expected: `${declared} bytes of body, found ${found}`,
        tolerable: false,
      },
    ];
  if (declared < found)
    return [
      {
        code: 'body-surplus',
        where: 'Content-Length',
        expected: `${declared} bytes of body, found ${found}`,
        tolerable: true,
      },
    ];
  return [];
}
