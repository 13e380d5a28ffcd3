// nats-server, NATS' own server, as a process with JetStream: killed and started again on the same files.

import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { freePort } from '../acceptance/free-ports';
import { listening } from './listening';

export interface NatsServer {
  readonly url: string;
  /** As a power cut would. */
  kill(): Promise<void>;
  /** On the same files, perhaps with more room. */
  start(maxFileStore?: string): Promise<void>;
}

/** @param lines of its configuration beside port and storage */
export async function natsServer(folder: string, ...lines: readonly string[]): Promise<NatsServer> {
  const port = await freePort();
  const file = path.join(folder, 'nats.conf');
  let child: ChildProcess | undefined;
  const server: NatsServer = {
    url: `nats://127.0.0.1:${port}`,
    async kill() {
      if (child === undefined) return;
      const ended = once(child, 'close');
      child.kill('SIGKILL');
      await ended;
      child = undefined;
    },
    async start(maxFileStore = '1G') {
      const storage = `jetstream { store_dir: "${path.join(folder, 'jetstream')}", max_file_store: ${maxFileStore} }`;
      writeFileSync(file, [`listen: "127.0.0.1:${port}"`, storage, ...lines, ''].join('\n'));
      child = spawn('nats-server', ['-c', file], { stdio: 'ignore' });
      await listening(port, 'TCP');
    },
  };
  await server.start();
  return server;
}
