// Starts what a job starts, waits until it takes connections, and stops it. A product that does not start costs one line, and is
// nobody's verdict.

import { connect } from 'node:net';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Start } from './campaign-file';
import type { Started } from './job';
import { startKept, type KeptProcess } from './kept-process';

/** Why a job could not be run, in one line. */
export class CouldNotRun extends Error {
  override readonly name = 'CouldNotRun';
}

export interface Products {
  stop(): Promise<void>;
}

interface Where {
  /** The folder of the campaign. */
  readonly folder: string;
  /** Where what they print goes. */
  readonly logs: string;
  readonly signal: AbortSignal;
}

const READY_WITHIN_S = 20;
/** What a campaign that was killed had started may take as long to end. */
const FREE_WITHIN_MS = 6000;
const LOOK_AGAIN_MS = 50;
const CONNECT_WITHIN_MS = 1000;

export async function startProducts(starts: readonly Started[], where: Where): Promise<Products> {
  const running: KeptProcess[] = [];
  const stop = async (): Promise<void> => {
    await Promise.all(running.map((one) => one.end()));
  };
  try {
    for (const one of starts) await mustBeFree(one, where.signal);
    for (const one of starts) {
      const log = path.join(where.logs, `${one.product}.log`);
      const folder = path.resolve(where.folder, one.start.folder ?? '.');
      running.push(startKept({ command: commandOf(one.start), folder, log }));
    }
    await Promise.all(starts.map((one, at) => ready(one, running[at], where.signal)));
  } catch (error) {
    await stop();
    throw error;
  }
  return { stop };
}

function commandOf({ command, container, options = [], arguments: args = [] }: Start): readonly string[] {
  if (command !== undefined) return command;
  const engine = process.env['MCX_CONTAINER_ENGINE'] ?? 'docker';
  return [engine, 'run', '--rm', '--init', ...options, container ?? '', ...args];
}

async function mustBeFree({ product, addresses }: Started, signal: AbortSignal): Promise<void> {
  const deadline = Date.now() + FREE_WITHIN_MS;
  for (const address of addresses)
    while (await takesConnections(address)) {
      signal.throwIfAborted();
      if (Date.now() > deadline)
        throw new CouldNotRun(
          `MCX-PRODUCT-PORT: ${product} was not started, for something listens at ${address} already; stop that, or give the product another port`,
        );
      await sleep(LOOK_AGAIN_MS);
    }
}

async function ready(
  { product, addresses, start }: Started,
  running: KeptProcess | undefined,
  signal: AbortSignal,
): Promise<void> {
  const seconds = start.readyWithin ?? READY_WITHIN_S;
  const deadline = Date.now() + seconds * 1000;
  for (const address of addresses)
    while (!(await takesConnections(address))) {
      signal.throwIfAborted();
      const code = running?.exitCode();
      if (code !== undefined)
        throw new CouldNotRun(
          `MCX-PRODUCT-START: ${product} ended with exit code ${code} before it took connections at ${address}${quoted(running)}`,
        );
      if (Date.now() > deadline)
        throw new CouldNotRun(
          `MCX-PRODUCT-START: ${product} takes no connections at ${address} after ${seconds} s; mend its start, or raise readyWithin${quoted(running)}`,
        );
      await sleep(LOOK_AGAIN_MS);
    }
}

function quoted(running: KeptProcess | undefined): string {
  const line = running?.lastLine() ?? '';
  return line === '' ? '' : `; it says: ${line.slice(0, 300)}`;
}

function takesConnections(address: string): Promise<boolean> {
  const { hostname, port } = new URL(`tcp://${address}`);
  return new Promise((resolve) => {
    const socket = connect({ host: hostname.replace(/^\[|\]$/g, ''), port: Number(port) });
    const settle = (open: boolean): void => {
      socket.destroy();
      resolve(open);
    };
    socket.setTimeout(CONNECT_WITHIN_MS, () => settle(false));
    socket.once('connect', () => settle(true)).once('error', () => settle(false));
  });
}
