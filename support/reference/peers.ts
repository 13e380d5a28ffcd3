// Whom a party was told of, learnt from its provision commands, for mutants that address somebody they should not.

import type { ControlCommand, ProvisionedSystem, ProvisionedUser } from '../ports/control';

export interface Peers {
  learn(command: ControlCommand): void;
  /** A user that the party was told of. */
  user(userId: string): ProvisionedUser | undefined;
  /** The MC system of the party itself, in the scenario that a user belongs to. */
  ownSystem(userId: string): ProvisionedSystem | undefined;
  /** The MC systems of the scenario told of last, but the party's own. */
  elsewhere(): readonly ProvisionedSystem[];
  /** The MC systems of the scenario that a user belongs to, but the party's own. */
  otherSystems(userId: string): readonly ProvisionedSystem[];
  /** Other users of the same party and scenario. */
  companions(userId: string): readonly ProvisionedUser[];
}

interface Surroundings {
  readonly own: ProvisionedSystem | undefined;
  readonly others: readonly ProvisionedSystem[];
  readonly users: ProvisionedUser[];
}

export function createPeers(): Peers {
  const byScope = new Map<string, Surroundings>();
  const byUser = new Map<string, Surroundings>();
  let latest: Surroundings | undefined;
  return {
    learn(command) {
      if (command.command === 'release') {
        for (const user of byScope.get(command.scope)?.users ?? []) byUser.delete(user.mcServiceId);
        byScope.delete(command.scope);
      }
      if (command.command !== 'provision') return;
      const { system, systems } = command;
      const surroundings: Surroundings = {
        own: systems.find(({ name }) => name === system),
        others: systems.filter(({ name }) => name !== system),
        users: [...(byScope.get(command.scope)?.users ?? []), ...command.users],
      };
      byScope.set(command.scope, surroundings);
      latest = surroundings;
      for (const user of surroundings.users) byUser.set(user.mcServiceId, surroundings);
    },
    user: (userId) => byUser.get(userId)?.users.find(({ mcServiceId }) => mcServiceId === userId),
    ownSystem: (userId) => byUser.get(userId)?.own,
    elsewhere: () => latest?.others ?? [],
    otherSystems: (userId) => byUser.get(userId)?.others ?? [],
    companions: (userId) => (byUser.get(userId)?.users ?? []).filter((user) => user.mcServiceId !== userId),
  };
}
