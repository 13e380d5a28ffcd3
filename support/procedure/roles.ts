// The functional entities of figure 10.15.3.3.1-1, the group management servers beside them, and those that only the
// harness plays. Unaware of who is under test.

/** The MC systems. The second partner is there for regroups that concern more than one partner. */
export const MC_SYSTEMS = ['primary', 'partner', 'second-partner'] as const;
export type McSystemName = (typeof MC_SYSTEMS)[number];

/** Roles that an implementation under test can take. */
export const ROLES = [
  'client-1',
  'primary-server',
  'primary-gms',
  'client-2',
  'partner-server',
  'partner-gms',
] as const;
export type Role = (typeof ROLES)[number];

/** Entities around the figure that are always played: other users' clients, a second partner MC system, a gateway. */
export const EXTRAS = [
  'gateway',
  'primary-bystanders',
  'partner-bystanders',
  'second-partner-server',
  'second-partner-gms',
  'second-partner-bystanders',
] as const;

export const PARTIES = [...ROLES, ...EXTRAS] as const;
export type PartyName = (typeof PARTIES)[number];

export type EntityKind = 'client' | 'server' | 'gms' | 'gateway';

export const isRole = (name: string): name is Role => (ROLES as readonly string[]).includes(name);

export function kindOf(party: PartyName): EntityKind {
  if (party === 'gateway') return 'gateway';
  if (party.endsWith('-server')) return 'server';
  return party.endsWith('-gms') ? 'gms' : 'client';
}

/** The MC system that a party belongs to; none for the gateway, which stands between them. */
export function systemOf(party: PartyName): McSystemName | undefined {
  if (party === 'gateway') return undefined;
  if (party.startsWith('second-partner')) return 'second-partner';
  return party === 'client-1' || party.startsWith('primary') ? 'primary' : 'partner';
}

/** The server or group management server of an MC system. */
export const entityOf = (system: McSystemName, kind: 'server' | 'gms'): PartyName => `${system}-${kind}`;
