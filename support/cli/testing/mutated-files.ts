// What somebody may make of a folder that we read: any byte, any line, any value of JSON, and other things than files in their place.

import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import type { Random } from '../../certification/testing/random';

type Change = (text: string, random: Random) => string;

const STRANGE_VALUES = [
  ...[
    'null',
    'true',
    '0',
    '-1',
    '1e308',
    '-1e-308',
    '1e999',
    '9007199254740993',
    '""',
    '"\\u0000"',
    '"\\ud800"',
    '[]',
    '{}',
  ],
  ...[
    '[[]]',
    '{"__proto__":{"x":1}}',
    '{"constructor":{"prototype":{}}}',
    '"2026-13-45T99:99:99Z"',
    '"9".',
    '"../../../etc/passwd"',
  ],
  ...['[null]', '"<script>"', '"\\u202e\\u001b[2J"', '{"toString":1}', '{"length":-1}', '"hash:hmac-sha256:i:0"'],
  '['.repeat(300) + ']'.repeat(300),
  '{"a":'.repeat(50_000) + '1' + '}'.repeat(50_000),
  `"${'x'.repeat(100_000)}"`,
];
const VALUE = /"(?:[^"\\]|\\.)*"(?!\s*:)|-?\d+(?:\.\d+)?|\btrue\b|\bfalse\b|\bnull\b|\{\}|\[\]/g;
const KEY = /"(?:[^"\\]|\\.)*"(?=\s*:)/g;

function replaceOne(text: string, pattern: RegExp, random: Random, by: string): string {
  const places = [...text.matchAll(pattern)];
  if (places.length === 0) return text + by;
  const { 0: match, index } = random.of(places);
  return text.slice(0, index) + by + text.slice(index + match.length);
}

const inLines =
  (change: (lines: readonly string[], at: number, to: number) => readonly string[]): Change =>
  (text, random) => {
    const lines = text.split('\n');
    return change(lines, random.below(lines.length), random.below(lines.length)).join('\n');
  };

const CHANGES: readonly Change[] = [
  (text, random) => replaceOne(text, VALUE, random, random.of(STRANGE_VALUES)),
  (text, random) => replaceOne(text, VALUE, random, random.of(STRANGE_VALUES)),
  (text, random) =>
    replaceOne(text, VALUE, random, random.of([...text.matchAll(VALUE)].map(([value]) => value).concat('0'))),
  (text, random) =>
    replaceOne(text, KEY, random, random.of(['"__proto__"', '"x"', '"kind"', '"scope"', '""', '"toString"'])),
  inLines((lines, at) => lines.toSpliced(at, 1)),
  inLines((lines, at, to) => lines.toSpliced(to, 0, lines[at] ?? '')),
  inLines((lines, at, to) => lines.with(at, lines[to] ?? '').with(to, lines[at] ?? '')),
  inLines((lines, at) => lines.with(at, '{"kind":"result","scenario":null}')),
  inLines((lines, at) => lines.with(at, '{"kind":"result"}')),
  inLines((lines, at) => lines.with(at, 'null')),
  (text, random) => text.slice(0, random.below(text.length + 1)),
  (text, random) => text.slice(random.below(text.length + 1)),
  (text, random) => text.slice(0, random.below(text.length + 1)) + text,
  () => '',
  () => '\0'.repeat(1000),
  (text) => `\ufeff${text}`,
  (text) => text.replaceAll('\n', '\r\n'),
  (text) => text.replaceAll('\n', ' '),
];

/** Something else than a file, or one that nobody could have written. */
const REPLACEMENTS: readonly ((file: string) => unknown)[] = [
  (file) => fs.symlinkSync('/etc/hosts', file),
  (file) => fs.symlinkSync('/dev/zero', file),
  (file) => fs.symlinkSync('.', file),
  (file) => fs.symlinkSync(path.basename(file), file),
  (file) => fs.mkdirSync(file),
  (file) => execFileSync('mkfifo', [file]),
  (file) => fs.writeFileSync(file, Buffer.alloc(40_000_000, 'x')),
];

/** Changes one file of the folder, now and then two. */
export function mutate(folder: string, random: Random): string {
  const names = fs.readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isFile());
  const { name } = random.of(names);
  const file = path.join(folder, name);
  if (random.oneIn(60)) {
    fs.rmSync(file);
    random.of(REPLACEMENTS)(file);
    return name;
  }
  if (random.oneIn(60)) {
    fs.rmSync(file);
    return name;
  }
  if (random.oneIn(8)) {
    const bytes = fs.readFileSync(file);
    for (let count = 0; count < 1 + random.below(5); count += 1)
      bytes[random.below(bytes.length || 1)] = random.below(256);
    fs.writeFileSync(file, bytes);
    return name;
  }
  fs.writeFileSync(file, random.of(CHANGES)(fs.readFileSync(file, 'utf8'), random));
  return random.oneIn(5) ? `${name}, ${mutate(folder, random)}` : name;
}
