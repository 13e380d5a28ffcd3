// Before one regroup to very many clients: everybody is provisioned and told to begin, and the product comes to rest.

import { setTimeout as sleep } from 'node:timers/promises';
import { provisionCommand, type Addresses } from '../actions/provisioning';
import type { ControlCommand } from '../ports/control';
import { deadlineIn } from '../ports/lateness';
import type { Party, Testbed } from '../ports/testbed';
import type { Fixture } from '../procedure/fixture';
import { entityOf, kindOf, type PartyName } from '../procedure/roles';
import { UserError } from '../verdict/errors';
import { WorkerGone, type Colleague } from './colleague';

export type Command = (party: PartyName, what: ControlCommand) => ReturnType<Party['control']['send']>;

const QUIET_MS = 500;
/** So many users one control command names at most; a command of a hundred thousand is more than a server need take. */
const USERS_A_COMMAND = 10_000;

export const notPrepared = (why: string): UserError =>
  new UserError(
    'MCX-LOAD-PREPARE',
    `the clients could not be prepared, so nothing was measured: ${why}. See what the product says of it, or try fewer --clients.`,
    3,
  );

export function asUserError(error: unknown): never {
  if (error instanceof WorkerGone) throw notPrepared(error.message);
  throw error;
}

/** @throws UserError unless the party does it */
export async function must(command: Command, party: PartyName, what: ControlCommand): Promise<void> {
  const answer = await command(party, what);
  if (answer.status !== 'done')
    throw notPrepared(`${party} answered ${answer.status} to control ${what.command}: ${answer.reason}`);
}

/** Each client is said to be where its worker listens. Where there are very many, they come in several commands. */
export async function provision(
  fixture: Fixture,
  testbed: Addresses,
  addresses: readonly string[],
  colleagues: readonly Pick<Colleague, 'share'>[],
  command: Command,
): Promise<void> {
  const at = new Map(
    colleagues.flatMap(({ share: { first, count } }, worker) =>
      fixture.users.slice(1 + first, 1 + first + count).map(({ id }) => [id, addresses[worker] ?? ''] as const),
    ),
  );
  const entities = fixture.systems.flatMap(({ name }) => [entityOf(name, 'server'), entityOf(name, 'gms')]);
  for (const party of ['client-1' as const, ...entities]) {
    const { users: all, ...rest } = provisionCommand(party, fixture, testbed);
    // A group management server that knows no users sends none of them the configuration of their group, which is no part of a load.
    const users = kindOf(party) === 'gms' ? [] : all;
    const reached = users.map((user) => ({ ...user, clientAddress: at.get(user.mcServiceId) ?? user.clientAddress }));
    await must(command, party, { ...rest, users: reached.slice(0, USERS_A_COMMAND) });
    for (let from = USERS_A_COMMAND; from < reached.length; from += USERS_A_COMMAND)
      await must(command, party, { ...rest, groups: [], users: reached.slice(from, from + USERS_A_COMMAND) });
  }
}

async function activateOne(party: PartyName, scope: string, command: Command): Promise<void> {
  const answer = await command(party, { command: 'activate', scope });
  // One that cannot be told to begin has begun.
  if (answer.status === 'errored') throw notPrepared(`${party} answered errored to control activate: ${answer.reason}`);
}

export async function activate({ scope, systems }: Fixture, command: Command): Promise<void> {
  for (const { name } of systems)
    for (const kind of ['server', 'gms'] as const) await activateOne(entityOf(name, kind), scope, command);
}

/** Nothing is in hand here, and nothing has come for a moment. */
export async function quiet(
  testbed: Testbed,
  seen: () => number,
  patienceMs: number,
  signal: AbortSignal,
): Promise<void> {
  let deadline = deadlineIn(patienceMs * 10);
  let before = -1;
  while (!testbed.isIdle() || seen() !== before) {
    // What our own parties still have to send says nothing of the product.
    if (!testbed.isIdle()) deadline = deadlineIn(patienceMs * 10);
    if (deadline.left() <= 0) throw notPrepared('the product does not come to rest');
    before = seen();
    await sleep(QUIET_MS, undefined, { signal });
  }
}
