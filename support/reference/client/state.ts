// What an MC service client keeps of each user that it hosts: little, for there may be very many.

import type { UserNotification } from '../../ports/control';
import type { Env } from '../machine';
import type { Outbox, Route } from '../outbox';
import type { ClientPolicy } from '../policies';
import type { Scope } from '../scope';

export interface ClientScope extends Scope {
  readonly users: Set<string>;
}

export interface HostedUser {
  readonly id: string;
  readonly scope: ClientScope;
  /** Undefined until there is one: most users of a large group are told one thing, or nothing. */
  notifications: UserNotification[] | undefined;
}

/** All that a client keeps from one input to the next: data that can be copied. */
export interface ClientState {
  readonly scopes: Map<string, ClientScope>;
  readonly users: Map<string, HostedUser>;
}

export interface Client extends ClientState {
  readonly env: Env;
  readonly policy: ClientPolicy;
  readonly outbox: Outbox;
}

export const noClientState = (): ClientState => ({ scopes: new Map(), users: new Map() });

/** The MC service server from which the user receives MC service. */
export const toServer = ({ id, scope }: HostedUser): Route => ({
  from: id,
  to: scope.own.serverId,
  address: scope.own.serverAddress,
});
