// The MESSAGEs that create and remove a regroup: from the client, between servers, to the clients.

import { createHash } from 'node:crypto';
import type { FlowBodies } from '../../../../procedure/generated/flow-bodies';
import { info, type Info } from '../../bodies/info';
import { regroup, type Regroup, type RegroupAction } from '../../bodies/regroup';
import type { Header } from '../../stack/message/message';
import type { FlowContext } from '../context';
import { partOf, requests, type RequestDraft, type Requests } from './draft';
import { asserting, header, ofEntity, ofUser } from '../headers';

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
  requests([
    fromClient(body, { ...removal(body), ...preconfiguredOf(body.mcServiceId, body, 'create', context) }, context),
  ]);

export const removeAtServer: Sent<'preconfigured-regroup-cancel-request.server-server'> = (body, context) =>
  requests([betweenServers(body, handedOn(body, context), context)]);

export const removeAtClient: Sent<'preconfigured-regroup-cancel-request.server-client'> = (body, context) =>
  requests([toClient(body, handedOn(body, context), context)]);

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

interface OfRemoval extends NamesUsers {
  readonly from: string;
  readonly regroupGroupId: string;
}

function removal({ regroupGroupId, mcServiceUserIdList: users }: OfRemoval): Regroup {
  return {
    regroupAction: 'remove',
    regroupUri: regroupGroupId,
    ...(users && users.length > 0 && { usersForRegroup: users }),
  };
}

const handedOn = (body: OfRemoval, context: FlowContext): Regroup => ({
  ...removal(body),
  ...preconfiguredOf(body.from, body, 'remove', context),
});

/** As whoever removes the regroup knows it (TS 24.379 6.3.1.3 has it in a removal, 16.2 in none). */
function preconfiguredOf(
  at: string,
  { regroupGroupId: of }: { readonly regroupGroupId: string },
  action: RegroupAction,
  { copied }: FlowContext,
): Pick<Regroup, 'preconfiguredGroup'> {
  const { preconfiguredGroup } = copied({ at, of, action }) ?? {};
  return preconfiguredGroup === undefined ? {} : { preconfiguredGroup };
}

interface Between {
  readonly from: string;
  readonly to: string;
}

interface OfRegroup extends Between {
  readonly regroupGroupId?: string;
}

interface OfUser extends OfRegroup {
  readonly mcServiceId: string;
}

/** Of the duty in which users act (TS 24.379 16.2.1.1 6b): whoever copies an information body copies it too. */
const ALIAS = 'sip:incident-commander@duty.example';

/**
 * What a user prefers beside the service, and that he wants no message taker in his place (RFC 3841 9.2): both are copied into all
 * that is made of his request. No two requests prefer the same, by a language of private use (RFC 5646 2.2.7) that nobody speaks,
 * so that a copy shows what it is one of.
 */
const preferences = (user: string, { regroupAction, regroupUri = '' }: Regroup): readonly Header[] => {
  const [preferred, rejected] = ['Accept-Contact', 'Reject-Contact'].map((name) => {
    const digest = createHash('sha256')
      .update(JSON.stringify([name, user, regroupAction, regroupUri]))
      .digest('hex');
    return `language="x-${digest.slice(0, 8)}"`;
  });
  return [header('Accept-Contact', `*;${preferred}`), header('Reject-Contact', `*;actor="msg-taker";${rejected}`)];
};

function fromClient({ mcServiceId, to }: OfUser, what: Regroup, context: FlowContext): RequestDraft {
  const { directory } = context;
  const parts = [
    partOf(info, { clientId: directory.clientIdOf(mcServiceId), functionalAliasUri: ALIAS }, context),
    partOf(regroup, what, context),
  ];
  const from = directory.publicIdentityOf(mcServiceId);
  const headers = [...ofUser(mcServiceId, context), ...preferences(mcServiceId, what)];
  return { kind: 'sip', method: 'MESSAGE', requestUri: to, from, to, headers, parts };
}

function betweenServers(body: OfRegroup & { mcServiceId?: string }, what: Regroup, context: FlowContext): RequestDraft {
  const { mcServiceId, to } = body;
  const known = mcServiceId === undefined ? undefined : { clientId: context.directory.clientIdOf(mcServiceId) };
  return fromServer(body, to, what, context, known);
}

const toClient = (body: OfUser, what: Regroup, context: FlowContext): RequestDraft =>
  fromServer(body, context.directory.publicIdentityOf(body.mcServiceId), what, context);

/** @param known what is said of the requester where no request is known that says it */
function fromServer(
  { from, regroupGroupId }: OfRegroup,
  to: string,
  what: Regroup,
  context: FlowContext,
  known?: Info,
): RequestDraft {
  const { regroupAction: action } = what;
  const copy = regroupGroupId === undefined ? undefined : context.copied({ at: from, of: regroupGroupId, action });
  // What a server removes by its own decision has the regroup body alone (TS 24.379 16.2.3.1 7, 16.2.3.3).
  const ofOwn = action === 'remove' ? undefined : (known ?? {});
  const about = copy ? copy.info : ofOwn;
  const parts = [...(about ? [partOf(info, about, context)] : []), partOf(regroup, what, context)];
  const ownHeaders = action === 'remove' ? asserting(from) : ofEntity(from, context);
  const headers = copy ? [...copy.contacts, ...asserting(from)] : ownHeaders;
  return { kind: 'sip', method: 'MESSAGE', requestUri: to, from, to, headers, parts };
}
