// Defects of MC service servers in which time, or the second time, ends what does not end by itself: a temporary group, a part in a
// regroup, a regroup of another MC system; and in which a regroup that ends again does not end.

import { alteredServer } from '../../altered';
import { on, type Env, type Input, type Machine } from '../../machine';
import { faithfulServer, isTaken } from '../../policies';
import { SERVICE_REQUEST } from '../elements';
import { mutantServer, type Mutant } from '../mutant';
import { FETCHED, NOTIFIED } from './configuring';
import { endingParts } from './dismissing';
import { cancelledByClient, cancelledByPrimary, keeping } from './second-time';

const primary = mutantServer('primary-server');
const partner = mutantServer('partner-server');

const DAY = 24 * 3_600_000;

const advanceOf = (input: Input): number =>
  input.kind === 'command' && input.command.command === 'advance' ? input.command.milliseconds : 0;

/** Takes a group for free whose temporary group was made more than a day ago. */
function forgettingTemporaryGroups(env: Env): Machine {
  let clock = 0;
  const since = new Map<string, number>();
  const machine = alteredServer({
    policy: {
      isRegrouped: (group, heldBy) =>
        heldBy !== undefined || (isTaken(group, heldBy) && clock - (since.get(group.id) ?? clock) <= DAY),
    },
  })(env);
  return {
    receive(input) {
      clock += advanceOf(input);
      const fetched = on(input, FETCHED)?.groupConfiguration;
      const told = [...(on(input, NOTIFIED)?.groupConfigurations ?? []), ...(fetched ? [fetched] : [])];
      for (const { mcServiceGroupId, temporaryGroupId } of told)
        if (temporaryGroupId !== undefined) since.set(mcServiceGroupId, clock);
      return machine.receive(input);
    },
  };
}

const isMoreThanADay = (_: string, input: Input): boolean => advanceOf(input) > DAY;

const asksForService = (user: string, input: Input): boolean => on(input, SERVICE_REQUEST)?.mcServiceId === user;

const fromTheSecondOn = (listed: readonly string[], times: number): readonly string[] => (times > 1 ? listed : []);

export const HOWEVER_LONG_AT_PRIMARY_SERVER: readonly Mutant[] = [
  {
    ...primary('ends-temporary-groups-in-a-day', 'STEP-3-f', 'takes a temporary group for over after a day', {}),
    build: forgettingTemporaryGroups,
  },
  primary('cancels-what-others-formed', 'POST-1', 'lets its users cancel a regroup that another MC system formed', {
    policy: {
      mayCancel: (user, regroup) =>
        faithfulServer.mayCancel(user, regroup) ||
        (user.inService && user.mayInitiateRegroup && regroup.primaryServerId !== regroup.scope.own.serverId),
    },
  }),
  primary('ends-parts-in-a-day', 'POST-2a', 'lets its members go after a day', {
    rewrite: () => endingParts(isMoreThanADay),
  }),
  primary('ends-the-part-of-who-comes-again', 'POST-2a', 'lets a member go who asks for MC service once more', {
    rewrite: () => endingParts(asksForService),
  }),
  {
    ...primary('frees-an-identity-once', 'STEP-4a-6', 'frees no group when an identity is cancelled again', {}),
    build: keeping(cancelledByClient, fromTheSecondOn),
  },
];

export const HOWEVER_LONG_AT_PARTNER_SERVER: readonly Mutant[] = [
  {
    ...partner(
      'partner-ends-temporary-groups-in-a-day',
      'STEP-6-a',
      'takes a temporary group for over after a day',
      {},
    ),
    build: forgettingTemporaryGroups,
  },
  partner('partner-ends-parts-in-a-day', 'POST-2a', 'lets its members go after a day', {
    rewrite: () => endingParts(isMoreThanADay),
  }),
  partner('partner-ends-the-part-of-who-comes-again', 'POST-2a', 'lets a member go who asks for service once more', {
    rewrite: () => endingParts(asksForService),
  }),
  {
    ...partner('partner-frees-an-identity-once', 'STEP-6-a', 'frees no group when an identity is cancelled again', {}),
    build: keeping(cancelledByPrimary, fromTheSecondOn),
  },
];
