// Defects of whoever takes a message only as it is usually put.

import { createClient } from '../../client';
import { faithfulClient, faithfulServer } from '../../policies';
import { on, type Env, type Input, type Machine } from '../../machine';
import { createServer } from '../../server';
import { UNKNOWN_ELEMENTS } from '../../rewrite';
import { STEP_5, STEP_7 } from '../elements';
import type { Mutant } from '../mutant';

/** Does nothing with what it does not heed. */
const deaf = (machine: Machine, heeds: (input: Input) => boolean): Machine => ({
  receive: (input) => (heeds(input) ? machine.receive(input) : []),
});

const partner = (id: string, says: string, heeds: (input: Input) => boolean): Mutant => ({
  id,
  role: 'partner-server',
  requirement: 'STEP-11-a',
  says,
  build: (env: Env) => deaf(createServer(env, faithfulServer), heeds),
});

const hasUnknown = (body: object): boolean => Object.keys(UNKNOWN_ELEMENTS).some((name) => name in body);

export const PARTNER_SERVER_IN_OTHER_WORDS: readonly Mutant[] = [
  partner('heeds-no-anonymous-request', 'passes over a request that does not name the requester', (input) => {
    const request = on(input, STEP_5);
    return request === undefined || request.mcServiceId !== undefined;
  }),
  partner(
    'heeds-known-elements-alone',
    'passes over a request that has an element which it does not know',
    (input) => input.kind !== 'flow' || input.flow !== STEP_5 || !hasUnknown(input.body),
  ),
  partner(
    'heeds-its-name-by-letters',
    'passes over a request that writes hosts in capitals',
    (input) => !/@.*[A-Z]/.test(on(input, STEP_5)?.regroupGroupId ?? ''),
  ),
];

export const CLIENT_2_IN_OTHER_WORDS: readonly Mutant[] = [
  {
    id: 'tells-of-listed-groups-alone',
    role: 'client-2',
    requirement: 'STEP-8-a',
    says: 'does not tell its user of a regrouping that lists no groups',
    build: (env) =>
      deaf(createClient(env, faithfulClient), (input) => {
        const request = on(input, STEP_7);
        return request === undefined || request.mcServiceGroupIdList !== undefined;
      }),
  },
];
