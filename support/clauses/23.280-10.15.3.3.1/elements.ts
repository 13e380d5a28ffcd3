// Which information elements each message carries and where each comes from, with the requirements that say so; or why no
// statement of the clause speaks of it. The checks read these rows. The reference has a table of its own: were it the same one,
// both would be wrong together.

import type { FlowBody, FlowId } from '../../procedure/flows';

/** The elements of a flow, but for its ends: who sends it to whom is what the steps themselves state. */
export type ElementOf<F extends FlowId> = Exclude<keyof FlowBody<F>, 'from' | 'to'> & string;

/** Any element of any flow. */
export type ElementName = { [F in FlowId]: ElementOf<F> }[FlowId];

/** Where an element comes from. */
export type Source =
  /** What the user named in step 1. */
  | 'the user'
  /** The request of step 2. */
  | 'as requested'
  /** The request return of step 4b. */
  | 'returned'
  /** The request that the message follows, step 5 before step 7 and step 7 before step 9; it has to be there. */
  | 'as asked'
  /** The same where that request has it; without it, nothing. */
  | 'as asked, if at all'
  | 'the requester'
  | 'the receiver'
  | 'the sender'
  /** It has no place in this procedure. */
  | 'left out'
  /** What the sender finds out or chooses, which a check of its own judges. */
  | 'decided';

export type Requirements = Readonly<Record<string, Source>>;

interface Carried {
  /** Where it comes from, by the requirement that says so. */
  readonly by: Requirements;
}

interface Unspoken {
  readonly because: string;
}

export type Row = Carried | Unspoken;

/** A row for each flow and each of its elements: one that is forgotten does not compile. */
type ElementTable = { readonly [F in FlowId]: { readonly [E in ElementOf<F>]-?: Row } };

const carried = (by: Requirements): Carried => ({ by });
const unspoken = (because: string): Unspoken => ({ because });

const ofSender = unspoken('its sender is the user');
const ofReceiver = unspoken('its receiver is the user');
const anotherClause = unspoken('how a regroup is cancelled is clause 10.15.3.3.3');
const affiliating = unspoken('how users affiliate is clause 10.8');

