// Which messages of ours are on their way, and on how many hops. An id alone proves nothing, for a product may copy one into its own
// message: what comes is ours only if it is the same flow between the same two.

import { canonicalId } from '../procedure/identities';
import type { PartyName } from '../procedure/roles';
import type { SeenMessage } from './seen';
import type { MessageEvent } from './trace';

/** It comes once a hop, or again where a connection was lost; a product may write the id of ours that it was sent on all that it sends. */
const MOST_ASKED = 3;

/** A message on its way to a played party or an implementation, once for each hop that it is on. */
interface Flying {
  readonly event: MessageEvent;
  readonly hops: number;
  /** A played party has it. */
  arrived: boolean;
  /** How often something under its id asked to be read on this hop. */
  asked: number;
}

type Seen = Pick<SeenMessage, 'flow' | 'body'> & { readonly messageId?: string | undefined };

export interface InFlight {
  takeOff(event: MessageEvent): void;
  land(event: MessageEvent): void;
  /** What is on its way that this is, if anything; from then on a played party has it. */
  arrive(seen: Seen): MessageEvent | undefined;
  hasArrived(event: MessageEvent): boolean;
  /** It is on its way, and no played party has it yet. */
  isExpected(seen: Seen): boolean;
  /** Something under this id is on its way and has not asked to be read too often. */
  mayBeRead(messageId: string | undefined): boolean;
  /** A party of ours has sent another something that has not come there. */
  isOnItsWay(from: PartyName, to: PartyName): boolean;
}

export function createInFlight(): InFlight {
  const flying = new Map<string, Flying>();
  const find = ({ messageId, ...seen }: Seen): Flying | undefined => {
    const known = messageId === undefined ? undefined : flying.get(messageId);
    return known && isSame(known.event, seen) ? known : undefined;
  };
  return {
    takeOff(event) {
      flying.set(event.id, { event, hops: (flying.get(event.id)?.hops ?? 0) + 1, arrived: false, asked: 0 });
    },
    land({ id }) {
      const known = flying.get(id);
      if (known && known.hops > 1) flying.set(id, { ...known, hops: known.hops - 1 });
      else flying.delete(id);
    },
    arrive(seen) {
      const known = find(seen);
      if (known) known.arrived = true;
      return known?.event;
    },
    hasArrived: ({ id }) => flying.get(id)?.arrived === true,
    isExpected(seen) {
      const known = find(seen);
      return known !== undefined && !known.arrived;
    },
    mayBeRead(messageId) {
      const known = messageId === undefined ? undefined : flying.get(messageId);
      return known !== undefined && (known.asked += 1) <= MOST_ASKED;
    },
    isOnItsWay: (from, to) =>
      [...flying.values()].some(({ event, arrived }) => !arrived && event.from.party === from && event.to.party === to),
  };
}

const isSame = (known: MessageEvent, seen: Pick<SeenMessage, 'flow' | 'body'>): boolean =>
  known.flow === seen.flow &&
  isOneIdentity(known.body['from'], seen.body['from']) &&
  isOneIdentity(known.body['to'], seen.body['to']);

const isOneIdentity = (one: unknown, other: unknown): boolean =>
  one === other || (typeof one === 'string' && typeof other === 'string' && canonicalId(one) === canonicalId(other));
