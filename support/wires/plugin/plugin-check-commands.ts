// What `plugin check` provisions: one user, one group, in the system of the role. Data only.

import type { ProvisionCommand } from '../../ports/control';
import type { SystemIdentity } from '../../ports/testbed';
import { systemOf, type Role } from '../../procedure/roles';

export const SCOPE = 'check1';

export function provisionFor(role: Role, systems: readonly SystemIdentity[]): ProvisionCommand {
  const system = systemOf(role) ?? 'primary';
  const domain = systems.find(({ name }) => name === system)?.domain ?? '';
  const user = `sip:user.${SCOPE}@${domain}`;
  const nowhere = 'http://127.0.0.1:9';
  return {
    command: 'provision',
    scope: SCOPE,
    system,
    systems: systems.map(({ name, serverId, gmsId }) => ({
      name,
      serverId,
      gmsId,
      serverAddress: nowhere,
      gmsAddress: nowhere,
    })),
    users: [{ mcServiceId: user, clientAddress: nowhere, mayInitiateRegroup: true }],
    groups: [{ mcServiceGroupId: `sip:group.${SCOPE}@${domain}`, home: system, members: [user] }],
  };
}
