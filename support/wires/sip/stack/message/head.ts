// The head of a message, line by line: start line, headers, folded lines joined. Reads shape alone; what the headers say
// is for validate.

import { ParsedHeader, ParsedRequestLine, ParsedStatusLine, type Header } from './message';
import type { Problem, ProblemCode } from './problem';

export interface Head {
  readonly start: ParsedRequestLine | ParsedStatusLine | undefined;
  readonly headers: readonly Header[];
  readonly problems: readonly Problem[];
}

interface Line {
  /** Without its end. */
  readonly text: string;
  /** With its end. */
  readonly bytes: string;
}

const NAME = /[\w\-.!%*+`'~]+/y;
const COLON = /[ \t]*:[ \t]*/y;
const SPACE = 0x20;
const TAB = 0x09;
const CARRIAGE_RETURN = 0x0d;
const DELETE = 0x7f;
const REQUEST = /^([^\s:]+)([ \t]+)(.+?)([ \t]+)([A-Za-z]+\/\d+\.\d+)([ \t]*)$/;
const STATUS = /^(SIP\/\d+\.\d+)([ \t]+)(\d+)(?:[ \t](.*))?$/i;

const NONE: readonly Line[] = [];

/** @param head the lines before the empty line, one character a byte */
export function readHead(head: string): Head {
  const problems: Problem[] = [];
  const addProblem = collector(problems);
  const [first, ...rest] = splitLines(head, addProblem);
  return { start: first && readStart(first, addProblem), headers: readHeaders(rest, 2, addProblem), problems };
}

/** Headers without a start line, as a part of a body has them. */
export function readHeaderBlock(text: string): Omit<Head, 'start'> {
  const problems: Problem[] = [];
  const addProblem = collector(problems);
  return { headers: readHeaders(splitLines(text, addProblem), 1, addProblem), problems };
}

type AddProblem = (code: ProblemCode, where: string, expected: string, tolerable?: boolean) => void;

const collector =
  (problems: Problem[]): AddProblem =>
  (code, where, expected, tolerable = true) =>
    problems.push({ code, where, expected, tolerable });

function readHeaders(lines: readonly Line[], lineOfFirst: number, addProblem: AddProblem): readonly Header[] {
  const headers: Header[] = [];
  for (let at = 0; at < lines.length;) {
    const first = lines[at];
    const next = endOfFold(lines, at + 1);
    const header = first && readHeader(first, next === at + 1 ? NONE : lines.slice(at + 1, next));
    if (header) {
      headers.push(header);
      if (hasControl(header.value)) addProblem('control-character', header.name, 'a value without control characters');
    } else addProblem('header-line', `line ${at + lineOfFirst}`, 'a name and a colon', false);
    at = next;
  }
  return headers;
}

function readStart({ text, bytes }: Line, addProblem: AddProblem): Head['start'] {
  const status = STATUS.exec(text);
  if (status) {
    const [, version = '', space = '', digits = '', reason = ''] = status;
    if (space !== ' ') addProblem('whitespace', 'line 1', 'one space between the parts');
    if (!/^[1-6]\d\d$/.test(digits)) addProblem('status', 'line 1', 'a status of three digits, 100 to 699', false);
    checkVersion(version, addProblem);
    return new ParsedStatusLine(version, Number(digits.slice(0, 9)), asText(reason), bytes);
  }
  const request = REQUEST.exec(text);
  if (!request) {
    addProblem('start-line', 'line 1', 'a method, a URI and SIP/2.0, or SIP/2.0 and a status', false);
    return undefined;
  }
  const [, method = '', before = '', uri = '', after = '', version = '', trailing = ''] = request;
  if (before !== ' ' || after !== ' ' || trailing !== '')
    addProblem('whitespace', 'line 1', 'one space between the parts and none at the end');
  checkVersion(version, addProblem);
  return new ParsedRequestLine(method, asText(uri), version, bytes);
}

/** Between quotes a backslash lets any character stand (RFC 3261 25.1). */
const hasControl = (value: string): boolean =>
  hasBare(value) && hasBare(value.replaceAll(/"(?:[^"\\]|\\[^])*"/g, (text) => text.replaceAll(/\\[^]/g, '')));

function hasBare(value: string): boolean {
  for (let at = 0; at < value.length; at += 1) if (isControl(value.charCodeAt(at))) return true;
  return false;
}

const isControl = (code: number): boolean => (code < SPACE && code !== TAB) || code === DELETE;

/** Whoever reads it passes over its case; whoever writes it writes capitals (RFC 3261 7.1). */
function checkVersion(version: string, addProblem: AddProblem): void {
  if (version !== 'SIP/2.0') addProblem('version', 'line 1', 'SIP/2.0', version.toUpperCase() === 'SIP/2.0');
}

function readHeader({ text, bytes }: Line, folded: readonly Line[]): Header | undefined {
  NAME.lastIndex = 0;
  if (!NAME.test(text)) return undefined;
  COLON.lastIndex = NAME.lastIndex;
  if (!COLON.test(text)) return undefined;
  let value = text.slice(COLON.lastIndex);
  let all = bytes;
  for (const line of folded) {
    value = `${value.trimEnd()} ${line.text.trim()}`;
    all += line.bytes;
  }
  return new ParsedHeader(text.slice(0, NAME.lastIndex), asText(value.trim()), all);
}

function endOfFold(lines: readonly Line[], from: number): number {
  let at = from;
  while (isFolded(lines[at])) at += 1;
  return at;
}

function isFolded(line: Line | undefined): boolean {
  const first = line?.text.charCodeAt(0);
  return first === SPACE || first === TAB;
}

function splitLines(head: string, addProblem: AddProblem): readonly Line[] {
  const lines: Line[] = [];
  let bare = -1;
  for (let at = 0; at < head.length;) {
    const lineFeed = head.indexOf('\n', at);
    const end = lineFeed === -1 ? head.length : lineFeed + 1;
    const isWhole = lineFeed > at && head.charCodeAt(lineFeed - 1) === CARRIAGE_RETURN;
    if (!isWhole && bare === -1) bare = lines.length;
    lines.push({
      text: head.slice(at, lineFeed === -1 ? end : isWhole ? lineFeed - 1 : lineFeed),
      bytes: head.slice(at, end),
    });
    at = end;
  }
  if (bare !== -1) addProblem('line-end', `line ${bare + 1}`, 'CRLF at the end of each line');
  return lines;
}

/** UTF-8 from one character a byte. */
const asText = (bytes: string): string =>
  /[\x80-\xff]/.test(bytes) ? Buffer.from(bytes, 'latin1').toString('utf8') : bytes;
