// Whether SIP is spoken at an address, and the methods that an MC service takes are among those it allows. Unaware of control.

/* eslint-disable @typescript-eslint/no-require-imports, @typescript-eslint/consistent-type-imports --
   import() of TypeScript sources needs a loader that Node 20 has not */

import { bad, ok, warn, type Diagnosis } from '../../ports/diagnosis';
import type { Examination } from '../../ports/wire';
import { kindOf } from '../../procedure/roles';

/** What an entity of each kind has to take. */
const NEEDED = {
  client: ['MESSAGE'],
  server: ['MESSAGE', 'PUBLISH'],
  gms: ['SUBSCRIBE'],
  gateway: ['MESSAGE'],
} as const;

export async function examineSipAddress({
  role,
  address,
  host,
  allow,
  withinMs,
}: Examination): Promise<readonly Diagnosis[]> {
  const { probeSip } = require('./probe') as typeof import('./probe');
  const what = `${role} address`;
  const key = `roles.${role}.address`;
  const may = (to: string, port: number): boolean =>
    allow(new URL(`http://${to.includes(':') ? `[${to}]` : to}:${port}`));
  const probeResult = await probeSip(address, { host, allow: may, withinMs });
  if (probeResult.kind === 'nobody')
    return [bad(what, `nothing listens at ${address} (${probeResult.why}); start the product, or mend ${key}`)];
  if (probeResult.kind === 'not-asked') return [bad(what, `${probeResult.why}, found ${address}; mend ${key}`)];
  if (probeResult.kind === 'silent')
    return [
      bad(
        what,
        `${address} answers no SIP: expected a response to OPTIONS within ${withinMs} ms, found none; see what listens there and by which transport, or mend ${key}`,
      ),
    ];
  const lacking = NEEDED[kindOf(role)].filter((method) => !probeResult.methods.includes(method));
  const answers = ok(what, `${address} answers OPTIONS with ${probeResult.status}`);
  if (probeResult.methods.length === 0) return [answers];
  const methods = `${role} methods`;
  return lacking.length === 0
    ? [answers, ok(methods, probeResult.methods.join(', '))]
    : [answers, warn(methods, `its Allow lacks ${lacking.join(', ')}; what needs them will be refused with 405`)];
}
