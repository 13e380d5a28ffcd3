// What a target says: who is under test, how it is reached, what it declares, and the values that a run needs. Types only.

import type { SystemIdentity, Timing } from '../ports/testbed';
import type { McSystemName, PartyName, Role } from '../procedure/roles';

/** By header, the environment variable that holds its value. */
export type SecretHeaders = Readonly<Record<string, { readonly env: string }>>;

export type RoleTarget =
  | { readonly played: true }
  /** A product: it takes information flows at one address and control, where it has any, at another. */
  | { readonly underTest: true; readonly address: string; readonly control?: string; readonly headers?: SecretHeaders }
  /** A mutant or variant of the built-in party. */
  | { readonly underTest: true; readonly builtIn: string };

export interface Target {
  readonly name: string;
  readonly version: string;
  readonly adapter: 'http-json';
  /** A role that is not here is played. */
  readonly roles: Readonly<Partial<Record<Role, RoleTarget>>>;
  readonly listen: {
    readonly host: string;
    readonly advertise?: string;
    readonly ports: Readonly<Partial<Record<PartyName, number>>>;
  };
  /** Hosts, or hosts with a port, that may be sent to besides this machine. */
  readonly allow: readonly string[];
  readonly timing: Timing;
  readonly systems: readonly SystemIdentity[];
  /** Answers to the items of the ICS; what is not here counts as yes. */
  readonly ics: Readonly<Record<string, 'yes' | 'no'>>;
}

/** What schemas/target/target.schema.json lets through. */
export interface TargetFile extends Pick<Target, 'name' | 'version'> {
  readonly adapter?: 'http-json';
  readonly roles?: Target['roles'];
  readonly listen?: {
    readonly host?: string;
    readonly advertise?: string;
    readonly ports?: Readonly<Partial<Record<PartyName, number>>>;
  };
  readonly allow?: readonly string[];
  readonly timing?: Partial<Target['timing']>;
  readonly systems?: Readonly<
    Partial<Record<McSystemName, { readonly domain?: string; readonly server?: string; readonly gms?: string }>>
  >;
  readonly ics?: Target['ics'];
}
