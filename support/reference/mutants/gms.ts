// Defects of the group management servers of the two MC systems.

import type { FlowBody } from '../../procedure/flows';
import { on } from '../machine';
import { send } from '../outbox';
import { altering, dropping, replacing, without, type Rewrite } from '../rewrite';
import { otherThan, STEP_7 } from './elements';
import { mutantGms, type Mutant } from './mutant';

const primary = mutantGms('primary-gms');
const partner = mutantGms('partner-gms');

const SUBSCRIBE = 'subscribe-group-dynamic-data-request.gms-server';
const UNANSWERED = 'leaves its server’s subscription to group configuration unanswered';
const TO_CLIENT = 'notify-group-configuration-request.gms-client';
const TO_SERVER = 'notify-group-configuration-request.gms-server';
const TELLS_OF_ONE = 'tells its server of the last only of the groups that are put into a temporary group';
const FREES_WHAT_IT_REPEATS = 'leaves out the temporary group of a group whose configuration it tells once more';
const TO_PARTNER = 'group-information-notify-request.gms-gms';

export const PRIMARY_GMS: readonly Mutant[] = [
  primary('primary-gms-does-not-follow', 'PRE-5', 'does not subscribe to the dynamic data of its groups', {
    policy: { subscribesToDynamicData: false },
  }),
  primary('shares-nothing', 'PRE-3a', 'does not share the preconfigured group with the partner MC system', {
    policy: { sharesWithPartners: false },
  }),
  primary('shares-no-key-reference', 'PRE-3c', 'shares the preconfigured group without the reference of its key', {
    rewrite: () => altering(TO_PARTNER, (body) => withoutKeys(body)),
  }),
  primary('shares-a-key-with-each', 'PRE-3c', 'shares another key of a group with each MC system', {
    rewrite: () =>
      altering(TO_PARTNER, (body) => ({
        ...body,
        groupConfigurations: body.groupConfigurations.map((one) =>
          one.keyReference === undefined
            ? one
            : { ...one, keyReference: `${one.keyReference}-${body.to.replace(/^.*@/, '')}` },
        ),
      })),
  }),
  primary('shares-an-older-key', 'PRE-3c', 'shares the reference of a key that the group had before', {
    rewrite: () =>
      altering(TO_PARTNER, (body) => ({
        ...body,
        groupConfigurations: body.groupConfigurations.map((one) =>
          one.keyReference === undefined ? one : { ...one, keyReference: `${one.keyReference}-before` },
        ),
      })),
  }),
  primary(
    'shares-no-flags',
    'PRE-3b',
    'shares the preconfigured group without saying that it lends no more than its configuration',
    {
      rewrite: () => altering(TO_PARTNER, withoutFlags),
    },
  ),
  primary('tells-of-one-constituent', 'PRE-4', TELLS_OF_ONE, { rewrite: () => altering(TO_SERVER, ofOneConstituent) }),
  primary('frees-what-it-repeats', 'PRE-4', FREES_WHAT_IT_REPEATS, { rewrite: () => freeingWhatItRepeats }),
  primary('shares-identities-only', 'PRE-3b', 'shares which preconfigured groups there are, not their configuration', {
    rewrite: () => altering(TO_PARTNER, identitiesOnly),
  }),
  primary('shares-half-a-message', 'WIRE-1', 'shares the configuration of groups that it does not name', {
    rewrite: () =>
      altering(TO_PARTNER, (body) => ({
        ...body,
        groupConfigurations: body.groupConfigurations.map((one) => without(one, 'mcServiceGroupId')),
      })),
  }),
  primary('notifies-of-nothing', 'WIRE-1', 'confirms a subscription with a notification that has no configuration', {
    rewrite: () =>
      replacing('subscribe-group-configuration-response.gms-server', ({ body: { from, to }, address, output }) => [
        output,
        send(TO_SERVER, address, { from, to, groupConfigurations: [] }),
      ]),
  }),
  primary('primary-gms-asks-clients', 'WIRE-2', 'asks the members itself when it hears of the regroup', {
    rewrite: () => askMembers,
  }),
  primary('confirms-no-subscription', 'PRE-4', UNANSWERED, {
    rewrite: () => dropping('subscribe-group-configuration-response.gms-server'),
  }),
];

