// Messages that nothing calls for, each sent upon something else that happens.

import type { FlowBody } from '../../../procedure/flows';
import { on, type Output } from '../../machine';
import { send } from '../../outbox';
import { doubling, replacing, sent, type Rewrite, type Turn } from '../../rewrite';
import {
  AFFILIATED,
  CANCEL,
  CANCEL_AT_CLIENT,
  REFUSAL,
  REJECT,
  RETURN,
  STEP_11,
  STEP_12,
  STEP_2,
  STEP_5,
  STEP_7,
  STEP_9,
} from '../elements';
import { mutantClient, mutantGms, mutantServer, type Mutant } from '../mutant';

const client1 = mutantClient('client-1');
const client2 = mutantClient('client-2');
const primary = mutantServer('primary-server');
const partner = mutantServer('partner-server');
const primaryGms = mutantGms('primary-gms');
const partnerGms = mutantGms('partner-gms');

const CANCEL_BY_CLIENT = 'preconfigured-regroup-cancel-request.client-server';
const CANCELLED = 'preconfigured-regroup-cancel-response.server-client';
const DYNAMIC_DATA = 'notify-group-dynamic-data-request.server-gms';

/** Sends more after all else. */
const adding = (more: (turn: Turn) => readonly Output[]) => (): Rewrite => (turn) => [...turn.outputs, ...more(turn)];

/** Sends what was sent once again, where `again` says so of a later turn. */
const repeating =
  (flow: typeof STEP_2 | typeof STEP_7 | typeof STEP_9 | typeof STEP_12, again: (turn: Turn) => string | undefined) =>
  (): Rewrite => {
    const kept = new Map<string, Output>();
    return (turn) => {
      const wanted = again(turn) ?? '';
      const repeated = kept.get(wanted);
      kept.delete(wanted);
      for (const output of turn.outputs) {
        const body = sent(output, flow);
        if (body === undefined) continue;
        for (const id of [body.mcServiceId, body.regroupGroupId]) if (id !== undefined) kept.set(id, output);
      }
      return repeated === undefined ? turn.outputs : [...turn.outputs, repeated];
    };
  };

/** From a user to the server that serves the user. */
function toOwnServer({ peers }: Turn, user: string): { from: string; to: string; address: string } | undefined {
  const own = peers.ownSystem(user);
  return own && { from: user, to: own.serverId, address: own.serverAddress };
}

/** A user cancels what it was never asked to cancel. */
function cancels(turn: Turn, user: string | undefined, regroupGroupId: string | undefined): readonly Output[] {
  const route = user === undefined ? undefined : toOwnServer(turn, user);
  if (route === undefined || user === undefined || regroupGroupId === undefined) return [];
  const { from, to, address } = route;
  return [send(CANCEL_BY_CLIENT, address, { from, to, mcServiceId: user, regroupGroupId })];
}

/** A client asks something of its server once it is asked to join. */
const asked = <F extends 'group-affiliation-request.client-server' | 'log-off-request.client-server' | typeof STEP_2>(
  flow: F,
  more: (request: FlowBody<typeof STEP_7>) => Omit<FlowBody<F>, 'from' | 'to' | 'mcServiceId'>,
) =>
  adding((turn) => {
    const request = on(turn.input, STEP_7);
    const route = request === undefined ? undefined : toOwnServer(turn, request.to);
    if (request === undefined || route === undefined) return [];
    const { from, to, address } = route;
    return [send(flow, address, { ...more(request), from, to, mcServiceId: from } as FlowBody<F>)]; // as `more` has it
  });

export const UNBIDDEN_BY_CLIENT_1: readonly Mutant[] = [
  client1('asks-again-when-rejected', 'STEP-1-a', 'asks once more after a reject, which no user initiated', {
    rewrite: repeating(STEP_2, ({ input }) => on(input, REJECT)?.mcServiceId),
  }),
  client1('asks-again-when-authorized', 'STEP-2-a', 'asks once more when it is told that it is authorized', {
    rewrite: repeating(STEP_2, ({ input }) => {
      const returned = on(input, RETURN);
      return returned?.authorizationResult === 'success' ? returned.mcServiceId : undefined;
    }),
  }),
  client1('asks-again-when-cancelled', 'STEP-1-a', 'asks once more when the regroup was cancelled', {
    rewrite: repeating(STEP_2, ({ input }) => on(input, CANCELLED)?.mcServiceId),
  }),
  client1('cancels-twice', 'WIRE-2', 'sends the cancellation of one act of its user twice', {
    rewrite: () => doubling(CANCEL_BY_CLIENT),
  }),
  client1('cancels-when-formed', 'WIRE-2', 'cancels the regroup when it is formed, which no user asked for', {
    rewrite: adding((turn) => {
      const formed = on(turn.input, STEP_12);
      return cancels(turn, formed?.mcServiceId, formed?.regroupGroupId);
    }),
  }),
];

