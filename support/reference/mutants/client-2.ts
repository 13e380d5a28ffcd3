// Defects of MC service client 2, a member who is served in the partner MC system.

import { send } from '../outbox';
import { altering, doubling, dropping, replacing, without } from '../rewrite';
import { otherThan, STEP_9 } from './elements';
import { mutantClient, type Mutant } from './mutant';

const client = mutantClient('client-2');

export const CLIENT_2: readonly Mutant[] = [
  client('never-affiliates', 'PRE-2a', 'does not affiliate to the group that its user chose', {
    rewrite: () => dropping('group-affiliation-request.client-server'),
  }),
  client('never-starts-service', 'PRE-2c', 'does not ask the partner MC system for service', {
    rewrite: () => dropping('service-authorization-request.client-server'),
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
