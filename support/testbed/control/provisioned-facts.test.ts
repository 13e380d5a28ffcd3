import assert from 'node:assert/strict';
import type { ProvisionCommand } from '../../ports/control';
import type { Fixture } from '../../procedure/fixture';
import type { Provisioned } from '../../procedure/provisioned';
import { firstLacking } from './provisioned-facts';

const ANA = 'sip:ana@p.example';
const FIRE = 'sip:fire-1@p.example';
const at = (port: number): string => `http://127.0.0.1:${port}`;

const FIXTURE: Fixture = {
  scope: 'x1',
  systems: [],
  multicastIn: [],
  gateway: false,
  users: [{ name: 'Ana', id: ANA, system: 'primary', party: 'client-1', mayInitiateRegroup: true, inService: true }],
  groups: [{ name: 'Fire-1', id: FIRE, home: 'primary', preconfigured: false, members: [ANA] }],
};
const system = (name: 'primary' | 'partner', port: number) => ({
  name,
  serverId: `sip:s@${name}`,
  gmsId: `sip:g@${name}`,
  serverAddress: at(port),
  gmsAddress: at(port + 1),
});
const COMMAND: ProvisionCommand = {
  command: 'provision',
  scope: 'x1',
  system: 'primary',
  systems: [system('primary', 1), system('partner', 3)],
  users: [{ mcServiceId: ANA, clientAddress: at(5), mayInitiateRegroup: true }],
  groups: [{ mcServiceGroupId: FIRE, home: 'primary', members: [ANA] }],
};
const ana = { id: ANA, mayInitiateRegroup: true, affiliated: undefined };
const fire = { id: FIRE, home: 'primary', preconfigured: false, members: ['Ana'] } as const;
const STANDING: Provisioned = {
  users: new Map([['Ana', ana]]),
  groups: new Map([['Fire-1', fire]]),
  multicastIn: [],
  gateway: false,
};

const lacking = (
  provisioned: Partial<Provisioned>,
  command: Partial<ProvisionCommand> = {},
  party: 'primary-server' | 'client-1' = 'primary-server',
  movable?: string,
) =>
  firstLacking(
    { ...COMMAND, ...command },
    party,
    FIXTURE,
    { ...STANDING, ...provisioned },
    {
      movable: (address) => (address === movable ? 'partner-server' : undefined),
      gateway: () => at(9),
    },
  );

describe('what stands at a product that is set up by hand', () => {
  it('holds where it is what the scenario needs, and more members do not matter', () => {
    assert.equal(lacking({}), undefined);
    assert.equal(lacking({ groups: new Map([['Fire-1', { ...fire, members: ['Ana', 'Eve'] }]]) }), undefined);
  });

  const cases: readonly (readonly [string, string | undefined])[] = [
    ['provisioned.users.Ana is not there', lacking({ users: new Map() })],
    [
      'provisioned.users.Ana.mayInitiateRegroup is false, the scenario needs true',
      lacking({ users: new Map([['Ana', { ...ana, mayInitiateRegroup: false }]]) }),
    ],
    ['provisioned.groups.Fire-1 is not there', lacking({ groups: new Map() })],
    [
      'provisioned.groups.Fire-1.home is partner, the scenario needs primary',
      lacking({ groups: new Map([['Fire-1', { ...fire, home: 'partner' }]]) }),
    ],
    [
      'provisioned.groups.Fire-1.preconfigured is true, the scenario needs false',
      lacking({ groups: new Map([['Fire-1', { ...fire, preconfigured: true }]]) }),
    ],
    [
      'provisioned.groups.Fire-1.members does not name Ana',
      lacking({ groups: new Map([['Fire-1', { ...fire, members: [] }]]) }),
    ],
    [
      'provisioned.multicastIn does not name primary, the scenario needs multicast',
      lacking({}, { delivery: 'multicast' }),
    ],
    ['provisioned.multicastIn names primary, the scenario needs unicast', lacking({ multicastIn: ['primary'] })],
    ['provisioned.gateway is true, the scenario needs false', lacking({ gateway: true })],
    [
      'listen.ports.partner-server is not there, so primary-server cannot know where it listens',
      lacking({}, {}, 'primary-server', at(3)),
    ],
  ];
  for (const [said, found] of cases) it(`is missing by name: ${said}`, () => assert.equal(found, said));

  it('asks of a client only its user and its own server', () => {
    const users = new Map([['Ana', { ...ana, mayInitiateRegroup: false }]]);
    assert.equal(lacking({ users, gateway: true }, { groups: [] }, 'client-1', at(3)), undefined);
  });
});
