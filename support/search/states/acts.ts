// What users and operators do on a walk: the commands of it, and whether it would have any effect. Unaware of how a walk is kept.

import { USERS } from '../../procedure/cast';
import { entityOf, type PartyName } from '../../procedure/roles';
import type { ControlCommand } from '../../ports/control';
import { actOf, actorOf, builderFor, groupIds, SCOPE, type Builder } from '../stories/play';
import type { Seen } from './outcome';
import type { StoryAct } from '../stories/story';
import type { Start } from './start';

export function builderOf({ setup, requests }: Start, acts: readonly StoryAct[]): Builder {
  return builderFor(
    setup,
    [...requests, ...acts].map((act) => ({ kind: 'act' as const, act })),
  );
}

/** Whom a user is affiliated to before anything happens, by identities. */
export const affiliationsOf = (builder: Builder): ReadonlyMap<string, readonly string[]> =>
  new Map(Object.keys(USERS).map((name) => [builder.userId(name), groupIds(builder, builder.affiliationsOf(name))]));

/** The command of an act, and the party that takes it. */
export function commandOf(
  act: StoryAct,
  builder: Builder,
): { readonly party: PartyName; readonly command: ControlCommand; readonly text: string } | undefined {
  const { act: wanted, text } = actOf(act, builder, { events: [] });
  if (wanted === undefined) return undefined;
  return { party: actorOf(act), command: { command: 'act', scope: SCOPE, act: wanted }, text };
}

/** Nobody does what has no effect, and nobody cancels what it was not told of. */
export function isPossible(act: StoryAct, seen: Seen): boolean {
  const { system = 'primary', party = 'client-1' } = USERS[act.user] ?? {};
  const { builder } = seen;
  const id = builder.userId(act.user);
  const served = seen.server(entityOf(system, 'server')).users.get(id);
  if (served === undefined) return false;
  switch (act.act) {
    case 'cancel': {
      const notifications = seen.client(party).users.get(id)?.notifications ?? [];
      const regroup = builder.groupId(act.regroup ?? '');
      return notifications.some((one) => one.kind === 'authorized' && one.regroupGroupId === regroup);
    }
    case 'log-off':
      return served.inService;
    case 'start-service':
      return !served.inService;
    case 'affiliate':
      return served.inService && groupIds(builder, act.groups).some((group) => !served.affiliations.has(group));
    case 'de-affiliate':
      return served.inService && groupIds(builder, act.groups).some((group) => served.affiliations.has(group));
    case 'withdraw-authorization':
      return served.mayInitiateRegroup;
    case 'initiate':
      return true;
  }
}
