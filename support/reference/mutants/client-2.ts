// Defects of MC service client 2, a member who is served in the partner MC system.

import { on, type Input } from '../machine';
import { send } from '../outbox';
import { altering, doubling, replacing, without, type Rewrite } from '../rewrite';
import { otherThan, STEP_9 } from './elements';
import { mutantClient, type Mutant } from './mutant';

const client = mutantClient('client-2');

const AFFILIATED = 'group-affiliation-response.server-client';

export const CLIENT_2: readonly Mutant[] = [
  client('gives-up-its-affiliation', 'PRE-2a', 'ends its affiliation as soon as it has one', {
    rewrite: () =>
      onceAffiliated(({ mcServiceId, mcServiceGroupIdList }, { from, to, address }) =>
        send('group-de-affiliation-request.client-server', address, { from, to, mcServiceId, mcServiceGroupIdList }),
      ),
  }),
  client('gives-up-its-service', 'PRE-2c', 'ends its MC service as soon as it is affiliated', {
    rewrite: () =>
      onceAffiliated(({ mcServiceId }, { from, to, address }) =>
        send('log-off-request.client-server', address, { from, to, mcServiceId }),
      ),
  }),
  client('tells-nobody', 'STEP-8-a', 'does not notify its user of the regrouping', { policy: { tellsUser: false } }),
  client('acknowledges-another-regroup', 'STEP-9-b', 'acknowledges a regroup group that it was not asked to join', {
    rewrite: () => altering(STEP_9, (body) => ({ ...body, regroupGroupId: otherThan(body.regroupGroupId) })),
  }),
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
  client('acknowledges-anonymously', 'WIRE-1', 'leaves its MC service ID out of the acknowledgement', {
    rewrite: () => altering(STEP_9, (body) => without(body, 'mcServiceId')),
  }),
  client('acknowledges-twice', 'WIRE-2', 'acknowledges one request twice', { rewrite: () => doubling(STEP_9) }),
];

interface Reply {
  readonly from: string;
  readonly to: string;
  readonly address: string;
}

/** Adds a message when the server has accepted an affiliation. */
function onceAffiliated(
  add: (body: NonNullable<ReturnType<typeof affiliation>>, reply: Reply) => ReturnType<typeof send>,
): Rewrite {
  return ({ input, outputs, peers }) => {
    const body = affiliation(input);
    const own = body && peers.own(body.mcServiceId);
    if (body === undefined || own === undefined) return outputs;
    return [...outputs, add(body, { from: body.to, to: body.from, address: own.serverAddress })];
  };
}

const affiliation = (input: Input) => {
  const body = on(input, AFFILIATED);
  return body?.result === 'success' ? body : undefined;
};
