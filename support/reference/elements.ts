// Which information elements of each message a reference party passes on as they came in, and from what; which it decides
// itself, and which it never sends. Parties build their messages from these rows. The oracle has a table of its own: were it the
// same one, both would be wrong together.

import type { Act } from '../ports/control';
import type { FlowBody, FlowId } from '../procedure/flows';
import type { Elements } from './outbox';

/** What an element can have come in with: a flow, or an act of a user. */
export type Origin = FlowId | Act['kind'];
export type Making = readonly Origin[] | 'decided' | 'not sent';

/** Those that have the element. */
type OriginOf<E extends string> =
  | { [F in FlowId]: E extends keyof FlowBody<F> ? F : never }[FlowId]
  | { [K in Act['kind']]: E extends keyof Extract<Act, { readonly kind: K }> ? K : never }[Act['kind']];

type Row<E extends string> = readonly OriginOf<E>[] | Extract<Making, string>;

/** A row for each flow and each of its elements: one that is forgotten does not compile. */
type MakingTable = { readonly [F in FlowId]: { readonly [E in keyof Elements<F> & string]-?: Row<E> } };

const STEP_2 = 'preconfigured-regroup-request.client-server';
const STEP_5 = 'preconfigured-regroup-request.server-server';
const STEP_7 = 'preconfigured-regroup-request.server-client';

/** The user whom a message is about is decided: a server and a client know their users. */
export const MAKING = {
  'preconfigured-regroup-request.client-server': {
    mcServiceId: 'decided',
    regroupGroupId: ['initiate-regroup'],
    preconfiguredGroupId: ['initiate-regroup'],
    mcServiceGroupIdList: ['initiate-regroup'],
    mcServiceUserIdList: 'not sent',
    mcServiceUserCriteria: 'not sent',
  },
  'preconfigured-regroup-request-return.server-client': {
    mcServiceId: 'decided',
    authorizationResult: 'decided',
    regroupGroupId: 'decided',
  },
  'preconfigured-regroup-reject.server-client': {
    mcServiceId: 'decided',
    reason: 'decided',
    regroupGroupId: 'decided',
  },
  'preconfigured-regroup-request.server-server': {
    mcServiceId: [STEP_2],
    regroupGroupId: 'decided',
    preconfiguredGroupId: [STEP_2],
    mcServiceGroupIdList: 'decided',
  },
  'preconfigured-regroup-reject.server-server': {
    mcServiceId: [STEP_5],
    reason: 'decided',
    regroupGroupId: [STEP_5],
  },
  'preconfigured-regroup-request.server-client': {
    mcServiceId: 'decided',
    regroupGroupId: 'decided',
    preconfiguredGroupId: [STEP_2, STEP_5],
    mcServiceGroupIdList: 'decided',
    delivery: 'decided',
  },
  'preconfigured-regroup-response.client-server': { mcServiceId: 'decided', regroupGroupId: [STEP_7] },
  'preconfigured-regroup-response.server-server': { mcServiceId: 'decided', regroupGroupId: [STEP_5] },
  'preconfigured-regroup-response.server-client': { mcServiceId: 'decided', regroupGroupId: 'decided' },
  'preconfigured-regroup-cancel-request.client-server': {
    mcServiceId: 'decided',
    regroupGroupId: ['cancel-regroup'],
  },
  'preconfigured-regroup-cancel-request.server-server': { mcServiceId: 'decided', regroupGroupId: 'decided' },
  'preconfigured-regroup-cancel-request.server-client': { mcServiceId: 'decided', regroupGroupId: 'decided' },
  'preconfigured-regroup-cancel-response.client-server': {
    mcServiceId: 'decided',
    regroupGroupId: ['preconfigured-regroup-cancel-request.server-client'],
  },
  'preconfigured-regroup-cancel-response.server-server': {
    mcServiceId: ['preconfigured-regroup-cancel-request.server-server'],
    regroupGroupId: ['preconfigured-regroup-cancel-request.server-server'],
    result: 'decided',
  },
  'preconfigured-regroup-cancel-response.server-client': {
    mcServiceId: 'decided',
    regroupGroupId: 'decided',
    result: 'decided',
  },
  'service-authorization-request.client-server': { mcServiceId: 'decided' },
  'service-authorization-response.server-client': { mcServiceId: 'decided', result: 'decided' },
  'log-off-request.client-server': { mcServiceId: 'decided' },
  'log-off-response.server-client': { mcServiceId: 'decided' },
  'group-affiliation-request.client-server': { mcServiceId: 'decided', mcServiceGroupIdList: ['affiliate'] },
  'group-affiliation-request.server-server': { mcServiceId: 'decided', mcServiceGroupIdList: 'decided' },
  'group-affiliation-response.server-client': {
    mcServiceId: 'decided',
    mcServiceGroupIdList: 'decided',
    result: 'decided',
  },
  'group-affiliation-response.server-server': {
    mcServiceId: ['group-affiliation-request.server-server'],
    mcServiceGroupIdList: ['group-affiliation-request.server-server'],
    result: 'decided',
  },
  'group-de-affiliation-request.client-server': { mcServiceId: 'decided', mcServiceGroupIdList: ['de-affiliate'] },
  'group-de-affiliation-request.server-server': { mcServiceId: 'decided', mcServiceGroupIdList: 'decided' },
  'group-de-affiliation-response.server-client': {
    mcServiceId: 'decided',
    mcServiceGroupIdList: 'decided',
    result: 'decided',
  },
  'group-de-affiliation-response.server-server': {
    mcServiceId: ['group-de-affiliation-request.server-server'],
    mcServiceGroupIdList: ['group-de-affiliation-request.server-server'],
    result: 'decided',
  },
  'subscribe-group-configuration-request.server-gms': { mcServiceGroupIdList: 'decided' },
  'subscribe-group-configuration-response.gms-server': {
    mcServiceGroupIdList: ['subscribe-group-configuration-request.server-gms'],
  },
  'notify-group-configuration-request.gms-server': { groupConfigurations: 'decided' },
  'notify-group-configuration-request.gms-client': { mcServiceId: 'decided', groupConfigurations: 'decided' },
  'get-group-configuration-request.server-gms': { mcServiceGroupId: 'decided' },
  'get-group-configuration-response.gms-server': {
    mcServiceGroupId: ['get-group-configuration-request.server-gms'],
    groupConfiguration: 'decided',
  },
  'subscribe-group-dynamic-data-request.gms-server': { mcServiceGroupIdList: 'decided' },
  'subscribe-group-dynamic-data-response.server-gms': { mcServiceGroupIdList: 'decided' },
  'notify-group-dynamic-data-request.server-gms': { groupDynamicData: 'decided' },
  'group-information-notify-request.gms-gms': { groupConfigurations: 'decided' },
} as const satisfies MakingTable;

