// A program of the user's as a child process: started without a shell and in a process group of its own, so that it can be
// ended with all that it started. Unaware of what it is told and of what it says.

import { randomUUID } from 'node:crypto';
import { spawn, type ChildProcessByStdio } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import type { Readable, Writable } from 'node:stream';
import { hideOwnEnvironment } from './own-environment';
import { reap, signalGroup, watchOver } from './reaper';
import { createTail } from './stderr-tail';
import { within } from './within';

export interface ProgramOptions {
  readonly command: readonly string[];
  readonly cwd: string;
  /** Besides what every program gets; the values are masked wherever its stderr is shown. */
  readonly env: Readonly<Record<string, string>>;
}

export interface Program {
  readonly stdin: Writable;
  readonly stdout: Readable;
  /** Resolves to how it ended, in words that follow "it"; stdout and stderr are read by then. */
  readonly ended: Promise<string>;
  /** The last of its stderr in one line. */
  readonly stderrTail: () => string;
  /** At once, and everything that it started. */
  kill(): void;
  /** @returns true where it exits by itself in time */
  leave(withinMs: number): Promise<boolean>;
}

/** What a program finds of this one's environment. Everything else, and every secret, has to be named. */
const PASSED_ON = /^(PATH|HOME|USER|LANG|LC_\w+|TZ|TMPDIR|TEMP|TMP|SystemRoot|PYTHON\w*|VIRTUAL_ENV)$/;
/** By which it is found again, and all that it started. */
const MARK = 'MCX_PLUGIN_ID';
const TERM_MS = 1000;
/** A grandchild in a group of its own may hold the pipes open. */
const DRAIN_MS = 500;

export function startProgram({ command, cwd, env }: ProgramOptions): Program {
  const [file = '', ...args] = command;
  hideOwnEnvironment();
  const id = randomUUID();
  const child = spawn(file, args, {
    cwd,
    env: { ...inherited(), ...env, [MARK]: id },
    stdio: ['pipe', 'pipe', 'pipe'],
    detached: true,
    windowsHide: true,
  });
  const { pid, stdin, stdout, stderr } = child;
  const tail = createTail(Object.values(env));
  stderr.on('data', (chunk: Buffer) => tail.add(chunk));
  // A program that has gone does not read any more: its end is told, not the broken pipe.
  stdin.on('error', () => undefined);
  if (pid !== undefined) watchOver(pid, `${MARK}=${id}`);
  const ended = endOf(child, file, cwd);
  const signal = (name: NodeJS.Signals): void => {
    if (pid !== undefined && child.exitCode === null && child.signalCode === null) signalGroup(pid, name);
  };

  return {
    stdin,
    stdout,
    ended,
    stderrTail: () => tail.lastLines(),
    kill: () => signal('SIGKILL'),
    async leave(withinMs) {
      stdin.end();
      if ((await within(ended, withinMs)) !== undefined) return true;
      signal('SIGTERM');
      if ((await within(ended, TERM_MS)) !== undefined) return false;
      signal('SIGKILL');
      await ended;
      return false;
    },
  };
}

async function endOf(
  child: ChildProcessByStdio<Writable, Readable, Readable>,
  file: string,
  cwd: string,
): Promise<string> {
  const closed = once(child, 'close').catch(() => undefined);
  const gone = await new Promise<string>((resolve) => {
    child.once('error', (error: NodeJS.ErrnoException) => resolve(notStarted(error, file, cwd)));
    child.once('exit', (code, signal) =>
      resolve(signal === null ? `exited with code ${code ?? ''}` : `was ended by ${signal}`),
    );
  });
  if (child.pid !== undefined) {
    // What it started does not outlive it.
    reap(child.pid);
    await within(closed, DRAIN_MS);
  }
  for (const stream of [child.stdin, child.stdout, child.stderr]) stream.destroy();
  return gone;
}

function notStarted({ code, message }: NodeJS.ErrnoException, file: string, cwd: string): string {
  if (!fs.existsSync(cwd)) return `could not be started: there is no folder ${cwd}`;
  if (code === 'ENOENT') return `could not be started: there is no program ${file}`;
  if (code === 'EACCES') return `could not be started: ${file} may not be executed`;
  return `could not be started: ${message}`;
}

const inherited = (): NodeJS.ProcessEnv =>
  Object.fromEntries(Object.entries(process.env).filter(([name]) => PASSED_ON.test(name)));
