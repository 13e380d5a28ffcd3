// Two MC systems as the translation sees them, and flows to translate: arbitrary ones, with all elements that stage 2 has.

import fc from 'fast-check';
import type { FlowBodies } from '../../../../procedure/generated/flow-bodies';
import type { FlowId } from '../../../../procedure/flows';
import type { FlowContext, Listening } from '../context';
import { bareUri, type Directory, type Entity, type Users } from '../directory';

export const PRIMARY = 'sip:mc-server@primary.example';
export const PARTNER = 'sip:mc-server@partner.example';
export const PRIMARY_GMS = 'sip:gms@primary.example';
export const PARTNER_GMS = 'sip:gms@partner.example';

function createDirectory(entities: readonly Entity[], users: Users): Directory {
  const known = new Map(
    entities.flatMap((entity) => [entity.id, ...(entity.aliases ?? [])].map((id) => [bareUri(id), entity] as const)),
  );
  return { ...users, entityAt: (identity) => known.get(bareUri(identity)) };
}

export const directory = createDirectory(
  [
    { id: PRIMARY, kinds: ['server'] },
    { id: PARTNER, kinds: ['server'], aliases: ['sip:terminating@partner.example'] },
    { id: PRIMARY_GMS, kinds: ['gms'] },
    { id: PARTNER_GMS, kinds: ['gms'] },
  ],
  {
    publicIdentityOf: (mcServiceId) => mcServiceId,
    mcServiceIdOf: (publicIdentity) => publicIdentity,
    clientIdOf: (mcServiceId) => `urn:uuid:${mcServiceId.length}`,
    accessTokenOf: (mcServiceId) => mcServiceId,
  },
);

let tokens = 0;

export const context: FlowContext = {
  service: 'mcptt',
  dialect: 'f7',
  identityMode: 'asserted',
  refusals: 'release-18',
  authorization: 'PUBLISH',
  directory,
  contactOf: (id) => `${id};transport=udp`,
  xcapRoot: 'http://127.0.0.1:8100/xcap-root',
  newToken: () => `token-${(tokens += 1)}`,
  affiliatedUntil: () => '2162-01-07T06:28:15Z',
  standing: () => [],
  copied: () => undefined,
};

/** Who takes a flow. */
export function listenerOf(flow: FlowId, to: string): Listening['listener'] {
  const kind = flow.slice(flow.lastIndexOf('-') + 1);
  return kind === 'client' || flow.endsWith('gms-client')
    ? { kind: 'client' }
    : { kind: kind as 'server' | 'gms', id: to };
}

const name = fc.stringMatching(/^[a-z][a-z0-9-]{0,8}$/);
const identity = (domain: string) => name.map((one) => `sip:${one}.k3f91@${domain}`);
const user = fc.constantFrom('primary.example', 'partner.example').chain(identity);
const group = user;
const groups = fc.uniqueArray(group, { minLength: 1, maxLength: 4 });
const optional = <T>(values: fc.Arbitrary<T>) => fc.option(values, { nil: undefined });

/** The fields that are there; what is undefined is left out, as on the wire. */
const body = <T extends object>(fields: { [K in keyof T]: fc.Arbitrary<T[K] | undefined> }): fc.Arbitrary<T> =>
  fc
    .record(fields as { [K in keyof T]: fc.Arbitrary<T[K]> }, { noNullPrototype: true })
    .map((one) => Object.fromEntries(Object.entries(one).filter(([, value]) => value !== undefined)) as T);

const between = (from: string, to: string) => ({ from: fc.constant(from), to: fc.constant(to) });

/** Of a user, who stands at one end. */
const asSender = <T extends { from: string; mcServiceId: string }>(bodies: fc.Arbitrary<T>) =>
  bodies.map((one): T => ({ ...one, from: one.mcServiceId }));