/** Who takes part in the groups of a request. */
function asking(
  turn: Turn,
  flow: typeof STEP_2 | typeof STEP_5,
  regroupGroupId: string | undefined,
  users: readonly string[],
) {
  const request = on(turn.input, flow);
  if (request === undefined) return [];
  const { preconfiguredGroupId, mcServiceGroupIdList = [] } = request;
  return users.flatMap((id): Output[] => {
    const address = turn.peers.user(id)?.clientAddress;
    if (address === undefined || regroupGroupId === undefined) return [];
    const elements = {
      from: request.to,
      to: id,
      mcServiceId: id,
      regroupGroupId,
      preconfiguredGroupId,
      mcServiceGroupIdList,
    };
    return [send(STEP_7, address, { ...elements, delivery: 'unicast' })];
  });
}

/** Remembers who affiliated to which group, and asks whoever belongs to a request that ends in such an answer. */
const askingAllTheSame =
  (flow: typeof STEP_2 | typeof STEP_5, isSo: (output: Output) => boolean, comesFirst: boolean) => (): Rewrite => {
    const affiliated = new Map<string, string[]>();
    return (turn) => {
      for (const output of turn.outputs) {
        const answer = sent(output, AFFILIATED);
        for (const group of answer?.mcServiceGroupIdList ?? [])
          affiliated.set(group, [...(affiliated.get(group) ?? []), answer?.mcServiceId ?? '']);
      }
      const request = on(turn.input, flow);
      if (request === undefined || !turn.outputs.some(isSo)) return turn.outputs;
      const users = (request.mcServiceGroupIdList ?? []).flatMap((group) => affiliated.get(group) ?? []);
      const requests = asking(turn, flow, request.regroupGroupId, [...new Set(users)]);
      return comesFirst ? [...requests, ...turn.outputs] : [...turn.outputs, ...requests];
    };
  };

const isReject = (output: Output): boolean => sent(output, REJECT) !== undefined;
const isFailure = (output: Output): boolean => sent(output, RETURN)?.authorizationResult === 'failure';
const isRefusal = (output: Output): boolean => sent(output, REFUSAL) !== undefined;

export const UNBIDDEN_BY_PRIMARY_SERVER: readonly Mutant[] = [
  primary('asks-own-members-and-rejects', 'STEP-3-f', 'asks the members that it serves before it rejects', {
    rewrite: askingAllTheSame(STEP_2, isReject, true),
  }),
  primary('asks-own-members-unauthorized', 'STEP-3-a', 'asks the members that it serves though it authorizes nothing', {
    rewrite: askingAllTheSame(STEP_2, isFailure, true),
  }),
  primary('asks-the-partner-and-rejects', 'STEP-5-e', 'asks the partner before it rejects', {
    rewrite: () =>
      replacing(REJECT, ({ output }, { input, peers }) => {
        const request = on(input, STEP_2);
        const [other] = request === undefined ? [] : peers.otherSystems(request.mcServiceId);
        const { regroupGroupId, mcServiceGroupIdList } = request ?? {};
        if (!request || !other || regroupGroupId === undefined || !mcServiceGroupIdList) return [output];
        const { to: from, mcServiceId, preconfiguredGroupId } = request;
        const elements = { mcServiceId, regroupGroupId, preconfiguredGroupId, mcServiceGroupIdList };
        return [send(STEP_5, other.serverAddress, { from, to: other.serverId, ...elements }), output];
      }),
  }),
  primary('asks-the-partner-unauthorized', 'STEP-5-e', 'asks the partner though it authorizes nothing', {
    rewrite: () =>
      replacing(RETURN, ({ body, output }, { input, peers }) => {
        const request = on(input, STEP_2);
        const [other] = request === undefined ? [] : peers.otherSystems(request.mcServiceId);
        const { regroupGroupId, mcServiceGroupIdList } = request ?? {};
        if (!request || !other || regroupGroupId === undefined || !mcServiceGroupIdList) return [output];
        if (body.authorizationResult === 'success') return [output];
        const { to: from, mcServiceId, preconfiguredGroupId } = request;
        const elements = { mcServiceId, regroupGroupId, preconfiguredGroupId, mcServiceGroupIdList };
        return [output, send(STEP_5, other.serverAddress, { from, to: other.serverId, ...elements })];
      }),
  }),
  primary(
    'responds-again-when-cancelled',
    'STEP-12-a',
    'says once more that the regroup is formed when it is cancelled',
    {
      rewrite: repeating(STEP_12, ({ input }) => on(input, CANCEL_BY_CLIENT)?.regroupGroupId),
    },
  ),
  primary(
    'cancels-at-own-members',
    'WIRE-2',
    'cancels the regroup at the members that it serves, which nobody asked for',
    {
      rewrite: () => (turn) => {
        const dismissals = turn.outputs.flatMap((output): Output[] => {
          const body = sent(output, STEP_7);
          if (body === undefined || output.kind !== 'send') return [];
          const { from, to, mcServiceId, regroupGroupId } = body;
          return [send(CANCEL_AT_CLIENT, output.address, { from, to, mcServiceId, regroupGroupId })];
        });
        return [...turn.outputs, ...dismissals];
      },
    },
  ),
  primary('cancels-while-it-forms', 'WIRE-2', 'cancels the regroup at the partner as soon as it has asked', {
    rewrite: () =>
      replacing(STEP_5, ({ body: { from, to, regroupGroupId }, address, output }) => [
        output,
        send(CANCEL, address, { from, to, regroupGroupId }),
      ]),
  }),
];

