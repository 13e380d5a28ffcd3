// A wire carries the information flows of stage 2 in some shape; what a folder of support/wires offers. Types only.

import type { SchemaError } from '../procedure/schema-error';
import type { McSystemName, PartyName, Role } from '../procedure/roles';
import type { Declared } from './abilities';
import type { Adapter, OutboundMessage } from './adapter';
import type { Diagnosis } from './diagnosis';
import type { WireLimits } from './wire-limits';
import type { BelowTls, OnSocket, OnTransmission } from './transmission';

/** As a target file, the command line and a results file write it; wires/all.ts lists those that there are. */
export type WireName = string;

/** What a target file says under the name of a wire. */
export type WireOptions = Readonly<Record<string, unknown>>;

export interface NamedSystem {
  readonly name: McSystemName;
  readonly serverId: string;
  readonly gmsId: string;
}

/** @param message with the text that carries its body */
export type ScopeOf = (message: Pick<OutboundMessage, 'body'> & { readonly raw: string }) => string | null;

/** What a wire is opened in. */
export interface WireSurroundings {
  readonly options: WireOptions;
  readonly systems: readonly NamedSystem[];
  /** Hosts, or hosts with a port, that may be sent to besides this machine. */
  readonly allow: readonly string[];
  /** What a port takes; the defaults where absent. */
  readonly limits?: WireLimits;
  /** Longest wait for the answer of the wire, in milliseconds. */
  readonly deadlineMs: number;
  /** Headers that products ask for, and texts without the secrets in them. */
  readonly credentials?: {
    readonly headersFor: (url: URL) => Readonly<Record<string, string>>;
    readonly hide: (text: string) => string;
  };
  /** The scenario of a message that leaves, for wires that tell a product which that is; null where it is of none. */
  readonly scopeOf?: ScopeOf;
  readonly onTransmission?: OnTransmission;
  readonly onSocket?: OnSocket;
  readonly belowTls?: BelowTls;
  /** What a built-in party under test does otherwise on this wire, as its altered parties have it. */
  readonly alterationOf?: (party: PartyName) => unknown;
  /** What parties ask of each request before they take it, as `challenge` of the wire made it. */
  readonly challenge?: unknown;
}

export interface OpenWire {
  readonly adapter: Adapter;
  /** Makes the entities of more MC systems known, for wires on which addresses are no identities. */
  readonly learn?: (systems: readonly NamedSystem[]) => void;
}

interface Altered {
  readonly id: string;
  readonly role: Role;
  readonly says: string;
  /** What it does otherwise; the wire alone knows what that is. */
  readonly alteration: unknown;
}

export interface WireMutant extends Altered {
  /** The requirement that has to fail it. */
  readonly requirement: string;
  /** The MC service that it is tried in; the usual one of the wire where absent. */
  readonly service?: string;
}

export interface WireVariant extends Altered {
  /** The statement that is met all the same. */
  readonly freedom: string;
  /** It is tried in scenarios that show this. */
  readonly shows: string;
}

/** What the trials of built-in parties need to know of a wire. */
export interface WireTrials {
  /** Parties that exist on this wire alone. */
  readonly mutants: readonly WireMutant[];
  readonly variants: readonly WireVariant[];
  /** By id, mutants whose requirement the wire can show and whose defect it cannot, and variants whose freedom it lacks: why. */
  readonly unseen: ReadonlyMap<string, string>;
  /** Where each scenario takes its time: so many that show the requirement are tried before all others. */
  readonly enough?: number;
}

export interface Examination {
  readonly role: Role;
  readonly address: string;
  /** Where to listen meanwhile. */
  readonly host: string;
  readonly allow: (url: URL) => boolean;
  readonly withinMs: number;
}

/** How a served party asks whoever sends it anything for credentials. */
export interface Challenging {
  readonly algorithm: 'MD5' | 'SHA-256';
  /** A user agent asks by 401, a proxy by 407. */
  readonly as: 'user-agent' | 'proxy';
}

/** What a folder of support/wires offers. Its declaration is light; what is heavy is loaded by the first call. */
export interface Wire {
  readonly name: WireName;
  readonly abilities: Declared;
  /** Whose messages it carries as they are, for statements that are about these: `TS 24.379`. */
  readonly protocols?: readonly string[];
  /**
   * How a run comes to it: `name` where a target file or the command line names it, `plug-in` where one speaks for a role, `trial`
   * for parties of one process that need no socket, which no product is judged by.
   */
  readonly takenBy: 'name' | 'plug-in' | 'trial';
  /** The wire whose bytes it carries, and in whose name a trial on it speaks. */
  readonly carriesBytesOf?: WireName;
  /** Undefined where parties that the harness plays listen on the wire whose bytes it carries. */
  readonly open?: (surroundings: WireSurroundings) => OpenWire;
  /**
   * Its listeners are HTTP servers: control stands on the same port when one party is served, and a front may hold a fixed port
   * for several workers.
   */
  readonly isHttp?: true;
  /**
   * For those who ask about host and port alone; undefined for what is no address of this wire. Throws a TypeError where it has
   * neither.
   */
  readonly urlOf?: (address: string) => URL | undefined;
  /** The address that a party has at a port that the target file fixes; undefined where it is the URL of a server of HTTP. */
  readonly addressAt?: (
    party: PartyName,
    place: { readonly host: string; readonly port: number },
    options: object,
  ) => string;
  /** How addresses of this wire are called, for messages. */
  readonly addressesAre?: string;
  /** MC services that its option `service` can name. */
  readonly services?: readonly string[];
  /** What a schema cannot say of its options; paths begin with the name of the wire. */
  readonly contradictions?: (options: WireOptions, allow: readonly string[]) => readonly SchemaError[];
  /** Values of its options that are secrets, from the environment variables that they name. */
  readonly secretsIn?: (
    options: WireOptions,
    environment: Readonly<Record<string, string | undefined>>,
  ) => readonly string[];
  /** Whether it is spoken at the address of a product; what speaks HTTP is examined without it. */
  readonly examine?: (examination: Examination) => Promise<readonly Diagnosis[]>;
  /** Whether what messages go through on their way to products, by the options of the wire, is there. */
  readonly examineWay?: (
    options: object,
    examination: Pick<Examination, 'host' | 'allow' | 'withinMs'>,
  ) => Promise<readonly Diagnosis[]>;
  /**
   * Makes a served party ask for credentials, those that the environment holds; undefined where the wire has no challenges.
   * @throws UserError where the environment has none
   */
  readonly challenge?: (how: Challenging, environment: Readonly<Record<string, string | undefined>>) => unknown;
  readonly trials?: () => WireTrials;
}
