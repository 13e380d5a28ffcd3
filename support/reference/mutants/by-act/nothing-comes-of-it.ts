// Defects of MC service servers in what nothing should come of: a request that was refused, a cancellation that was refused, the
// affiliation to another group, the home of the configuration.

import type { FlowBody } from '../../../procedure/flows';
import { alteredServer } from '../../altered';
import { on, type Env, type Input, type Machine, type Output } from '../../machine';
import { send } from '../../outbox';
import { sent, type Rewrite } from '../../rewrite';
import {
  AFFILIATED,
  CANCEL_AT_CLIENT,
  REFUSAL,
  REJECT,
  SERVICE_REQUEST,
  STEP_12,
  STEP_2,
  STEP_5,
  STEP_7,
} from '../elements';
import { mutantServer, type Mutant } from '../mutant';
import { FETCHED, NOTIFIED } from './configuring';

const primary = mutantServer('primary-server');
const partner = mutantServer('partner-server');

const ASKS_WHOEVER_AFFILIATES = 'asks whoever affiliates to any group to take part in a regroup';
const TELLS_OF_WHAT_IT_REFUSED = 'tells members that a regroup is over whose cancellation it refuses';

/** After these a group may be free that was not. */
const FREEING = ['preconfigured-regroup-cancel-request.client-server', NOTIFIED, FETCHED] as const;

/** Keeps the request that it refuses, and takes it up once a regroup is cancelled or a group is configured otherwise. */
const queueing =
  (request: typeof STEP_2 | typeof STEP_5, refusal: typeof REJECT | typeof REFUSAL) =>
  (env: Env): Machine => {
    const machine = alteredServer({})(env);
    let refused: Input | undefined;
    return {
      receive(input) {
        const outputs = machine.receive(input);
        const isRefused = outputs.some((output) => sent(output, refusal) !== undefined);
        if (on(input, request) !== undefined && isRefused) refused = input;
        const mayFree = FREEING.some((flow) => on(input, flow) !== undefined);
        if (refused === undefined || !mayFree) return outputs;
        const again = machine.receive(refused).filter((output) => sent(output, refusal) === undefined);
        if (again.length > 0) refused = undefined;
        return [...outputs, ...again];
      },
    };
  };

/** Whoever affiliates to any group is asked what the last one who was asked was. */
function askingWhoeverAffiliates(): Rewrite {
  let last: FlowBody<typeof STEP_7> | undefined;
  return ({ outputs }) => {
    const asked = outputs.flatMap((output) => sent(output, STEP_7) ?? []);
    last = asked.at(-1) ?? last;
    const request = last;
    if (request === undefined || asked.length > 0) return outputs;
    return outputs.flatMap((output) => {
      const affiliated = sent(output, AFFILIATED);
      if (output.kind !== 'send' || affiliated?.result !== 'success') return [output];
      const { to, mcServiceId } = affiliated;
      return [output, send(STEP_7, output.address, { ...request, to, mcServiceId })];
    });
  };
}

/** The MC system that lends the configuration is asked like those that are home of a listed group. */
function askingTheHomeOfTheConfiguration(): Rewrite {
  return ({ outputs, peers }) => {
    const asked = new Set(outputs.map((output) => sent(output, STEP_5)?.to));
    return outputs.flatMap((output) => {
      const request = sent(output, STEP_5);
      if (request === undefined) return [output];
      const domain = domainOf(request.preconfiguredGroupId);
      const home = peers.elsewhere().find(({ serverId }) => domainOf(serverId) === domain && !asked.has(serverId));
      if (home === undefined) return [output];
      asked.add(home.serverId);
      return [output, send(STEP_5, home.serverAddress, { ...request, to: home.serverId })];
    });
  };
}

/** Asks those whom it has affiliated to a listed group, once it has told the requester that a partner refuses. */
function askingForWhatFailed(): Rewrite {
  const members = new Map<string, Set<string>>();
  let last: FlowBody<typeof STEP_5> | undefined;
  return ({ input, outputs, peers }) => {
    for (const affiliated of outputs.flatMap((output) => sent(output, AFFILIATED) ?? []))
      if (affiliated.result === 'success')
        for (const group of affiliated.mcServiceGroupIdList)
          members.set(group, (members.get(group) ?? new Set()).add(affiliated.mcServiceId));
    last = outputs.flatMap((output) => sent(output, STEP_5) ?? []).at(-1) ?? last;
    const request = last;
    if (request === undefined || on(input, REFUSAL) === undefined) return outputs;
    return outputs.flatMap((output) => {
      if (sent(output, REJECT)?.regroupGroupId !== request.regroupGroupId) return [output];
      const asked = new Set(request.mcServiceGroupIdList.flatMap((group) => [...(members.get(group) ?? [])]));
      const { from, regroupGroupId, preconfiguredGroupId } = request;
      const requests = [...asked].flatMap((mcServiceId) => {
        const address = peers.user(mcServiceId)?.clientAddress;
        const body = {
          from,
          to: mcServiceId,
          mcServiceId,
          regroupGroupId,
          preconfiguredGroupId,
          delivery: 'unicast' as const,
        };
        return address === undefined ? [] : [send(STEP_7, address, body)];
      });
      return [output, ...requests];
    });
  };
}

