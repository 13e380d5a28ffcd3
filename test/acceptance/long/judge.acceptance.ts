// A finished run judged again, compared with another and reported once more, also where its files are damaged: one line, exit
// code 2, and nothing written over.

import assert from 'node:assert/strict';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { run, type Ended } from '../program';

const FEW = ['--tp', 'PGR_PSRV_BV_01,PGR_PSRV_BI_15,PGR_QSRV_BV_26'];
const RETURN = '"flow":"preconfigured-regroup-request-return.server-client"';

describe('a finished run', () => {
  let reports = '';
  let passing = '';
  let broken = '';

  before(async () => {
    reports = fs.mkdtempSync(path.join(os.tmpdir(), 'mcx-judge-'));
    passing = await finished();
    broken = await finished('--built-in', 'no-request-return');
  });
  after(() => fs.rmSync(reports, { recursive: true, force: true }));

  async function finished(...more: readonly string[]): Promise<string> {
    await run('run', '--reports', reports, '--quiet', ...FEW, ...more);
    const latest = fs.readFileSync(path.join(reports, 'latest.json'), 'utf8');
    return path.join(reports, (JSON.parse(latest) as { readonly run: string }).run);
  }

  /** A copy whose one file was changed. */
  function damaged(name: string, change: (text: string) => string): string {
    const copy = fs.mkdtempSync(path.join(reports, 'damaged-'));
    fs.cpSync(passing, copy, { recursive: true });
    fs.writeFileSync(path.join(copy, name), change(fs.readFileSync(path.join(copy, name), 'utf8')));
    return copy;
  }

  const filesOf = (dir: string): Readonly<Record<string, string>> =>
    Object.fromEntries(
      fs
        .readdirSync(dir, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => path.join(entry.parentPath, entry.name))
        .map((file) => [file, fs.readFileSync(file, 'utf8')]),
    );

  async function refused(says: RegExp, dir: string, ...args: readonly string[]): Promise<void> {
    const before = filesOf(dir);
    const { status, stdout, stderr }: Ended = await run(...args);
    assert.equal(status, 2, stdout + stderr);
    assert.match(stderr, /^MCX-[A-Z-]+: [^\n]+\n$/);
    assert.match(stderr, says);
    assert.equal(stdout, '');
    assert.deepEqual(filesOf(dir), before);
  }

  it('has the same verdicts when it is judged again, whether it conforms or not', async () => {
    for (const dir of [passing, broken, path.join(broken, 'events.jsonl')]) {
      const { status, stdout, stderr } = await run('judge', dir);
      assert.equal(status, 0, stdout + stderr);
      assert.match(stdout, /^Judged again: 3 scenarios, every verdict is the same\nRun: \w+ as before\n$/);
    }
  });

  /** A gap in the numbers would be refused. */
  function inPlaceOf(line: string): string {
    const { id, seq, at, scope } = JSON.parse(line) as Record<string, unknown>;
    return JSON.stringify({ kind: 'settled', id, seq, at, scope, by: 'idle', waitedMs: 0 });
  }

  /** The message, and what the trace says of it. */
  function withoutReturn(text: string): string {
    const lines = text.split('\n');
    const gone = lines.filter((line) => line.includes(RETURN)).map((line) => (JSON.parse(line) as { id: string }).id);
    const isOfIt = (line: string): boolean =>
      line.includes(RETURN) || gone.some((id) => line.includes(`"message":"${id}"`));
    const left = lines.map((line) => (isOfIt(line) ? inPlaceOf(line) : line)).join('\n');
    return gone.reduce((trace, id) => trace.replaceAll(`"wire":"${id}"`, '"wire":{}'), left);
  }

  it('differs where its trace is another, explained check by check', async () => {
    const dir = damaged('events.jsonl', withoutReturn);
    const { status, stdout } = await run('judge', dir);
    assert.equal(status, 1);
    assert.match(stdout, /^PGR_QSRV_BV_26 {2}.*: then pass, now error$/m);
    assert.match(
      stdout,
      /^ {2}STEP-4b-1 \(primary-server\): then pass, now error\n {4}then {2}expected .*; observed .*\n {4}now {3}expected .*; observed none was sent/m,
    );
    assert.match(stdout, /^Run: then pass, now error$/m);
  });

  it('is compared with another', async () => {
    const same = await run('diff', passing, passing);
    assert.deepEqual([same.status, same.stdout], [0, 'Nothing changed.\n']);
    const text = await run('diff', passing, broken);
    assert.equal(text.status, 1);
    assert.match(text.stdout, /^ {2}verdict: then pass, now fail$/m);
    const json = await run('diff', passing, broken, '--json');
    assert.equal(json.status, 1);
    const { scenarios } = JSON.parse(json.stdout) as { readonly scenarios: readonly { readonly tp: string }[] };
    assert.ok(scenarios.some(({ tp }) => tp === 'PGR_QSRV_BV_26'));
  });

  it('is reported again in the format that is asked for', async () => {
    const copy = damaged('summary.md', () => '');
    const { status, stdout, stderr } = await run('report', '--from', copy, '--format', 'earl,summary');
    assert.equal(status, 0, stderr);
    assert.match(stdout, /summary\.md .*\n.*earl\.jsonld {2}EARL\n$/);
    assert.match(fs.readFileSync(path.join(copy, 'summary.md'), 'utf8'), /Verdict: passed: \d+ of \d+ scenarios/);
  });

  const damages: readonly (readonly [string, string, (text: string) => string, RegExp])[] = [
    [
      'a trace that lacks an event',
      'events.jsonl',
      (text) =>
        text
          .split('\n')
          .filter((line) => !line.startsWith('{"kind":"settled"'))
          .join('\n'),
      /an event of PGR_\w+ is missing, the one numbered \d+/,
    ],
    ['a trace that breaks off', 'events.jsonl', (text) => text.slice(0, -40), /events\.jsonl breaks off in line \d+/],
    [
      'a trace of another version',
      'events.jsonl',
      (text) => text.replace('"version":2', '"version":9'),
      /version 1 or 2/,
    ],
    [
      'a trace with an event that is none',
      'events.jsonl',
      (text) => text.replace('"body":{', '"body":7,"x":{'),
      /expected .*found 7/,
    ],
    ['a trace without one of its scenarios', 'events.jsonl', withoutLastScenario, /it has no trace of PGR_/],
    [
      'results whose verdict was edited',
      'results.json',
      (text) => text.replace(/"verdict":"pass",(?="reason":"","checks")/, '"verdict":"fail",'),
      /another result of PGR_/,
    ],
    ['results that break off', 'results.json', (text) => text.slice(0, -40), /not complete JSON/],
    [
      'results of another version',
      'results.json',
      (text) => text.replace('"version":3', '"version":9'),
      /versions 1 to 3/,
    ],
  ];
  for (const [what, file, change, says] of damages)
    it(`is refused for ${what}`, async () => {
      const dir = damaged(file, change);
      await refused(says, dir, 'judge', dir);
      await refused(says, dir, 'report', '--from', dir);
    });

  it('is refused where it is not there', async () => {
    await refused(/no-such.*Run it again/, passing, 'judge', path.join(reports, 'no-such'));
    await refused(/no-such/, passing, 'diff', passing, path.join(reports, 'no-such'));
    await refused(/did you mean ctrf\?/, passing, 'report', '--from', passing, '--format', 'ctfr');
    await refused(/did you mean PGR_PSRV_BV_01\?/, passing, 'describe', 'PGR_PSRV_BV_0l');
  });
});

function withoutLastScenario(text: string): string {
  const lines = text.trimEnd().split('\n');
  const last = lines.slice(0, -1).findLastIndex((line) => line.startsWith('{"kind":"result"'));
  return `${lines.slice(0, last + 1).join('\n')}\n`;
}
