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

export interface Client {
  readonly env: Env;
  readonly policy: ClientPolicy;
  readonly outbox: Outbox;
  readonly scopes: Map<string, ClientScope>;
  readonly users: Map<string, HostedUser>;
}

/** The MC service server from which the user receives MC service. */
export const toServer = ({ id, scope }: HostedUser): Route => ({
  from: id,
  to: scope.own.serverId,
  address: scope.own.serverAddress,
});
