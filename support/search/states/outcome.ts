// What a world has come to when nothing more comes, read from what the parties keep: how each request ended, and what nobody can
// want. It knows no message and no check, so that search and oracle cannot be wrong together.

import { USERS } from '../../procedure/cast';
import { entityOf, type McSystemName, type PartyName } from '../../procedure/roles';
import type { UserNotification } from '../../ports/control';
import type { Regroup } from '../../reference/server/records';
import type { ServerState } from '../../reference/server/state';
import type { Start } from './start';
import type { ClientState } from '../../reference/client/state';
import type { Builder } from '../stories/play';
import type { Fixture } from '../../procedure/fixture';

/** What nobody can want, each in one sentence. */
export const TROUBLES = {
  'group-in-two-regroups': 'A group is in two regroups that are both in force.',
  'user-in-two-regroups': 'A user is affiliated to two regroup groups at once.',
  'unknown-to-the-primary': 'A partner holds a regroup that its primary does not know, or has given up.',
  'unknown-to-a-partner': 'A regroup is in force at its primary, and the home of a listed group does not know it.',
  'lists-differ': 'Primary and partner hold one regroup with different groups.',
  'two-primaries': 'One identity stands for regroups of two primaries.',
  'never-ends': 'A regroup is being formed, and nothing is under way that could end that.',
  'cancelling-for-ever': 'A regroup is being cancelled, and nothing is under way that could end that.',
  'never-told': 'A requester has a positive return, and is told neither that the regroup is formed nor that it is not.',
  'all-rejected': 'Requests that only stand in the way of each other are all rejected.',
  'authorized-then-rejected': 'A requester is told that the regroup is authorized, and then that it is rejected.',
  'formed-then-nothing':
    'A requester was told that the regroup is formed, and it is not there, though nobody cancelled it.',
  'formed-after-a-refused-cancellation':
    'A cancellation failed before the regroup was there, and then it came into force.',
  'cancelled-and-still-held': 'A cancellation succeeded, and somebody still holds the regroup.',
  'member-who-has-gone': 'A user is affiliated to the regroup group without MC service, or without any listed group.',
  'member-not-asked': 'A server takes part in a regroup and serves an affiliated member whom nobody asked.',
  'visitor-not-asked': 'An affiliated member is served where the regroup is not known, so that nobody asks it.',
  'not-told-the-end': 'A client was told of a regroup that is over, or of which it is no part, and nobody tells it so.',
  'told-the-end-of-what-lasts': 'A client was told that a regroup is over in which it takes part.',
  'asked-twice': 'A client is asked twice to take part in one regroup.',
  'held-by-nobody': 'A group is held by a regroup that is nowhere.',
  'formed-for-nobody': 'A regroup is formed for a requester who has logged off.',
  'affiliations-differ': 'Home and serving system do not agree on who is affiliated to a group.',
} as const satisfies Readonly<Record<string, string>>;

export type Trouble = keyof typeof TROUBLES;

export interface Ending {
  /** What the requester was told, in order. */
  readonly told: readonly UserNotification['kind'][];
  /** The results of cancellations, in order. */
  readonly cancellations: readonly string[];
  /** Who holds it, and how. */
  readonly holders: readonly string[];
  /** Those of its regroup. */
  readonly troubles: readonly Trouble[];
}

export interface Outcome {
  /** How each request ended, in the order of the requests. */
  readonly requests: readonly Ending[];
  /** With the names that it is about. */
  readonly troubles: ReadonlyMap<Trouble, string>;
}

/** What the parties of a deployment keep, wherever it runs. */
export interface Seen {
  readonly fixture: Fixture;
  readonly builder: Builder;
  server(party: PartyName): ServerState;
  client(party: PartyName): ClientState;
  /** What users were told of cancellations, in order, by `cancelledAt`. */
  readonly cancelResults: ReadonlyMap<string, readonly string[]>;
}

/** Two regroups may have one identity, though not at one primary. */
export const cancelledAt = (primary: PartyName, regroupId: string): string => `${primary} ${regroupId}`;

type Request = Start['requests'][number];

interface Held {
  readonly system: McSystemName;
  readonly server: ServerState;
  readonly regroup: Regroup;
  readonly isPrimary: boolean;
}

/** Of users and groups and of what groups are regrouped into, by identity. */
export const namesIn = (fixture: Fixture, builder: Builder, { requests }: Start): ReadonlyMap<string, string> =>
  new Map([
    ...[...fixture.users, ...fixture.groups].map(({ id, name }) => [id, name] as const),
    ...requests.map(({ into = '' }) => [builder.groupId(into), into] as const),
  ]);

