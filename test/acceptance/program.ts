// The program as a process of its own: started as a user starts it, watched by what it prints, ended when the test ends.
// Unaware of which command it runs.

import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import type { Readable } from 'node:stream';
import { packageRoot } from '../../support/schema/package-root';

export interface Ended {
  /** Undefined where a signal ended it. */
  readonly status: number | undefined;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Program {
  readonly process: ChildProcess;
  /** What it has printed so far. */
  readonly printed: () => string;
  readonly isRunning: () => boolean;
  readonly ended: Promise<Ended>;
}

const COMMAND = path.join(packageRoot, 'bin', 'mcx-conformance.js');
const CUCUMBER = path.join(packageRoot, 'node_modules', '@cucumber', 'cucumber', 'bin', 'cucumber.js');
const started: Program[] = [];

export const start = (...args: readonly string[]): Program => startNode(COMMAND, ...args);
export const run = (...args: readonly string[]): Promise<Ended> => start(...args).ended;
export const runCucumber = (...args: readonly string[]): Promise<Ended> => startNode(CUCUMBER, ...args).ended;

/** @param args what stands after `node` */
export const startNode = (...args: readonly string[]): Program => startProgram(process.execPath, ...args);

export const startProgram = (file: string, ...args: readonly string[]): Program =>
  watched(spawn(file, args, { cwd: packageRoot, stdio: ['ignore', 'pipe', 'pipe'] }));

export interface Conversation extends Program {
  /** Types a line. */
  readonly type: (line: string) => void;
  /** Calls with all that was printed, each time that there is more. */
  readonly listen: (heard: (printed: string) => void) => void;
}

/** Standard input is a pipe that the test writes to. */
export function startConversation(...args: readonly string[]): Conversation {
  const child = spawn(process.execPath, [COMMAND, ...args], { cwd: packageRoot, stdio: ['pipe', 'pipe', 'pipe'] });
  const program = watched(child);
  return {
    ...program,
    type: (line) => void child.stdin.write(`${line}\n`),
    listen: (heard) => void child.stdout.on('data', () => heard(program.printed())),
  };
}

function watched(child: ChildProcess & { readonly stdout: Readable; readonly stderr: Readable }): Program {
  let stdout = '';
  let stderr = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
  const program: Program = {
    process: child,
    printed: () => stdout,
    isRunning: () => child.exitCode === null && child.signalCode === null,
    ended: once(child, 'close').then(() => ({ status: child.exitCode ?? undefined, stdout, stderr })),
  };
  started.push(program);
  return program;
}

/** Also ends a process that was stopped. */
export async function endAll(): Promise<void> {
  for (const program of started.splice(0)) {
    if (program.isRunning()) program.process.kill('SIGKILL');
    await program.ended;
  }
}
