// The identities of the MC systems: those of the target file, and for the rest such as are made from a domain. Pure.

import type { SchemaError } from '../../procedure/schema-error';
import type { SystemIdentity } from '../../ports/testbed';
import { MC_SYSTEMS } from '../../procedure/roles';
import type { TargetFile } from './target-model';

const DOMAINS = { primary: 'primary.example', partner: 'partner.example', 'second-partner': 'third.example' } as const;

export const systemsOf = (given: TargetFile['systems']): readonly SystemIdentity[] =>
  MC_SYSTEMS.map((name) => {
    const { domain = DOMAINS[name], server, gms } = given?.[name] ?? {};
    return { name, domain, serverId: server ?? `sip:mcx-server@${domain}`, gmsId: gms ?? `sip:gms@${domain}` };
  });

/** Who sent a message, and whose a user is, is told by identities: no two systems and no two entities may share one. */
export function* sharedIdentities({ systems }: TargetFile): Generator<SchemaError> {
  const owners = new Map<string, string>();
  for (const { name, domain, serverId, gmsId } of systemsOf(systems)) {
    const taken = owners.get(domain);
    if (taken !== undefined) {
      yield { path: `/systems/${name}/domain`, expected: 'a domain of its own', found: `${domain}, that of ${taken}` };
      continue;
    }
    owners.set(domain, name);
    for (const [key, id] of [
      ['server', serverId],
      ['gms', gmsId],
    ] as const) {
      const owner = owners.get(id);
      if (owner !== undefined)
        yield { path: `/systems/${name}/${key}`, expected: 'an identity of its own', found: `${id}, that of ${owner}` };
      owners.set(id, `systems.${name}.${key}`);
    }
  }
}
