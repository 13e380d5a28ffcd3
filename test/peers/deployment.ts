// A target file in which every party is played, each at a port of its own, and speaks SIP through a core that knows by the
// Request-URI whose it is. Unaware of what is tested.

import { stringify } from 'yaml';
import { USERS } from '../../support/procedure/cast';
import { kindOf, PARTIES, systemOf, type McSystemName, type PartyName } from '../../support/procedure/roles';
import { freePorts } from '../acceptance/free-ports';
import type { CoreRoute } from './kamailio';

const DOMAINS: Readonly<Record<McSystemName, string>> = {
  primary: 'primary.example',
  partner: 'partner.example',
  'second-partner': 'third.example',
};

export interface Deployment {
  readonly corePort: number;
  readonly ports: Readonly<Record<PartyName, number>>;
}

export async function planDeployment(): Promise<Deployment> {
  const [corePort = 0, ...ports] = await freePorts(PARTIES.length + 1);
  const pairs = PARTIES.map((party, at) => [party, ports[at] ?? 0] as const);
  return { corePort, ports: Object.fromEntries(pairs) as Record<PartyName, number> };
}

/** As text in YAML. */
export function targetThroughCore(
  { corePort, ports }: Deployment,
  transport: 'udp' | 'tcp',
  more: object = {},
): string {
  const core = `sip:127.0.0.1:${corePort};transport=${transport}`;
  return stringify({
    name: 'built-in',
    version: '1',
    adapter: 'sip',
    listen: { ports },
    sip: {
      transport,
      // Nothing leaves by another transport than the one that is tried.
      udpLimit: 60_000,
      proxies: Object.fromEntries(PARTIES.map((party) => [party, core])),
      ...more,
    },
  });
}

/** Servers and group management servers have a name of their own at their domain; users are known by theirs. */
export function routesTo({ ports }: Deployment, transport: 'UDP' | 'TCP'): readonly CoreRoute[] {
  const to = (party: PartyName) => ({ transport, host: '127.0.0.1', port: ports[party] });
  return PARTIES.flatMap((party) => {
    const system = systemOf(party);
    if (system === undefined) return [];
    const domain = DOMAINS[system];
    const kind = kindOf(party);
    if (kind !== 'client') return [{ domain, user: kind === 'server' ? '^mcx-server' : '^gms', to: to(party) }];
    return Object.entries(USERS)
      .filter(([, user]) => user.party === party)
      .map(([name]) => ({ domain, user: `^${name.toLowerCase()}[.]`, to: to(party) }));
  });
}
