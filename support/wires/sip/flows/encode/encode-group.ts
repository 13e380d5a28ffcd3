// What group management servers are asked and tell: subscriptions, notifications, and documents by HTTP.

import type { FlowBodies, GroupDynamicData } from '../../../../procedure/generated/flow-bodies';
import { groupDocument } from '../../bodies/group-document';
import { info } from '../../bodies/info';
import { presence } from '../../bodies/presence';
import { resourceLists } from '../../bodies/resource-lists';
import { xcapDiff } from '../../bodies/xcap-diff';
import type { Header } from '../../stack/message/message';
import type { FlowContext } from '../context';
import { partOf, requests, type HttpDraft, type RequestDraft, type Requests } from './draft';
import { documentOf } from '../group-configuration';
import { FOR_GOOD, header, ofService } from '../headers';
import { changed } from '../sets';
import { selectorOf } from '../xcap';

export function subscribeToConfiguration(
  body: FlowBodies['subscribe-group-configuration-request.server-gms'],
  context: FlowContext,
): Requests {
  const entries = body.mcServiceGroupIdList.map(selectorOf);
  const accept = xcapDiff.mediaType(context);
  return requests([subscribe(body, 'xcap-diff', accept, [partOf(resourceLists, { entries }, context)], context)]);
}

/** One for each group: the group is the resource. */
export function subscribeToDynamicData(
  body: FlowBodies['subscribe-group-dynamic-data-request.gms-server'],
  context: FlowContext,
): Requests {
  const accept = presence.mediaType(context);
  return requests(
    body.mcServiceGroupIdList.map((group) =>
      subscribe(body, 'presence', accept, [partOf(info, { requestUri: group }, context)], context),
    ),
  );
}

export function notifyConfiguration(
  body: FlowBodies['notify-group-configuration-request.gms-server' | 'notify-group-configuration-request.gms-client'],
  context: FlowContext,
): Requests {
  const { xcapRoot, directory } = context;
  const documents = body.groupConfigurations.map(({ mcServiceGroupId }) => ({ sel: selectorOf(mcServiceGroupId) }));
  const to = 'mcServiceId' in body ? directory.publicIdentityOf(body.mcServiceId) : body.to;
  const part = partOf(xcapDiff, { xcapRoot: `${xcapRoot}/`, documents }, context);
  return requests([notify({ ...body, to }, context.contactOf(body.to), 'xcap-diff', [part])]);
}

/** One for each group, with all members that are affiliated to it. */
export function notifyDynamicData(
  body: FlowBodies['notify-group-dynamic-data-request.server-gms'],
  context: FlowContext,
): Requests {
  const sets = body.groupDynamicData.map((data) => membersAfter(body, data, context));
  const drafts = body.groupDynamicData.map((data, at) => {
    const tuples = (sets[at]?.members ?? []).map((id) => ({
      id,
      affiliations: [
        { client: context.directory.clientIdOf(id), status: 'affiliated' as const, expires: context.affiliatedUntil() },
      ],
    }));
    const { mcServiceGroupId: entity, regroupGroupId } = data;
    const alias = regroupGroupId === undefined ? {} : { groupRegroupAlias: regroupGroupId };
    const part = partOf(presence, { entity, tuples, ...alias }, context);
    return notify(body, context.contactOf(body.to), 'presence', [part]);
  });
  return requests(drafts, sets);
}

function membersAfter({ from, to }: Between, data: GroupDynamicData, { standing }: FlowContext) {
  const { mcServiceGroupId, affiliated = [], deAffiliated = [] } = data;
  const key = { from, to, of: mcServiceGroupId };
  return { ...key, members: changed(standing(key), { added: affiliated, removed: deAffiliated }) };
}

export const fetchConfiguration = (
  { from, mcServiceGroupId }: FlowBodies['get-group-configuration-request.server-gms'],
  { xcapRoot }: FlowContext,
): Requests =>
  requests([{ kind: 'http', method: 'GET', url: urlOf(xcapRoot, mcServiceGroupId), headers: asserted(from) }]);

/** One for each group, in the XCAP root of the receiver. */
export function shareConfiguration(
  { from, groupConfigurations }: FlowBodies['group-information-notify-request.gms-gms'],
  context: FlowContext,
): Requests {
  return requests(
    groupConfigurations.map((configuration): HttpDraft => {
      const url = urlOf(context.xcapRoot, configuration.mcServiceGroupId);
      const part = partOf(groupDocument, documentOf(configuration, context.service), context);
      return { kind: 'http', method: 'PUT', url, headers: asserted(from), part };
    }),
  );
}

const urlOf = (xcapRoot: string, groupId: string): string => `${xcapRoot}/${selectorOf(groupId)}`;

const asserted = (id: string): readonly Header[] => [header('X-3GPP-Asserted-Identity', id)];

interface Between {
  readonly from: string;
  readonly to: string;
}

function subscribe(
  { from, to }: Between,
  event: string,
  accept: string,
  parts: RequestDraft['parts'],
  context: FlowContext,
): RequestDraft {
  const headers = [
    ...ofService(from, event === 'xcap-diff' ? { service: 'mcptt' } : context),
    header('Contact', `<${context.contactOf(from)}>`),
    header('Event', event),
    header('Accept', accept),
    header('Expires', FOR_GOOD),
  ];
  return { kind: 'sip', method: 'SUBSCRIBE', requestUri: to, from, to, headers, parts };
}

const notify = (
  { from, to }: Between,
  requestUri: string,
  event: string,
  parts: RequestDraft['parts'],
): RequestDraft => ({
  kind: 'sip',
  method: 'NOTIFY',
  requestUri,
  from,
  to,
  headers: [header('Contact', `<${from}>`), header('Event', event), header('Subscription-State', 'active')],
  parts,
});
