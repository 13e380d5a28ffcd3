// Reads YAML that people write by hand and says what is wrong with it, line by line: no YAML, or not what its schema
// describes. Unaware of what the data is for.

import { LineCounter, parseDocument, isMap, isScalar, isSeq, type Document, type Node } from 'yaml';
import type { SchemaError } from '../procedure/schema-error';
import { UserError, type ErrorCode } from '../verdict/errors';
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
}

/** @param further faults that a schema cannot tell; asked only where it found none */
export function parseHandWritten<T>(text: string, about: HandWritten, further: (data: T) => readonly SchemaError[]): T {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  if (document.errors.length > 0)
    throw noYaml(about, document.errors.map(({ pos, message }) => `line ${lines.linePos(pos[0]).line}: ${message}`)); // prettier-ignore
  const data = plain(document, about);
  const errors = validate(about.schema, data);
  // The schema is the proof.
  const found = errors.length > 0 ? errors : further(data as T);
  if (found.length === 0) return data as T;
  throw faulty(
    about.code,
    about,
    found.map((error) => inWords(error, document, lines)),
  );
}

function plain(document: Document, about: HandWritten): unknown {
  try {
    return document.toJS();
  } catch (error) {
    throw noYaml(about, [String(error)]);
  }
}

const noYaml = (about: HandWritten, faults: readonly string[]): UserError =>
  faulty(`${about.code}-YAML`, about, faults);

function faulty(code: ErrorCode, { file, what, hint }: HandWritten, faults: readonly string[]): UserError {
  return new UserError(code, `${file} is no valid ${what}: ${faults.join('; ').replaceAll(/\s*\n\s*/g, ' ')}. ${hint}`);
}

function inWords({ path, expected, found }: SchemaError, document: Document, lines: LineCounter): string {
  const keys = path.split('/').slice(1).map((key) => key.replaceAll('~1', '/').replaceAll('~0', '~')); // prettier-ignore
  const quotes = expected === 'a text' && found !== 'nothing' ? ' (in quotes)' : '';
  const line = lineOf(document.contents, keys, lines);
  return `line ${line}, ${keys.length === 0 ? 'the file' : keys.join('.')}: expected ${expected}${quotes}, found ${found}`;
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
