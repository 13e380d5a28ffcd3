// Pairs what a user was made to do with what the user's client sent: the first act with the first request, and so on. The
// event of an act may stand after the request that it caused, so position cannot pair them.

import { entityOf, type PartyName } from '../../../../procedure/roles';
import type { Formation } from '../../formation';
import type { Act } from '../../../../oracle/story/controls';
import type { Message } from '../../../../oracle/story/message';

export interface Initiation {
  readonly user: string;
  readonly party: PartyName;
  /** The server of the MC system in which the user receives service. */
  readonly server: PartyName;
  /** Acts that were done, and all that were tried. */
  readonly acts: readonly Act[];
  readonly tried: readonly Act[];
  /** Step-2 requests to the user's own server, and to any other. */
  readonly requests: readonly Message[];
  readonly astray: readonly Message[];
}

export function initiationsOf({ places, controls, messages }: Formation): readonly Initiation[] {
  const tried = controls.acts.filter(({ kind }) => kind === 'initiate-regroup');
  const sent = messages.filter(({ flow }) => flow === 'preconfigured-regroup-request.client-server');
  const users = new Set([...tried.map(({ user }) => user), ...sent.map(({ from }) => from.id)]);
  return [...users].flatMap((user) => {
    const fact = places.user(user);
    if (!fact) return [];
    const server = entityOf(fact.system, 'server');
    const own = sent.filter(({ from }) => from.id === user);
    const acts = tried.filter((act) => act.user === user);
    return [
      {
        user,
        party: fact.party,
        server,
        tried: acts,
        acts: acts.filter(({ done }) => done),
        requests: own.filter(({ to }) => to.party === server),
        astray: own.filter(({ to }) => to.party !== server),
      },
    ];
  });
}
