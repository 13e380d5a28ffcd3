// The cast of the oracle's tests: three MC systems, their users and groups.

import type { Fixture, GroupFact, UserFact } from '../../../procedure/fixture';
import { scopedId } from '../../../procedure/identities';
import { entityOf, MC_SYSTEMS, type McSystemName, type PartyName } from '../../../procedure/roles';

const SCOPE = 't1';
const domain = (system: McSystemName): string => `${system}.example`;

export const server = (system: McSystemName): string => `sip:server@${domain(system)}`;
export const gms = (system: McSystemName): string => `sip:gms@${domain(system)}`;

const user = (name: string, system: McSystemName, party: PartyName, may = false): UserFact => ({
  name,
  id: scopedId(name.toLowerCase(), SCOPE, domain(system)),
  system,
  party,
  mayInitiateRegroup: may,
  inService: true,
});

const users = {
  ana: user('Ana', 'primary', 'client-1', true),
  eve: user('Eve', 'primary', 'primary-bystanders'),
  ivo: user('Ivo', 'primary', 'primary-bystanders', true),
  ben: user('Ben', 'partner', 'client-2'),
  cleo: user('Cleo', 'partner', 'partner-bystanders'),
  dan: user('Dan', 'partner', 'partner-bystanders'),
  jan: user('Jan', 'partner', 'partner-bystanders', true),
  hana: user('Hana', 'second-partner', 'second-partner-bystanders'),
};

export const ANA = users.ana.id;
export const EVE = users.eve.id;
export const IVO = users.ivo.id;
export const BEN = users.ben.id;
export const CLEO = users.cleo.id;
export const DAN = users.dan.id;
export const JAN = users.jan.id;
export const HANA = users.hana.id;

/** Ends of a message, to send it astray. */
export const EVE_END = { id: EVE, party: users.eve.party };
export const serverEnd = (system: McSystemName): { readonly id: string; readonly party: PartyName } => ({
  id: server(system),
  party: entityOf(system, 'server'),
});

export const group = (name: string, home: McSystemName): string => scopedId(name.toLowerCase(), SCOPE, domain(home));
export const FIRE = group('Fire-1', 'primary');
export const FIRE2 = group('Fire-2', 'primary');
export const MED = group('Med-7', 'partner');
export const MED8 = group('Med-8', 'partner');
export const COAST = group('Coast-3', 'second-partner');
export const JOINT = group('Joint-9', 'primary');
export const JOINT8 = group('Joint-8', 'primary');
export const TEMP = group('Temp-5', 'primary');
export const CRISIS = group('Crisis-0', 'primary');

const groupFact = (name: string, home: McSystemName, members: readonly string[], preconfigured = false): GroupFact => ({
  name,
  id: group(name, home),
  home,
  preconfigured,
  members,
});

const everybody = Object.values(users);

export const FIXTURE: Fixture = {
  scope: SCOPE,
  systems: MC_SYSTEMS.map((name) => ({ name, serverId: server(name), gmsId: gms(name) })),
  users: everybody,
  groups: [
    groupFact('Fire-1', 'primary', [ANA, DAN, EVE]),
    groupFact('Fire-2', 'primary', [IVO]),
    groupFact('Med-7', 'partner', [BEN, CLEO, DAN]),
    groupFact('Med-8', 'partner', [CLEO]),
    groupFact('Coast-3', 'second-partner', [HANA]),
    groupFact(
      'Crisis-0',
      'primary',
      everybody.map(({ id }) => id),
      true,
    ),
  ],
  multicastIn: [],
  gateway: false,
};

export const systemFor = (id: string): McSystemName => everybody.find((one) => one.id === id)?.system ?? 'primary';
export const serverFor = (id: string): string => server(systemFor(id));
