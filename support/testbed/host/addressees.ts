// Which party an identity belongs to, for products that name their peers by identity and know no addresses. Between MC
// systems it is the gateway, where the scenario has one.

import type { SystemIdentity } from '../../ports/testbed';
import type { Fixture } from '../../procedure/fixture';
import { FLOWS, isFlowId } from '../../procedure/flows';
import { canonicalId, scopeLabels } from '../../procedure/identities';
import { entityOf, systemOf, type PartyName, type Role } from '../../procedure/roles';

export interface Addressees {
  open(fixture: Fixture): void;
  /** @param raw the message as text, which tells the scenario */
  find(
    from: Role,
    message: { readonly flow: string; readonly to: string; readonly raw: string },
  ): PartyName | undefined;
}

interface Opened {
  readonly users: ReadonlyMap<string, PartyName>;
  readonly gateway: boolean;
}

/** @param scopeOf the open scenario of a message whose names do not tell it */
export function createAddressees(
  systems: readonly SystemIdentity[],
  scopeOf: (raw: string) => string | null,
): Addressees {
  const scopes = new Map<string, Opened>();
  const entities = new Map<string, PartyName>();
  for (const { name, serverId, gmsId } of systems)
    entities.set(canonicalId(serverId), entityOf(name, 'server')).set(canonicalId(gmsId), entityOf(name, 'gms'));

  const scopeIn = (text: string): Opened | undefined => {
    for (const label of scopeLabels(text)) if (scopes.has(label)) return scopes.get(label);
    return undefined;
  };

  return {
    open({ scope, users, gateway }) {
      scopes.set(scope, { users: new Map(users.map(({ id, party }) => [canonicalId(id), party])), gateway });
    },
    find(from, { flow, to, raw }) {
      const entity = entities.get(canonicalId(to));
      if (entity === undefined) return scopeIn(to)?.users.get(canonicalId(to));
      const opened = scopeIn(raw) ?? scopes.get(scopeOf(raw) ?? '');
      const ends = isFlowId(flow) ? FLOWS.get(flow) : undefined;
      const abroad = ends?.from === 'server' && ends.to === 'server' && systemOf(entity) !== systemOf(from);
      return opened?.gateway === true && abroad ? 'gateway' : entity;
    },
  };
}
