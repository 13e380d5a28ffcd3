// Users who come to a group of a regroup after it was formed: told by when they affiliated (16.2.4.3). Unaware of what is right.

import { systemOf, type PartyName } from '../../../procedure/roles';
import { pair, stateAt, surelyDuring } from '../../../oracle/story/timeline';
import type { Leg, Legs, Told } from './legs';
import { groupsIn } from './regroup-body';
import { isAccepted, isForLeavers } from './regroup-state';

/** The creation that a server took last of the regroup, before a moment. */
const takenBy = (party: PartyName | null, of: string | undefined, seq: number, { legs }: Legs): Leg | undefined =>
  legs.findLast(
    (one) =>
      (one.leg === 'A' || one.leg === 'C') &&
      one.action === 'create' &&
      one.of === of &&
      one.message.to.party === party &&
      isAccepted(one) &&
      answeredAt(one) < seq,
  );

const answeredAt = ({ answer, seq }: Leg): number => answer?.message.seq ?? seq;

/** Of the groups that a request lists those whose home is the server's. */
const ownGroups = ({ regroup, message: { to } }: Leg, { places }: Legs): readonly string[] =>
  groupsIn(regroup ?? []).filter((group) => to.party !== null && places.group(group)?.home === systemOf(to.party));

/** It names somebody who was in no group when its sender took the regroup. */
export function isForNewcomer({ leg, by, of, seq, users }: Told, story: Legs): boolean {
  const taken = leg === 'D' ? takenBy(by, of, seq, story) : undefined;
  if (taken === undefined) return false;
  const groups = groupsIn(taken.regroup ?? []);
  const isOut = (user: string, at: number): boolean =>
    groups.every((group) => stateAt(story.membership.affiliation, pair(user, group), at) === 'no');
  return users.some((user) => isOut(user, answeredAt(taken)) && !isOut(user, seq));
}

/** From when on whoever it names last came to one of these groups; whoever was a member then, or is since, may be named. */
export function cameSince({ seq, users }: Told, groups: readonly string[], { membership }: Legs): number {
  const comings = users.flatMap((user) =>
    groups.map((group) => {
      const changes = (membership.affiliation.get(pair(user, group)) ?? []).filter((change) => change.seq <= seq);
      const lastOut = changes.findLastIndex(({ state }) => state === 'no');
      return changes[lastOut + 1]?.seq ?? 0;
    }),
  );
  return Math.max(0, ...comings);
}

export interface Newcomer {
  readonly user: string;
  readonly group: string;
  /** Whose group it is, and who serves him. */
  readonly party: PartyName;
  readonly server: PartyName;
  readonly taken: Leg;
  /** Since when he had been in no group of the regroup. */
  readonly outSince: number;
  /** When he had come. */
  readonly since: { readonly id: string; readonly seq: number };
}

/** Who came for certain, or came back, while the regroup lasted, and is served by a server that takes part. */
export function newcomersIn(story: Legs): readonly Newcomer[] {
  const { legs, places, membership, end } = story;
  const { affiliation, service } = membership;
  const creations = legs.filter(({ leg, action }) => action === 'create' && (leg === 'A' || leg === 'C'));
  return creations.filter(isAccepted).flatMap((taken) => {
    const { party } = taken.message.to;
    const listed = groupsIn(taken.regroup ?? []);
    const isOver = legs.some(
      (one) => one.action === 'remove' && one.of === taken.of && !isForLeavers(one, listed, story),
    );
    if (party === null || isOver) return [];
    const partners = new Set(legs.filter(({ of }) => of === taken.of).flatMap(({ message }) => message.to.party ?? []));
    return ownGroups(taken, story).flatMap((group) =>
      [...(membership.everAffiliated.get(group) ?? [])].flatMap((user): readonly Newcomer[] => {
        const server = places.serverOf(user);
        const changes = affiliation.get(pair(user, group)) ?? [];
        const last = changes.at(-1);
        const outSince = Math.max(answeredAt(taken), changes.findLast(({ state }) => state === 'no')?.seq ?? 0);
        const wasOut = listed.every((one) => stateAt(affiliation, pair(user, one), outSince) === 'no');
        if (server === undefined || last?.state !== 'yes' || last.seq < outSince || !wasOut) return [];
        if (!partners.has(server) || !surelyDuring(service, pair(user, server), last.seq, end)) return [];
        return [{ user, group, party, server, taken, outSince, since: { id: last.evidence, seq: last.seq } }];
      }),
    );
  });
}
