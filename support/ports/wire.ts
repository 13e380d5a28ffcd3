// A wire carries the information flows of stage 2 in some shape, and not every wire carries all of them. What one can do is
// told by its abilities; whoever depends on one asks for that ability and never for the name of the wire. Types, and what
// follows from the abilities alone.

import type { SchemaError } from '../procedure/schema-error';
import type { McSystemName, PartyName, Role } from '../procedure/roles';
import type { Adapter } from './adapter';
import type { Diagnosis } from './diagnosis';
import type { BelowTls, OnSocket, OnTransmission } from './transmission';

/** As a target file, the command line and a results file write it; wires/all.ts lists those that there are. */
export type WireName = string;

export interface Abilities {
  /**
   * An authorized request is answered by a request return of its own, before anything else (step 4b). Without it the answer
   * comes once, at the end; that a request is not authorized is told all the same.
   */
  readonly returnsRequest: boolean;
  /** A request may leave the regroup group to the server (step 1). Without it every request names one. */
  readonly takesUnnamedRequests: boolean;
  /**
   * A server tells the requester the regroup group ID, one that it assigned among them (step 3). Without it the ID of the request
   * is the one, and a request for one in use is refused.
   */
  readonly assignsIdentities: boolean;
  /** Each reject says why (step 4a). Without it, one only does where a group of a partner is already regrouped. */
  readonly givesReasonOfReject: boolean;
  /** A client acknowledges the regrouping in a message (step 9). */
  readonly clientsAcknowledge: boolean;
  /** Answers come when the figure has them come. Without it a server may answer before it asks those who depend on it. */
  readonly answersInStepOrder: boolean;
  /** Several clients can be asked by one message (step 7). */
  readonly multicast: boolean;
  /** A notification of group configuration says what changed. Without it, only that it did: who wants to know fetches it. */
  readonly notifiesConfiguration: boolean;
  /** A group configuration names the key material of the group. */
  readonly carriesKeyReference: boolean;
  /** A group management server subscribes to the dynamic data of its MC service server (precondition 5). */
  readonly groupManagementSubscribes: boolean;
  /**
   * A subscription to the constituents shows who is in the regroup group. Without it they tell which group that is, and a
   * subscription of its own shows its members to whoever comes in time.
   */
  readonly showsMembersOfRegroup: boolean;
}

export type Ability = keyof Abilities;

/** Why a wire lacks an ability, in words that go on from "it cannot be seen:". */
export interface Lack {
  readonly because: string;
}

/** What a wire says of itself, one entry for each ability: a new one does not compile until every wire has decided. */
export type Declared = { readonly [A in Ability]: true | Lack };

/** Of a wire that carries each flow of stage 2 as it is. */
export const EVERY_ABILITY: Declared = {
  returnsRequest: true,
  takesUnnamedRequests: true,
  assignsIdentities: true,
  givesReasonOfReject: true,
  clientsAcknowledge: true,
  answersInStepOrder: true,
  multicast: true,
  notifiesConfiguration: true,
  carriesKeyReference: true,
  groupManagementSubscribes: true,
  showsMembersOfRegroup: true,
};

export const ABILITIES = Object.keys(EVERY_ABILITY) as readonly Ability[]; // the same keys

export const isAbility = (name: string): name is Ability => ABILITIES.some((known) => known === name);

export const abilitiesOf = ({ abilities }: Pick<Wire, 'abilities'>): Abilities =>
  Object.fromEntries(ABILITIES.map((ability) => [ability, abilities[ability] === true])) as unknown as Abilities; // each key

/** Undefined where the wire has the ability. */
export function whyLacking({ abilities }: Pick<Wire, 'abilities'>, ability: Ability): string | undefined {
  const declared = abilities[ability];
  return declared === true ? undefined : declared.because;
}

/** What a target file says under the name of a wire. */
export type WireOptions = Readonly<Record<string, unknown>>;

export interface NamedSystem {
  readonly name: McSystemName;
  readonly serverId: string;
  readonly gmsId: string;
}

/** What a wire is opened in. */
export interface WireSurroundings {
  readonly options: WireOptions;
  readonly systems: readonly NamedSystem[];
  /** Hosts, or hosts with a port, that may be sent to besides this machine. */
  readonly allow: readonly string[];
  /** Longest wait for the answer of the wire, in milliseconds. */
  readonly deadlineMs: number;
  /** Headers that products ask for, and texts without the secrets in them. */
  readonly credentials?: {
    readonly headersFor: (url: URL) => Readonly<Record<string, string>>;
    readonly hide: (text: string) => string;
  };
  readonly onTransmission?: OnTransmission;
  readonly onSocket?: OnSocket;
  readonly belowTls?: BelowTls;
  /** What a built-in party under test does otherwise on this wire, as its altered parties have it. */
  readonly alterationOf?: (party: PartyName) => unknown;
  /** What parties ask of each request before they take it, as `challenge` of the wire made it. */
  readonly challenge?: unknown;
  /** False where which entity a party plays is not known before a message names it. */
  readonly knowsItself?: boolean;
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
  /**
   * Makes a served party ask for credentials, those that the environment holds; undefined where the wire has no challenges.
   * @throws UserError where the environment has none
   */
  readonly challenge?: (how: Challenging, environment: Readonly<Record<string, string | undefined>>) => unknown;
  readonly trials?: () => WireTrials;
}
