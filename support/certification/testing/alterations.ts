// What somebody without the lab's key can do to a sealed record: to any byte, any length and any border of any file and any pair of
// files, to its texts, salts and hashes, and to what it says of itself. Such a one has the whole record, its seed too, and this code.

import { hashOf, saltsFrom } from '../commitment';
import { FIELD_CLASSES, type FieldClass } from '../field-classes';
import { RECORD, textOf, type RecordFiles } from '../record-folder';
import { redactRecord } from '../redact-record';
import type { Shown } from '../redaction';
import type { Random } from './random';

export interface Records {
  /** Whole records of one lab. */
  readonly whole: readonly [RecordFiles, RecordFiles];
  /** What they were redacted to. */
  readonly redacted: readonly RecordFiles[];
}

type Alteration = (files: RecordFiles, random: Random, records: Records) => RecordFiles;

const ANY_SEED = 'ab'.repeat(32);

const withFile = (files: RecordFiles, name: string, bytes: Uint8Array | string): RecordFiles =>
  new Map([...files, [name, Buffer.from(bytes as string)]]);
const without = (files: RecordFiles, name: string): RecordFiles => new Map([...files].filter(([one]) => one !== name));
const anyName = (files: RecordFiles, random: Random): string => random.of([...files.keys()]);
const bytesOf = (files: RecordFiles, name: string): Buffer => files.get(name) ?? Buffer.alloc(0);

function cut(bytes: Buffer, random: Random): readonly [Buffer, Buffer] {
  const at = random.below(bytes.length + 1);
  return [bytes.subarray(0, at), bytes.subarray(at)];
}

const randomBytes = (random: Random): Buffer =>
  Buffer.from(Array.from({ length: 1 + random.below(70) }, () => random.below(256)));

