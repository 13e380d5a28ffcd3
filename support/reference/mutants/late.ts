// Defects of parties that do what has to be done beforehand only when the regroup is under way.

import type { FlowId } from '../../procedure/flows';
import { on, type Output } from '../machine';
import { replacing, sent, type Rewrite, type Turn } from '../rewrite';
import { SERVICE_REQUEST, STEP_10, STEP_2, STEP_5 } from './elements';
import { mutantClient, mutantGms, mutantServer, type Mutant } from './mutant';

/** Keeps the messages of a flow back until the cue, and sends them after what the cue itself leads to. */
function holdingBack(flow: FlowId, isCue: (turn: Turn) => boolean): Rewrite {
  let kept: readonly Output[] = [];
  const keep = replacing(flow, ({ output }) => {
    kept = [...kept, output];
    return [];
  });
  return (turn) => {
    const outputs = keep(turn);
    if (!isCue(turn)) return outputs;
    const due = kept;
    kept = [];
    return [...outputs, ...due];
  };
}

const isAsked = ({ input }: Turn): boolean => on(input, STEP_2) !== undefined || on(input, STEP_5) !== undefined;
const hearsOfARegroup = ({ input }: Turn): boolean =>
  on(input, STEP_10)?.groupDynamicData.some(({ regroupGroupId }) => regroupGroupId !== undefined) ?? false;
const asks = ({ outputs }: Turn): boolean => outputs.some((output) => sent(output, STEP_2) !== undefined);

const CONFIGURATION = 'subscribe-group-configuration-request.server-gms';
const FOLLOWS_LATE = 'subscribes to the configuration of its groups only when a regroup is asked for';

export const LATE_CLIENT_1: readonly Mutant[] = [
  mutantClient('client-1')(
    'asks-for-service-late',
    'PRE-1b',
    'asks for MC service after it has asked for the regroup',
    {
      rewrite: () => holdingBack(SERVICE_REQUEST, asks),
    },
  ),
];

export const LATE_PRIMARY_SERVER: readonly Mutant[] = [
  mutantServer('primary-server')('primary-server-follows-late', 'PRE-4', FOLLOWS_LATE, {
    rewrite: () => holdingBack(CONFIGURATION, isAsked),
  }),
];

export const LATE_PRIMARY_GMS: readonly Mutant[] = [
  mutantGms('primary-gms')(
    'shares-late',
    'PRE-3a',
    'shares the preconfigured group only when it hears of the regroup',
    {
      rewrite: () => holdingBack('group-information-notify-request.gms-gms', hearsOfARegroup),
    },
  ),
];

export const LATE_PARTNER_SERVER: readonly Mutant[] = [
  mutantServer('partner-server')('partner-server-follows-late', 'PRE-4', FOLLOWS_LATE, {
    rewrite: () => holdingBack(CONFIGURATION, isAsked),
  }),
];

export const LATE_PARTNER_GMS: readonly Mutant[] = [
  mutantGms('partner-gms')(
    'distributes-late',
    'PRE-3b',
    'tells its users of a group only when it is used for a regroup',
    {
      rewrite: () => holdingBack('notify-group-configuration-request.gms-client', hearsOfARegroup),
    },
  ),
];
