// Whether those who have to be told of groups have been: a product may tell of each group by itself, and answer a list in several messages.

import type { MessageEvent } from '../evidence/trace';
import { canonicalId } from '../procedure/identities';

/** The groups, by MC service group ID, that each has to be told of, by the identity of whoever is told. */
export type ToldOf = ReadonlyMap<string, readonly string[]>;

/** @param messages all of one flow */
export function areTold(groupsOf: ToldOf, messages: readonly Pick<MessageEvent, 'body' | 'to'>[]): boolean {
  const told = new Map<string, Pick<MessageEvent, 'body'>[]>([...groupsOf.keys()].map((id) => [id, []]));
  for (const message of messages) told.get(message.to.id)?.push(message);
  return [...groupsOf].every(([id, groups]) => {
    const own = told.get(id) ?? [];
    return own.length > 0 && tellOf(own, groups);
  });
}

/**
 * Whether messages speak of all these groups between them; one that lists none is about whatever was asked for.
 *
 * @param isSo what configurations have to say of their group
 */
export function tellOf(
  messages: readonly Pick<MessageEvent, 'body'>[],
  groups: readonly string[],
  isSo: (configuration: Configuration) => boolean = () => true,
): boolean {
  if (groups.length === 0) return true;
  const lists = messages.map(({ body }) => listed(body, isSo));
  const named = new Set(lists.flatMap((list) => list ?? []));
  return lists.includes(undefined) || groups.every((group) => named.has(canonicalId(group)));
}

/** An element of `groupConfigurations`, as it came. */
export type Configuration = Readonly<Record<string, unknown>>;

function listed(
  { mcServiceGroupIdList: ids, groupConfigurations: configurations }: MessageEvent['body'],
  isSo: (configuration: Configuration) => boolean,
): readonly string[] | undefined {
  const named = Array.isArray(configurations)
    ? configurations.filter(isConfiguration).flatMap((one) => (isSo(one) ? one['mcServiceGroupId'] : []))
    : ids;
  return Array.isArray(named) ? named.filter((id): id is string => typeof id === 'string').map(canonicalId) : undefined;
}

const isConfiguration = (value: unknown): value is Configuration => typeof value === 'object' && value !== null;
