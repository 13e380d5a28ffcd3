// Defects of MC service client 2, a member who is served in the partner MC system.

import type { UserNotification } from '../../ports/control';
import { on } from '../machine';
import { send } from '../outbox';
import { altering, doubling, dropping, replacing, type Rewrite } from '../rewrite';
import { otherThan, renaming, STEP_7, STEP_9 } from './elements';
import { mutantClient, type Mutant } from './mutant';

const client = mutantClient('client-2');
const DISTRIBUTION = 'notify-group-configuration-request.gms-client';

export const CLIENT_2: readonly Mutant[] = [
  client('never-affiliates', 'PRE-2a', 'does not affiliate to the group that its user chose', {
    rewrite: () => dropping('group-affiliation-request.client-server'),
  }),
  client('never-starts-service', 'PRE-2c', 'does not ask the partner MC system for service', {
    rewrite: () => dropping('service-authorization-request.client-server'),
  }),
  client('tells-nobody', 'STEP-8-a', 'does not notify its user of the regrouping', { policy: { notifiesUser: false } }),
  client('acknowledges-multicast', 'STEP-9-c', 'acknowledges a request that came by multicast', {
    policy: { acknowledges: () => true },
  }),
  client('acknowledges-elsewhere', 'STEP-9-d', 'sends the acknowledgement to the primary MC system', {
    rewrite: () =>
      replacing(STEP_9, ({ body, output }, { peers }) => {
        const elsewhere = peers.otherSystems(body.mcServiceId)[0];
        if (elsewhere === undefined) return [output];
        return [send(STEP_9, elsewhere.serverAddress, { ...body, to: elsewhere.serverId })];
      }),
  }),
  client('fetches-the-key', 'PRE-3c', 'looks for configuration and key of the group only when it is asked', {
    rewrite: () => (turn) => {
      const { to, preconfiguredGroupId } = on(turn.input, STEP_7) ?? {};
      const own = to === undefined ? undefined : turn.peers.ownSystem(to);
      if (to === undefined || preconfiguredGroupId === undefined || own === undefined) return turn.outputs;
      const elements = { from: to, to: own.gmsId, mcServiceGroupId: preconfiguredGroupId };
      return [send('get-group-configuration-request.server-gms', own.gmsAddress, elements), ...turn.outputs];
    },
  }),
  client('acknowledges-beforehand', 'INV-7', 'acknowledges a regroup once it has the configuration for it, unasked', {
    rewrite: () => (turn) => {
      const { to, groupConfigurations = [] } = on(turn.input, DISTRIBUTION) ?? {};
      const own = to === undefined ? undefined : turn.peers.ownSystem(to);
      const [configuration] = groupConfigurations;
      if (to === undefined || own === undefined || configuration === undefined) return turn.outputs;
      const elements = { from: to, to: own.serverId, mcServiceId: to, regroupGroupId: configuration.mcServiceGroupId };
      return [...turn.outputs, send(STEP_9, own.serverAddress, elements)];
    },
  }),
  client('acknowledges-for-another', 'STEP-9-b', 'acknowledges in the name of another user', {
    rewrite: renaming(STEP_9, 'mcServiceId'),
  }),
  client('acknowledges-twice', 'WIRE-2', 'acknowledges one request twice', { rewrite: () => doubling(STEP_9) }),
  client('acknowledges-the-configuration-group', 'INV-1', 'acknowledges under the name of the configuration group', {
    rewrite: () =>
      altering(STEP_9, (body, { input }) => ({
        ...body,
        regroupGroupId: on(input, STEP_7)?.preconfiguredGroupId ?? body.regroupGroupId,
      })),
  }),
  client('acknowledges-everywhere', 'STEP-9-d', 'sends the acknowledgement to the primary MC system as well', {
    rewrite: () =>
      replacing(STEP_9, ({ body, output }, { peers }) => [
        output,
        ...peers
          .otherSystems(body.mcServiceId)
          .slice(0, 1)
          .map(({ serverId, serverAddress }) => send(STEP_9, serverAddress, { ...body, to: serverId })),
      ]),
  }),
  client('tells-of-another-regroup', 'STEP-8-a', 'tells its user of a regroup group that it was not asked to join', {
    rewrite: () =>
      notifiedOtherwise((notification) => ({
        ...notification,
        regroupGroupId: otherThan(notification.regroupGroupId ?? ''),
      })),
  }),
  client('tells-of-a-cancellation', 'STEP-8-a', 'tells its user that a regroup was cancelled when it was formed', {
    rewrite: () => notifiedOtherwise((notification) => ({ ...notification, kind: 'cancelled' })),
  }),
];

/** What the user is told of a regroup shows only in what the client answers to control. */
function notifiedOtherwise(change: (notification: UserNotification) => UserNotification): Rewrite {
  return ({ outputs }) =>
    outputs.map((output) => {
      if (output.kind !== 'answer' || output.answer.status !== 'done') return output;
      const { userNotifications } = output.answer;
      if (userNotifications === undefined) return output;
      const notifications = userNotifications.map((one) => (one.kind === 'regrouped' ? change(one) : one));
      return { ...output, answer: { ...output.answer, userNotifications: notifications } };
    });
}
