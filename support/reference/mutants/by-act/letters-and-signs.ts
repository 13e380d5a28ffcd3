// Defects of MC service servers that take one identity for another, or do not hand it on as it is: the case of the user part, and signs.

import { alteredServer } from '../../altered';
import { faithfulServer, isTaken, type ServerPolicy } from '../../policies';
import type { KnownGroup, ServedUser } from '../../server/records';
import { mutantServer, type Mutant } from '../mutant';

const primary = mutantServer('primary-server');
const partner = mutantServer('partner-server');

const small = (identity: string): string => identity.toLowerCase();

/** A group counts as regrouped where one is that differs from it in case. */
function holdingHoweverWritten(): Partial<ServerPolicy> {
  const regrouped = new Set<string>();
  return {
    acceptsRegroupId: (request, existing) => {
      for (const id of request.listed) regrouped.add(id);
      return faithfulServer.acceptsRegroupId(request, existing);
    },
    isRegrouped: (group, heldBy) =>
      isTaken(group, heldBy) || [...regrouped].some((id) => id !== group.id && small(id) === small(group.id)),
  };
}

function* membersHoweverWritten(
  groups: readonly KnownGroup[],
  served: ReadonlyMap<string, ServedUser>,
): Generator<ServedUser> {
  const listed = new Set(groups.map(({ id }) => small(id)));
  for (const user of served.values())
    if (user.inService && [...user.affiliations].some((id) => listed.has(small(id)))) yield user;
}

export const LETTERS_AND_SIGNS_AT_PRIMARY_SERVER: readonly Mutant[] = [
  {
    id: 'holds-in-capitals-and-small-letters',
    role: 'primary-server',
    requirement: 'STEP-4a-6',
    says: 'takes a group for regrouped where another one is, whose name differs in case',
    build: (env) => alteredServer({ policy: holdingHoweverWritten() })(env),
  },
  primary('hands-on-names-in-small-letters', 'STEP-5-c', 'tells its partners of each listed group in small letters', {
    policy: { stepFiveLists: (listed) => [listed.map(small)] },
  }),
  primary('escapes-what-is-reserved', 'STEP-5-c', 'writes an ampersand in the name of a listed group as an escape', {
    policy: { stepFiveLists: (listed) => [listed.map((id) => id.replaceAll('&', '%26'))] },
  }),
];

export const LETTERS_AND_SIGNS_AT_PARTNER_SERVER: readonly Mutant[] = [
  partner('asks-in-capitals-and-small-letters', 'NOTE-2', 'asks members of a group whose name differs in case', {
    policy: { membersToAsk: membersHoweverWritten },
  }),
];
