// Receiving MC service and being affiliated: PUBLISH of service settings and of presence, or REGISTER in place of the former.

import type { FlowBodies } from '../../../../procedure/generated/flow-bodies';
import { info } from '../../bodies/info';
import { pocSettings } from '../../bodies/poc-settings';
import { presence } from '../../bodies/presence';
import { SERVICES } from '../../bodies/services';
import type { Header } from '../../stack/message/message';
import type { FlowContext } from '../context';
import { partOf, requests, type RequestDraft, type Requests } from './draft';
import { FOR_GOOD, header, NOT_ANY_MORE, ofService, ofUser } from '../headers';
import { changed, published, type Change } from '../sets';
import { domainOf } from '../directory';
import { thirdParty } from '../third-party';

export function authorize(
  body: FlowBodies['service-authorization-request.client-server'],
  context: FlowContext,
): Requests {
  const { mcServiceId } = body;
  const { directory } = context;
  const clientId = directory.clientIdOf(mcServiceId);
  const token = partOf(info, { accessToken: directory.accessTokenOf(mcServiceId), clientId }, context);
  if (context.authorization !== 'PUBLISH') return requests([register(body, [token], context)]);
  const settings = partOf(pocSettings, { entities: [{ id: clientId, answerMode: 'automatic' }] }, context);
  const headers = [...ofUser(mcServiceId, context), ...ofPublication('poc-settings', FOR_GOOD)];
  return requests([publish(body, headers, [token, settings], context)]);
}

export function logOff(body: FlowBodies['log-off-request.client-server'], context: FlowContext): Requests {
  if (context.authorization !== 'PUBLISH') return requests([register(body, [], context)]);
  const headers = [...ofUser(body.mcServiceId, context), ...ofPublication('poc-settings', NOT_ANY_MORE)];
  return requests([publish(body, headers, [], context)]);
}

type Affiliation = FlowBodies['group-affiliation-request.client-server'];

export const affiliateClient = (body: Affiliation, context: FlowContext): Requests =>
  publishGroups(body, { added: body.mcServiceGroupIdList, removed: [] }, context);

export const deAffiliateClient = (body: Affiliation, context: FlowContext): Requests =>
  publishGroups(body, { added: [], removed: body.mcServiceGroupIdList }, context);

export const affiliateAtOwner = (body: Affiliation, context: FlowContext): Requests =>
  publishUser(body, FOR_GOOD, context);

export const deAffiliateAtOwner = (body: Affiliation, context: FlowContext): Requests =>
  publishUser(body, NOT_ANY_MORE, context);

/** A client tells its server all groups that its user is to be affiliated to (TS 24.379 9.2.1.2). */
function publishGroups(body: Affiliation, change: Change, context: FlowContext): Requests {
  const { from, to, mcServiceId } = body;
  const key = { from, to, of: mcServiceId };
  const members = changed(context.standing(key), change);
  const clientId = context.directory.clientIdOf(mcServiceId);
  const affiliations = members.map((group) => ({ group }));
  const publicationId = context.newToken();
  const parts = [
    partOf(info, { requestUri: mcServiceId, clientId }, context),
    partOf(presence, { entity: mcServiceId, tuples: [{ id: clientId, affiliations }], publicationId }, context),
  ];
  const expires = members.length > 0 ? FOR_GOOD : NOT_ANY_MORE;
  const headers = [...ofUser(mcServiceId, context), ...ofPublication('presence', expires)];
  return requests([publish(body, headers, parts, context)], [{ ...key, members }, published(to, [publicationId])]);
}

/** A server tells the owner of each group of one user (TS 24.379 9.2.2.2.6). */
function publishUser(body: Affiliation, expires: string, context: FlowContext): Requests {
  const { from, mcServiceId, mcServiceGroupIdList } = body;
  const affiliations = expires === FOR_GOOD ? [{ client: context.directory.clientIdOf(mcServiceId) }] : [];
  const headers = [...ofService(from, context), ...ofPublication('presence', expires)];
  const ids = mcServiceGroupIdList.map(() => context.newToken());
  const drafts = mcServiceGroupIdList.map((group, at) => {
    const document = { entity: group, tuples: [{ id: mcServiceId, affiliations }], publicationId: ids[at] ?? '' };
    const parts = [
      partOf(info, { requestUri: group, callingUserId: mcServiceId }, context),
      partOf(presence, document, context),
    ];
    return publish(body, headers, parts, context);
  });
  return requests(drafts, [published(body.to, ids)]);
}

const ofPublication = (event: string, expires: string): readonly Header[] => [
  header('Event', event),
  header('Expires', expires),
];

interface OfUser {
  readonly from: string;
  readonly to: string;
  readonly mcServiceId: string;
}

function publish(
  { to, mcServiceId }: OfUser,
  headers: readonly Header[],
  parts: RequestDraft['parts'],
  { directory }: FlowContext,
): RequestDraft {
  const from = directory.publicIdentityOf(mcServiceId);
  return { kind: 'sip', method: 'PUBLISH', requestUri: to, from, to, headers, parts };
}

/** For the domain of the server (RFC 3261 10.2); a core hands it on to the server itself. Without a token the user goes. */
function register({ to, mcServiceId }: OfUser, parts: RequestDraft['parts'], context: FlowContext): RequestDraft {
  const user = context.directory.publicIdentityOf(mcServiceId);
  const expires = parts.length > 0 ? '600000' : '0';
  const tags = SERVICES[context.service].featureTags.join(';');
  const own: RequestDraft = {
    kind: 'sip',
    method: 'REGISTER',
    requestUri: domainOf(to) ?? to,
    from: user,
    to: user,
    headers: [header('Contact', `<${context.contactOf(mcServiceId)}>;${tags}`), header('Expires', expires)],
    parts,
  };
  return context.authorization === 'third-party REGISTER' ? thirdParty(own, to) : own;
}
