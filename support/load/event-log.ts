// The events of a process of a load, on disk: there are too many to hold. Each is kept with the number of the client that it is about, so
// that those of a few clients can be read again.

import { closeSync, createReadStream, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import type { TraceEvent } from '../evidence/trace';

const CHUNK = 65_536;

export interface EventLog {
  /** @param client undefined where it is about none, or about several */
  add(event: TraceEvent, client: number | undefined): void;
  /** As JSON, in order: of these clients, and those that are about none or several. */
  of(clients: ReadonlySet<number>): AsyncGenerator<string>;
  close(): void;
}

export function openEventLog(): EventLog {
  const folder = mkdtempSync(path.join(tmpdir(), 'mcx-load-'));
  const file = path.join(folder, 'events.txt');
  const descriptor = openSync(file, 'wx');
  let waiting = '';
  const flush = (): void => {
    writeSync(descriptor, waiting);
    waiting = '';
  };
  return {
    add(event, client) {
      waiting += `${client ?? ''}\t${JSON.stringify(event)}\n`;
      if (waiting.length > CHUNK) flush();
    },
    async *of(clients) {
      flush();
      const lines = createInterface({ input: createReadStream(file), crlfDelay: Infinity });
      for await (const line of lines) {
        const at = line.indexOf('\t');
        if (at === 0 || clients.has(Number(line.slice(0, at)))) yield line.slice(at + 1);
      }
    },
    close() {
      closeSync(descriptor);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
