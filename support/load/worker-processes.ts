// Workers of a load as processes on this machine: what a load has where no NATS server is named. Each is told and tells by a line of JSON
// on its standard input and output, and ends when either is closed.

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { packageRoot } from '../schema/package-root';
import type { Crew, FromWorker, Link, ToWorker } from './messages';
import { createWorker } from './worker';

const PROGRAM = path.join(packageRoot, 'bin', 'mcx-conformance.js');
export const WORKER_COMMAND = 'load-worker';
const LAST_BYTES = 2000;
const END_WITHIN_MS = 5000;

/** @param host where it listens, in place of what the target says */
export function startWorkerProcess(name: string, host?: string): Link {
  const child = spawn(process.execPath, [PROGRAM, WORKER_COMMAND, ...(host === undefined ? [] : [host])], {
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  let said = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (said = `${said}${text}`.slice(-LAST_BYTES)));
  child.stdin.on('error', () => undefined); // it is gone, which `gone` tells
  const gone = Promise.race([once(child, 'exit'), once(child, 'error')]).then(() => {
    const why = child.signalCode ?? `exit code ${String(child.exitCode)}`;
    return `it ended (${why})${said === '' ? '' : `: ${said.trim().split('\n').at(-1) ?? ''}`}`;
  });
  gone.catch(() => undefined);
  return {
    name: `${name} (process ${String(child.pid)})`,
    send: (message) => void child.stdin.write(`${JSON.stringify(message)}\n`),
    listen(heard) {
      createInterface({ input: child.stdout, crlfDelay: Infinity }).on('line', (line) => {
        heard(JSON.parse(line) as FromWorker); // our own program wrote it
      });
    },
    gone,
    async close() {
      if (child.exitCode !== null || child.signalCode !== null) return;
      child.stdin.end();
      const timer = setTimeout(() => child.kill('SIGKILL'), END_WITHIN_MS);
      await gone;
      clearTimeout(timer);
    },
  };
}

export const localCrew: Crew = (workers) =>
  Promise.resolve(Array.from({ length: workers }, (_, at) => startWorkerProcess(`worker ${at + 1}`)));

/** Such a process, from its beginning to its end. */
export async function beWorkerProcess(host: string | undefined): Promise<void> {
  process.stdout.on('error', () => undefined); // whoever listened is gone: its input is closed too
  const worker = createWorker((message) => void process.stdout.write(`${JSON.stringify(message)}\n`), host);
  createInterface({ input: process.stdin, crlfDelay: Infinity })
    .on('line', (line) => worker.take(JSON.parse(line) as ToWorker)) // our own program wrote it
    .on('close', () => worker.end());
  // An interrupt at a terminal comes to all of them: whoever conducts the load ends it.
  for (const name of ['SIGINT', 'SIGTERM'] as const) process.on(name, () => undefined);
  await worker.ended();
  process.stdin.destroy();
}
