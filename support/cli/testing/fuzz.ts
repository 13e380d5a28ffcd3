// Has every command that reads read what was changed by chance. Each may say in one line what is wrong; none may break.

import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { inspectRecord } from '../../certification/inspect-record';
import { seal } from '../../certification/envelope';
import { readRecord, RECORD } from '../../certification/record-folder';
import type { Profile } from '../../certification/profile';
import { sealRecord } from '../../certification/seal-record';
import { randomFrom, type Random } from '../../certification/testing/random';
import { newKey } from '../../certification/testing/small-record';
import { history } from '../commands/reading/history';
import { reproduce } from '../commands/reading/reproduce';
import { judgedRecord } from '../../compare/judged-record';
import { readResults } from '../../record/results-file';
import { runFolder } from '../../record/run-folder';
import { packageRoot } from '../../schema/package-root';
import { UserError } from '../../verdict/errors';
import { baseline } from '../commands/baseline';
import { diff } from '../commands/reading/diff';
import { judge } from '../commands/reading/judge';
import { merge } from '../commands/merge';
import { redact } from '../commands/certification/redact';
import { report } from '../commands/report';
import { trace } from '../commands/reading/trace';
import { mutate } from './mutated-files';

export interface Fuzzed {
  readonly mutations: number;
  /** By command, how many it refused or answered. */
  readonly by: Readonly<Record<string, number>>;
  /** By which a command broke; there is to be none. */
  readonly broken: readonly string[];
}

/** One scenario is as good as all, and is read a hundred times faster. */
const TEST_PURPOSES = ['PGR_CL1_BV_01'];
const KEY = newKey();

export interface Ground {
  /** The run, the same without results, and its record. */
  readonly run: string;
  readonly killed: string;
  readonly record: string;
  readonly scratch: string;
}

/** @param onEach is told before each one what it is, for whoever watches the time */
export async function fuzzReading(
  count: number,
  seed: number,
  onEach: (what: string) => unknown = () => 0,
): Promise<Fuzzed> {
  const scratch = fs.mkdtempSync(path.join(os.tmpdir(), 'mcx-fuzz-'));
  try {
    const ground = prepared(scratch);
    const random = randomFrom(seed);
    const by: Record<string, number> = {};
    const broken: string[] = [];
    for (let made = 0; made < count; made += 1) {
      const [name, command] = random.of(Object.entries(COMMANDS));
      const folder = path.join(scratch, 'mutated');
      const isRecord = ['verify', 'redact'].includes(name);
      fs.rmSync(folder, { recursive: true, force: true });
      fs.cpSync(isRecord ? ground.record : random.oneIn(3) ? ground.killed : ground.run, folder, { recursive: true });
      const what = name === 'signed' ? 'the statement' : mutate(folder, random);
      onEach(`${made}: ${name} of ${what}`);
      const problem = await broke(() => command(folder, random, ground));
      by[name] = (by[name] ?? 0) + 1;
      if (problem !== undefined) broken.push(`${made}: ${name} of ${what}: ${problem}`);
    }
    return { mutations: count, by, broken };
  } finally {
    fs.rmSync(scratch, { recursive: true, force: true });
  }
}

