// Three MC systems with their users and groups for the tests of the reference parties, provisioned, activated and in
// service, with the names that the features use.

import type {
  Act,
  ProvisionCommand,
  ProvisionedGroup,
  ProvisionedSystem,
  Question,
  UserNotification,
} from '../../ports/control';
import { scopedId } from '../../procedure/identities';
import { MC_SYSTEMS, type McSystemName } from '../../procedure/roles';
import { createClient } from '../client';
import { createGateway } from '../gateway';
import { createGms } from '../gms';
import type { Env, Machine } from '../machine';
import { createServer } from '../server';
import { createPump, type Pump, type Takes } from './pump';

export const SCOPE = 'k3f91';
export const id = (name: string, scope = SCOPE): string => scopedId(name.toLowerCase(), scope, 'mc.example');
export const ids = (...names: string[]): string[] => names.map((name) => id(name));

export interface Plan {
  /** Users by MC system; a trailing `!` lets the user initiate a regroup. */
  readonly users: Partial<Record<McSystemName, readonly string[]>>;
  /** Groups: their home and their members. */
  readonly groups: Readonly<Record<string, { readonly home: McSystemName; readonly members: readonly string[] }>>;
  /** Who affiliates to what, once everything is in service. */
  readonly affiliated: Readonly<Record<string, readonly string[]>>;
  readonly gateway?: boolean;
  readonly multicast?: boolean;
  readonly unreachable?: readonly string[];
  /** Replaces the faithful party of that name, such as `partner-server`. */
  readonly replace?: Readonly<Record<string, (env: Env) => Machine>>;
  readonly scope?: string;
  readonly takes?: Takes;
}

export interface Deployment extends Pump {
  readonly plan: Plan;
  act(act: Act): void;
  affiliate(user: string, ...groups: string[]): void;
  deAffiliate(user: string, ...groups: string[]): void;
  regroup(user: string, groups: readonly string[], into?: string, configuration?: string): void;
  ask(party: string, question: Question): string[];
  /** What the user was told. */
  heard(user: string): readonly UserNotification[];
  /** Its kinds alone. */
  told(user: string): string[];
  release(): void;
}

const partyOf = (system: McSystemName): string => `${system}-client`;
const serverId = (system: McSystemName): string => `sip:server@${system}.example`;
const gmsId = (system: McSystemName): string => `sip:gms@${system}.example`;

function buildParties(env: Env, plan: Plan): Map<string, Machine> {
  const parties = new Map<string, Machine>([['gateway', plan.replace?.['gateway']?.(env) ?? createGateway(env)]]);
  const kinds = { server: createServer, gms: createGms, client: createClient };
  for (const system of MC_SYSTEMS) {
    for (const [kind, create] of Object.entries(kinds)) {
      const name = `${system}-${kind}`;
      parties.set(name, plan.replace?.[name]?.(env) ?? create(env));
    }
  }
  return parties;
}

function groupsFor(plan: Plan, system: McSystemName, kind: string): ProvisionedGroup[] {
  const groups = Object.entries(plan.groups).map(([name, { home, members }]): ProvisionedGroup => {
    const mcServiceGroupId = id(name, plan.scope);
    if (home !== system || kind === 'client') return { mcServiceGroupId, home };
    const told = { mcServiceGroupId, home, members: members.map((member) => id(member, plan.scope)) };
    return kind === 'gms' ? { ...told, configuration: { mcServiceGroupId } } : told;
  });
  const preconfigured = ['crisis-0', 'crisis-1'].map((name): ProvisionedGroup => {
    const mcServiceGroupId = id(name, plan.scope);
    if (kind !== 'gms' || system !== 'primary') return { mcServiceGroupId, home: 'primary' };
    const configuration = { mcServiceGroupId, preconfiguredGroupUseOnly: true, keyReference: `key-of-${name}` };
    return { mcServiceGroupId, home: 'primary', configuration, shareWith: ['partner', 'second-partner'] };
  });
  return [...groups, ...preconfigured];
}

