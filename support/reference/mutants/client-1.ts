// Defects of MC service client 1, the requester.

import type { FlowBody } from '../../procedure/flows';
import { on, type Input, type Output } from '../machine';
import { send } from '../outbox';
import { altering, doubling, dropping, replacing, type Rewrite, type Turn } from '../rewrite';
import { RETURN, STEP_12, STEP_2, STEP_9 } from './elements';
import { mutantClient, type Mutant } from './mutant';

const client = mutantClient('client-1');

const AFFILIATES = 'group-affiliation-request.client-server';
const SERVICE_REQUEST = 'service-authorization-request.client-server';

/** Before the @ case counts (RFC 3261 19.1.4), so that it is another user's. */
const inCapitals = (id: string): string =>
  id.replace(/^(sips?:)([^@]+)/, (_, scheme: string, user: string) => scheme + user.toUpperCase());

export const CLIENT_1: readonly Mutant[] = [
  client('asks-without-service', 'PRE-1b', 'asks for the regroup without having asked for MC service', {
    rewrite: () => dropping(SERVICE_REQUEST),
  }),
  client(
    'asks-for-service-in-capitals',
    'PRE-1b',
    'writes the name of its user in capitals where it asks for MC service',
    {
      rewrite: () =>
        altering(SERVICE_REQUEST, ({ mcServiceId, ...body }) => ({ ...body, mcServiceId: inCapitals(mcServiceId) })),
    },
  ),
  client('asks-unbidden', 'STEP-1-a', 'asks for the regroup a second time when it is formed, which no user initiated', {
    rewrite: () => upon((input) => on(input, STEP_12)?.mcServiceId, askAgain),
  }),
  client('forgets-a-group', 'STEP-1-b', 'leaves out the last of the groups that the user listed', {
    rewrite: () =>
      altering(STEP_2, (body) => ({ ...body, mcServiceGroupIdList: shortened(body.mcServiceGroupIdList ?? []) })),
  }),
  client(
    'takes-a-listed-group-for-configuration',
    'STEP-1-d',
    'names a listed group as the one that lends its configuration',
    {
      rewrite: () =>
        altering(STEP_2, (body) => ({
          ...body,
          preconfiguredGroupId: body.mcServiceGroupIdList?.[0] ?? body.preconfiguredGroupId,
        })),
    },
  ),
  client('keeps-the-request', 'STEP-2-a', 'sends no request when its user initiates the regroup', {
    rewrite: () => dropping(STEP_2),
  }),
  client('asks-twice', 'STEP-2-a', 'sends the request of one act of its user twice', {
    rewrite: () => doubling(STEP_2),
  }),
  client('asks-the-partner-too', 'STEP-2-b', 'sends the request to the partner MC system as well', {
    rewrite: () =>
      replacing(STEP_2, ({ body, output }, { peers }) => [
        output,
        ...peers
          .otherSystems(body.mcServiceId)
          .slice(0, 1)
          .map(({ serverId, serverAddress }) => send(STEP_2, serverAddress, { ...body, to: serverId })),
      ]),
  }),
  client('lists-users-beside-groups', 'STEP-2-c', 'lists users beside the groups in one request', {
    rewrite: () => altering(STEP_2, (body) => ({ ...body, mcServiceUserIdList: [body.mcServiceId] })),
  }),
  client('asks-again-when-not-authorized', 'STEP-4b-5', 'asks once more after it was told that it is not authorized', {
    rewrite: () => upon(refusedUser, askAgain),
  }),
  client('cancels-what-was-not-authorized', 'STEP-4b-5', 'cancels the regroup for which it is not authorized', {
    rewrite: () =>
      upon(refusedUser, ({ from, to, mcServiceId, regroupGroupId }, address) =>
        regroupGroupId === undefined
          ? []
          : [
              send('preconfigured-regroup-cancel-request.client-server', address, {
                from,
                to,
                mcServiceId,
                regroupGroupId,
              }),
            ],
      ),
  }),
  client(
    'asks-the-partner-when-not-authorized',
    'STEP-4b-5',
    'asks the partner MC system after it was told that it is not authorized',
    {
      rewrite: () =>
        upon(refusedUser, (body, _address, { peers }) =>
          peers
            .otherSystems(body.mcServiceId)
            .slice(0, 1)
            .map(({ serverId, serverAddress }) => send(STEP_2, serverAddress, { ...body, to: serverId })),
        ),
    },
  ),
  client(
    'acknowledges-what-was-not-authorized',
    'STEP-4b-5',
    'acknowledges the regroup for which it is not authorized',
    {
      rewrite: () => upon(refusedUser, acknowledges),
    },
  ),
  client(
    'affiliates-to-what-was-not-authorized',
    'STEP-4b-5',
    'affiliates its user to the regroup group for which it is not authorized',
    {
      rewrite: () =>
        upon(refusedUser, ({ from, to, mcServiceId, regroupGroupId }, address) =>
          regroupGroupId === undefined
            ? []
            : [send(AFFILIATES, address, { from, to, mcServiceId, mcServiceGroupIdList: [regroupGroupId] })],
        ),
    },
  ),
  client('adds-a-group', 'STEP-1-b', 'lists the configuration group beside the groups that the user listed', {
    rewrite: () =>
      altering(STEP_2, (body) => ({
        ...body,
        mcServiceGroupIdList: [...(body.mcServiceGroupIdList ?? []), body.preconfiguredGroupId],
      })),
  }),
  client('swaps-regroup-and-configuration', 'STEP-1-c', 'confuses regroup group and configuration group', {
    rewrite: () =>
      altering(STEP_2, (body) => ({
        ...body,
        regroupGroupId: body.preconfiguredGroupId,
        preconfiguredGroupId: body.regroupGroupId ?? body.preconfiguredGroupId,
      })),
  }),
  client('asks-the-partner-instead', 'STEP-2-b', 'sends the request to the partner MC system and not to its own', {
    rewrite: () =>
      replacing(STEP_2, ({ body, output }, { peers }) => {
        const [other] = peers.otherSystems(body.mcServiceId);
        return other === undefined ? [output] : [send(STEP_2, other.serverAddress, { ...body, to: other.serverId })];
      }),
  }),
  client('sends-the-key-to-its-server', 'PRE-3d', 'puts key material into its request', {
    rewrite: () => altering(STEP_2, (body) => ({ ...body, groupKey: 'bm90IGEga2V5' })),
  }),
  client(
    'gives-the-identity-of-the-last',
    'STEP-1-c',
    'gives the identity of the last regroup where its user names none',
    {
      rewrite: () => {
        const last = new Map<string, string | undefined>();
        return (turn) => {
          const returned = on(turn.input, RETURN);
          if (returned !== undefined) last.set(returned.mcServiceId, returned.regroupGroupId);
          return altering(STEP_2, (body) => ({ regroupGroupId: last.get(body.mcServiceId), ...body }))(turn);
        };
      },
    },
  ),
  client('acknowledges-unasked', 'WIRE-2', 'acknowledges the regroup when it is told that it is formed', {
    rewrite: () => upon((input) => on(input, STEP_12)?.mcServiceId, acknowledges),
  }),
];

