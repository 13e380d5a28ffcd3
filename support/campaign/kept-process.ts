// A program that ends with us, however we end (keeper.cjs). What it prints is kept in part. Unaware of what it is.

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import path from 'node:path';
import { packageRoot } from '../schema/package-root';

export interface KeptProcess {
  /** Undefined while it runs. */
  readonly exitCode: () => number | undefined;
  /** Resolves with its exit code. */
  readonly ended: Promise<number>;
  /** The last line that it has printed and that says something, on standard error where there is one. */
  readonly lastLine: () => string;
  end(): Promise<void>;
}

const KEEPER = path.join(packageRoot, 'support', 'campaign', 'keeper.cjs');
const LAST_BYTES = 4000;

export interface Starting {
  readonly command: readonly string[];
  readonly folder: string;
  /** Where all that it prints goes. */
  readonly log: string;
}

export function startKept({ command, folder, log }: Starting): KeptProcess {
  // In a group of its own: it has to be there still when ours is killed as a whole.
  const child = spawn(process.execPath, [KEEPER, ...command], {
    cwd: folder,
    stdio: ['pipe', 'pipe', 'pipe'],
    detached: true,
  });
  const file = createWriteStream(log, { flags: 'a' });
  file.on('error', () => undefined); // a full disk costs the log, not the job
  let out = '';
  let err = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    file.write(text);
    out = `${out}${text}`.slice(-LAST_BYTES);
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    file.write(text);
    err = `${err}${text}`.slice(-LAST_BYTES);
  });
  child.stdin.on('error', () => undefined);
  let code: number | undefined;
  // Where the system starts nothing any more there is no process that could close.
  const failed = once(child, 'error').then(([error]) => {
    err = (error as Error).message;
    return 127;
  });
  const ended = Promise.race([once(child, 'close').then(() => child.exitCode ?? 128), failed]).then((ended) => {
    file.end();
    return (code = ended);
  });
  return {
    exitCode: () => code,
    ended,
    lastLine: () => lastLineOf(err) || lastLineOf(out),
    async end() {
      child.stdin.end();
      await ended;
    },
  };
}

/** Programs end by saying where their help is. */
const lastLineOf = (text: string): string =>
  text
    .split('\n')
    .map((line) => line.trim())
    .findLast((line) => line !== '' && !/^(run|see|try)\b.*--help\b/i.test(line)) ?? '';
