// Reads and writes the YAML of a baseline. A line that can match nothing, or that nobody has filled in, is refused with its
// place in the file. Unaware of runs.

import { MEBIBYTE, readPlainText, type NotReadable } from '../files/plain-file';
import { Document, isMap, isSeq } from 'yaml';
import type { SchemaError } from '../procedure/schema-error';
import { parseHandWritten } from '../schema/yaml-file';
import { isSame, type Baseline } from '../verdict/baseline';
import { UserError } from '../verdict/errors';
import { likelyMeant } from '../verdict/nearest';
import type { KnownFailure } from '../verdict/results';
import type { Catalogue } from './catalogue/catalogue';
import { namesakes } from './catalogue/ids';
import { isObservable } from './catalogue/requirement';
import type { Scenario } from './scenario';

/** Stands in a proposed line where only its owner knows what belongs there; no line with it is taken. */
export const TO_BE_FILLED_IN = 'TODO';

export interface Known {
  readonly catalogue: Catalogue;
  readonly scenarios: readonly Scenario[];
}

/** The day on which a line expires is a day in UTC, for a run has no other place. */
export const dayOf = (time: Date): string => time.toISOString().slice(0, 10);

export function loadBaseline(file: string, known: Known, now: Date): Baseline {
  return { file, lines: parseBaseline(read(file), file, known), day: dayOf(now) };
}

/** @param file as the user named it, for messages */
export function parseBaseline(text: string, file: string, known: Known): readonly KnownFailure[] {
  const about = {
    file,
    what: 'baseline',
    schema: 'baseline/baseline.schema.json',
    code: 'MCX-BASELINE',
    hint: 'schemas/baseline/baseline.schema.json describes every key, mcx-conformance baseline proposes the lines for a run.',
  } as const;
  const lines = parseHandWritten<readonly WrittenLine[]>(text, about, (written) => {
    const each = written.flatMap(checksOf);
    return each.flatMap((check, at) => faultsOf(check, at, each, known));
  });
  return lines.flatMap(checksOf).map(({ line }) => named(line, known.catalogue));
}

/** As it stands in the file: one cause, and the test purposes that show it. */
interface WrittenLine extends Omit<KnownFailure, 'tp'> {
  readonly tp: string | readonly string[];
}

interface WrittenCheck {
  readonly line: KnownFailure;
  /** The entry of the file that it is of, and where its test purpose stands in it. */
  readonly entry: number;
  readonly tpPath: string;
}

const checksOf = ({ tp, ...line }: WrittenLine, entry: number): readonly WrittenCheck[] =>
  typeof tp === 'string'
    ? [{ line: { ...line, tp }, entry, tpPath: `/${entry}/tp` }]
    : tp.map((one, at) => ({ line: { ...line, tp: one }, entry, tpPath: `/${entry}/tp/${at}` }));

/** A short id and one with its clause are the same requirement. */
const named = (line: KnownFailure, catalogue: Catalogue): KnownFailure => ({
  ...line,
  requirement: catalogue.requirement(line.requirement)?.id ?? line.requirement,
});

function faultsOf(
  { line, entry, tpPath }: WrittenCheck,
  at: number,
  checks: readonly WrittenCheck[],
  { catalogue, scenarios }: Known,
): readonly SchemaError[] {
  const checked = catalogue.requirements.filter(isObservable).map(({ id }) => id);
  const { requirement } = named(line, catalogue);
  const twin = checks.findIndex((other) => isSame(named(other.line, catalogue), { ...line, requirement }));
  // Of a cause that several test purposes show, what is said of all is told once.
  const isFirst = checks[at - 1]?.entry !== entry;
  return [
    ...(isFirst ? unknownName(`/${entry}/requirement`, 'a requirement that is checked', requirement, checked) : []),
    ...unknownName(
      tpPath,
      'one test purpose',
      line.tp,
      scenarios.map(({ tp }) => tp),
    ),
    ...(isFirst && line.owner === TO_BE_FILLED_IN
      ? [{ path: `/${entry}/owner`, expected: 'who mends it', found: line.owner }]
      : []),
    ...(twin < at
      ? [{ path: `/${entry}`, expected: 'each check once', found: `it in entry ${checks[twin]?.entry ?? 0} too` }]
      : []),
  ];
}

function unknownName(path: string, what: string, name: string, known: readonly string[]): readonly SchemaError[] {
  if (known.includes(name)) return [];
  const same = namesakes(name, known);
  if (same.length > 0) return [{ path, expected: same.join(' or '), found: `"${name}", which several clauses have` }];
  const meant = likelyMeant(name, known);
  return [{ path, expected: meant === undefined ? what : `${what} (did you mean ${meant}?)`, found: `"${name}"` }];
}

/** A line a cause, with the test purposes that show it; a comment goes before them. */
export function renderBaseline(lines: readonly KnownFailure[], comment: string): string {
  const document = new Document(byCause(lines));
  if (isSeq(document.contents)) for (const item of document.contents.items) if (isMap(item)) item.flow = true;
  document.commentBefore = comment;
  return document.toString({ lineWidth: 0 });
}

function byCause(lines: readonly KnownFailure[]): readonly WrittenLine[] {
  const causes = new Map<string, { readonly line: KnownFailure; readonly tps: string[] }>();
  for (const line of lines) {
    const { tp, ...rest } = line;
    const key = JSON.stringify(rest);
    const cause = causes.get(key) ?? { line, tps: [] };
    causes.set(key, cause);
    cause.tps.push(tp);
  }
  return [...causes.values()].map(({ line, tps }) => ({ ...line, tp: tps.length === 1 ? line.tp : tps }));
}

/** Two thousand lines; what looks for a key that is there twice takes its time. */
const LARGEST = MEBIBYTE / 4;

function read(file: string): string {
  try {
    return readPlainText(file, { most: LARGEST, links: 'followed' });
  } catch (error) {
    const { why, missing } = error as NotReadable; // it throws nothing else
    const found = missing ? 'there is no such file' : `it is ${why}`;
    throw new UserError(
      'MCX-BASELINE-FILE',
      `expected a baseline at ${file}, but ${found}. mcx-conformance baseline writes one for the latest run to standard output.`,
    );
  }
}
