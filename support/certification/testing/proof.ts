// The two proofs of a seal, as many times as is wished: nothing that was altered without the key is verified, and no identity is left
// in what was redacted. A test makes a slice of each; `npm run prove:seal` makes the whole.

import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { inspectRecord } from '../inspect-record';
import type { RecordFiles } from '../record-folder';
import { redactRecord } from '../redact-record';
import { ALTERATIONS, type Records } from './alterations';
import { randomFrom } from './random';
import { ENCODINGS, randomRun } from './random-run';
import { newKey, sealMade, sealSmall } from './small-record';

export interface Altered {
  readonly alterations: number;
  /** By kind, how many there were. */
  readonly of: Readonly<Record<string, number>>;
  /** What was verified though it was altered, or made the verifier break, by kind; there is to be none. */
  readonly verified: readonly string[];
}

/** Each kind of alteration comes in its turn. */
export function proveSeal(count: number, seed: number): Altered {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'mcx-proof-'));
  try {
    const key = newKey();
    const whole = [sealSmall(folder, undefined, key), sealSmall(path.join(folder, 'other'), undefined, key)].map(
      ({ files }) => files,
    ) as unknown as Records['whole']; // two
    const redacted = (['identities', 'bytes', 'addresses'] as const).map((one) => redactRecord(whole[0], [one]).files);
    const records = { whole, redacted };
    const genuine = [...whole, ...redacted];
    const random = randomFrom(seed);
    const of: Record<string, number> = {};
    const verified: string[] = [];
    const kinds = Object.entries(ALTERATIONS);
    for (let made = 0; made < count;) {
      const [kind, alter] = kinds[random.below(kinds.length)] ?? [];
      if (kind === undefined || alter === undefined) break;
      const files = alter(random.of(genuine), random, records);
      if (genuine.some((one) => isSame(one, files))) continue;
      made += 1;
      of[kind] = (of[kind] ?? 0) + 1;
      const how = outcome(files, key.publicKey);
      if (how !== 'refused') verified.push(`${kind}: ${how}`);
    }
    return { alterations: count, of, verified };
  } finally {
    fs.rmSync(folder, { recursive: true, force: true });
  }
}

function outcome(files: RecordFiles, key: Parameters<typeof inspectRecord>[1]): string {
  try {
    return inspectRecord(files, key).problems.length > 0 ? 'refused' : 'verified';
  } catch (error) {
    return `the verifier broke: ${String(error)}`;
  }
}

function isSame(one: RecordFiles, other: RecordFiles): boolean {
  if (one.size !== other.size) return false;
  for (const [name, bytes] of one) if (other.get(name)?.equals(bytes) !== true) return false;
  return true;
}

export interface Redacted {
  readonly records: number;
  /** How many names were looked for, each in every way to write it. */
  readonly names: number;
  /** What was found, with its file; there is to be none. */
  readonly found: readonly string[];
}

/** Each record is of another run. */
export function proveRedaction(count: number, seed: number): Redacted {
  const random = randomFrom(seed);
  const key = newKey();
  const found: string[] = [];
  let looked = 0;
  for (let made = 0; made < count; made += 1) {
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'mcx-proof-'));
    try {
      const { events, run, names } = randomRun(random);
      const { files } = redactRecord(sealMade(folder, events, run, key).files, ['identities']);
      const [problem] = inspectRecord(files, key.publicKey).problems;
      if (problem) found.push(`record ${made} is not verified: ${problem.what}`);
      looked += names.length;
      found.push(...namesIn(files, names).map((one) => `record ${made}: ${one}`));
    } finally {
      fs.rmSync(folder, { recursive: true, force: true });
    }
  }
  return { records: count, names: looked, found };
}

/** Where a name stands in a file, however it is written; upper and lower case are the same. */
export function namesIn(files: RecordFiles, names: readonly string[]): readonly string[] {
  const wanted = [...new Set(names)].flatMap((name) =>
    Object.entries(ENCODINGS).flatMap(([how, encode]) =>
      encode(name).map((spelling) => ({ name, how, spelling: spelling.toLowerCase() })),
    ),
  );
  return [...files].flatMap(([file, bytes]) => {
    const text = `${file}\n${bytes.toString('latin1')}`.toLowerCase();
    return wanted
      .filter(({ spelling }) => text.includes(spelling))
      .map(({ name, how }) => `${name} (${how}) in ${file}`);
  });
}
