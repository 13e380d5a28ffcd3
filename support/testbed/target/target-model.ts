// What a target says: who is under test, how it is reached, what it declares, and the values that a run needs. Types only.

import type { Limits } from '../../evidence/budget';
import type { SystemIdentity, Timing } from '../../ports/testbed';
import type { WireLimits } from '../../ports/wire-limits';
import type { WireName, WireOptions } from '../../ports/wire';
import type { Provisioned, StandingGroup, StandingUser } from '../../procedure/provisioned';
import type { McSystemName, PartyName, Role } from '../../procedure/roles';
import type { PluginTarget } from '../../wires/plugin/target';

/** By header, the environment variable that holds its value. */
export type SecretHeaders = Readonly<Record<string, { readonly env: string }>>;

export type RoleTarget =
  | { readonly played: true }
  /** Played by a variant, which uses a freedom of the clause. */
  | { readonly played: true; readonly variant: string }
  /**
   * A product: it takes information flows at one address and control, where it has any, at another; or it is set up by
   * hand (`static`, `manual`).
   */
  | {
      readonly underTest: true;
      readonly address: string;
      readonly control?: string;
      readonly headers?: SecretHeaders;
      /** Another role that the same product has; needless where both have one control. */
      readonly sameProductAs?: Role;
    }
  /** A product that has neither of the suite's wires: a plug-in speaks for it. */
  | { readonly underTest: true; readonly plugin: PluginTarget }
  /** A mutant or variant of the built-in party. */
  | { readonly underTest: true; readonly builtIn: string };

export interface Target {
  readonly name: string;
  readonly version: string;
  /** The wire of what is under test. */
  readonly adapter: WireName;
  /** What is said of each wire, by its name. */
  readonly ofWires: Readonly<Record<WireName, WireOptions>>;
  /** A role that is not here is played. */
  readonly roles: Readonly<Partial<Record<Role, RoleTarget>>>;
  readonly listen: {
    readonly host: string;
    readonly advertise?: string;
    readonly ports: Readonly<Partial<Record<PartyName, number>>>;
  };
  /** Hosts, or hosts with a port, that may be sent to besides this machine. */
  readonly allow: readonly string[];
  /** How many scenarios products can take part in at the same time. */
  readonly scenariosAtOnce: number;
  readonly timing: Timing & {
    /** Longest wait for an operator's answer, in milliseconds. */
    readonly operatorMs: number;
  };
  /** What is taken of products at most. */
  readonly limits: Limits & WireLimits;
  readonly systems: readonly SystemIdentity[];
  /** Undefined where each scenario has identities of its own. */
  readonly provisioned: Provisioned | undefined;
  /** Answers to the items of the ICS; what is not here counts as yes. */
  readonly ics: Readonly<Record<string, 'yes' | 'no' | 'some'>>;
}

/** What schemas/target/target.schema.json lets through. */
export interface TargetFile extends Pick<Target, 'name' | 'version'> {
  readonly adapter?: WireName;
  readonly roles?: Target['roles'];
  readonly listen?: {
    readonly host?: string;
    readonly advertise?: string;
    readonly ports?: Readonly<Partial<Record<PartyName, number>>>;
  };
  readonly allow?: readonly string[];
  readonly scenariosAtOnce?: number;
  readonly provisioned?: ProvisionedFile;
  readonly timing?: Partial<Target['timing']>;
  readonly limits?: Partial<Target['limits']>;
  readonly systems?: Readonly<
    Partial<Record<McSystemName, { readonly domain?: string; readonly server?: string; readonly gms?: string }>>
  >;
  readonly ics?: Target['ics'];
  /** What it says of a wire, under the name of the wire. */
  readonly [wire: WireName]: unknown;
}

export interface ProvisionedFile {
  readonly users: Readonly<Record<string, Pick<StandingUser, 'id'> & Partial<StandingUser>>>;
  readonly groups: Readonly<Record<string, Pick<StandingGroup, 'id' | 'home'> & Partial<StandingGroup>>>;
  readonly multicastIn?: readonly McSystemName[];
  readonly gateway?: boolean;
}