const asReceiver = <T extends { to: string; mcServiceId: string }>(bodies: fc.Arbitrary<T>) =>
  bodies.map((one): T => ({ ...one, to: one.mcServiceId }));

const atPrimary = between('', PRIMARY);
const fromPartner = between(PARTNER, '');
const servers = between(PRIMARY, PARTNER);
const result = fc.constantFrom('success', 'failure');
const reason = fc.constantFrom('group-already-regrouped', 'partner-system-unavailable');
const regroupGroupId = group;

const configuration = body<FlowBodies['group-information-notify-request.gms-gms']['groupConfigurations'][number]>({
  mcServiceGroupId: group,
  displayName: optional(name),
  preconfiguredGroupUseOnly: optional(fc.boolean()),
  broadcast: optional(fc.boolean()),
  keyReference: optional(name),
  temporaryGroupId: optional(group),
});

export const BODIES: { readonly [F in FlowId]: fc.Arbitrary<FlowBodies[F]> } = {
  'preconfigured-regroup-request.client-server': asSender(
    body({
      ...atPrimary,
      mcServiceId: user,
      regroupGroupId,
      preconfiguredGroupId: group,
      mcServiceGroupIdList: optional(groups),
      mcServiceUserIdList: optional(groups),
    }),
  ),
  'preconfigured-regroup-request.server-server': body({
    ...servers,
    mcServiceId: optional(user),
    regroupGroupId,
    preconfiguredGroupId: group,
    mcServiceGroupIdList: groups,
  }),
  'preconfigured-regroup-request.server-client': asReceiver(
    body({
      ...fromPartner,
      mcServiceId: user,
      regroupGroupId,
      preconfiguredGroupId: group,
      mcServiceGroupIdList: optional(groups),
      delivery: fc.constantFrom('unicast', 'multicast'),
    }),
  ),
  'preconfigured-regroup-request-return.server-client': asReceiver(
    body({ ...between(PRIMARY, ''), mcServiceId: user, authorizationResult: result, regroupGroupId: optional(group) }),
  ),
  'preconfigured-regroup-reject.server-client': asReceiver(
    body({ ...between(PRIMARY, ''), mcServiceId: user, reason, regroupGroupId: optional(group) }),
  ),
  'preconfigured-regroup-reject.server-server': body({
    ...servers,
    mcServiceId: optional(user),
    reason,
    regroupGroupId,
  }),
  'preconfigured-regroup-response.client-server': asSender(body({ ...atPrimary, mcServiceId: user, regroupGroupId })),
  'preconfigured-regroup-response.server-server': body({ ...servers, mcServiceId: user, regroupGroupId }),
  'preconfigured-regroup-response.server-client': asReceiver(
    body({ ...between(PRIMARY, ''), mcServiceId: user, regroupGroupId }),
  ),
  'preconfigured-regroup-cancel-request.client-server': asSender(
    body({ ...atPrimary, mcServiceId: user, regroupGroupId }),
  ),
  'preconfigured-regroup-cancel-request.server-server': body({
    ...servers,
    mcServiceId: optional(user),
    regroupGroupId,
  }),
  'preconfigured-regroup-cancel-request.server-client': asReceiver(
    body({ ...fromPartner, mcServiceId: user, regroupGroupId }),
  ),
  'preconfigured-regroup-cancel-response.client-server': asSender(
    body({ ...atPrimary, mcServiceId: user, regroupGroupId }),
  ),
  'preconfigured-regroup-cancel-response.server-server': body({
    ...servers,
    mcServiceId: optional(user),
    regroupGroupId,
    result,
  }),
  'preconfigured-regroup-cancel-response.server-client': asReceiver(
    body({ ...fromPartner, mcServiceId: user, regroupGroupId, result }),
  ),
  'group-affiliation-request.client-server': asSender(
    body({ ...atPrimary, mcServiceId: user, mcServiceGroupIdList: groups }),
  ),
  'group-affiliation-request.server-server': body({ ...servers, mcServiceId: user, mcServiceGroupIdList: groups }),
  'group-affiliation-response.server-client': asReceiver(
    body({ ...fromPartner, mcServiceId: user, mcServiceGroupIdList: groups, result }),
  ),
  'group-affiliation-response.server-server': body({
    ...servers,
    mcServiceId: user,
    mcServiceGroupIdList: groups,
    result,
  }),
  'group-de-affiliation-request.client-server': asSender(
    body({ ...atPrimary, mcServiceId: user, mcServiceGroupIdList: groups }),
  ),
  'group-de-affiliation-request.server-server': body({ ...servers, mcServiceId: user, mcServiceGroupIdList: groups }),
  'group-de-affiliation-response.server-client': asReceiver(
    body({ ...fromPartner, mcServiceId: user, mcServiceGroupIdList: groups, result }),
  ),
  'group-de-affiliation-response.server-server': body({
    ...servers,
    mcServiceId: user,
    mcServiceGroupIdList: groups,
    result,
  }),
  'service-authorization-request.client-server': asSender(body({ ...atPrimary, mcServiceId: user })),
  'service-authorization-response.server-client': asReceiver(body({ ...fromPartner, mcServiceId: user, result })),
  'log-off-request.client-server': asSender(body({ ...atPrimary, mcServiceId: user })),
  'log-off-response.server-client': asReceiver(body({ ...fromPartner, mcServiceId: user })),
  'subscribe-group-configuration-request.server-gms': body({
    ...between(PRIMARY, PRIMARY_GMS),
    mcServiceGroupIdList: groups,
  }),
  'subscribe-group-configuration-response.gms-server': body({
    ...between(PRIMARY_GMS, PRIMARY),
    mcServiceGroupIdList: groups,
  }),
  'notify-group-configuration-request.gms-server': body({
    ...between(PRIMARY_GMS, PRIMARY),
    groupConfigurations: fc.array(configuration, { minLength: 1, maxLength: 3 }),
  }),
  'notify-group-configuration-request.gms-client': asReceiver(
    body({
      ...between(PRIMARY_GMS, ''),
      mcServiceId: user,
      groupConfigurations: fc.array(configuration, { minLength: 1, maxLength: 3 }),
    }),
  ),
  'get-group-configuration-request.server-gms': body({ ...between(PRIMARY, PRIMARY_GMS), mcServiceGroupId: group }),
  'get-group-configuration-response.gms-server': fc.tuple(configuration, fc.boolean()).map(([one, found]) => ({
    from: PRIMARY_GMS,
    to: PRIMARY,
    mcServiceGroupId: one.mcServiceGroupId,
    ...(found && { groupConfiguration: one }),
  })),
  'subscribe-group-dynamic-data-request.gms-server': body({
    ...between(PRIMARY_GMS, PRIMARY),
    mcServiceGroupIdList: groups,
  }),
  'subscribe-group-dynamic-data-response.server-gms': body({
    ...between(PRIMARY, PRIMARY_GMS),
    mcServiceGroupIdList: groups,
  }),
  'notify-group-dynamic-data-request.server-gms': body({
    ...between(PRIMARY, PRIMARY_GMS),
    groupDynamicData: fc.uniqueArray(
      body<FlowBodies['notify-group-dynamic-data-request.server-gms']['groupDynamicData'][number]>({
        mcServiceGroupId: group,
        affiliated: optional(groups),
        deAffiliated: fc.constant(undefined),
        regroupGroupId: optional(group),
      }),
      { minLength: 1, maxLength: 3, selector: ({ mcServiceGroupId }) => mcServiceGroupId },
    ),
  }),
  'group-information-notify-request.gms-gms': body({
    ...between(PRIMARY_GMS, PARTNER_GMS),
    groupConfigurations: fc.array(configuration, { minLength: 1, maxLength: 3 }),
  }),
};
