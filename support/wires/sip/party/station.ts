// One party on the wire, as those who send and take for it see it. Types only.

import type { Listener, Receiver } from '../../../ports/adapter';
import type { PartyName } from '../../../procedure/roles';
import type { Listening } from '../flows/context';
import type { DigestClient } from '../stack/digest/digest-client';
import type { Endpoint } from '../stack/endpoint/endpoint';
import type { DialogNumbers } from './taking/dialog-numbers';
import type { OpenRequests } from './taking/open-requests';
import type { Pending } from './taking/pending';
import type { Subscriptions } from './subscriptions';

export interface Station extends Listener {
  readonly party: PartyName;
  readonly receiver: Receiver;
  readonly endpoint: Endpoint;
  readonly pending: Pending;
  readonly openRequests: OpenRequests;
  readonly subscriptions: Subscriptions;
  /** The requests by which it subscribed, as text, by Call-ID. */
  readonly subscribed: Map<string, string>;
  readonly dialogNumbers: DialogNumbers;
  /** Answers challenges with the credentials of the party; undefined where it has none. */
  readonly digest: DigestClient | undefined;
  /** Undefined where it serves no documents. */
  readonly xcapRoot: string | undefined;
  readonly newToken: () => string;
  /** Runs it after so many milliseconds, unless the party has closed by then. */
  later(milliseconds: number, run: () => void): void;
  /** @param uri who is meant by a request */
  listeningFor(uri: string): Listening;
}
