// The MESSAGEs that create and remove a regroup: from the client, between servers, to the clients.

import type { FlowBodies } from '../../../../procedure/generated/flow-bodies';
import { info } from '../../bodies/info';
import { regroup, type Regroup } from '../../bodies/regroup';
import type { FlowContext } from '../context';
import { partOf, requests, type RequestDraft, type Requests } from './draft';
import { ofEntity, ofUser } from '../headers';

type Sent<F extends keyof FlowBodies> = (body: FlowBodies[F], context: FlowContext) => Requests;

/** The users of the sender's groups that the receiver serves; an element of ours, which stage 2 does not list. */
interface NamesUsers {
  readonly mcServiceUserIdList?: readonly string[];
}

export const createByClient: Sent<'preconfigured-regroup-request.client-server'> = (body, context) =>
  requests([fromClient(body, creation(body), context)]);

export const createAtServer: Sent<'preconfigured-regroup-request.server-server'> = (body, context) =>
  requests([betweenServers(body, creation(body), context)]);

export const createAtClient: Sent<'preconfigured-regroup-request.server-client'> = (body, context) =>
  requests([toClient(body, creation(body), context)]);

export const removeByClient: Sent<'preconfigured-regroup-cancel-request.client-server'> = (body, context) =>
  requests([fromClient(body, removal(body), context)]);

export const removeAtServer: Sent<'preconfigured-regroup-cancel-request.server-server'> = (body, context) =>
  requests([betweenServers(body, removal(body), context)]);

export const removeAtClient: Sent<'preconfigured-regroup-cancel-request.server-client'> = (body, context) =>
  requests([toClient(body, removal(body), context)]);

interface Creation extends NamesUsers {
  readonly regroupGroupId?: string;
  readonly preconfiguredGroupId: string;
  readonly mcServiceGroupIdList?: readonly string[];
}

function creation(body: Creation): Regroup {
  const { regroupGroupId, preconfiguredGroupId, mcServiceGroupIdList: groups, mcServiceUserIdList: users } = body;
  return {
    regroupAction: 'create',
    ...(regroupGroupId !== undefined && { regroupUri: regroupGroupId }),
    preconfiguredGroup: preconfiguredGroupId,
    ...(groups && groups.length > 0 && { groupsForRegroup: groups }),
    ...(users && users.length > 0 && { usersForRegroup: users }),
  };
}

function removal({ regroupGroupId, mcServiceUserIdList: users }: NamesUsers & { regroupGroupId: string }): Regroup {
  return {
    regroupAction: 'remove',
    regroupUri: regroupGroupId,
    ...(users && users.length > 0 && { usersForRegroup: users }),
  };
}

interface Between {
  readonly from: string;
  readonly to: string;
}

interface OfUser extends Between {
  readonly mcServiceId: string;
}

function fromClient({ mcServiceId, to }: OfUser, what: Regroup, context: FlowContext): RequestDraft {
  const { directory } = context;
  const parts = [
    partOf(info, { clientId: directory.clientIdOf(mcServiceId) }, context),
    partOf(regroup, what, context),
  ];
  const from = directory.publicIdentityOf(mcServiceId);
  return { kind: 'sip', method: 'MESSAGE', requestUri: to, from, to, headers: ofUser(mcServiceId, context), parts };
}

function betweenServers(
  { mcServiceId, from, to }: Between & { mcServiceId?: string },
  what: Regroup,
  context: FlowContext,
): RequestDraft {
  // Of the requester nothing but the client travels on, as it came.
  const clientId = mcServiceId === undefined ? {} : { clientId: context.directory.clientIdOf(mcServiceId) };
  const parts = [partOf(info, clientId, context), partOf(regroup, what, context)];
  return { kind: 'sip', method: 'MESSAGE', requestUri: to, from, to, headers: ofEntity(from, context), parts };
}

function toClient({ mcServiceId, from }: OfUser, what: Regroup, context: FlowContext): RequestDraft {
  const to = context.directory.publicIdentityOf(mcServiceId);
  const parts = [partOf(info, {}, context), partOf(regroup, what, context)];
  return { kind: 'sip', method: 'MESSAGE', requestUri: to, from, to, headers: ofEntity(from, context), parts };
}
