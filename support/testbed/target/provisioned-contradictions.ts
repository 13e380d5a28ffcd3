// What a schema cannot say of `provisioned` in a target file: names that the cast has not, members that are nobody, an
// identity that stands twice, and a block that nobody needs or that is missing.

import { STANDING_GROUPS, USERS } from '../../procedure/cast';
import { ROLES } from '../../procedure/roles';
import type { SchemaError } from '../../procedure/schema-error';
import { likelyMeant } from '../../verdict/nearest';
import { byHand, rolesByHand } from './by-hand';
import type { ProvisionedFile, Target, TargetFile } from './target-model';

export function* provisionedContradictions({ roles = {}, provisioned }: TargetFile): Generator<SchemaError> {
  const [standing] = rolesByHand({ roles }, 'static');
  const [operated] = rolesByHand({ roles }, 'manual');
  if (provisioned === undefined) {
    if (standing === undefined) return;
    const expected = 'provisioned beside it, which lists what stands at the product';
    yield { path: `/roles/${standing}/control`, expected, found: 'static alone' };
    return;
  }
  if ((standing ?? operated) === undefined)
    yield { path: '/provisioned', expected: 'a role with control: static or manual beside it', found: 'none' };
  yield* strangers('/provisioned/users', 'a user of the cast', provisioned.users, Object.keys(USERS));
  yield* strangers(
    '/provisioned/groups',
    'a group of the cast that stands before a scenario',
    provisioned.groups,
    STANDING_GROUPS,
  );
  yield* unlisted(provisioned);
  yield* givenTwice(provisioned);
  yield* standingClients(provisioned, roles);
}

function* strangers(path: string, what: string, given: object, known: readonly string[]): Generator<SchemaError> {
  for (const name of Object.keys(given))
    if (!known.includes(name)) yield { path: `${path}/${name}`, expected: what, found: name + meantBy(name, known) };
}

/** Members are users of the file, and affiliations are to groups of the file. */
function* unlisted({ users, groups }: ProvisionedFile): Generator<SchemaError> {
  const listed = function* (path: string, what: string, names: readonly string[] = [], known: object) {
    const all = Object.keys(known);
    for (const [index, name] of names.entries())
      if (!all.includes(name))
        yield { path: `${path}/${index}`, expected: `a name of ${what}`, found: name + meantBy(name, all) };
  };
  for (const [name, { members }] of Object.entries(groups))
    yield* listed(`/provisioned/groups/${name}/members`, 'provisioned.users', members, users);
  for (const [name, { affiliated }] of Object.entries(users))
    yield* listed(`/provisioned/users/${name}/affiliated`, 'provisioned.groups', affiliated, groups);
}

function* givenTwice({ users, groups }: ProvisionedFile): Generator<SchemaError> {
  const owners = new Map<string, string>();
  const listed = [
    ...Object.entries(users).map(([name, { id }]) => ({ name, id, path: `/provisioned/users/${name}/id` })),
    ...Object.entries(groups).map(([name, { id }]) => ({ name, id, path: `/provisioned/groups/${name}/id` })),
  ];
  for (const { name, id, path } of listed) {
    const owner = owners.get(id);
    if (owner !== undefined) yield { path, expected: 'an identity of its own', found: `${id}, that of ${owner}` };
    owners.set(id, name);
  }
}

/** Whoever is made to affiliate is not affiliated all the time. */
function* standingClients({ users }: ProvisionedFile, roles: Target['roles']): Generator<SchemaError> {
  for (const [name, { affiliated }] of Object.entries(users)) {
    const party = USERS[name]?.party;
    const role = ROLES.find((one) => one === party);
    if (affiliated === undefined || party === undefined || (role && byHand(roles[role]) === 'static')) continue;
    const expected = `no affiliations, for ${party} is not a client with control: static`;
    yield { path: `/provisioned/users/${name}/affiliated`, expected, found: affiliated.join(', ') || 'an empty list' };
  }
}

function meantBy(name: string, known: readonly string[]): string {
  const meant = likelyMeant(name, known);
  return meant === undefined ? '' : `; did you mean ${meant}?`;
}
