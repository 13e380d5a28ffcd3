// Subscriptions to groups and what is notified of them, as flows. A notification of xcap-diff names documents, which are to
// be fetched: the flow holds their groups alone.

import type { SchemaError } from '../../../../procedure/schema-error';
import { info } from '../../bodies/info';
import { presence, type Presence } from '../../bodies/presence';
import { resourceLists } from '../../bodies/resource-lists';
import { xcapDiff } from '../../bodies/xcap-diff';
import { headerOf, type SipRequest } from '../../stack/message/message';
import type { Listening } from '../context';
import { eventUnknown, refused, type DecodedFlow, type DecodedRequest, type Ended, type Understood } from './decoded';
import { endsOf, partyAt } from '../ends';
import { addressIn, header, headerFaults } from '../headers';
import { contentOf, eventOf, type Content } from './read-content';
import { changeOf } from '../sets';
import { groupAt } from '../xcap';

export function decodeSubscribe(request: SipRequest, context: Listening): DecodedRequest {
  const ends = endsOf(request, context);
  if (ends.kind === 'refused') return ends;
  const { from, to } = ends;
  const known = context.listener.kind === 'gms' ? 'xcap-diff' : 'presence';
  const event = eventOf(request);
  if (event !== known) return eventUnknown(event, known);
  const content = contentOf(request, context, context.library);
  const faults = headerFaults(request, 'entity for its service', context);
  if (event === 'xcap-diff') {
    // A client that subscribes is none of the flows.
    if (ends.sender !== 'server') return understood(undefined, content, { strict: faults });
    const groups = groupsAt(content.read(resourceLists)?.entries ?? []);
    if (groups.length === 0) return refused(400, 'expected the documents of groups in resource-lists, found none');
    const body = { from, to, mcServiceGroupIdList: groups };
    return understood({ flow: 'subscribe-group-configuration-request.server-gms', body }, content, { strict: faults });
  }
  // Users may ask what they are affiliated to (TS 24.379 9.2.1.3); no step of the procedure does, and played servers offer it to nobody.
  if (ends.sender !== 'gms')
    return refused(
      489,
      `expected a group management server as subscriber, found ${from}, whom played servers tell nothing`,
      header('Allow-Events', event),
    );
  const group = content.read(info)?.requestUri;
  if (group === undefined) return refused(400, 'expected the group in the information body, found none');
  const body = { from, to, mcServiceGroupIdList: [group] };
  return understood({ flow: 'subscribe-group-dynamic-data-request.gms-server', body }, content, { strict: faults });
}

/** The dialog tells who speaks to whom: the Request-URI is a contact. */
export function decodeNotify(request: SipRequest, context: Listening): DecodedRequest {
  const [notifier, subscriber] = [addressIn(request, 'From'), addressIn(request, 'To')];
  if (notifier === undefined || subscriber === undefined)
    return refused(400, 'expected From and To, found one or none');
  const { from } = partyAt(notifier, context);
  const { from: to, sender: receiver } = partyAt(subscriber, context);
  const event = eventOf(request);
  const content = contentOf(request, context, context.library);
  if (event !== 'xcap-diff' && event !== 'presence') return eventUnknown(event, 'xcap-diff', 'presence');
  const decoded = told(request, event, content, { from, to, receiver }, context);
  if (decoded.kind === 'refused') return decoded;
  const ended = endedBy(request);
  const aside = { says: `a NOTIFY of ${event} that tells nothing of a group`, from };
  return { ...decoded, ...(decoded.flows.length === 0 && { aside }), ...(ended !== undefined && { ended }) };
}

function told(
  request: SipRequest,
  event: 'xcap-diff' | 'presence',
  content: Content,
  { from, to, receiver }: { readonly from: string; readonly to: string; readonly receiver: string },
  context: Listening,
): DecodedRequest {
  const { state } = stateOf(request);
  // Nothing is told yet (RFC 6665 4.1.3), or of dynamic data any more.
  const isBare = state === 'pending' || request.body.length === 0 || (event === 'presence' && state === 'terminated');
  if (isBare) return understood(undefined, content);
  if (event === 'xcap-diff') return configuration(from, to, receiver, content);
  return dynamicData(from, to, content, context);
}

