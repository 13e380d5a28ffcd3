// The users and groups of a load: one who initiates the regroup, one group of a partner system with very many members. Pure.

import type { Testbed } from '../ports/testbed';
import type { Fixture, UserFact } from '../procedure/fixture';
import { scopedId } from '../procedure/identities';
import type { PartyName } from '../procedure/roles';
import { memberId } from './messages';

/** In name: each worker plays it for its share. */
export const MEMBERS: PartyName = 'partner-bystanders';

export const domainOf = ({ systems }: Pick<Testbed, 'systems'>, wanted: 'primary' | 'partner'): string =>
  systems.find(({ name }) => name === wanted)?.domain ?? '';

/** Its first user initiates the regroup, the others are the clients. */
export function fixtureFor(clients: number, scope: string, testbed: Pick<Testbed, 'systems'>): Fixture {
  const [primary, partner] = [domainOf(testbed, 'primary'), domainOf(testbed, 'partner')];
  const ana: UserFact = {
    name: 'Ana',
    id: scopedId('ana', scope, primary),
    system: 'primary',
    party: 'client-1',
    mayInitiateRegroup: true,
    inService: true,
  };
  const members = Array.from({ length: clients }, (_, number): UserFact => ({
    name: `client ${number}`,
    id: memberId(scope, partner, number),
    system: 'partner',
    party: MEMBERS,
    mayInitiateRegroup: false,
    inService: true,
  }));
  const group = { home: 'partner', preconfigured: false, members: members.map(({ id }) => id) } as const;
  const configuration = { home: 'primary', preconfigured: true, members: [] } as const;
  return {
    scope,
    systems: testbed.systems.filter(({ name }) => name !== 'second-partner'),
    users: [ana, ...members],
    groups: [
      { name: 'Med-7', id: scopedId('med-7', scope, partner), ...group },
      { name: 'Crisis-0', id: scopedId('crisis-0', scope, primary), ...configuration },
    ],
    multicastIn: [],
    gateway: false,
  };
}
