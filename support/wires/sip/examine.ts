// Whether SIP is spoken at an address, and the methods that an MC service takes are among those it allows. Unaware of control.

/* eslint-disable @typescript-eslint/no-require-imports, @typescript-eslint/consistent-type-imports --
   import() of TypeScript sources needs a loader that Node 20 has not */

import { bad, ok, warn, type Diagnosis } from '../../ports/diagnosis';
import type { Examination } from '../../ports/wire';
import type { SipTarget } from './target';
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
  const probeResult = await probeSip(address, { host, allow: allowing(allow), withinMs });
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

const allowing =
  (allow: Examination['allow']) =>
  (to: string, port: number): boolean =>
    allow(new URL(`http://${to.includes(':') ? `[${to}]` : to}:${port}`));

/** The proxies that played parties speak through, each asked once: any final response says that it is there. */
export async function examineProxies(
  { proxies }: Pick<SipTarget, 'proxies'>,
  { host, allow, withinMs }: Pick<Examination, 'host' | 'allow' | 'withinMs'>,
): Promise<readonly Diagnosis[]> {
  const { probeSip } = require('./probe') as typeof import('./probe');
  const parties = Object.entries(proxies);
  const addresses = [...new Set(parties.map(([, address]) => address))];
  return Promise.all(
    addresses.map(async (address): Promise<Diagnosis> => {
      const users = parties.filter(([, one]) => one === address).map(([party]) => party);
      const what = `proxy of ${users.join(', ')}`;
      const result = await probeSip(address, { host, allow: allowing(allow), withinMs });
      const mend = `start it, or mend ${users.map((party) => `sip.proxies.${party}`).join(', ')}`;
      switch (result.kind) {
        case 'nobody':
          return bad(what, `nothing listens at ${address} (${result.why}), so nothing that they send arrives; ${mend}`);
        case 'not-asked':
          return bad(what, `${result.why}, found ${address}; ${mend}`);
        case 'silent':
          return bad(what, `${address} answers no SIP: expected a response to OPTIONS within ${withinMs} ms; ${mend}`);
        default:
          return ok(what, `${address} answers OPTIONS with ${result.status}`);
      }
    }),
  );
}
