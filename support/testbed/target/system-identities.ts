// The identities of the MC systems: those of the target file, and for the rest such as are made from a domain. Pure.

import type { SchemaError } from '../../procedure/schema-error';
import type { SystemIdentity } from '../../ports/testbed';
import { entityOf, MC_SYSTEMS, type McSystemName, type PartyName } from '../../procedure/roles';
import { productsIn } from './products';
import type { TargetFile } from './target-model';

const DOMAINS = { primary: 'primary.example', partner: 'partner.example', 'second-partner': 'third.example' } as const;

export const systemsOf = (given: TargetFile['systems']): readonly SystemIdentity[] =>
  MC_SYSTEMS.map((name) => {
    const { domain = DOMAINS[name], server, gms } = given?.[name] ?? {};
    return { name, domain, serverId: server ?? `sip:mcx-server@${domain}`, gmsId: gms ?? `sip:gms@${domain}` };
  });

/**
 * Who sent a message, and whose a user is, is told by identities: no two systems and no two entities may share one. The server and the
 * group management server of one product may: which of them is meant each flow tells, and what passes between them nobody sees.
 */
export function* sharedIdentities({ systems, roles = {} }: TargetFile): Generator<SchemaError> {
  const boxes = productsIn({ roles });
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
      const isOfServer = key === 'gms' && owner === `systems.${name}.server`;
      if (owner !== undefined && !(isOfServer && boxes.some(hasBoth(name)))) {
        const box = `, or both roles in one product (one control, or roles.${name}-gms.sameProductAs: ${name}-server)`;
        const expected = `an identity of its own${isOfServer ? box : ''}`;
        yield { path: `/systems/${name}/${key}`, expected, found: `${id}, that of ${owner}` };
      }
      owners.set(id, `systems.${name}.${key}`);
    }
  }
}

const hasBoth =
  (system: McSystemName) =>
  (roles: readonly PartyName[]): boolean =>
    roles.includes(entityOf(system, 'server')) && roles.includes(entityOf(system, 'gms'));
