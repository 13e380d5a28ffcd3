// Defects of MC service servers in what ends the hold on a group and what does not: a temporary group that is torn down, a
// configuration that is told once more, a user who logs off and is back.

import type { GroupConfiguration } from '../../../ports/control';
import { alteredServer } from '../../altered';
import { on, type Env, type Input, type Machine } from '../../machine';
import { affiliatedMembers, faithfulServer, isTaken } from '../../policies';
import { mutantServer, type Mutant } from '../mutant';

const primary = mutantServer('primary-server');
const partner = mutantServer('partner-server');

const NOTIFIED = 'notify-group-configuration-request.gms-server';
const FETCHED = 'get-group-configuration-response.gms-server';
const LOG_OFF = 'log-off-request.client-server';

/** Never learns that a group belongs to no temporary group any more. */
const keepingTemporaryGroups = (env: Env): Machine => {
  const machine = alteredServer({})(env);
  const known = new Map<string, string>();
  const remembering = (configuration: GroupConfiguration): GroupConfiguration => {
    const { mcServiceGroupId: id, temporaryGroupId = known.get(id) } = configuration;
    // What names the group only has it fetched.
    if (temporaryGroupId === undefined || Object.keys(configuration).length === 1) return configuration;
    known.set(id, temporaryGroupId);
    return { ...configuration, temporaryGroupId };
  };
  return {
    receive(input) {
      const told = on(input, NOTIFIED);
      if (told !== undefined) {
        const body = { ...told, groupConfigurations: told.groupConfigurations.map(remembering) };
        return machine.receive({ kind: 'flow', flow: NOTIFIED, body });
      }
      const fetched = on(input, FETCHED);
      if (fetched?.groupConfiguration === undefined) return machine.receive(input);
      const body = { ...fetched, groupConfiguration: remembering(fetched.groupConfiguration) };
      return machine.receive({ kind: 'flow', flow: FETCHED, body });
    },
  };
};

/** Takes a group for free whose configuration it was told since it was regrouped. */
const freeingUponConfiguration = (env: Env): Machine => {
  const toldSince = new Set<string>();
  const machine = alteredServer({
    policy: {
      isRegrouped: (group, heldBy) => {
        if (heldBy === undefined) toldSince.delete(group.id);
        return isTaken(group, toldSince.has(group.id) ? undefined : heldBy);
      },
    },
  })(env);
  return {
    receive(input) {
      for (const { mcServiceGroupId } of on(input, NOTIFIED)?.groupConfigurations ?? [])
        toldSince.add(mcServiceGroupId);
      return machine.receive(input);
    },
  };
};

/** Users who have logged off at any time. */
const followLeavers = (): { readonly gone: ReadonlySet<string>; readonly hear: (input: Input) => void } => {
  const gone = new Set<string>();
  return {
    gone,
    hear(input) {
      const user = on(input, LOG_OFF)?.mcServiceId;
      if (user !== undefined) gone.add(user);
    },
  };
};

export const HELD_AND_FREE_AT_PRIMARY_SERVER: readonly Mutant[] = [
  {
    ...primary('keeps-temporary-groups', 'STEP-4a-6', 'rejects groups of a temporary group that was torn down', {}),
    build: keepingTemporaryGroups,
  },
  {
    ...primary(
      'frees-what-is-configured-again',
      'POST-1',
      'frees a group whose configuration it is told once more',
      {},
    ),
    build: freeingUponConfiguration,
  },
  {
    ...primary('authorizes-nobody-who-was-off', 'STEP-3-a', 'authorizes nobody who has ever logged off', {}),
    build: (env) => {
      const { gone, hear } = followLeavers();
      return alteredServer({
        policy: {
          isAuthorized: (requester, groups) =>
            !gone.has(requester.id) && faithfulServer.isAuthorized(requester, groups),
        },
        rewrite: () => (turn) => {
          hear(turn.input);
          return turn.outputs;
        },
      })(env);
    },
  },
];

export const HELD_AND_FREE_AT_PARTNER_SERVER: readonly Mutant[] = [
  {
    ...partner(
      'partner-keeps-temporary-groups',
      'STEP-11-a',
      'refuses groups of a temporary group that was torn down',
      {},
    ),
    build: keepingTemporaryGroups,
  },
  {
    ...partner(
      'partner-frees-what-is-configured-again',
      'STEP-6-a',
      'frees a group whose configuration it is told once more',
      {},
    ),
    build: freeingUponConfiguration,
  },
  {
    ...partner('asks-nobody-who-was-off', 'STEP-6-d', 'finds no member who has ever logged off', {}),
    build: (env) => {
      const { gone, hear } = followLeavers();
      return alteredServer({
        policy: {
          membersToAsk: (groups, served) => [...affiliatedMembers(groups, served)].filter(({ id }) => !gone.has(id)),
        },
        rewrite: () => (turn) => {
          hear(turn.input);
          return turn.outputs;
        },
      })(env);
    },
  },
];
