// The named cast of the features: who receives MC service where, and which groups exist to be named. The same in every
// feature, listed for readers in features/README.md.

import type { McSystemName, PartyName } from './roles';

export interface CastUser {
  readonly system: McSystemName;
  readonly party: PartyName;
  readonly mayInitiateRegroup: boolean;
  /** The local part of its identity, where that is not its name in small letters. */
  readonly local?: string;
}

const user = (system: McSystemName, party: PartyName, mayInitiateRegroup = false): CastUser => ({
  system,
  party,
  mayInitiateRegroup,
});

export const USERS: Readonly<Record<string, CastUser>> = {
  Ana: user('primary', 'client-1', true),
  Eve: user('primary', 'primary-bystanders'),
  Finn: user('primary', 'primary-bystanders'),
  Ivo: user('primary', 'primary-bystanders', true),
  'Twin-Ben': { ...user('primary', 'primary-bystanders'), local: 'ben' },
  Ben: user('partner', 'client-2'),
  Cleo: user('partner', 'partner-bystanders'),
  Dan: user('partner', 'partner-bystanders'),
  Gil: user('partner', 'partner-bystanders'),
  Jan: user('partner', 'partner-bystanders', true),
  Hana: user('second-partner', 'second-partner-bystanders'),
};

export interface CastGroup {
  readonly home: McSystemName;
  readonly preconfigured: boolean;
  /** The local part of its identity, where that is not its name in small letters. */
  readonly local?: string;
  /** The group whose identity it is, spelt otherwise. */
  readonly spells?: string;
}

/** Home of each group that is not declared in a table: names for regroup groups, preconfigured and temporary groups. */
export const GROUPS: Readonly<Record<string, CastGroup>> = {
  'Fire-1': { home: 'primary', preconfigured: false },
  'Fire-2': { home: 'primary', preconfigured: false },
  'Med-7': { home: 'partner', preconfigured: false },
  'Med-8': { home: 'partner', preconfigured: false },
  'Coast-3': { home: 'second-partner', preconfigured: false },
  'Twin-1': { home: 'partner', preconfigured: false, local: 'fire-1' },
  'Caps-2': { home: 'primary', preconfigured: false, local: 'FIRE-2' },
  'Caps-8': { home: 'partner', preconfigured: false, local: 'MED-8' },
  'Odd-4': { home: 'partner', preconfigured: false, local: "odd+4&'x'" },
  'Echo-2': { home: 'primary', preconfigured: false, spells: 'Fire-2' },
  'Joint-6': { home: 'primary', preconfigured: false },
  'Joint-7': { home: 'partner', preconfigured: false },
  'Joint-8': { home: 'primary', preconfigured: false },
  'Joint-9': { home: 'primary', preconfigured: false },
  'Twin-9': { home: 'partner', preconfigured: false, local: 'joint-9' },
  'Temp-5': { home: 'primary', preconfigured: false },
  'Crisis-0': { home: 'primary', preconfigured: true },
  'Crisis-1': { home: 'primary', preconfigured: true },
  'Crisis-2': { home: 'partner', preconfigured: true },
};

/** Preconfigured groups that are there in every scenario. */
export const USUAL_CONFIGURATIONS: readonly string[] = ['Crisis-0', 'Crisis-1'];

/** Groups that come into being in a scenario, so that none of them can stand before it, and names for others that stand. */
const MADE: readonly string[] = ['Echo-2', 'Joint-6', 'Joint-7', 'Joint-8', 'Joint-9', 'Temp-5', 'Twin-9'];

/** Groups that an operator configures. */
export const STANDING_GROUPS: readonly string[] = Object.keys(GROUPS).filter((name) => !MADE.includes(name));

/** The preconfigured group that lends its configuration where a step names none. */
export const DEFAULT_CONFIGURATION = 'Crisis-0';
