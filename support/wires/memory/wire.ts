// The wire memory: the bytes of http-json between parties of one process, over no socket.

import { EVERY_ABILITY, type Wire } from '../../ports/wire';
import { createMemoryAdapter } from './adapter';

export const MEMORY: Wire = {
  name: 'memory',
  takenBy: 'trial',
  abilities: EVERY_ABILITY,
  carriesBytesOf: 'http-json',
  open: () => ({ adapter: createMemoryAdapter() }),
};