const shortened = (list: readonly string[]): readonly string[] => (list.length > 1 ? list.slice(0, -1) : list);

const refusedUser = (input: Input): string | undefined => {
  const returned = on(input, RETURN);
  return returned?.authorizationResult === 'failure' ? returned.mcServiceId : undefined;
};

const acknowledges: More = ({ from, to, mcServiceId, regroupGroupId }, address) =>
  regroupGroupId === undefined ? [] : [send(STEP_9, address, { from, to, mcServiceId, regroupGroupId })];

const askAgain: More = (body, address) => [send(STEP_2, address, body)];

type More = (request: FlowBody<typeof STEP_2>, address: string, turn: Turn) => readonly Output[];

/**
 * Has the client say more about a user's last request, once.
 * @param cue the user, where an input is the cue for it
 */
function upon(cue: (input: Input) => string | undefined, more: More): Rewrite {
  const last = new Map<string, { readonly body: FlowBody<typeof STEP_2>; readonly address: string }>();
  const remember = replacing(STEP_2, ({ body, address, output }) => {
    last.set(body.mcServiceId, { body, address });
    return [output];
  });
  return (turn) => {
    const outputs = remember(turn);
    const user = cue(turn.input) ?? '';
    const request = last.get(user);
    if (request === undefined) return outputs;
    last.delete(user);
    return [...outputs, ...more(request.body, request.address, turn)];
  };
}