type Rows<F extends FlowId> = (typeof MAKING)[F];
type PassedElement<F extends FlowId> = {
  [E in keyof Rows<F>]: Rows<F>[E] extends readonly string[] ? E : never;
}[keyof Rows<F>];

/** The elements of a flow that go out as they came in. */
export type PassedOn<F extends FlowId> = Pick<Elements<F>, PassedElement<F> & keyof Elements<F>>;

export const makingOf = (flow: FlowId): readonly (readonly [element: string, making: Making])[] =>
  Object.entries(MAKING[flow]);

const passedElements = new Map<FlowId, readonly string[]>();

function passedElementsOf(flow: FlowId): readonly string[] {
  const known = passedElements.get(flow);
  if (known !== undefined) return known;
  const elements = makingOf(flow).flatMap(([element, making]) => (typeof making === 'object' ? [element] : []));
  passedElements.set(flow, elements);
  return elements;
}

/** @param from what the elements came in with; what is not there is not passed on */
export function passedOn<F extends FlowId>(flow: F, from: PassedOn<F>): PassedOn<F> {
  const came: Readonly<Record<string, unknown>> = from;
  const passed: Record<string, unknown> = {};
  for (const element of passedElementsOf(flow)) if (came[element] !== undefined) passed[element] = came[element];
  // The table has chosen the elements, which its type says and a loop over them cannot.
  return passed as PassedOn<F>;
}
