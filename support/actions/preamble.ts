// Brings about the preconditions of the clause over the wire: provisioning, subscriptions and shared configuration,
// service authorization, affiliation. Each phase waits for the answers of the one before.

import type { Fixture } from '../procedure/fixture';
import type { FlowId } from '../procedure/flows';
import { entityOf } from '../procedure/roles';
import type { Testbed } from '../ports/testbed';
import { partiesOf, provisionCommand } from './provisioning';
import type { UpperTester } from './upper-tester';

export interface PreambleTools {
  readonly testbed: Testbed;
  readonly tester: UpperTester;
  /** MC service group IDs that the user is to be affiliated to. */
  readonly affiliationsOf: (userId: string) => readonly string[];
  /** Waits until each of the receivers was sent the flow. */
  readonly untilMessage: (flow: FlowId, receivers: readonly string[]) => Promise<void>;
}

export async function bringAbout(fixture: Fixture, tools: PreambleTools): Promise<void> {
  const { testbed, tester, affiliationsOf, untilMessage } = tools;
  const { scope, systems, users } = fixture;

  await Promise.all(partiesOf(fixture).map((party) => tester.must(party, provisionCommand(party, fixture, testbed))));
  const entities = systems.flatMap(({ name }) => [entityOf(name, 'server'), entityOf(name, 'gms')]);
  await Promise.all(entities.map((party) => tester.must(party, { command: 'activate', scope })));
  await untilMessage(
    'subscribe-group-dynamic-data-response.server-gms',
    systems.map(({ gmsId }) => gmsId),
  );
  await untilMessage(
    'subscribe-group-configuration-response.gms-server',
    systems.map(({ serverId }) => serverId),
  );

  const served = users.filter(({ inService }) => inService);
  await Promise.all(served.map(({ id, party }) => tester.act(party, { kind: 'start-service', user: id })));
  await untilMessage(
    'service-authorization-response.server-client',
    served.map(({ id }) => id),
  );

  const members = served.filter(({ id }) => affiliationsOf(id).length > 0);
  await Promise.all(
    members.map(({ id, party }) =>
      tester.act(party, { kind: 'affiliate', user: id, mcServiceGroupIdList: affiliationsOf(id) }),
    ),
  );
  await untilMessage(
    'group-affiliation-response.server-client',
    members.map(({ id }) => id),
  );
}
