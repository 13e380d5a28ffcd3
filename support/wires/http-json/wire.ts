// The wire http-json: each information flow is one POST of its JSON, so that it carries all of them as they are.

/* eslint-disable @typescript-eslint/no-require-imports, @typescript-eslint/consistent-type-imports --
   import() of TypeScript sources needs a loader that Node 20 has not */

import { EVERY_ABILITY } from '../../ports/abilities';
import { DEFAULT_WIRE_LIMITS } from '../../ports/wire-limits';
import type { Wire } from '../../ports/wire';

export const HTTP_JSON: Wire = {
  name: 'http-json',
  takenBy: 'name',
  abilities: EVERY_ABILITY,
  isHttp: true,
  addressesAre: 'a URL',
  urlOf: (address) => (/^https?:/i.test(address) ? new URL(address) : undefined),
  open({ allow, deadlineMs, limits = DEFAULT_WIRE_LIMITS, credentials, scopeOf, onSocket, belowTls }) {
    const { createHttpJsonAdapter } = require('./adapter') as typeof import('./adapter');
    const { allowedAddresses } =
      require('../../ports/allowed-addresses') as typeof import('../../ports/allowed-addresses');
    const adapter = createHttpJsonAdapter({
      allow: allowedAddresses(allow),
      requestTimeoutMs: deadlineMs,
      maxBodyBytes: limits.messageBytes,
      maxConnections: limits.connections,
      onSocket,
      belowTls,
      ...(credentials && { credentials }),
      ...(scopeOf && { scopeOf }),
    });
    return { adapter };
  },
};