export const ELEMENTS: ElementTable = {
  'preconfigured-regroup-request.client-server': {
    mcServiceId: carried({ 'STEP-2-a': 'the requester' }),
    regroupGroupId: carried({ 'STEP-1-c': 'the user' }),
    preconfiguredGroupId: carried({ 'STEP-1-d': 'the user' }),
    mcServiceGroupIdList: carried({ 'STEP-1-b': 'the user', 'STEP-2-c': 'the user' }),
    mcServiceUserIdList: carried({ 'STEP-2-c': 'left out' }),
    mcServiceUserCriteria: carried({ 'STEP-2-c': 'left out' }),
  },
  'preconfigured-regroup-reject.server-client': {
    mcServiceId: carried({ 'STEP-4a-4': 'the requester' }),
    reason: carried({ 'STEP-4a-3': 'decided' }),
    // It need not be there; where it is, after step 4b, it is the regroup group, or what the request proposed.
    regroupGroupId: carried({ 'INV-1': 'returned' }),
  },
  'preconfigured-regroup-request-return.server-client': {
    mcServiceId: carried({ 'STEP-4b-1': 'the requester' }),
    authorizationResult: carried({ 'STEP-4b-2': 'decided', 'STEP-3-a': 'decided' }),
    regroupGroupId: carried({
      'STEP-3-g': 'decided',
      'STEP-3-h': 'decided',
      'STEP-3-i': 'as requested',
      'STEP-3-j': 'decided',
      'STEP-4b-3': 'decided',
      'STEP-4b-4': 'left out',
      'INV-3': 'decided',
    }),
  },
  'preconfigured-regroup-request.server-server': {
    // It need not be there; where it is, it is the requester's.
    mcServiceId: carried({ 'STEP-5-d': 'the requester' }),
    regroupGroupId: carried({ 'STEP-5-d': 'returned', 'STEP-4b-8': 'returned', 'INV-1': 'returned' }),
    preconfiguredGroupId: carried({ 'STEP-5-d': 'as requested', 'INV-2': 'as requested' }),
    mcServiceGroupIdList: carried({ 'STEP-5-c': 'as requested' }),
  },
  'preconfigured-regroup-request.server-client': {
    mcServiceId: carried({ 'STEP-7-b': 'the receiver' }),
    regroupGroupId: carried({ 'STEP-7-b': 'as asked', 'STEP-4b-8': 'returned', 'INV-1': 'returned' }),
    preconfiguredGroupId: carried({ 'STEP-7-b': 'as asked', 'INV-2': 'as requested' }),
    // It need not be there; where it is, it says what step 5 said.
    mcServiceGroupIdList: carried({ 'STEP-7-b': 'decided' }),
    delivery: unspoken('how a request travels is free; of multicast STEP-9-c speaks, at the client'),
  },
  'preconfigured-regroup-response.client-server': {
    mcServiceId: carried({ 'STEP-9-b': 'the sender' }),
    regroupGroupId: carried({ 'STEP-9-b': 'as asked, if at all', 'INV-1': 'returned' }),
  },
  'preconfigured-regroup-response.server-server': {
    // A partner may answer once, or once for each client.
    mcServiceId: carried({ 'STEP-11-a': 'decided' }),
    regroupGroupId: carried({ 'STEP-4b-8': 'returned', 'INV-1': 'returned' }),
  },
  'preconfigured-regroup-reject.server-server': {
    mcServiceId: unspoken('no statement has the partner name who asked'),
    reason: carried({ 'STEP-6-a': 'decided' }),
    regroupGroupId: carried({ 'INV-1': 'returned' }),
  },
  'preconfigured-regroup-response.server-client': {
    mcServiceId: carried({ 'STEP-12-a': 'the requester' }),
    regroupGroupId: carried({ 'STEP-12-a': 'returned', 'STEP-4b-8': 'returned', 'INV-1': 'returned' }),
  },
  'preconfigured-regroup-cancel-request.client-server': { mcServiceId: ofSender, regroupGroupId: anotherClause },
  'preconfigured-regroup-cancel-request.server-server': {
    mcServiceId: anotherClause,
    regroupGroupId: carried({ 'WIRE-2': 'decided' }),
  },
  'preconfigured-regroup-cancel-request.server-client': { mcServiceId: ofReceiver, regroupGroupId: anotherClause },
  'preconfigured-regroup-cancel-response.client-server': { mcServiceId: ofSender, regroupGroupId: anotherClause },
  'preconfigured-regroup-cancel-response.server-server': {
    mcServiceId: anotherClause,
    regroupGroupId: anotherClause,
    result: anotherClause,
  },
  'preconfigured-regroup-cancel-response.server-client': {
    mcServiceId: ofReceiver,
    regroupGroupId: anotherClause,
    result: anotherClause,
  },
  'service-authorization-request.client-server': { mcServiceId: ofSender },
  'service-authorization-response.server-client': {
    mcServiceId: carried({ 'PRE-1b': 'the receiver', 'PRE-2c': 'the receiver' }),
    result: carried({ 'PRE-1b': 'decided', 'PRE-2c': 'decided' }),
  },
  'log-off-request.client-server': { mcServiceId: ofSender },
  'log-off-response.server-client': { mcServiceId: ofReceiver },
  'group-affiliation-request.client-server': { mcServiceId: ofSender, mcServiceGroupIdList: affiliating },
  'group-affiliation-request.server-server': { mcServiceId: affiliating, mcServiceGroupIdList: affiliating },
  'group-affiliation-response.server-client': {
    mcServiceId: carried({ 'PRE-2a': 'the receiver' }),
    mcServiceGroupIdList: carried({ 'PRE-2a': 'decided' }),
    result: carried({ 'PRE-2a': 'decided' }),
  },
  'group-affiliation-response.server-server': {
    mcServiceId: affiliating,
    mcServiceGroupIdList: affiliating,
    result: affiliating,
  },
  'group-de-affiliation-request.client-server': { mcServiceId: ofSender, mcServiceGroupIdList: affiliating },
  'group-de-affiliation-request.server-server': { mcServiceId: affiliating, mcServiceGroupIdList: affiliating },
  'group-de-affiliation-response.server-client': {
    mcServiceId: ofReceiver,
    mcServiceGroupIdList: affiliating,
    result: affiliating,
  },
  'group-de-affiliation-response.server-server': {
    mcServiceId: affiliating,
    mcServiceGroupIdList: affiliating,
    result: affiliating,
  },
  'subscribe-group-configuration-request.server-gms': { mcServiceGroupIdList: carried({ 'PRE-4': 'decided' }) },
  'subscribe-group-configuration-response.gms-server': { mcServiceGroupIdList: carried({ 'PRE-4': 'decided' }) },
  'notify-group-configuration-request.gms-server': {
    groupConfigurations: carried({ 'STEP-3-f': 'decided', 'STEP-6-a': 'decided' }),
  },
  'notify-group-configuration-request.gms-client': {
    mcServiceId: ofReceiver,
    groupConfigurations: carried({ 'PRE-3a': 'decided', 'PRE-3b': 'decided', 'PRE-3c': 'decided' }),
  },
  'get-group-configuration-request.server-gms': {
    mcServiceGroupId: unspoken('whose configuration a server fetches, and when, is its own affair'),
  },
  'get-group-configuration-response.gms-server': {
    mcServiceGroupId: unspoken('the configuration itself names the group'),
    groupConfiguration: unspoken('a server may know the configuration without fetching it'),
  },
  'subscribe-group-dynamic-data-request.gms-server': { mcServiceGroupIdList: carried({ 'PRE-5': 'decided' }) },
  'subscribe-group-dynamic-data-response.server-gms': { mcServiceGroupIdList: carried({ 'PRE-5': 'decided' }) },
  'notify-group-dynamic-data-request.server-gms': {
    groupDynamicData: carried({
      'STEP-10-a': 'decided',
      'STEP-10-b': 'decided',
      'STEP-10-c': 'decided',
      'POST-2b': 'decided',
    }),
  },
  'group-information-notify-request.gms-gms': {
    groupConfigurations: carried({ 'PRE-3c': 'decided' }),
  },
};

