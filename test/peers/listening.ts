// Waits until a program of its own listens at a port, which it tells nobody: Linux lists who has which.

import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { patience } from '../patience';

const LOOK_AGAIN_MS = 20;
const GIVE_UP_MS = 15_000;
const LISTENS = { UDP: '07', TCP: '0A' };

export async function listening(port: number, transport: 'UDP' | 'TCP'): Promise<undefined> {
  const deadline = Date.now() + GIVE_UP_MS * patience();
  while (!isListening(port, transport)) {
    if (Date.now() > deadline) throw new Error(`nothing listens at port ${port} of ${transport}`);
    await sleep(LOOK_AGAIN_MS);
  }
  return undefined;
}

function isListening(port: number, transport: 'UDP' | 'TCP'): boolean {
  const hex = port.toString(16).toUpperCase().padStart(4, '0');
  const line = new RegExp(`^\\s*\\d+: [0-9A-F]{8}:${hex} \\S+ ${LISTENS[transport]} `, 'm');
  return line.test(readFileSync(`/proc/net/${transport.toLowerCase()}`, 'utf8'));
}
