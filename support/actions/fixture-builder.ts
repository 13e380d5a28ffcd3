// Collects what the Given steps declare and turns it into the fixture of the scenario. Nothing happens on any wire here.

import type { Fixture, GroupFact, UserFact } from '../procedure/fixture';
import { respelt, scopedId } from '../procedure/identities';
import type { Provisioned } from '../procedure/provisioned';
import type { McSystemName } from '../procedure/roles';
import type { SystemIdentity } from '../ports/testbed';
import { HarnessFault } from '../verdict/errors';
import { PreconditionNotReached } from './precondition';
import { GROUPS, USERS, USUAL_CONFIGURATIONS } from '../procedure/cast';

interface DraftGroup {
  readonly home: McSystemName;
  readonly preconfigured: boolean;
  readonly affiliated: readonly string[];
  readonly members: readonly string[];
}

export interface FixtureBuilder {
  /** Declares a group; users that it names become part of the scenario. */
  group(name: string, home: McSystemName, affiliated: readonly string[], others: readonly string[]): void;
  /** Makes a user part of the scenario. */
  user(name: string, change?: { readonly mayInitiateRegroup?: boolean; readonly inService?: boolean }): void;
  /**
   * Makes a user part of the scenario of whom no MC system is told.
   *
   * @throws PreconditionNotReached where the products know him
   */
  stranger(name: string): void;
  multicast(system: McSystemName): void;
  gateway(): void;
  /** The MC system's entities take part though no group or user of the scenario belongs to it. */
  system(system: McSystemName): void;
  userId(name: string): string;
  groupId(name: string): string;
  /** Names of the groups that the user is to be affiliated to before the stimulus. */
  affiliationsOf(name: string): readonly string[];
  /**
   * The user is about to ask for an affiliation that hangs on who is a member.
   *
   * @throws PreconditionNotReached where the user is a member at the products, and the scenario says that it is none
   */
  asksFor(name: string, groups: readonly string[]): void;
  build(): Fixture;
}

/** @param provisioned identities that stand at the products, in place of those of the scope */
export function createFixtureBuilder(
  scope: string,
  identities: readonly SystemIdentity[],
  provisioned?: Provisioned,
): FixtureBuilder {
  const groups = new Map<string, DraftGroup>();
  const users = new Map<string, { mayInitiateRegroup: boolean; inService: boolean }>();
  const strangers = new Set<string>();
  const multicastIn = new Set<McSystemName>();
  const systems = new Set<McSystemName>(['primary', 'partner']);
  let gateway = false;

  const castUser = (name: string) => known(USERS, name, 'user');
  const domainOf = (system: McSystemName): string => {
    const identity = identities.find((candidate) => candidate.name === system);
    if (!identity) throw new HarnessFault(`the target names no ${system} MC system`);
    return identity.domain;
  };
  const userId = (name: string) => {
    const { system, local = name.toLowerCase() } = castUser(name);
    return provisioned?.users.get(name)?.id ?? scopedId(local, scope, domainOf(system));
  };
  // A name that nobody declared, such as that of a regroup group, is new in each scenario.
  const groupId = (name: string): string => {
    const declared = groups.get(name);
    const standing = declared && provisioned?.groups.get(name);
    if (standing) return standing.id;
    const { home, preconfigured, local, spells } = known(GROUPS, name, 'group');
    if (spells !== undefined) return respelt(groupId(spells));
    if (preconfigured && !declared) throw new PreconditionNotReached(`provisioned.groups.${name} is not there`);
    return scopedId(local ?? name.toLowerCase(), scope, domainOf(declared?.home ?? home));
  };

  function user(name: string, change: { mayInitiateRegroup?: boolean; inService?: boolean } = {}): void {
    const { mayInitiateRegroup, system } = castUser(name);
    systems.add(system);
    users.set(name, { mayInitiateRegroup, inService: true, ...users.get(name), ...change });
  }

  for (const name of USUAL_CONFIGURATIONS)
    if (!provisioned || provisioned.groups.has(name))
      groups.set(name, { ...known(GROUPS, name, 'group'), affiliated: [], members: [] });

  const userFact = (name: string): UserFact => {
    const { system, party } = castUser(name);
    const { mayInitiateRegroup, inService } = users.get(name) ?? { mayInitiateRegroup: false, inService: true };
    const standing = provisioned?.users.get(name)?.affiliated?.filter((group) => groups.has(group));
    const standsAffiliated = standing && { standsAffiliated: standing.map(groupId) };
    const stranger = strangers.has(name) && { isStranger: true as const };
    return { name, id: userId(name), system, party, mayInitiateRegroup, inService, ...stranger, ...standsAffiliated };
  };
  const membersOf = (name: string, { preconfigured, members }: DraftGroup): readonly string[] => {
    if (preconfigured) return [...users.keys()].filter((user) => !strangers.has(user));
    const standing = (provisioned?.groups.get(name)?.members ?? []).filter((member) => users.has(member));
    return [...new Set([...members, ...standing])];
  };
  // Everybody who could be asked to join a regroup belongs to the preconfigured groups (TS 33.180 clause 7.3.11).
  const groupFact = (name: string, draft: DraftGroup): GroupFact => ({
    name,
    id: groupId(name),
    home: draft.home,
    preconfigured: draft.preconfigured,
    members: membersOf(name, draft).map(userId),
  });

  return {
    group(name, home, affiliated, others) {
      systems.add(home);
      const { preconfigured } = known(GROUPS, name, 'group');
      groups.set(name, { home, preconfigured, affiliated, members: [...new Set([...affiliated, ...others])] });
      for (const member of [...affiliated, ...others]) user(member);
    },
    user,
    stranger(name) {
      if (provisioned?.users.has(name))
        throw new PreconditionNotReached(
          `provisioned.users.${name} is there, the scenario needs ${name} to be unknown`,
        );
      strangers.add(name);
      user(name, { mayInitiateRegroup: false, inService: false });
    },
    multicast: (system) => void multicastIn.add(system),
    gateway: () => (gateway = true),
    system: (system) => void systems.add(system),
    userId,
    groupId,
    affiliationsOf: (name) =>
      [...groups].flatMap(([group, { affiliated }]) => (affiliated.includes(name) ? [group] : [])),
    asksFor(name, wanted) {
      for (const group of wanted) {
        const draft = groups.get(group);
        if (!draft || draft.members.includes(name) || !provisioned?.groups.get(group)?.members.includes(name)) continue;
        throw new PreconditionNotReached(
          `provisioned.groups.${group}.members names ${name}, the scenario needs ${name} not to be a member`,
        );
      }
    },
    build: () => ({
      scope,
      systems: identities
        .filter(({ name }) => systems.has(name))
        .map(({ name, serverId, gmsId }) => ({ name, serverId, gmsId })),
      users: [...users.keys()].map(userFact),
      groups: [...groups].map(([name, draft]) => groupFact(name, draft)),
      multicastIn: [...multicastIn],
      gateway,
    }),
  };
}

function known<T>(cast: Readonly<Record<string, T>>, name: string, what: string): T {
  const entry = Object.hasOwn(cast, name) ? cast[name] : undefined;
  if (entry === undefined)
    throw new HarnessFault(`the cast has no ${what} named ${name}: see support/procedure/cast.ts`);
  return entry;
}
