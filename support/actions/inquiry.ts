// What is asked of the parties when nothing more comes: what no message shows. It records the answers and judges none.

import type { MessageEvent } from '../evidence/trace';
import type { Testbed } from '../ports/testbed';
import type { Fixture, UserFact } from '../procedure/fixture';
import { entityOf, isRole } from '../procedure/roles';
import type { UpperTester } from './upper-tester';

export interface Asking {
  readonly testbed: Testbed;
  readonly tester: UpperTester;
  /** Of the scenario so far. */
  readonly messages: readonly MessageEvent[];
}

/** Users in service who were sent anything of a regroup: what they were told is worth asking. */
export function addresseesOf({ users }: Fixture, messages: readonly MessageEvent[]): readonly UserFact[] {
  const ids = new Set(
    messages
      .filter(({ flow }) => flow.startsWith('preconfigured-regroup') && flow.endsWith('server-client'))
      .map(({ to }) => to.id),
  );
  return users.filter(({ id, inService }) => inService && ids.has(id));
}

/** @throws PreconditionNotReached where one that is asked is no longer there */
export async function inquire(fixture: Fixture, { testbed, tester, messages }: Asking): Promise<void> {
  const { scope, systems } = fixture;
  const users = addresseesOf(fixture, messages);
  // They have nothing to tell, and what one leaves undone that is no longer there proves nothing.
  const managers = systems
    .map(({ name }) => entityOf(name, 'gms'))
    .filter((gms) => isRole(gms) && testbed.underTest.includes(gms) && !testbed.party(gms).control.operated);
  await Promise.all([
    ...users.map(({ id, party }) =>
      tester.command(party, { command: 'ask', scope, question: { kind: 'user-notifications', user: id } }),
    ),
    ...systems.map(({ name }) =>
      tester.command(entityOf(name, 'server'), { command: 'ask', scope, question: { kind: 'regroups' } }),
    ),
    ...managers.map((gms) => tester.command(gms, { command: 'hello' })),
  ]);
}