/** By what they touch. */
export const ALTERATIONS: Readonly<Record<string, Alteration>> = {
  'a byte': (files, random) => {
    const name = anyName(files, random);
    const bytes = Buffer.from(bytesOf(files, name));
    const at = random.below(bytes.length);
    bytes[at] = (bytes[at] ?? 0) ^ (1 + random.below(255));
    return withFile(files, name, bytes);
  },
  'a character for one that reads alike': (files, random) => {
    const name = anyName(files, random);
    const text = textOf(files, name);
    const at = random.below(text.length);
    const char = text[at] ?? '';
    const alike = random.of([
      `\\u00${char.charCodeAt(0).toString(16).padStart(2, '0')}`,
      `${char} `,
      ` ${char}`,
      char.toUpperCase(),
      `${char}\r`,
    ]);
    return withFile(files, name, text.slice(0, at) + alike + text.slice(at + 1));
  },
  'a length: bytes more': (files, random) => {
    const name = anyName(files, random);
    const [head, tail] = cut(bytesOf(files, name), random);
    return withFile(files, name, Buffer.concat([head, randomBytes(random), tail]));
  },
  'a length: bytes fewer': (files, random) => {
    const name = anyName(files, random);
    const [head, tail] = cut(bytesOf(files, name), random);
    return withFile(files, name, Buffer.concat([head, tail.subarray(1 + random.below(80))]));
  },
  'a border between two files': (files, random) => {
    const [one, other] = [anyName(files, random), anyName(files, random)];
    const [head, tail] = cut(bytesOf(files, one), random);
    return withFile(withFile(files, one, head), other, Buffer.concat([tail, bytesOf(files, other)]));
  },
  'a pair of files that change places': (files, random) => {
    const [one, other] = [anyName(files, random), anyName(files, random)];
    return withFile(withFile(files, one, bytesOf(files, other)), other, bytesOf(files, one));
  },
  'a pair of files, both changed': (files, random, records) =>
    altered(altered(files, random, records, ['a byte', 'a length: bytes more']), random, records, [
      'a byte',
      'a length: bytes fewer',
    ]),
  'a file more': (files, random) =>
    withFile(files, random.of(['more', 'deep/more', RECORD.redaction, RECORD.salts, RECORD.seed]), randomBytes(random)),
  'a file fewer': (files, random) => without(files, anyName(files, random)),
  'a name': (files, random) => {
    const name = anyName(files, random);
    return withFile(without(files, name), `${name}${random.of(['.', '2', ' '])}`, bytesOf(files, name));
  },
  'files of another record': (files, random, records) => {
    const from = random.of([...records.whole, ...records.redacted]);
    const names = [...from.keys()].filter(() => random.oneIn(2));
    return names.reduce((all, name) => withFile(all, name, bytesOf(from, name)), files);
  },
  'a line': (files, random) => {
    const name = random.of([RECORD.events, RECORD.links]);
    const lines = textOf(files, name).split('\n');
    const [at, to] = [random.below(lines.length), random.below(lines.length)];
    const line = lines[at] ?? '';
    return withFile(
      files,
      name,
      random
        .of([
          () => lines.toSpliced(at, 1),
          () => lines.toSpliced(to, 0, line),
          () => lines.with(at, lines[to] ?? '').with(to, line),
          () => lines.with(at, lines[to] ?? ''),
          () => lines.with(at, `${line}${line}`),
        ])()
        .join('\n'),
    );
  },
  'how JSON is written': (files, random) => {
    const name = random.of([RECORD.results, RECORD.salts, RECORD.redaction, RECORD.manifest, RECORD.envelope]);
    if (!files.has(name)) return files;
    const value: unknown = JSON.parse(textOf(files, name));
    return withFile(
      files,
      name,
      random.of([
        () => JSON.stringify(value),
        () => JSON.stringify(value, null, 1),
        () => JSON.stringify(value, null, 2),
        () => `${JSON.stringify(value, null, 2)}\n\n`,
        () => textOf(files, name).replace('{', '{"version":9,'),
        () => textOf(files, name).replace(/\d+/, (digits) => `${digits}.0`),
      ])(),
    );
  },
  'a leaf of trace or results, redacted anew': (_files, random, records) => {
    // Whoever was given the whole record has the seed, and can redact what was changed before.
    const whole = random.of(records.whole);
    const name = random.of([RECORD.events, RECORD.results]);
    const changed = withFile(whole, name, changeLeaf(textOf(whole, name), random));
    return redactRecord(changed, someClasses(random)).files;
  },
  'a leaf, where it stands': (files, random) => {
    const name = random.of([RECORD.events, RECORD.results]);
    return withFile(files, name, changeLeaf(textOf(files, name), random));
  },
  'a text for a hash of ones own': (files, random) => {
    const name = random.of([RECORD.events, RECORD.results]);
    return withFile(
      files,
      name,
      replaceOne(textOf(files, name), /"[^"\\]*"/g, random, (text) => {
        const leaf = JSON.parse(text) as string;
        return JSON.stringify(hashOf(leaf, someClasses(random), saltsFrom(ANY_SEED)(leaf)));
      }),
    );
  },
  'a hash for another': (files, random) => {
    const name = random.of([RECORD.events, RECORD.results]);
    const all = textOf(files, name).match(/hash:hmac-sha256:[^"]*/g) ?? [''];
    return withFile(
      files,
      name,
      replaceOne(textOf(files, name), /hash:hmac-sha256:[^"]*/g, random, () => random.of(all)),
    );
  },
  'a hash for a text, with a salt for it': (files, random) => {
    const value = random.of(['sip:eve@primary.example', 'passed', 'x']);
    const shown = { value, classes: someClasses(random), salts: saltsFrom(ANY_SEED)(value) };
    const name = random.of([RECORD.events, RECORD.results]);
    const forged = withFile(
      files,
      name,
      replaceOne(textOf(files, name), /hash:hmac-sha256:[^"]*/g, random, () => value),
    );
    return withSalts(forged, (all) => [...all, shown]);
  },
  'a border between salt and text': (files, random) =>
    withSalts(files, (all) => {
      const at = random.below(all.length || 1);
      const one = all[at];
      if (one === undefined)
        return [...all, { value: '', classes: someClasses(random), salts: saltsFrom(ANY_SEED)('') }];
      const [salt = ''] = one.salts;
      const value = String(one.value);
      const moved = random.of([
        { value: value.slice(1), salts: [salt + Buffer.from(value.slice(0, 1)).toString('hex')] },
        { value: Buffer.from(salt.slice(-2), 'hex').toString('latin1') + value, salts: [salt.slice(0, -2)] },
        { value, salts: [`${salt}00`] },
        { value, salts: [salt.slice(0, -2)] },
        { value, salts: [salt.toUpperCase()] },
        { value, salts: [''] },
        { value, salts: [...one.salts, salt] },
      ]);
      return all.with(at, { ...one, ...moved } as unknown as Shown);
    }),
  'what is shown, or its classes': (files, random) =>
    withSalts(files, (all) => {
      const at = random.below(all.length || 1);
      const one = all[at] ?? { value: 'x', classes: ['bytes'], salts: saltsFrom(ANY_SEED)('x') };
      return random.of([
        () => all.toSpliced(at, 1),
        () => [...all, { ...one, value: `${one.value}x` }],
        () => all.toReversed(),
        () => all.toSpliced(at, 1, { ...one, classes: someClasses(random) }),
        () => all.toSpliced(at, 1, { ...one, salts: saltsFrom(ANY_SEED)(one.value) }),
      ])();
    }),
  'what it says is withheld': (files, random) => {
    if (!files.has(RECORD.redaction)) return files;
    const said = JSON.parse(textOf(files, RECORD.redaction)) as { classes: FieldClass[]; withheld: string[] };
    const changed = random.of([
      { ...said, classes: [] },
      { ...said, classes: someClasses(random) },
      { ...said, withheld: said.withheld.slice(1) },
      { ...said, withheld: [...said.withheld, random.of([RECORD.signer, RECORD.links, 'more', RECORD.events])] },
      { ...said, withheld: [] },
      { ...said, version: 1 },
    ]);
    return withFile(files, RECORD.redaction, `${JSON.stringify(changed, null, 2)}\n`);
  },
  'a whole record that calls itself redacted': (_files, random, { whole }) => {
    const files = random.of(whole);
    const { files: redacted } = redactRecord(files, someClasses(random));
    const taken = [RECORD.redaction, RECORD.salts].reduce(
      (all, name) => withFile(all, name, bytesOf(redacted, name)),
      files,
    );
    return random.oneIn(2)
      ? taken
      : withFile(
          withFile(redacted, RECORD.events, bytesOf(files, RECORD.events)),
          RECORD.results,
          bytesOf(files, RECORD.results),
        );
  },
  'the statement, under the old signature': (files, random) => {
    const envelope = JSON.parse(textOf(files, RECORD.envelope)) as { payload: string };
    const statement = Buffer.from(envelope.payload, 'base64').toString('utf8');
    const changed = random.of([
      statement.replace('"PASSED"', '"WARNED"'),
      replaceOne(statement, /[0-9a-f]{64}/g, random, (digest) =>
        digest.replace(/./, (first) => (first === '0' ? '1' : '0')),
      ),
      replaceOne(statement, /"version":2/g, random, () => '"version":1'),
    ]);
    const payload = Buffer.from(changed).toString('base64');
    return withFile(files, RECORD.envelope, `${JSON.stringify({ ...envelope, payload }, null, 2)}\n`);
  },
};

const NAMES = Object.keys(ALTERATIONS);

/** One of them, by chance. */
export function altered(
  files: RecordFiles,
  random: Random,
  records: Records,
  among: readonly string[] = NAMES,
): RecordFiles {
  return ALTERATIONS[random.of(among)]?.(files, random, records) ?? files;
}

/** At least one, in their order. */
function someClasses(random: Random): readonly FieldClass[] {
  const some = FIELD_CLASSES.filter(() => random.oneIn(2));
  return some.length > 0 ? some : [random.of(FIELD_CLASSES)];
}

function withSalts(files: RecordFiles, change: (all: readonly Shown[]) => readonly Shown[]): RecordFiles {
  if (!files.has(RECORD.salts)) return files;
  const { shown } = JSON.parse(textOf(files, RECORD.salts)) as { readonly shown: readonly Shown[] };
  return withFile(files, RECORD.salts, `${JSON.stringify({ version: 2, shown: change(shown) }, null, 2)}\n`);
}

/** A text, a number or a truth of a line or of the results becomes another. */
const changeLeaf = (text: string, random: Random): string =>
  replaceOne(text, /"(?:[^"\\]|\\.)*"|-?\d+(?:\.\d+)?|\btrue\b|\bfalse\b|\bnull\b/g, random, (leaf) => {
    if (!leaf.startsWith('"')) return leaf === 'true' ? 'false' : leaf === '7' ? '8' : '7';
    const inner = JSON.parse(leaf) as string;
    return JSON.stringify(random.of([`${inner}x`, `${inner.slice(1)}y`, '', 'sip:eve@primary.example']));
  });

function replaceOne(text: string, pattern: RegExp, random: Random, by: (match: string) => string): string {
  const places = [...text.matchAll(pattern)];
  if (places.length === 0) return text;
  const { 0: match, index } = random.of(places);
  return text.slice(0, index) + by(match) + text.slice(index + match.length);
}
