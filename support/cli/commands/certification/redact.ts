// mcx-conformance redact: a sealed record that can be shared, and apart from it what was withheld.

import fs from 'node:fs';
import { FIELD_CLASSES, type FieldClass } from '../../../certification/field-classes';
import { inspectRecord } from '../../../certification/inspect-record';
import { mustBeFree, readRecord, RECORD, writeRecord } from '../../../certification/record-folder';
import { redactRecord, type Redacted } from '../../../certification/redact-record';
import { isThere } from '../../../files/plain-file';
import { liesBelow } from '../../../files/plain-folder';
import { UserError } from '../../../verdict/errors';
import { instead } from '../../../verdict/nearest';

export interface RedactOptions {
  readonly fields: readonly string[];
  readonly out: string;
  readonly openings: string;
}

export function redact(folder: string, { fields, out, openings }: RedactOptions): void {
  const classes = fields.map(classOf);
  mustBeFree(out);
  if (isThere(openings))
    throw new UserError('MCX-REDACT', `${openings} is there already. Name another file with --openings.`);
  mustStayWhole(folder, { out, openings });
  const files = readRecord(folder);
  if (files.has(RECORD.redaction))
    throw new UserError('MCX-REDACT', `${folder} is redacted already. Redact the record that it was made of.`);
  const [problem] = inspectRecord(files).problems;
  if (problem)
    throw new UserError(
      'MCX-REDACT',
      `${folder} is not as it was sealed (${problem.what}): what is not verified is not redacted.`,
    );
  const redacted = redactRecord(files, classes);
  mustStillFit(redacted, folder);
  // First, while there is no folder to be shared that it could lie in.
  writeOpenings(openings, redacted);
  try {
    writeRecord(out, redacted.files);
  } catch (error) {
    fs.rmSync(openings);
    throw error;
  }
  process.stdout.write(
    `${out}  to share: ${redacted.classes.join(', ')} withheld, ${Object.keys(redacted.openings).length} texts replaced by salted hashes\n` +
      `${openings}  to keep: what they stand for, each with its salt\n`,
  );
}

/** A record with a file more is none. */
function mustStayWhole(folder: string, { out, openings }: Pick<RedactOptions, 'out' | 'openings'>): void {
  const inside = [out, openings].find((one) => liesBelow(folder, one));
  if (inside === undefined) return;
  throw new UserError(
    'MCX-REDACT',
    `${inside} would lie in ${folder}, which would not be what was sealed any more. Name a place outside it.`,
  );
}

function writeOpenings(file: string, { openings }: Redacted): void {
  try {
    fs.writeFileSync(file, `${JSON.stringify(openings, null, 2)}\n`, { mode: 0o600, flag: 'wx' });
  } catch (error) {
    throw new UserError(
      'MCX-REDACT',
      `${file} cannot be written: ${(error as Error).message}. Name a file with --openings in a folder that is there, outside what is shared.`,
    );
  }
}

/** A seal of another suite may sort texts otherwise: what it does not verify is not shared. */
function mustStillFit({ files }: Redacted, folder: string): void {
  const [problem] = inspectRecord(files).problems;
  if (problem === undefined) return;
  throw new UserError(
    'MCX-REDACT',
    `${folder} cannot be redacted by this version of the suite (${problem.what}). Use the one that sealed it.`,
  );
}

function classOf(name: string): FieldClass {
  const match = FIELD_CLASSES.find((one) => one === name);
  if (match) return match;
  throw new UserError('MCX-REDACT', `--fields ${name} is not known${instead(name, FIELD_CLASSES)}`);
}
