// The wire memory: the bytes of http-json between parties of one process, over no socket.

/* eslint-disable @typescript-eslint/no-require-imports, @typescript-eslint/consistent-type-imports --
   import() of TypeScript sources needs a loader that Node 20 has not */

import { EVERY_ABILITY } from '../../ports/abilities';
import type { Wire } from '../../ports/wire';

export const MEMORY: Wire = {
  name: 'memory',
  takenBy: 'trial',
  abilities: EVERY_ABILITY,
  carriesBytesOf: 'http-json',
  open() {
    const { createMemoryAdapter } = require('./adapter') as typeof import('./adapter');
    return { adapter: createMemoryAdapter() };
  },
};
