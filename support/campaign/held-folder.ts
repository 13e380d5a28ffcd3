// One process at a time for a folder of this machine: whoever holds it listens at a socket that is named after it, which the system takes
// away with the process, however that ends.

import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { rmSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import os from 'node:os';
import path from 'node:path';

export interface Held {
  release(): void;
}

/** @returns undefined where another process has it */
export async function holdFolder(folder: string): Promise<Held | undefined> {
  const socket = socketOf(folder);
  const held = await listening(socket);
  if (held !== undefined || (await isAnswered(socket))) return held;
  // Whoever had it was killed: its name is left, and nobody behind it.
  rmSync(socket, { force: true });
  return listening(socket);
}

/** A path in the folder itself may be longer than a socket's name can be. */
function socketOf(folder: string): string {
  const name = `mcx-${createHash('sha256').update(path.resolve(folder)).digest('hex').slice(0, 24)}`;
  return process.platform === 'win32' ? `\\\\.\\pipe\\${name}` : path.join(os.tmpdir(), name);
}

async function listening(socket: string): Promise<Held | undefined> {
  const server = createServer((asking) => asking.destroy());
  try {
    server.listen(socket);
    await once(server, 'listening');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EADDRINUSE') return undefined;
    throw error;
  }
  server.unref();
  return { release: () => void server.close() };
}

async function isAnswered(socket: string): Promise<boolean> {
  const asking = connect(socket);
  try {
    await once(asking, 'connect');
    return true;
  } catch {
    return false;
  } finally {
    asking.destroy();
  }
}
