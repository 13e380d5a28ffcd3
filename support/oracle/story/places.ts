// Who is who and what is where, from the facts that the scenario declared: users by identity, groups and their homes.

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
  /** The name in the features, else the identity itself. */
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
  const scoped = fixture && `.${fixture.scope}@`;
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
    nameOf: (id) => users.get(id)?.name ?? groups.get(id)?.name ?? entities.get(id) ?? shortened(id, scoped),
  };
}

/** sip:joint-9.k3f91@primary.example of the scope k3f91 is Joint-9. */
function shortened(id: string, scoped: string | undefined): string {
  const end = scoped ? id.indexOf(scoped) : -1;
  const local = end < 0 ? '' : id.slice(id.indexOf(':') + 1, end);
  return local === '' ? id : `${local.charAt(0).toUpperCase()}${local.slice(1)}`;
}
