// Hostile files in the place of those of a run or a record, before every command that reads them: each is read or refused in one
// line, in time and within bounded memory; nothing outside the folder is read or written.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { randomFrom } from '../../support/certification/testing/random';
import { broke, COMMANDS, prepared, type Ground } from '../../support/cli/testing/fuzz';
import { useTemporaryFolder } from '../../support/report/testing/temporary-folder';

const MIB = 1_048_576;
const MOST = { memory: 600 * MIB, milliseconds: 20_000 };
const OUTSIDE = 'kept: nobody writes here';

const LONG_LINE = Buffer.alloc(40_000_000, 'x');

/** Instead of a file, or of what it says. */
const INSTEAD: Readonly<Record<string, (file: string, outside: string) => unknown>> = {
  'a link to a file outside': (file, outside) => fs.symlinkSync(outside, file),
  'a link to a device without end': (file) => fs.symlinkSync('/dev/zero', file),
  'a link to itself': (file) => fs.symlinkSync(path.basename(file), file),
  'a link to nothing': (file) => fs.symlinkSync('nowhere', file),
  'a folder': (file) => fs.mkdirSync(file),
  'a pipe that nobody writes to': (file) => execFileSync('mkfifo', [file]),
  'an empty file': (file) => fs.writeFileSync(file, ''),
  'zero bytes': (file) => fs.writeFileSync(file, Buffer.alloc(100_000)),
  'a line of 40 MB': (file) => fs.writeFileSync(file, LONG_LINE),
  'a file of a terabyte with nothing in it': (file) => {
    fs.writeFileSync(file, '');
    fs.truncateSync(file, 2 ** 40);
  },
  'lists 100,000 deep': (file) => fs.writeFileSync(file, '['.repeat(100_000) + ']'.repeat(100_000)),
  'objects that never close': (file) => fs.writeFileSync(file, '{"a":'.repeat(500_000)),
  'a million line feeds': (file) => fs.writeFileSync(file, '\n'.repeat(1_000_000)),
  'a million lines of null': (file) => fs.writeFileSync(file, 'null\n'.repeat(1_000_000)),
  'a million keys': (file) =>
    fs.writeFileSync(file, `{${Array.from({ length: 1_000_000 }, (_, at) => `"k${at}":1`).join()}}`),
  'JSON in UTF-16': (file) => fs.writeFileSync(file, Buffer.from('\ufeff{"version":2}', 'utf16le')),
  'all its numbers beyond all numbers': (file) => altered(file, /(?<=[:[,])-?\d+(?:\.\d+)?/g, '1e308'),
  'all its texts commands of a terminal': (file) => altered(file, /(?<=:)"[^"\\]*"/g, '"\\u001b[2J\\n::error::x"'),
  'all its lists empty': (file) => altered(file, /\[[^[\]]*\]/g, '[]'),
  'all its keys __proto__': (file) => altered(file, /"[^"\\]+"(?=:)/g, '"__proto__"'),
};

/** Of the file that was there. */
let original = Buffer.alloc(0);
const altered = (file: string, what: RegExp, by: string): void =>
  fs.writeFileSync(file, original.toString('utf8').replaceAll(what, by));

const READERS = {
  judge: ['results.json', 'events.jsonl'],
  report: ['results.json', 'events.jsonl'],
  trace: ['results.json'],
  against: ['results.json'],
  history: ['results.json'],
  reproduce: ['results.json', 'events.jsonl'],
  diff: ['results.json'],
  baseline: ['results.json'],
  merge: ['events.jsonl'],
  verify: ['events.jsonl', 'record.dsse.json'],
  redact: ['salts.seed'],
} as const;

describe('a hostile file', function () {
  this.timeout(120_000);
  const folder = useTemporaryFolder();
  let ground: Ground;
  let memory = 0;

  before(() => {
    ground = prepared(fs.mkdtempSync(path.join(os.tmpdir(), 'mcx-hostile-')));
    memory = process.memoryUsage.rss();
  });
  after(() => {
    fs.rmSync(ground.scratch, { recursive: true });
    assert.ok(process.memoryUsage.rss() - memory < MOST.memory);
  });

  for (const [command, files] of Object.entries(READERS))
    for (const name of files)
      describe(`${command} reads, in place of ${name},`, () => {
        for (const [what, put] of Object.entries(INSTEAD))
          it(what, async () => {
            const [own, outside] = [path.join(folder.path, 'folder'), path.join(folder.path, 'outside')];
            const isRecord = ['verify', 'redact'].includes(command);
            fs.cpSync(isRecord ? ground.record : ground.run, own, { recursive: true });
            fs.writeFileSync(outside, OUTSIDE);
            const file = path.join(own, name);
            original = fs.readFileSync(file);
            fs.rmSync(file);
            put(file, outside);
            const start = Date.now();
            assert.equal(await broke(() => COMMANDS[command]?.(own, randomFrom(1), ground)), undefined);
            assert.ok(Date.now() - start < MOST.milliseconds, `it took ${Date.now() - start} ms`);
            assert.equal(fs.readFileSync(outside, 'utf8'), OUTSIDE);
            assert.equal(({} as { version?: unknown }).version, undefined);
          });
      });
});
