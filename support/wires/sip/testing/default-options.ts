// What the tests of the adapter open it with.

import type { SipOptions } from '../options';

export const DEFAULT_SIP = {
  service: 'mcptt',
  dialect: 'f7',
  transport: 'TCP',
  identityMode: 'asserted',
  refusals: 'release-18',
  authorization: 'PUBLISH',
} as const satisfies Partial<SipOptions>;
