// What a reference party knows of one scenario: the MC systems that it reaches and which of them is its own. Each party
// keeps what it was told under the scope that told it, so that a release forgets that and nothing else.

import type { ProvisionCommand, ProvisionedSystem } from '../ports/control';
import { scopeLabels } from '../procedure/identities';
import type { McSystemName } from '../procedure/roles';

export interface Scope {
  readonly name: string;
  own: ProvisionedSystem;
  systems: ReadonlyMap<McSystemName, ProvisionedSystem>;
}

/** Why a provision command cannot be used: its own MC system is not among those it lists. */
export const NO_OWN_SYSTEM =
  "expected the party's own MC system among `systems`, found none; list it with its addresses";

/** Opens the scope of a provision command, or brings the one that is open up to date. */
export function openScope<S extends Scope>(
  scopes: Map<string, S>,
  command: ProvisionCommand,
  create: (scope: Scope) => S,
): S | undefined {
  const systems = new Map(command.systems.map((system) => [system.name, system]));
  const own = systems.get(command.system);
  if (own === undefined) return undefined;
  const scope = scopes.get(command.scope) ?? create({ name: command.scope, own, systems });
  scope.own = own;
  scope.systems = systems;
  scopes.set(scope.name, scope);
  return scope;
}

/** The scope that identities belong to: the one that provisioned any of them, else the one that their label names. */
export function scopeOf<S extends Scope>(
  ids: readonly string[],
  known: ReadonlyMap<string, { readonly scope: S }>,
  scopes: ReadonlyMap<string, S>,
): S | undefined {
  for (const id of ids) {
    const scope = known.get(id)?.scope;
    if (scope !== undefined) return scope;
  }
  for (const id of ids) {
    for (const label of scopeLabels(id)) {
      const scope = scopes.get(label);
      if (scope !== undefined) return scope;
    }
  }
  return undefined;
}

/** The MC system whose MC service server carries an identity. */
export function systemOfServer(scope: Scope, serverId: string): ProvisionedSystem | undefined {
  for (const system of scope.systems.values()) if (system.serverId === serverId) return system;
  return undefined;
}