export function outcomeOf(seen: Seen, start: Start): Outcome {
  const { fixture, builder } = seen;
  const nameOf = namesIn(fixture, builder, start);
  const named = (id: string): string => nameOf.get(id) ?? id;
  const systems = fixture.systems.map(({ name, serverId }) => ({
    name,
    serverId,
    server: seen.server(entityOf(name, 'server')),
  }));
  const held = systems.flatMap(({ name, serverId, server }) =>
    [...server.regroups.values()].map((regroup): Held => {
      return { system: name, server, regroup, isPrimary: regroup.primaryServerId === serverId };
    }),
  );
  const troubles = new Map<Trouble, string>();
  const ofRegroup = new Map<string, Set<Trouble>>();
  const note = (trouble: Trouble, about: string, ...regroups: readonly (Regroup | Request)[]): void => {
    if (!troubles.has(trouble)) troubles.set(trouble, about);
    for (const regroup of regroups) {
      const key = keyOf(regroup);
      ofRegroup.set(key, (ofRegroup.get(key) ?? new Set()).add(trouble));
    }
  };
  const primaryServerOf = ({ user }: Request): string =>
    systems.find(({ name }) => name === USERS[user]?.system)?.serverId ?? '';
  /** Of a regroup wherever it is held, and of the request for it. */
  const keyOf = (one: Regroup | Request): string =>
    'act' in one ? `${primaryServerOf(one)} ${builder.groupId(one.into ?? '')}` : `${one.primaryServerId} ${one.id}`;
  const heldBy = (id: string): readonly Held[] => held.filter(({ regroup }) => regroup.id === id);
  const primaryOf = (one: Regroup): Held | undefined =>
    held.find(
      ({ regroup, isPrimary }) => isPrimary && regroup.id === one.id && regroup.primaryServerId === one.primaryServerId,
    );
  const notificationsOf = (name: string): readonly UserNotification[] => {
    const { party } = USERS[name] ?? { party: 'client-1' as PartyName };
    return seen.client(party).users.get(builder.userId(name))?.notifications ?? [];
  };
  const isServed = (id: string): boolean => systems.some(({ server }) => server.users.get(id)?.inService === true);

  for (const { regroup, system, isPrimary, server } of held) {
    const about = named(regroup.id);
    const primary = primaryOf(regroup);
    if (isPrimary) {
      if (regroup.status === 'forming') note('never-ends', about, regroup);
      if (regroup.status === 'cancelling') note('cancelling-for-ever', about, regroup);
      if (regroup.status === 'in-force')
        for (const { name, server: other } of systems) {
          if (name === system || ![...regroup.groups].some((id) => other.groups.get(id)?.home === name)) continue;
          if (other.regroups.get(regroup.id)?.primaryServerId !== regroup.primaryServerId)
            note('unknown-to-a-partner', `${about}, ${name}`, regroup);
        }
    } else if (primary?.regroup.status !== 'in-force') note('unknown-to-the-primary', `${about}, ${system}`, regroup);
    else if ([...primary.regroup.groups].sort().join() !== [...regroup.groups].sort().join())
      note('lists-differ', about, regroup);
    if (heldBy(regroup.id).some((other) => other.regroup.primaryServerId !== regroup.primaryServerId))
      note('two-primaries', about, regroup);
    for (const member of regroup.members) {
      const user = server.users.get(member);
      const stays = user?.inService === true && [...regroup.groups].some((id) => user.affiliations.has(id));
      if (!stays) note('member-who-has-gone', `${named(member)} in ${about}`, regroup);
    }
  }

  const inForce = held.filter(
    ({ regroup }) => primaryOf(regroup)?.regroup.status === 'in-force' || regroup.status === 'in-force',
  );
  for (const { id, name } of fixture.groups) {
    const regroups = new Map(
      inForce.flatMap(({ regroup }) => (regroup.groups.has(id) ? [[keyOf(regroup), regroup] as const] : [])),
    );
    if (regroups.size > 1) note('group-in-two-regroups', name, ...regroups.values());
    for (const { server } of systems) {
      const holders = server.groups.get(id)?.regroups ?? [];
      for (const holder of holders) if (server.regroups.get(holder.id) !== holder) note('held-by-nobody', name, holder);
    }
  }

  for (const { id, name, system } of fixture.users) {
    const mine = systems.find((one) => one.name === system);
    const user = mine?.server.users.get(id);
    if (mine === undefined || user === undefined) continue;
    const memberOf = [...mine.server.regroups.values()].filter(({ members }) => members.has(id));
    if (memberOf.length > 1) note('user-in-two-regroups', name, ...memberOf);
    const notifications = notificationsOf(name);
    for (const { regroup } of inForce) {
      const affiliated = user.inService && [...regroup.groups].some((group) => user.affiliations.has(group));
      if (!affiliated || primaryOf(regroup)?.regroup.status !== 'in-force') continue;
      const known = mine.server.regroups.get(regroup.id);
      const own = known?.primaryServerId === regroup.primaryServerId ? known : undefined;
      if (own?.status === 'in-force' && !own.members.has(id))
        note('member-not-asked', `${name}, ${named(regroup.id)}`, regroup);
      if (own === undefined) note('visitor-not-asked', `${name}, ${named(regroup.id)}`, regroup);
    }
    for (const request of start.requests) {
      const { into = '', groups } = request;
      const regroupId = builder.groupId(into);
      const about = notifications.filter(({ regroupGroupId }) => regroupGroupId === regroupId).map(({ kind }) => kind);
      const asMember = about.filter((kind) => kind === 'regrouped' || kind === 'cancelled');
      const isOne = start.requests.every((other) => other === request || other.into !== into);
      if (isOne && asMember.some((kind, at) => kind === 'regrouped' && asMember[at + 1] === 'regrouped'))
        note('asked-twice', name, request);
      const takesPart = mine.server.regroups.get(regroupId)?.members.has(id) === true;
      const knowsOfNoEnd = user.inService && groups.some((group) => user.affiliations.has(builder.groupId(group)));
      if (asMember.at(-1) === 'regrouped' && !takesPart && knowsOfNoEnd)
        note('not-told-the-end', `${name}, ${into}`, request);
      if (asMember.at(-1) === 'cancelled' && takesPart) note('told-the-end-of-what-lasts', `${name}, ${into}`, request);
    }
    for (const group of fixture.groups) {
      const home = systems.find((one) => one.name === group.home);
      if (home === undefined || home === mine || group.preconfigured) continue;
      if (home.server.groups.get(group.id)?.affiliated.has(id) !== user.affiliations.has(group.id))
        note('affiliations-differ', `${name}, ${group.name}`);
    }
  }

  const endings = start.requests.map((request): Omit<Ending, 'troubles'> => {
    const { user, into = '' } = request;
    const regroupId = builder.groupId(into);
    const kinds = notificationsOf(user).flatMap(({ kind, regroupGroupId }) =>
      (regroupGroupId === regroupId || regroupGroupId === null) && kind !== 'regrouped' && kind !== 'cancelled'
        ? [kind]
        : [],
    );
    const results =
      seen.cancelResults.get(cancelledAt(entityOf(USERS[user]?.system ?? 'primary', 'server'), regroupId)) ?? [];
    const mine = heldBy(regroupId).filter(({ regroup }) => keyOf(regroup) === keyOf(request));
    const holders = mine.map(({ regroup, isPrimary }) => `${isPrimary ? 'primary' : 'partner'} ${regroup.status}`);
    const last = kinds.at(-1);
    if (kinds.includes('authorized') && last === 'rejected')
      note('authorized-then-rejected', `${user}, ${into}`, request);
    const wasCancelled = results.includes('success');
    if (last === 'authorized' && !wasCancelled) note('never-told', `${user}, ${into}`, request);
    if (last === 'formed' && holders.length === 0 && !wasCancelled)
      note('formed-then-nothing', `${user}, ${into}`, request);
    if (wasCancelled && holders.length > 0) note('cancelled-and-still-held', into, request);
    if (results.includes('failure') && holders.includes('primary in-force'))
      note('formed-after-a-refused-cancellation', into, request);
    const wasAsked = notificationsOf(user).some(({ kind }) => kind === 'regrouped');
    if (last === 'formed' && !wasAsked && !isServed(builder.userId(user)))
      note('formed-for-nobody', `${user}, ${into}`, request);
    return { told: kinds, cancellations: results, holders: [...new Set(holders)].sort() };
  });
  const rejected = start.requests.filter(({ user }) => notificationsOf(user).at(-1)?.kind === 'rejected');
  if (start.requests.length > 1 && rejected.length === start.requests.length && held.length === 0)
    note('all-rejected', '', ...start.requests);
  const requests = endings.map((ending, at): Ending => {
    const request = start.requests[at];
    return { ...ending, troubles: [...(request ? (ofRegroup.get(keyOf(request)) ?? []) : [])].sort() };
  });
  return { requests, troubles };
}