export const PARTNER_GMS: readonly Mutant[] = [
  partner('partner-gms-frees-what-it-repeats', 'PRE-4', FREES_WHAT_IT_REPEATS, { rewrite: () => freeingWhatItRepeats }),
  partner('partner-gms-does-not-follow', 'PRE-5', 'does not subscribe to the dynamic data of its groups', {
    policy: { subscribesToDynamicData: false },
  }),
  partner('distributes-nothing', 'PRE-3a', 'keeps the shared preconfigured group from its users', {
    policy: { distributesToClients: false },
  }),
  partner(
    'distributes-identities-only',
    'PRE-3b',
    'tells its users the preconfigured groups but not their configuration',
    {
      rewrite: () => altering(TO_CLIENT, identitiesOnly),
    },
  ),
  partner('distributes-no-flags', 'PRE-3b', 'tells its users the shared group as one for any use', {
    rewrite: () => altering(TO_CLIENT, withoutFlags),
  }),
  partner('partner-gms-tells-of-one-constituent', 'PRE-4', TELLS_OF_ONE, {
    rewrite: () => altering(TO_SERVER, ofOneConstituent),
  }),
  partner(
    'distributes-in-another-name',
    'PRE-3a',
    'tells each of its users of the shared group as if it were another',
    {
      rewrite: () =>
        altering(TO_CLIENT, (body, { peers }) => ({
          ...body,
          mcServiceId: peers.companions(body.mcServiceId)[0]?.mcServiceId ?? otherThan(body.mcServiceId),
        })),
    },
  ),
  partner('distributes-to-some', 'PRE-3a', 'tells only some of its users of the shared preconfigured group', {
    rewrite: () => {
      let turn = 0;
      return replacing(TO_CLIENT, ({ output }) => (turn++ % 2 === 0 ? [] : [output]));
    },
  }),
  partner(
    'distributes-no-key-reference',
    'PRE-3c',
    'gives its users the configuration without the reference of the key',
    {
      rewrite: () => altering(TO_CLIENT, (body) => withoutKeys(body)),
    },
  ),
  partner('partner-gms-confirms-no-subscription', 'PRE-4', UNANSWERED, {
    rewrite: () => dropping('subscribe-group-configuration-response.gms-server'),
  }),
  partner('partner-gms-follows-one-group-only', 'PRE-5', 'subscribes to the dynamic data of one of its groups', {
    rewrite: () =>
      altering(SUBSCRIBE, (body) => ({ ...body, mcServiceGroupIdList: body.mcServiceGroupIdList.slice(0, 1) })),
  }),
  partner('distributes-another-group', 'PRE-3a', 'tells its users of another group than the one that was shared', {
    rewrite: () =>
      altering(TO_CLIENT, (body) => ({
        ...body,
        groupConfigurations: body.groupConfigurations.map((one) => ({
          ...one,
          mcServiceGroupId: otherThan(one.mcServiceGroupId),
        })),
      })),
  }),
  partner('distributes-to-somebody-else', 'PRE-3a', 'tells one user what is meant for another', {
    rewrite: () =>
      replacing(TO_CLIENT, ({ body, output }, { peers }) => {
        const [other] = peers.companions(body.mcServiceId);
        return other === undefined
          ? [output]
          : [send(TO_CLIENT, other.clientAddress, { ...body, to: other.mcServiceId, mcServiceId: other.mcServiceId })];
      }),
  }),
  partner('distributes-another-key', 'PRE-3c', 'gives its users the reference of another key than the shared one', {
    rewrite: () =>
      altering(TO_CLIENT, (body) => ({
        ...body,
        groupConfigurations: body.groupConfigurations.map((one) => ({ ...one, keyReference: 'another-key' })),
      })),
  }),
  partner('partner-gms-asks-clients', 'WIRE-2', 'asks the members itself when it hears of the regroup', {
    rewrite: () => askMembers,
  }),
];

const freeingWhatItRepeats: Rewrite = (turn) => {
  const { input, outputs } = turn;
  if (input.kind !== 'command' || input.command.command !== 'act' || input.command.act.kind !== 'repeat-configuration')
    return outputs;
  return altering(TO_SERVER, (body) => ({
    ...body,
    groupConfigurations: body.groupConfigurations.map((one) => without(one, 'temporaryGroupId')),
  }))(turn);
};

type Configurations = {
  readonly groupConfigurations: readonly {
    readonly mcServiceGroupId: string;
    readonly preconfiguredGroupUseOnly?: boolean;
  }[];
};

const identitiesOnly = (body: Configurations): object => ({
  ...body,
  groupConfigurations: body.groupConfigurations.map(({ mcServiceGroupId }) => ({ mcServiceGroupId })),
});

const withoutFlags = (body: Configurations): object => ({
  ...body,
  groupConfigurations: body.groupConfigurations.map((one) => without(one, 'preconfiguredGroupUseOnly')),
});

const ofOneConstituent = (body: FlowBody<typeof TO_SERVER>): object => {
  const constituents = body.groupConfigurations.filter(({ temporaryGroupId }) => temporaryGroupId !== undefined);
  return constituents.length > 1 ? { ...body, groupConfigurations: constituents.slice(-1) } : body;
};

/** Whoever is reported to have joined a regroup group is sent the request that a server has sent already. */
const askMembers: Rewrite = ({ input, outputs, peers }) => {
  const reported = on(input, 'notify-group-dynamic-data-request.server-gms');
  const regroupGroupId = reported?.groupDynamicData.find((entry) => entry.regroupGroupId !== undefined)?.regroupGroupId;
  if (reported === undefined || regroupGroupId === undefined) return outputs;
  const joined = reported.groupDynamicData.flatMap(({ mcServiceGroupId, affiliated = [] }) =>
    mcServiceGroupId === regroupGroupId ? affiliated : [],
  );
  const users = joined.flatMap((id) => peers.user(id) ?? []);
  return [
    ...outputs,
    ...users.map(({ mcServiceId, clientAddress }) =>
      send(STEP_7, clientAddress, {
        from: reported.to,
        to: mcServiceId,
        mcServiceId,
        regroupGroupId,
        preconfiguredGroupId: regroupGroupId,
        delivery: 'unicast',
      }),
    ),
  ];
};

function withoutKeys<B extends { readonly groupConfigurations: readonly { readonly keyReference?: string }[] }>(
  body: B,
): B {
  return {
    ...body,
    groupConfigurations: body.groupConfigurations.map(({ keyReference: _, ...configuration }) => configuration),
  };
}
