// Who is who and what is where, from the facts that the scenario declared: users by identity, groups and their homes.

import { GROUPS, USERS } from '../../procedure/cast';
import type { Fixture, GroupFact, UserFact } from '../../procedure/fixture';
import type { McSystemName, PartyName } from '../../procedure/roles';

export interface Places {
  readonly fixture: Fixture | undefined;
  user(id: string): UserFact | undefined;
  group(id: string): GroupFact | undefined;
  /** It is known as a group, an MC service server or a group management server. */
  isNoUser(id: string): boolean;
  /** The server of the MC system in which the user receives service. */
  serverOf(user: string): PartyName | undefined;
  /** MC service server by user. */
  readonly servers: ReadonlyMap<string, PartyName>;
  /** MC systems other than the primary's that are home of any of the groups. */
  partnersFor(primary: PartyName, groups: readonly string[]): readonly McSystemName[];
  /** The name in the features, else the identity itself: no two identities have the same name. */
  nameOf(id: string): string;
}

export function readPlaces(fixture: Fixture | undefined): Places {
  const users = new Map(fixture?.users.map((user) => [user.id, user]));
  const groups = new Map(fixture?.groups.map((group) => [group.id, group]));
  const entities = new Map(
    fixture?.systems.flatMap(({ name, serverId, gmsId }) => {
      const system = `the ${name.replace('-', ' ')} MC system`;
      // Where one product has one identity for both, it is known by the server.
      return [
        [gmsId, `the group management server of ${system}`],
        [serverId, `the MC service server of ${system}`],
      ] as const;
    }),
  );
  const servers = new Map(fixture?.users.map(({ id, system }) => [id, `${system}-server` as const]));
  const labels = fixture && labelsOf(fixture);
  return {
    fixture,
    user: (id) => users.get(id),
    group: (id) => groups.get(id),
    isNoUser: (id) => groups.has(id) || entities.has(id),
    serverOf: (id) => servers.get(id),
    servers,
    partnersFor(primary, listed) {
      const homes = new Set(listed.flatMap((id) => groups.get(id)?.home ?? []));
      return [...homes].filter((home) => `${home}-server` !== primary);
    },
    nameOf: (id) => users.get(id)?.name ?? groups.get(id)?.name ?? entities.get(id) ?? labels?.(id) ?? id,
  };
}

/** What the features call identities that no fact speaks of; undefined for one that differs from those in anything. */
function labelsOf({ scope, systems, users, groups }: Fixture): (id: string) => string | undefined {
  const known = new Set([...users, ...groups].map(({ name }) => name));
  const hosts = new Map(
    systems.map(({ name, serverId }) => {
      const own = [...users.filter(({ system }) => system === name), ...groups.filter(({ home }) => home === name)];
      return [name, new Set([serverId, ...own.map(({ id }) => id)].map(hostOf))] as const;
    }),
  );
  const inDomain = (host: string) => systems.filter(({ name }) => hosts.get(name)?.has(host)).map(({ name }) => name);
  return (id) => {
    const end = id.indexOf(`.${scope}@`);
    const local = id.slice('sip:'.length, end);
    if (!id.startsWith('sip:') || end <= 'sip:'.length) return undefined;
    const homes = inDomain(hostOf(id));
    const [cast] = homes.flatMap((home) => CAST.get(`${local} ${home}`) ?? []);
    const label = cast ?? (homes.includes('primary') ? `${local.charAt(0).toUpperCase()}${local.slice(1)}` : undefined);
    return label === undefined || known.has(label) ? undefined : label;
  };
}

const hostOf = (id: string): string => id.slice(id.indexOf('@') + 1);

/** By what an identity begins with, and its MC system. */
const CAST: ReadonlyMap<string, string> = new Map([
  ...Object.entries(USERS).map(
    ([name, { system, local = name.toLowerCase() }]) => [`${local} ${system}`, name] as const,
  ),
  ...Object.entries(GROUPS).map(([name, { home, local = name.toLowerCase() }]) => [`${local} ${home}`, name] as const),
]);
