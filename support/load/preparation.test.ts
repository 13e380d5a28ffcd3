// Very many clients are provisioned in several commands: all groups with the first of them, each user once, at the address of its worker.

import assert from 'node:assert/strict';
import type { Addresses } from '../actions/provisioning';
import type { ProvisionCommand } from '../ports/control';
import type { PartyName } from '../procedure/roles';
import { fixtureFor } from './fixture';
import { provision, type Command } from './preparation';

const CLIENTS = 25_000;

const idsOf = (name: 'primary' | 'partner') =>
  ({ serverId: `sip:server@${name}.example`, gmsId: `sip:gms@${name}.example` }) as const;
const systems = (['primary', 'partner'] as const).map((name) => ({ name, domain: `${name}.example`, ...idsOf(name) }));

describe('the preparation of a load', () => {
  it('names no more users in a command than a server need take', async () => {
    const at: Addresses = { party: (name) => ({ address: `http://${name}`, underTest: false }) };
    const told = new Map<PartyName, ProvisionCommand[]>();
    const command: Command = (party, what) => {
      if (what.command === 'provision') told.set(party, [...(told.get(party) ?? []), what]);
      return Promise.resolve({ status: 'done' });
    };
    const workers = [{ share: { first: 0, count: 12_500 } }, { share: { first: 12_500, count: 12_500 } }];
    const fixture = fixtureFor(CLIENTS, 'x3f2a7', { systems });
    await provision(fixture, at, ['http://one', 'http://two'], workers, command);

    const parts = told.get('partner-server') ?? [];
    assert.deepEqual(
      parts.map(({ users, groups }) => [users.length, groups.length, groups[0]?.members?.length]),
      [
        [10_000, 2, CLIENTS],
        [10_000, 0, undefined],
        [5000, 0, undefined],
      ],
    );
    const users = parts.flatMap((part) => part.users);
    assert.equal(new Set(users.map(({ mcServiceId }) => mcServiceId)).size, CLIENTS);
    assert.deepEqual([users[12_499]?.clientAddress, users[12_500]?.clientAddress], ['http://one', 'http://two']);
    assert.deepEqual([told.get('client-1')?.length, told.get('primary-server')?.length], [1, 1]);
    // Or it would send each of them the configuration first.
    assert.deepEqual(
      told.get('partner-gms')?.flatMap((part) => part.users),
      [],
    );
  });
});
