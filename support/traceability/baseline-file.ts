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
  const lines = parseHandWritten<readonly KnownFailure[]>(text, about, (written) =>
    written.flatMap((line, at) => faultsOf(line, at, written, known)),
  );
  return lines.map((line) => named(line, known.catalogue));
}

/** A short id and one with its clause are the same requirement. */
const named = (line: KnownFailure, catalogue: Catalogue): KnownFailure => ({
  ...line,
  requirement: catalogue.requirement(line.requirement)?.id ?? line.requirement,
});

function faultsOf(
  line: KnownFailure,
  at: number,
  lines: readonly KnownFailure[],
  { catalogue, scenarios }: Known,
): readonly SchemaError[] {
  const checked = catalogue.requirements.filter(isObservable).map(({ id }) => id);
  const { requirement } = named(line, catalogue);
  const twin = lines.findIndex((other) => isSame(named(other, catalogue), { ...line, requirement }));
  return [
    ...unknownName(`/${at}/requirement`, 'a requirement that is checked', requirement, checked),
    ...unknownName(
      `/${at}/tp`,
      'one test purpose',
      line.tp,
      scenarios.map(({ tp }) => tp),
    ),
    ...(line.owner === TO_BE_FILLED_IN ? [{ path: `/${at}/owner`, expected: 'who mends it', found: line.owner }] : []),
    ...(twin < at ? [{ path: `/${at}`, expected: 'each check once', found: `it in entry ${twin} too` }] : []),
  ];
}

function unknownName(path: string, what: string, name: string, known: readonly string[]): readonly SchemaError[] {
  if (known.includes(name)) return [];
  const same = namesakes(name, known);
  if (same.length > 0) return [{ path, expected: same.join(' or '), found: `"${name}", which several clauses have` }];
  const meant = likelyMeant(name, known);
  return [{ path, expected: meant === undefined ? what : `${what} (did you mean ${meant}?)`, found: `"${name}"` }];
}

/** A line each; a comment goes before them. */
export function renderBaseline(lines: readonly KnownFailure[], comment: string): string {
  const document = new Document(lines);
  if (isSeq(document.contents)) for (const item of document.contents.items) if (isMap(item)) item.flow = true;
  document.commentBefore = comment;
  return document.toString({ lineWidth: 0 });
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
