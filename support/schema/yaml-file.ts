// Reads YAML that people write by hand and says what is wrong with it, line by line: no YAML, or not what its schema
// describes. Unaware of what the data is for.

import { LineCounter, parseDocument, isMap, isScalar, isSeq, type Document, type Node, type YAMLError } from 'yaml';
import type { SchemaError } from '../procedure/schema-error';
import { UserError, type ErrorCode } from '../verdict/errors';
import { NO_MORE } from './explain';
import { validate } from './validate';

export interface HandWritten {
  /** As the user named it. */
  readonly file: string;
  /** What it is to be, in words. */
  readonly what: string;
  readonly schema: string;
  /** Of a fault; where it is no YAML at all, `-YAML` is added. */
  readonly code: ErrorCode;
  /** What helps to mend it. */
  readonly hint: string;
  /** Where a secret may stand by mistake: what is found there is not told. */
  readonly concealed?: RegExp;
}

/** Nobody mends more at once, and a file that is none at all has a fault in each line. */
const MOST_FAULTS = 8;
const LONGEST_FAULT = 400;
/** What the parser says to programmers, in the words of whoever writes the file. */
const WORDS: Readonly<Partial<Record<YAMLError['code'], string>>> = {
  MULTIPLE_DOCS: 'expected one document, found another one after it (---)',
  RESOURCE_EXHAUSTION: 'it nests deeper than anybody could read',
};
/** Of what a parser quotes from a file that is no YAML. */
const LONGEST_QUOTE = 100;

/** @param further faults that a schema cannot tell; asked only where it found none */
export function parseHandWritten<T>(text: string, about: HandWritten, further: (data: T) => readonly SchemaError[]): T {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, merge: true, logLevel: 'error' });
  // A tag that nobody knows would be passed over, and what it stands for taken as it is written.
  const unknownTags = document.warnings.filter(({ code }) => code === 'TAG_RESOLVE_FAILED');
  const faults = [...document.errors, ...unknownTags];
  if (faults.length > 0)
    throw noYaml(
      about,
      faults.map(({ pos, code, message }) => ({ line: lines.linePos(pos[0]).line, problem: WORDS[code] ?? message })),
    );
  const data = plain(document, about);
  const errors = validate(about.schema, data);
  // The schema is the proof.
  const problems = errors.length > 0 ? errors.filter(({ expected }) => expected !== NO_MORE) : further(data as T);
  if (problems.length === 0) return data as T;
  throw faulty(
    about.code,
    about,
    problems.map((error) => inWords(error, document, lines, about.concealed)),
  );
}

function plain(document: Document, about: HandWritten): unknown {
  let data: unknown;
  try {
    data = document.toJS();
  } catch (error) {
    throw noYaml(about, [{ line: 1, problem: error instanceof Error ? error.message : String(error) }]);
  }
  if (isCircular(data)) throw noYaml(about, [{ line: 1, problem: 'an alias stands within what it stands for' }]);
  return data;
}

/** Whether walking it would never end. */
function isCircular(data: unknown): boolean {
  try {
    JSON.stringify(data);
    return false;
  } catch {
    return true;
  }
}

interface Fault {
  readonly line: number;
  readonly problem: string;
}

const noYaml = (about: HandWritten, faults: readonly Fault[]): UserError =>
  faulty(
    `${about.code}-YAML`,
    about,
    faults.map(({ line, problem }) => ({ line, problem: `: ${shorter(problem, LONGEST_QUOTE)}` })),
  );

function faulty(code: ErrorCode, { file, what, hint }: HandWritten, faults: readonly Fault[]): UserError {
  const inOrder = [...faults].sort((one, other) => one.line - other.line);
  const lineTexts = [...new Set(inOrder.map(({ line, problem }) => `line ${line}${inOneLine(problem)}`))];
  const more = lineTexts.length > MOST_FAULTS ? ['and more'] : [];
  const shown = [...lineTexts.slice(0, MOST_FAULTS), ...more];
  const head = `${file} is no valid ${what}:`;
  const message = `${head} ${shown.join('; ')}. ${hint}`;
  const lines = shown.length === 1 ? [message] : [head, ...shown.map((line) => `  ${line}`), hint];
  return new UserError(code, message, 2, lines);
}

/** Printable, and no longer than can be read. */
function inOneLine(text: string): string {
  const line = text.replaceAll(/\s*\n\s*/g, ' ').replaceAll(/[^\P{C}\u200d]|\ufffd/gu, '?');
  return shorter(line, LONGEST_FAULT);
}

const shorter = (text: string, longest: number): string =>
  text.length <= longest ? text : `${text.slice(0, longest)}…`;

function inWords(
  { path, expected, found }: SchemaError,
  document: Document,
  lines: LineCounter,
  concealed: RegExp | undefined,
): Fault {
  const keys = path
    .split('/')
    .slice(1)
    .map((key) => key.replaceAll('~1', '/').replaceAll('~0', '~'));
  const quotes = expected === 'a text' && found !== 'nothing' ? ' (in quotes)' : '';
  const line = lineOf(document.contents, keys, lines);
  const shown = concealed?.test(path) === true && found !== 'nothing' ? 'what is not shown here' : found;
  const where = keys.length === 0 ? 'the file' : keys.join('.');
  return {
    line,
    problem: `, ${where}: expected ${expected}${quotes}, found ${keys.length === 0 && shown === 'null' ? 'nothing in it' : shown}`,
  };
}

/** The line of the key at the end of the path, or of the last one on the way that is there. */
function lineOf(root: Node | null, keys: readonly string[], lines: LineCounter): number {
  let node: unknown = root;
  let offset = root?.range?.[0] ?? 0;
  for (const key of keys) {
    const pair = isMap(node)
      ? node.items.find((item) => isScalar(item.key) && String(item.key.value) === key)
      : undefined;
    const at: unknown = pair ? pair.key : isSeq(node) ? node.items[Number(key)] : undefined;
    if (at === undefined) break;
    offset = (at as Node).range?.[0] ?? offset;
    node = pair ? pair.value : at;
  }
  return lines.linePos(offset).line;
}