type Kind =
  /** Identity of a user or group; a name stands for it. */
  | 'identity'
  | 'identities'
  /** Text, a number or a yes or no, shown as it stands. */
  | 'word'
  /** What is made of several values, read by checks of their own. */
  | 'structure';

/** How an element is read, and what it is called where it is not right. */
export const TERMS: { readonly [E in ElementName]: { readonly words: string; readonly kind: Kind } } = {
  mcServiceId: { words: 'MC service ID', kind: 'word' },
  regroupGroupId: { words: 'regroup group', kind: 'identity' },
  preconfiguredGroupId: { words: 'configuration group', kind: 'identity' },
  mcServiceGroupId: { words: 'group', kind: 'identity' },
  mcServiceGroupIdList: { words: 'group list', kind: 'identities' },
  mcServiceUserIdList: { words: 'user list', kind: 'identities' },
  mcServiceUserCriteria: { words: 'user criteria', kind: 'structure' },
  delivery: { words: 'delivery', kind: 'word' },
  authorizationResult: { words: 'authorization result', kind: 'word' },
  reason: { words: 'reason', kind: 'word' },
  result: { words: 'result', kind: 'word' },
  groupConfiguration: { words: 'group configuration', kind: 'structure' },
  groupConfigurations: { words: 'group configurations', kind: 'structure' },
  groupDynamicData: { words: 'dynamic data', kind: 'structure' },
};

/** The elements of a flow, in the order of their rows. */
export const rowsOf = (flow: FlowId): readonly (readonly [ElementName, Row])[] =>
  Object.entries(ELEMENTS[flow]) as [ElementName, Row][]; // the type of the table has checked the names

/** The elements of a flow that a requirement speaks of, each with its source. */
export const spokenOf = (requirement: string, flow: FlowId): readonly (readonly [ElementName, Source])[] =>
  rowsOf(flow).flatMap(([element, row]) => {
    const source = 'by' in row ? row.by[requirement] : undefined;
    return source === undefined ? [] : [[element, source] as const];
  });