export const UNBIDDEN_BY_PRIMARY_GMS: readonly Mutant[] = [
  primaryGms('primary-gms-cancels', 'WIRE-2', 'cancels the regroup at the partner when it hears of it', {
    rewrite: adding(({ input, peers }) => {
      const reported = on(input, DYNAMIC_DATA);
      const regroup = reported?.groupDynamicData.find(({ regroupGroupId }) => regroupGroupId !== undefined);
      const [other] = peers.elsewhere();
      if (!reported || regroup?.regroupGroupId === undefined || other === undefined) return [];
      const elements = { from: reported.to, to: other.serverId, regroupGroupId: regroup.regroupGroupId };
      return [send(CANCEL, other.serverAddress, elements)];
    }),
  }),
];

export const UNBIDDEN_BY_PARTNER_SERVER: readonly Mutant[] = [
  partner('asks-and-refuses', 'STEP-6-a', 'asks the affiliated members and refuses', {
    rewrite: askingAllTheSame(STEP_5, isRefusal, true),
  }),
  partner('refuses-and-asks', 'STEP-6-a', 'refuses and asks the affiliated members all the same', {
    rewrite: askingAllTheSame(STEP_5, isRefusal, false),
  }),
  partner('agrees-and-refuses', 'STEP-6-a', 'answers the primary and refuses the same request', {
    rewrite: () =>
      replacing(STEP_11, ({ body: { from, to, mcServiceId, regroupGroupId }, address, output }) => [
        output,
        send(REFUSAL, address, { from, to, mcServiceId, regroupGroupId, reason: 'group-already-regrouped' }),
      ]),
  }),
  partner('asks-whoever-acknowledges-again', 'STEP-7-a', 'asks a member again who has acknowledged', {
    rewrite: repeating(STEP_7, ({ input }) => on(input, STEP_9)?.mcServiceId),
  }),
];

export const UNBIDDEN_BY_PARTNER_GMS: readonly Mutant[] = [
  partnerGms('partner-gms-answers', 'WIRE-2', 'answers the primary itself when it hears of the regroup', {
    rewrite: adding(({ input, peers }) => {
      const reported = on(input, DYNAMIC_DATA);
      const regroup = reported?.groupDynamicData.find(({ regroupGroupId }) => regroupGroupId !== undefined);
      const [other] = peers.elsewhere();
      if (!reported || regroup?.regroupGroupId === undefined || other === undefined) return [];
      const elements = { from: reported.to, to: other.serverId, mcServiceId: reported.to };
      return [send(STEP_11, other.serverAddress, { ...elements, regroupGroupId: regroup.regroupGroupId })];
    }),
  }),
];

export const UNBIDDEN_BY_CLIENT_2: readonly Mutant[] = [
  client2('acknowledges-a-cancellation-so', 'WIRE-2', 'acknowledges the regroup once more when it is cancelled', {
    rewrite: repeating(STEP_9, ({ input }) => on(input, CANCEL_AT_CLIENT)?.mcServiceId),
  }),
  client2('cancels-when-asked', 'WIRE-2', 'cancels the regroup when it is asked to join', {
    rewrite: adding((turn) => {
      const request = on(turn.input, STEP_7);
      return cancels(turn, request?.mcServiceId, request?.regroupGroupId);
    }),
  }),
  client2('regroups-when-asked', 'WIRE-2', 'requests the regroup itself when it is asked to join', {
    rewrite: asked(STEP_2, ({ regroupGroupId, preconfiguredGroupId, mcServiceGroupIdList = [regroupGroupId] }) => ({
      regroupGroupId,
      preconfiguredGroupId,
      mcServiceGroupIdList,
    })),
  }),
  client2('logs-off-when-asked', 'WIRE-2', 'logs its user off when it is asked to join', {
    rewrite: asked('log-off-request.client-server', () => ({})),
  }),
  client2('affiliates-when-asked', 'WIRE-2', 'affiliates its user to the regroup group when it is asked to join', {
    rewrite: asked('group-affiliation-request.client-server', ({ regroupGroupId }) => ({
      mcServiceGroupIdList: [regroupGroupId],
    })),
  }),
];