export const COMMANDS: Readonly<Record<string, (folder: string, random: Random, ground: Ground) => unknown>> = {
  judge: (run, _, { scratch: reports }) => judge(run, { reports }),
  baseline: (run, _, { scratch: reports }) => baseline({ run, reports }),
  trace: (run, _, { scratch: reports }) => trace({ run, reports }),
  diff: (run, random, ground) =>
    random.oneIn(2)
      ? diff(run, ground.run, { reports: ground.scratch })
      : diff(ground.run, run, { reports: ground.scratch, json: true }),
  report: (from, _, { scratch: reports }) =>
    report({ from, reports }, { write: () => 0, render: () => Promise.resolve({ rendered: false, reason: '' }) }),
  against: (run, _, { run: from, scratch: reports }) =>
    report(
      { from, reports, against: [run], format: ['page'] },
      { write: () => 0, render: () => Promise.resolve({ rendered: false, reason: '' }) },
    ),
  history: (run) => history(path.dirname(run), {}),
  reproduce: (run, _, { scratch: reports }) => {
    const out = path.join(reports, 'replay');
    fs.rmSync(out, { recursive: true, force: true });
    return reproduce('PGR_PSRV_BV_04', { run, reports, out });
  },
  merge: (run, _, { scratch }) => {
    const reports = path.join(scratch, 'merged');
    fs.rmSync(reports, { recursive: true, force: true });
    return merge([run], { reports });
  },
  verify: async (record) => {
    inspectRecord(readRecord(record), KEY.publicKey);
    await judgedRecord(record);
  },
  redact: (record, _, { scratch }) => {
    const [out, openings] = [path.join(scratch, 'out'), path.join(scratch, 'openings.json')];
    for (const one of [out, openings]) fs.rmSync(one, { recursive: true, force: true });
    redact(record, { fields: ['identities'], out, openings });
  },
  // Whoever has a key signs what he likes.
  signed: (_folder, random, { record }) => {
    const files = readRecord(record);
    const { payload } = JSON.parse(String(files.get(RECORD.envelope))) as { readonly payload: string };
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'mcx-signed-'));
    try {
      fs.writeFileSync(path.join(folder, 'statement'), Buffer.from(payload, 'base64'));
      mutate(folder, random);
      const text = fs.lstatSync(path.join(folder, 'statement'), { throwIfNoEntry: false })?.isFile()
        ? fs.readFileSync(path.join(folder, 'statement'), 'utf8')
        : '';
      let statement: unknown = text;
      try {
        statement = JSON.parse(text);
      } catch {
        // It is signed as a text then.
      }
      inspectRecord(new Map([...files, [RECORD.envelope, Buffer.from(seal(statement, KEY))]]), KEY.publicKey);
    } finally {
      fs.rmSync(folder, { recursive: true, force: true });
    }
  },
};

/** Undefined where it answers, or refuses in one line. */
export async function broke(command: () => unknown): Promise<string | undefined> {
  const streams = [process.stdout, process.stderr].map((stream) => [stream, stream.write.bind(stream)] as const);
  const exitCode = process.exitCode;
  for (const [stream] of streams) stream.write = () => true;
  try {
    await command();
    return undefined;
  } catch (problem) {
    return problem instanceof UserError && !problem.message.includes('\n')
      ? undefined
      : String((problem as Error).stack);
  } finally {
    for (const [stream, write] of streams) stream.write = write;
    process.exitCode = exitCode;
  }
}

/** A real run and its record. */
export function prepared(scratch: string): Ground {
  const reports = path.join(scratch, 'reports');
  const options = ['--tp', TEST_PURPOSES.join(), '--shard', '1/1', '--capture', '--reports', reports];
  execFileSync(process.execPath, [path.join(packageRoot, 'bin/mcx-conformance.js'), 'run', ...options], {
    stdio: 'ignore',
  });
  const [name = ''] = fs.readdirSync(reports).filter((one) => one !== 'latest.json');
  const run = path.join(reports, name);
  const [killed, record] = [path.join(scratch, 'killed'), path.join(scratch, 'record')];
  const profile: Profile = {
    profile: 'http-json-primary-server',
    version: '1.0',
    wire: 'http-json',
    roles: ['primary-server'],
    spec: { number: 'TS 23.280', clause: '10.15.3.3.1', release: 'Release 19', change: 'a change' },
    required: TEST_PURPOSES,
    notScored: [],
  };
  sealRecord({
    run: readResults(runFolder(reports, name).results),
    from: run,
    to: record,
    profile: { profile, text: JSON.stringify(profile), clause: '23.280-10.15.3.3.1' },
    key: KEY,
  });
  for (const one of fs.readdirSync(run))
    if (!/^(?:results\.json|events\.jsonl|junit\.xml)$/.test(one)) fs.rmSync(path.join(run, one), { recursive: true });
  fs.cpSync(run, killed, { recursive: true });
  fs.rmSync(path.join(killed, 'results.json'));
  return { run, killed, record, scratch };
}
