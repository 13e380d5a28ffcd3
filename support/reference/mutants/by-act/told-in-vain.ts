// Defects of MC service servers that tell users of what was refused: that a regroup in force is over, that one is over which nobody
// asked them to join, that a regroup is rejected which somebody else asked for.

import { on } from '../../machine';
import { send } from '../../outbox';
import type { Output } from '../../machine';
import { sent, type Rewrite } from '../../rewrite';
import { CANCEL_AT_CLIENT, REFUSAL, REJECT, SERVICE_REQUEST, STEP_12, STEP_7 } from '../elements';
import { mutantServer, type Mutant } from '../mutant';

const primary = mutantServer('primary-server');
const partner = mutantServer('partner-server');

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

export const TOLD_IN_VAIN_BY_PRIMARY_SERVER: readonly Mutant[] = [
  primary(
    'tells-of-a-cancellation-refused',
    'WIRE-2',
    'tells members that a regroup is over whose cancellation it refuses',
    {
      rewrite: tellingOfRefused('preconfigured-regroup-cancel-response.server-client'),
    },
  ),
];

export const TOLD_IN_VAIN_BY_PARTNER_SERVER: readonly Mutant[] = [
  partner(
    'partner-tells-of-a-cancellation-refused',
    'WIRE-2',
    'tells members that a regroup is over whose cancellation it refuses',
    { rewrite: tellingOfRefused('preconfigured-regroup-cancel-response.server-server') },
  ),
  partner('cancels-what-it-refuses', 'WIRE-2', 'tells users that a regroup is over which it has refused', {
    rewrite: cancellingWhatItRefuses,
  }),
  partner('rejects-at-the-holder', 'WIRE-2', 'tells the requester of a regroup in force that another is rejected', {
    rewrite: rejectingAtTheHolder,
  }),
];
