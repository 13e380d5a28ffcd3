// What is asked of the parties when nothing more comes: what no message shows. It records the answers and judges none.

import { setTimeout as sleep } from 'node:timers/promises';
import type { MessageEvent } from '../evidence/trace';
import { deadlineIn } from '../ports/lateness';
import type { UserNotification } from '../ports/control';
import type { Testbed } from '../ports/testbed';
import type { Fixture, UserFact } from '../procedure/fixture';
import { canonicalId } from '../procedure/identities';
import { isTold, tellsOfRegroup } from '../procedure/told';
import { entityOf, isRole, systemOf, type PartyName } from '../procedure/roles';
import { PreconditionNotReached } from './precondition';
import type { UpperTester } from './upper-tester';
import { leftOut, untoldRegroups, type LeftOutUser } from './untold';

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

/** @throws PreconditionNotReached where one that is asked is no longer there, or where an affiliation never took hold */
export async function inquire(fixture: Fixture, asking: Asking): Promise<void> {
  const { testbed, tester, messages } = asking;
  const { scope, systems } = fixture;
  const users = addresseesOf(fixture, messages);
  // They have nothing to tell, and what one leaves undone that is no longer there proves nothing.
  const managers = systems
    .map(({ name }) => entityOf(name, 'gms'))
    .filter((gms) => isRole(gms) && testbed.underTest.includes(gms) && !testbed.party(gms).control.operated);
  const servers = systems
    .map(({ name }) => entityOf(name, 'server'))
    .filter(
      (server) => isRole(server) && testbed.underTest.includes(server) && !testbed.party(server).control.operated,
    );
  await Promise.all([
    ...users.map((user) => askUser(user, scope, asking)),
    ...systems.map(({ name }) =>
      tester.command(entityOf(name, 'server'), { command: 'ask', scope, question: { kind: 'regroups' } }),
    ),
    ...managers.map((gms) => tester.command(gms, { command: 'hello' })),
    ...servers.flatMap((server) =>
      untoldRegroups(messages, server).map((id) => affiliatedTo(id, server, scope, tester)),
    ),
  ]);
  for (const server of servers)
    await mustHaveTakenHold(
      leftOut(messages, server, hostedBy(fixture, server)).filter(isMemberIn(fixture)),
      server,
      scope,
      tester,
    );
}

/** A client of a product has as long to tell its user as it has for a message: it is asked again until then. */
async function askUser({ id, party }: UserFact, scope: string, { testbed, tester, messages }: Asking): Promise<void> {
  const question = { kind: 'user-notifications', user: id } as const;
  const limit = deadlineIn(testbed.timing.deadlineMs);
  const { underTest, control } = testbed.party(party);
  const mayBeLate = underTest && !testbed.selfContained && !control.operated;
  for (let pause = FIRST_PAUSE_MS; ; pause *= 2) {
    const answer = await tester.command(party, { command: 'ask', scope, question });
    const told = answer.status === 'done' ? answer.userNotifications : undefined;
    if (!mayBeLate || told === undefined || limit.left() <= 0 || isToldOfAll(id, told, messages)) return;
    await sleep(Math.min(pause, Math.max(1, limit.left())));
  }
}

const FIRST_PAUSE_MS = 20;

/** Each regroup that the client was asked for, as often as it was begun. */
function isToldOfAll(user: string, told: readonly UserNotification[], messages: readonly MessageEvent[]): boolean {
  const received = messages
    .filter(({ flow, to }) => tellsOfRegroup(flow) && to.id === user)
    .flatMap(({ flow, body: { regroupGroupId: id } }) =>
      typeof id === 'string' ? [{ flow, id: canonicalId(id) }] : [],
    );
  const asked = new Set(received.filter(({ flow }) => flow === REQUEST).map(({ id }) => id));
  return [...asked].every((id) => {
    const flows = received.filter((one) => one.id === id).map(({ flow }) => flow);
    const own = told.filter(({ regroupGroupId: of }) => typeof of !== 'string' || canonicalId(of) === id);
    return isTold(
      flows.slice(0, flows.lastIndexOf(REQUEST) + 1),
      own.map(({ kind }) => kind),
    );
  });
}

const REQUEST = 'preconfigured-regroup-request.server-client';

const hostedBy = ({ groups }: Fixture, server: PartyName): ReadonlySet<string> =>
  new Set(groups.filter(({ home }) => home === systemOf(server)).map(({ id }) => canonicalId(id)));

/** By some wires one answer confirms a whole list, also where the user is no member of a group in it. */
const isMemberIn =
  ({ groups }: Fixture) =>
  ({ user, group }: LeftOutUser): boolean =>
    groups.some(({ id, members }) => canonicalId(id) === group && members.map(canonicalId).includes(user));

/** Undefined where the server does not tell. */
async function affiliatedTo(
  mcServiceGroupId: string,
  server: PartyName,
  scope: string,
  tester: UpperTester,
): Promise<readonly string[] | undefined> {
  const question = { kind: 'affiliations', mcServiceGroupId } as const;
  const answer = await tester.command(server, { command: 'ask', scope, question });
  return answer.status === 'done' ? answer.affiliated : undefined;
}

/** What was confirmed and never came about is said in its own name, before what follows from it. Each group is asked for once. */
async function mustHaveTakenHold(
  users: readonly LeftOutUser[],
  server: PartyName,
  scope: string,
  tester: UpperTester,
): Promise<void> {
  for (const group of new Set(users.map((one) => one.group))) {
    const affiliated = await affiliatedTo(group, server, scope, tester);
    if (affiliated === undefined) continue;
    const known = new Set(affiliated.map(canonicalId));
    const missing = users.find((one) => one.group === group && !known.has(one.user));
    if (missing)
      throw new PreconditionNotReached(
        `the ${server} confirmed that ${missing.user} is affiliated to ${group}, and answers to control that it is not: the affiliation never took hold`,
      );
  }
}
