// Defects of MC service servers in what a regroup leaves alone: a request that was refused is taken up once its groups are free,
// and who affiliates to any group is asked to take part in the regroup of others.

import { alteredServer } from '../../altered';
import { on, type Env, type Input, type Machine } from '../../machine';
import { send } from '../../outbox';
import { sent, type Rewrite } from '../../rewrite';
import type { FlowBody } from '../../../procedure/flows';
import { AFFILIATED, REFUSAL, REJECT, STEP_2, STEP_5, STEP_7 } from '../elements';
import { mutantServer, type Mutant } from '../mutant';
import { FETCHED, NOTIFIED } from './configuring';

const primary = mutantServer('primary-server');
const partner = mutantServer('partner-server');

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

const domainOf = (id: string): string => id.slice(id.indexOf('@') + 1);

export const TAKEN_UP_AGAIN_AT_PRIMARY_SERVER: readonly Mutant[] = [
  {
    ...primary('takes-up-what-it-rejected', 'STEP-4a-5', 'takes a rejected request up once its groups are free', {}),
    build: queueing(STEP_2, REJECT),
  },
  primary('asks-the-home-of-the-configuration', 'STEP-3-d', 'asks the home of the preconfigured group too', {
    rewrite: askingTheHomeOfTheConfiguration,
  }),
  primary('asks-whoever-affiliates', 'WIRE-2', 'asks whoever affiliates to any group to take part in a regroup', {
    rewrite: askingWhoeverAffiliates,
  }),
];

export const TAKEN_UP_AGAIN_AT_PARTNER_SERVER: readonly Mutant[] = [
  {
    ...partner('takes-up-what-it-refused', 'STEP-6-a', 'takes a refused request up once its groups are free', {}),
    build: queueing(STEP_5, REFUSAL),
  },
  partner(
    'partner-asks-whoever-affiliates',
    'NOTE-2',
    'asks whoever affiliates to any group to take part in a regroup',
    {
      rewrite: askingWhoeverAffiliates,
    },
  ),
];