function provisionOf(plan: Plan, system: McSystemName, kind: string): ProvisionCommand {
  const systems = MC_SYSTEMS.map((name): ProvisionedSystem => {
    const relayed = plan.gateway === true && kind === 'server' && name !== system;
    const serverAddress = relayed ? 'gateway' : `${name}-server`;
    return { name, serverId: serverId(name), gmsId: gmsId(name), serverAddress, gmsAddress: `${name}-gms` };
  });
  const users = (plan.users[system] ?? []).map((name) => ({
    mcServiceId: id(name.replace('!', ''), plan.scope),
    clientAddress: partyOf(system),
    mayInitiateRegroup: name.endsWith('!'),
  }));
  return {
    command: 'provision',
    scope: plan.scope ?? SCOPE,
    system,
    systems,
    users,
    groups: groupsFor(plan, system, kind),
    delivery: plan.multicast === true ? 'multicast' : 'unicast',
  };
}

/** What a user does to initiate a regroup. */
export const initiation = (
  user: string,
  groups: readonly string[],
  into?: string,
  configuration = 'crisis-0',
  scope = SCOPE,
): Act => ({
  kind: 'initiate-regroup',
  user: id(user, scope),
  mcServiceGroupIdList: groups.map((group) => id(group, scope)),
  ...(into !== undefined && { regroupGroupId: id(into, scope) }),
  preconfiguredGroupId: id(configuration, scope),
});

/** Opens a deployment, or adds another scenario to one that is open. Forgets what the preamble sent. */
export function deploy(plan: Plan, pump?: Pump): Deployment {
  const connected = pump ?? createPump((env) => buildParties(env, plan), new Set(plan.unreachable), plan.takes);
  const scope = plan.scope ?? SCOPE;
  const names = MC_SYSTEMS.flatMap((system) =>
    (['server', 'gms', 'client'] as const).map((kind) => ({ system, kind })),
  );
  const systemOf = new Map<string, McSystemName>();
  for (const system of MC_SYSTEMS) {
    for (const user of plan.users[system] ?? []) systemOf.set(id(user.replace('!', ''), plan.scope), system);
  }
  const clientOf = (user: string): string => partyOf(systemOf.get(user) ?? 'primary');

  const deployment: Deployment = {
    ...connected,
    plan,
    act(act) {
      connected.command('user' in act ? clientOf(act.user) : 'primary-gms', { command: 'act', scope, act });
    },
    affiliate(user, ...groups) {
      const mcServiceGroupIdList = groups.map((group) => id(group, plan.scope));
      deployment.act({ kind: 'affiliate', user: id(user, plan.scope), mcServiceGroupIdList });
    },
    deAffiliate(user, ...groups) {
      const mcServiceGroupIdList = groups.map((group) => id(group, plan.scope));
      deployment.act({ kind: 'de-affiliate', user: id(user, plan.scope), mcServiceGroupIdList });
    },
    regroup(user, groups, into, configuration) {
      deployment.act(initiation(user, groups, into, configuration, plan.scope));
    },
    ask(party, question) {
      const answer = connected.command(party, { command: 'ask', scope, question });
      if (answer.status !== 'done') throw new Error(answer.reason);
      return [...(answer.affiliated ?? answer.regroupGroupIds ?? [])];
    },
    heard(user) {
      const question = { kind: 'user-notifications', user: id(user, plan.scope) } as const;
      const answer = connected.command(clientOf(question.user), { command: 'ask', scope, question });
      return answer.status === 'done' ? (answer.userNotifications ?? []) : [];
    },
    told: (user) => deployment.heard(user).map(({ kind }) => kind),
    release() {
      for (const { system, kind } of names) connected.command(`${system}-${kind}`, { command: 'release', scope });
    },
  };

  connected.command('gateway', {
    ...provisionOf({ ...plan, gateway: false }, 'primary', 'gateway'),
    users: [],
    groups: [],
  });
  for (const { system, kind } of names) connected.command(`${system}-${kind}`, provisionOf(plan, system, kind));
  for (const { system, kind } of names) connected.command(`${system}-${kind}`, { command: 'activate', scope });
  for (const user of systemOf.keys()) deployment.act({ kind: 'start-service', user });
  for (const [user, groups] of Object.entries(plan.affiliated)) deployment.affiliate(user, ...groups);
  return deployment;
}
