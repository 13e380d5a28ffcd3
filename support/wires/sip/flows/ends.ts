// Who sends a request and whom it is for, by its identities alone.

import type { SipRequest } from '../stack/message/message';
import { parseUri } from '../stack/message/uri';
import type { Listening } from './context';
import { bareUri } from './directory';
import { notHere, refused, type Refused } from './decode/decoded';
import { senderOf } from './headers';

export interface Ends {
  readonly kind: 'ends';
  readonly from: string;
  readonly to: string;
  readonly sender: 'client' | 'server' | 'gms';
  readonly receiver: 'client' | 'server' | 'gms';
}

/**
 * An identity that is no entity's is a user's.
 * @param as whom the request makes it, where it is of two
 */
export function partyAt(
  identity: string,
  { directory }: Listening,
  as?: Ends['sender'],
): Pick<Ends, 'from' | 'sender'> {
  const entity = directory.entityAt(identity);
  if (!entity) return { from: directory.mcServiceIdOf(bareUri(identity)), sender: 'client' };
  return { from: entity.id, sender: entity.kinds.find((kind) => kind === as) ?? entity.kinds[0] ?? 'server' };
}

/** Where a client takes requests is no identity of its user, nor is a host alone. */
function isPlace(uri: string, { contactOf }: Listening): boolean {
  const [meant, own] = [uri, contactOf(uri)].map((text) => {
    const read = parseUri(text);
    return read.ok && 'host' in read.value ? read.value : undefined;
  });
  if (!meant) return false;
  return meant.user === undefined || (meant.port !== undefined && meant.port === own?.port && meant.host === own.host);
}

/** Of a request that is addressed by its Request-URI, and whose sender is told by its headers. */
export function endsOf(request: SipRequest, context: Listening): Ends | Refused {
  const { listener } = context;
  const { uri } = request.start;
  const target = partyAt(uri, context, listener.kind);
  if (target.sender !== listener.kind || (target.sender === 'client' && isPlace(uri, context))) return notHere(uri);
  if (listener.kind !== 'client' && target.from !== listener.id) return notHere(uri);
  const identity = senderOf(request);
  if (identity === undefined) return refused(400, 'expected an identity of the sender, found none');
  // A server is asked for subscriptions by the group management server alone.
  const isOfGms = request.start.method === 'SUBSCRIBE' && listener.kind === 'server';
  const sender = partyAt(identity, context, isOfGms ? 'gms' : 'server');
  if (sender.sender === listener.kind && listener.kind !== 'client' && sender.from === listener.id)
    return refused(403, `expected somebody else as sender, found ${identity.slice(0, 200)}`);
  if (listener.kind === 'client' && sender.sender === 'client')
    return refused(403, `expected the identity of an entity as sender, found ${identity.slice(0, 200)}`);
  return { kind: 'ends', ...sender, to: target.from, receiver: listener.kind };
}
