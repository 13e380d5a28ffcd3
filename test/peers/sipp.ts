// SIPp, an independent SIP user agent, as a process: one scenario file, so many calls, then its own count of what happened.
// Unaware of what the scenario says.

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { killGroup } from './kill-group';
import { listening } from './listening';
import { scenarioFor, type ScenarioChange } from './scenario';

export interface SippOptions {
  /** A file of `scenarios/`. */
  readonly scenario: string;
  readonly transport: 'UDP' | 'TCP';
  /** Absent: SIPp finds one, which a scenario that begins by sending can do with. */
  readonly port?: number;
  /** Whom it calls; absent for a scenario that begins by receiving. */
  readonly to?: { readonly host: string; readonly port: number };
  /** Infinity: until it is stopped. */
  readonly calls: number;
  readonly inFlight?: number;
  /** New calls a second at most. */
  readonly rate?: number;
  /** How long it waits at most before it repeats itself, in milliseconds. */
  readonly t2?: number;
  /** Values for the words in square brackets of the scenario. */
  readonly keys?: Readonly<Record<string, string>>;
  /** Files that the scenario takes values from, row by row; the first value finds the row. */
  readonly tables?: Readonly<Record<string, readonly (readonly string[])[]>>;
  /** Makes the scenario wrong, where it is to be. */
  readonly changes?: readonly ScenarioChange[];
}

export interface SippEnd {
  /** 0: every call went as the scenario says. */
  readonly status: number | undefined;
  readonly successful: number;
  readonly failed: number;
  readonly retransmissions: number;
  /** A second, by its own clock. */
  readonly callRate: number;
  readonly processorMs: number;
  /** What it could not make sense of, in its own words. */
  readonly errors: string;
}

export interface Sipp {
  readonly ended: Promise<SippEnd>;
  /** The lines that the scenario has written so far. */
  log(): readonly string[];
  stop(): Promise<void>;
}

// SIPp is the child of a shell, which tells what processor time its children took.
const MEASURED = '"$@"; status=$?; times >&2; exit $status';
const TIMEOUT_S = 120;
const LOG = 'lines.log';

/** Resolves once it listens, if it does. */
export async function startSipp(options: SippOptions): Promise<Sipp> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'sipp-'));
  const file = scenarioFor(options.scenario, options.changes ?? [], folder);
  for (const [name, rows] of Object.entries(options.tables ?? {}))
    writeFileSync(path.join(folder, name), ['SEQUENTIAL', ...rows.map((row) => `${row.join(';')};`), ''].join('\n'));
  const child = spawn('sh', ['-c', MEASURED, 'sh', 'sipp', ...argumentsOf(file, options)], {
    cwd: folder,
    detached: true,
    stdio: ['ignore', 'ignore', 'pipe'],
    env: { ...process.env, TERM: 'xterm' },
  });
  let stderr = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
  let written: readonly string[] | undefined;
  const ended = once(child, 'close').then(() => {
    const end = readEnd(folder, child.exitCode ?? undefined, stderr);
    written = linesIn(folder);
    rmSync(folder, { recursive: true, force: true });
    return end;
  });
  const sipp: Sipp = {
    ended,
    log: () => written ?? linesIn(folder),
    async stop() {
      killGroup(child);
      await ended;
    },
  };
  // A caller needs nothing but whom it calls.
  const { port, transport, to } = options;
  const early = to || port === undefined ? undefined : await Promise.race([listening(port, transport), ended]);
  if (early) throw new Error(`SIPp ended before it listened: ${early.errors}`);
  return sipp;
}

function argumentsOf(
  file: string,
  { transport, port, to, calls, inFlight = 100, rate, t2 = 200, keys = {}, tables = {} }: SippOptions,
): readonly string[] {
  const limits = ['-m', String(calls), '-timeout', `${TIMEOUT_S}s`, '-timeout_error'];
  return [
    ...[
      '-sf',
      file,
      '-i',
      '127.0.0.1',
      ...(port === undefined ? [] : ['-p', String(port)]),
      ...(calls === Infinity ? [] : limits),
    ],
    ...['-t', transport === 'UDP' ? 'u1' : 't1', '-l', String(inFlight), '-r', String(rate ?? 1_000_000)],
    ...['-nostdin', '-nd', '-buff_size', '4194304'],
    ...['-max_non_invite_retrans', '40', '-T2', String(t2)],
    ...['-trace_stat', '-stf', 'counts.csv', '-fd', '1', '-trace_err', '-error_file', 'errors.log'],
    ...['-trace_logs', '-log_file', LOG],
    ...Object.entries(keys).flatMap(([key, value]) => ['-key', key, value]),
    ...Object.keys(tables).flatMap((name) => ['-inf', name, '-infindex', name, '0']),
    ...(to ? [`${to.host}:${to.port}`] : []),
  ];
}

function linesIn(folder: string): readonly string[] {
  const file = path.join(folder, LOG);
  return existsSync(file)
    ? readFileSync(file, 'utf8')
        .split('\n')
        .filter((line) => line !== '')
    : [];
}

function readEnd(folder: string, status: number | undefined, stderr: string): SippEnd {
  const files = readdirSync(folder);
  const read = (name: string) => (files.includes(name) ? readFileSync(path.join(folder, name), 'utf8') : '');
  const lines = read('counts.csv').trim().split('\n');
  const names = lines[0]?.split(';') ?? [];
  const last = lines.at(-1)?.split(';') ?? [];
  const count = (name: string) => Number(last[names.indexOf(name)] ?? 0);
  return {
    status,
    successful: count('SuccessfulCall(C)'),
    failed: count('FailedCall(C)'),
    retransmissions: count('Retransmissions(C)'),
    callRate: count('CallRate(C)'),
    processorMs: childTimes(stderr),
    errors: `${read('errors.log')}${stderr.replace(TIMES, '').replace(RESOLVED, '')}`.trim(),
  };
}

const RESOLVED = /^Resolving remote host .*Done\.\s*/m;
const TIMES = /(?:\d+m[\d.]+s\s*){4}$/;

/** The second line of `times`: user and system time of the children. */
function childTimes(stderr: string): number {
  const parts = [...(TIMES.exec(stderr)?.[0] ?? '').matchAll(/(\d+)m([\d.]+)s/g)].slice(2);
  return parts.reduce((sum, [, minutes, seconds]) => sum + Number(minutes) * 60_000 + Number(seconds) * 1000, 0);
}
