// An MC service client with its user, for any number of users. It tells its user what the procedure tells it, and
// acknowledges a regroup request unless that came by multicast (step 9). After a negative step 4b it does nothing more.

import type { AskCommand, ControlAnswer, ProvisionCommand, UserNotification } from '../ports/control';
import type { FlowBody } from '../procedure/flows';
import { done, errored, unknownUser, unsupported } from './answers';
import { act } from './client/acts';
import { noClientState, toServer, type Client, type HostedUser } from './client/state';
import { machineOf, type Behaviours } from './dispatch';
import { passedOn } from './elements';
import type { Env, Machine } from './machine';
import { createOutbox } from './outbox';
import { faithfulClient, type ClientPolicy } from './policies';
import { NO_OWN_SYSTEM, openScope } from './scope';

const behaviours: Behaviours<Client> = {
  name: 'reference MC service client',
  roles: ['client-1', 'client-2'],
  flows: {
    'preconfigured-regroup-request-return.server-client': onReturn,
    'preconfigured-regroup-reject.server-client': (client, body) =>
      notifyUser(client, body.mcServiceId, { kind: 'rejected', regroupGroupId: body.regroupGroupId ?? null }),
    'preconfigured-regroup-response.server-client': (client, body) =>
      notifyUser(client, body.mcServiceId, { kind: 'formed', regroupGroupId: body.regroupGroupId }),
    'preconfigured-regroup-request.server-client': onRegroupRequest,
    'preconfigured-regroup-cancel-request.server-client': onCancelRequest,
  },
  undelivered: {},
  provision,
  activate: () => undefined,
  act,
  ask,
  release(client, { scope: name }) {
    const scope = client.scopes.get(name);
    for (const id of scope?.users ?? []) client.users.delete(id);
    client.scopes.delete(name);
  },
};

/** @param state what it kept before; it goes on from there and changes it */
export function createClient(env: Env, policy: ClientPolicy = faithfulClient, state = noClientState()): Machine {
  const client: Client = { ...state, env, policy, outbox: createOutbox() };
  return machineOf(client, behaviours);
}

function provision(client: Client, command: ProvisionCommand): ControlAnswer {
  const scope = openScope(client.scopes, command, (opened) => ({ ...opened, users: new Set<string>() }));
  if (scope === undefined) return errored(NO_OWN_SYSTEM);
  for (const { mcServiceId: id } of command.users) {
    if (!client.users.has(id)) client.users.set(id, { id, scope, notifications: undefined });
    scope.users.add(id);
  }
  return done();
}

/** Step 4b. */
function onReturn(client: Client, body: FlowBody<'preconfigured-regroup-request-return.server-client'>): void {
  const kind = body.authorizationResult === 'success' ? 'authorized' : 'not-authorized';
  notifyUser(client, body.mcServiceId, { kind, regroupGroupId: body.regroupGroupId ?? null });
}

/** Steps 7, 8 and 9. */
function onRegroupRequest(client: Client, body: FlowBody<'preconfigured-regroup-request.server-client'>): void {
  // It answers for whom it reached: what serves all whom a multicast reaches names any one of them, and what errs another.
  const user = client.users.get(body.to);
  if (user === undefined) return;
  if (client.policy.notifiesUser) note(user, { kind: 'regrouped', regroupGroupId: body.regroupGroupId });
  if (!client.policy.acknowledges(body.delivery)) return;
  client.outbox.send('preconfigured-regroup-response.client-server', toServer(user), {
    mcServiceId: user.id,
    ...passedOn('preconfigured-regroup-response.client-server', body),
  });
}

/** Clause 10.15.3.3.3. */
function onCancelRequest(client: Client, body: FlowBody<'preconfigured-regroup-cancel-request.server-client'>): void {
  const user = client.users.get(body.mcServiceId);
  if (user === undefined) return;
  note(user, { kind: 'cancelled', regroupGroupId: body.regroupGroupId });
  client.outbox.send('preconfigured-regroup-cancel-response.client-server', toServer(user), {
    mcServiceId: user.id,
    ...passedOn('preconfigured-regroup-cancel-response.client-server', body),
  });
}

function notifyUser(client: Client, userId: string, notification: UserNotification): void {
  const user = client.users.get(userId);
  if (user !== undefined) note(user, notification);
}

function note(user: HostedUser, notification: UserNotification): void {
  user.notifications ??= [];
  user.notifications.push(notification);
}

function ask(client: Client, { question }: AskCommand): ControlAnswer {
  if (question.kind !== 'user-notifications') {
    return unsupported(`an MC service client cannot tell ${question.kind}; ask the MC service server`);
  }
  const user = client.users.get(question.user);
  return user === undefined ? unknownUser(question.user) : done({ userNotifications: [...(user.notifications ?? [])] });
}