const domainOf = (id: string): string => id.slice(id.indexOf('@') + 1);

type CancelAnswer =
  'preconfigured-regroup-cancel-response.server-client' | 'preconfigured-regroup-cancel-response.server-server';

/** Whoever was asked for a regroup is told that it is over, beside the answer that it is not. */
const tellingOfRefused = (flow: CancelAnswer) => (): Rewrite => {
  const told = new Map<string, Output[]>();
  return ({ outputs }) =>
    outputs.flatMap((output) => {
      const request = sent(output, STEP_7);
      if (request !== undefined && output.kind === 'send') {
        const { from, to, mcServiceId, regroupGroupId } = request;
        const cancel = send(CANCEL_AT_CLIENT, output.address, { from, to, mcServiceId, regroupGroupId });
        told.set(regroupGroupId, [...(told.get(regroupGroupId) ?? []), cancel]);
      }
      const answer = sent(output, flow);
      return answer?.result === 'failure' ? [output, ...(told.get(answer.regroupGroupId) ?? [])] : [output];
    });
};

/** With its refusal it tells all whom it serves that the regroup is over. */
function cancellingWhatItRefuses(): Rewrite {
  const served = new Set<string>();
  return ({ input, outputs, peers }) => {
    const user = on(input, SERVICE_REQUEST)?.mcServiceId;
    if (user !== undefined) served.add(user);
    return outputs.flatMap((output) => {
      const refusal = sent(output, REFUSAL);
      if (refusal?.regroupGroupId === undefined) return [output];
      const { from, regroupGroupId } = refusal;
      const cancels = [...served].flatMap((mcServiceId) => {
        const address = peers.user(mcServiceId)?.clientAddress;
        return address === undefined
          ? []
          : [send(CANCEL_AT_CLIENT, address, { from, to: mcServiceId, mcServiceId, regroupGroupId })];
      });
      return [output, ...cancels];
    });
  };
}

/** With its refusal it rejects the regroup at whoever has formed one here. */
function rejectingAtTheHolder(): Rewrite {
  let formed: Output | undefined;
  return ({ outputs }) =>
    outputs.flatMap((output) => {
      if (sent(output, STEP_12) !== undefined) formed = output;
      const refusal = sent(output, REFUSAL);
      const response = formed && sent(formed, STEP_12);
      if (refusal?.regroupGroupId === undefined || formed?.kind !== 'send' || response === undefined) return [output];
      const { from, to, mcServiceId } = response;
      const { regroupGroupId, reason } = refusal;
      return [output, send(REJECT, formed.address, { from, to, mcServiceId, regroupGroupId, reason })];
    });
}

export const NOTHING_COMES_OF_IT_AT_PRIMARY_SERVER: readonly Mutant[] = [
  {
    ...primary('takes-up-what-it-rejected', 'STEP-4a-5', 'takes a rejected request up once its groups are free', {}),
    build: queueing(STEP_2, REJECT),
  },
  primary('asks-members-for-what-failed', 'STEP-4a-5', 'asks its members to join a regroup that a partner refused', {
    rewrite: askingForWhatFailed,
  }),
  primary('asks-the-home-of-the-configuration', 'STEP-3-d', 'asks the home of the preconfigured group too', {
    rewrite: askingTheHomeOfTheConfiguration,
  }),
  primary('asks-whoever-affiliates', 'WIRE-2', ASKS_WHOEVER_AFFILIATES, {
    rewrite: askingWhoeverAffiliates,
  }),
  primary('tells-of-a-cancellation-refused', 'WIRE-2', TELLS_OF_WHAT_IT_REFUSED, {
    rewrite: tellingOfRefused('preconfigured-regroup-cancel-response.server-client'),
  }),
];

export const NOTHING_COMES_OF_IT_AT_PARTNER_SERVER: readonly Mutant[] = [
  {
    ...partner('takes-up-what-it-refused', 'STEP-6-a', 'takes a refused request up once its groups are free', {}),
    build: queueing(STEP_5, REFUSAL),
  },
  partner('partner-asks-whoever-affiliates', 'NOTE-2', ASKS_WHOEVER_AFFILIATES, {
    rewrite: askingWhoeverAffiliates,
  }),
  partner('partner-tells-of-a-cancellation-refused', 'WIRE-2', TELLS_OF_WHAT_IT_REFUSED, {
    rewrite: tellingOfRefused('preconfigured-regroup-cancel-response.server-server'),
  }),
  partner('cancels-what-it-refuses', 'WIRE-2', 'tells users that a regroup is over which it has refused', {
    rewrite: cancellingWhatItRefuses,
  }),
  partner('rejects-at-the-holder', 'WIRE-2', 'tells the requester of a regroup in force that another is rejected', {
    rewrite: rejectingAtTheHolder,
  }),
];
