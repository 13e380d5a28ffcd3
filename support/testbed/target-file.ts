// Reads the YAML of a target file and says what is wrong with it, line by line. Unaware of defaults.

import { LineCounter, parseDocument, isMap, isScalar, isSeq, type Document, type Node } from 'yaml';
import type { SchemaError } from '../procedure/schema-error';
import { validate } from '../schema/validate';
import { UserError } from '../verdict/errors';
import { contradictionsIn } from './target-contradictions';
import type { TargetFile } from './target-model';

/** @param file as the user named it, for messages */
export function parseTarget(text: string, file: string): TargetFile {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  if (document.errors.length > 0)
    throw faulty('MCX-TARGET-YAML', file, document.errors.map(({ pos, message }) => `line ${lines.linePos(pos[0]).line}: ${message}`)); // prettier-ignore
  const data = plain(document, file);
  const errors = validate('target/target.schema.json', data);
  // The schema is the proof.
  const found = errors.length > 0 ? errors : contradictionsIn(data as TargetFile);
  if (found.length > 0)
    throw faulty(
      'MCX-TARGET',
      file,
      found.map((error) => inWords(error, document, lines)),
    );
  return data as TargetFile;
}

function plain(document: Document, file: string): unknown {
  try {
    return document.toJS();
  } catch (error) {
    throw faulty('MCX-TARGET-YAML', file, [String(error)]);
  }
}

function faulty(code: 'MCX-TARGET' | 'MCX-TARGET-YAML', file: string, faults: readonly string[]): UserError {
  const hint = 'schemas/target/target.schema.json describes every key, targets/built-in.yaml is an example.';
  return new UserError(
    code,
    `${file} is no valid target file: ${faults.join('; ').replaceAll(/\s*\n\s*/g, ' ')}. ${hint}`,
  );
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
