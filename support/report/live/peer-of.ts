// Who of the figure stands at the other end of a flow that a served party sends or receives, by what kind of entity it is. Pure.

import { entityOf, kindOf, systemOf, type EntityKind, type PartyName, type Role } from '../../procedure/roles';

export function peerOf(role: Role, kind: EntityKind): PartyName {
  const own = systemOf(role) === 'primary' ? 'primary' : 'partner';
  const other = own === 'primary' ? 'partner' : 'primary';
  if (kind === 'gateway') return 'gateway';
  if (kind === 'client') return own === 'primary' ? 'client-1' : 'client-2';
  // Servers speak with servers, and group management servers with their like, across the border.
  return entityOf(kindOf(role) === kind ? other : own, kind);
}