function stateOf(request: SipRequest): { readonly state: string | undefined; readonly reason: string | undefined } {
  const [state, ...parameters] = (headerOf(request, 'Subscription-State') ?? '').split(';').map(trimmed);
  const [, reason] = parameters.map((one) => one.split('=').map(trimmed)).find(([name]) => name === 'reason') ?? [];
  return { state, reason };
}

const trimmed = (text: string): string => text.trim().toLowerCase();

/** Causes for which whoever subscribed is to come again (RFC 6665 4.1.3). */
const COMES_AGAIN = ['deactivated', 'probation', 'timeout', 'giveup'];

function endedBy(request: SipRequest): Ended | undefined {
  const { state, reason } = stateOf(request);
  if (state !== 'terminated') return undefined;
  return reason === undefined
    ? { cause: 'without a reason', forGood: true }
    : { cause: `with the reason ${reason.slice(0, 80)}`, forGood: !COMES_AGAIN.includes(reason) };
}

function configuration(from: string, to: string, receiver: string, content: Content): DecodedRequest {
  const diff = content.read(xcapDiff);
  if (!diff) return refused(400, 'expected xcap-diff that can be read, found none');
  const groups = groupsAt(diff.documents.map(({ sel }) => sel));
  // None has changed (RFC 5875 4.7), or none of a group.
  if (groups.length === 0) return understood(undefined, content);
  const groupConfigurations = groups.map((mcServiceGroupId) => ({ mcServiceGroupId }));
  if (receiver !== 'client')
    return understood(
      { flow: 'notify-group-configuration-request.gms-server', body: { from, to, groupConfigurations } },
      content,
    );
  const body = { from, to, mcServiceId: to, groupConfigurations };
  return understood({ flow: 'notify-group-configuration-request.gms-client', body }, content);
}

function dynamicData(from: string, to: string, content: Content, { standing, service }: Listening): DecodedRequest {
  const presenceDocument = content.read(presence);
  if (!presenceDocument) return refused(400, 'expected the presence of a group, found none');
  const { entity: mcServiceGroupId, groupRegroupAlias } = presenceDocument;
  const key = { from, to, of: mcServiceGroupId };
  // A tuple stands for a member; who is about to leave is one no more.
  const affiliated = presenceDocument.tuples.filter(({ affiliations }) =>
    affiliations.every(({ status }) => status === undefined || status === 'affiliated'),
  );
  const members = affiliated.map(({ id }) => id);
  const { added, removed } = changeOf(standing(key), members);
  const groupDynamicData = [
    {
      mcServiceGroupId,
      ...(added.length > 0 && { affiliated: added }),
      ...(removed.length > 0 && { deAffiliated: removed }),
      ...(groupRegroupAlias !== undefined && { regroupGroupId: groupRegroupAlias }),
    },
  ];
  return understood(
    { flow: 'notify-group-dynamic-data-request.server-gms', body: { from, to, groupDynamicData } },
    content,
    { settles: [{ ...key, members }], strict: service === 'mcptt' ? faultsOfMembers(presenceDocument) : [] },
  );
}

/** Whoever tells of affiliations says when each ends (TS 24.379 9.2.2.3.10, item 2a). Of MCVideo and MCData that is not asked. */
const faultsOfMembers = ({ tuples }: Presence): readonly SchemaError[] =>
  tuples
    .filter(({ affiliations }) => affiliations.some(({ expires }) => expires === undefined))
    .slice(0, 1)
    .map(({ id }) => ({
      path: '/presence/tuple/status/affiliation/@expires',
      expected: 'an attribute that says when the affiliation ends (TS 24.379 9.2.2.3.10)',
      found: `none for ${id.slice(0, 200)}`,
    }));

const groupsAt = (selectors: readonly string[]): readonly string[] =>
  selectors.flatMap((selector) => groupAt(selector) ?? []);

function understood(
  flow: DecodedFlow | undefined,
  { strict, problems }: Content,
  more: Partial<Pick<Understood, 'strict' | 'settles'>> = {},
): Understood {
  const { settles = [], strict: faults = [] } = more;
  return { kind: 'flows', flows: flow ? [flow] : [], strict: [...strict, ...faults], problems, settles };
}
