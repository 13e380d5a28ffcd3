// The open testbed as the actions see it: parties with a control, a recorder, and a way to tell when all is quiet.

import type { Fixture } from '../procedure/fixture';
import type { FlowId } from '../procedure/flows';
import type { Provisioned } from '../procedure/provisioned';
import type { McSystemName, PartyName, Role } from '../procedure/roles';
import type { Control } from './control';
import type { Abilities } from './abilities';

/**
 * Freedoms that every message has: to leave out what need not be said, to add elements that nobody knows, and to write the host of an
 * identity in capitals.
 */
export type Wording = 'as-usual' | 'brief' | 'extended' | 'in-capitals';

/** What a played party does differently for one scope. Never used on an implementation under test. */
export interface Behaviour {
  /** Flows that it takes and never reacts to. */
  readonly ignores?: readonly FlowId[];
  /** Flows that it refuses to take, whatever they say. */
  readonly refuses?: readonly FlowId[];
  /** Flows of which it confirms only so many milliseconds later that it has taken them. */
  readonly lingers?: Partial<Record<FlowId, number>>;
  /** Flows that it never sends. */
  readonly withholds?: readonly FlowId[];
  /** Flows that it keeps back until it is told to release them. */
  readonly holds?: readonly FlowId[];
  /** Flows that it sends twice. */
  readonly repeats?: readonly FlowId[];
  /** Whether it asks its partners for one group at a time. */
  readonly asksInParts?: boolean;
  /** Whether it names members to the servers that serve them before it asks these for their groups (leg D before leg C on SIP). */
  readonly namesFirst?: boolean;
  /**
   * Whether no other server may remove a regroup that it controls: it is in an emergency, or, where a service knows none that forbids it,
   * unknown by now (TS 24.379 16.2.3.2).
   */
  readonly keepsItsRegroups?: boolean;
  /** How it puts whatever it sends. */
  readonly words?: Wording;
  /** Flows that it sends so many milliseconds late. */
  readonly delays?: Partial<Record<FlowId, number>>;
}

export interface Party {
  readonly name: PartyName;
  readonly underTest: boolean;
  readonly control: Control;
  /** Where flows for this party are sent. */
  readonly address: string;
  /** Where another party that has one sends them, so that the harness sees what passes between products. */
  readonly tap?: string;
  /** Resolves when a product has had its turn: it answers what it was asked after all that it was sent. Never rejects. */
  readonly turn?: (signal: AbortSignal) => Promise<void>;
  /** Undefined for an implementation under test: its behaviour is its own. */
  readonly behave: ((scope: string, behaviour: Behaviour) => void) | undefined;
  /** Lets go of what it holds, and holds nothing from then on; or of what it held last, and holds on to the rest. */
  readonly release?: (scope: string, what: 'all' | 'the-last') => void;
}

export interface SystemIdentity {
  readonly name: McSystemName;
  readonly domain: string;
  readonly serverId: string;
  readonly gmsId: string;
}

export interface Timing {
  /** Longest wait for a message that has to come, in milliseconds. */
  readonly deadlineMs: number;
  /** Against an implementation: nothing for so long means nothing will come, in milliseconds. */
  readonly quietWindowMs: number;
}

export interface Testbed {
  readonly underTest: readonly Role[];
  /** Of the wire of the run. */
  readonly abilities: Abilities;
  /** True where every party is built in, also one under test, so that isIdle() speaks for all of them. */
  readonly selfContained: boolean;
  readonly timing: Timing;
  readonly systems: readonly SystemIdentity[];
  /** Identities that all scenarios share; undefined where each has its own. */
  readonly provisioned: Provisioned | undefined;
  party(name: PartyName): Party;
  /** Starts to collect the events of a scope, and tells every party's identities apart from now on. */
  openScope(fixture: Fixture): void;
  /** From now on a message of this scope is a stray. */
  closeScope(scope: string): void;
  /** True while no built-in party has anything in hand. Says nothing of a product under test. */
  isIdle(): boolean;
  /** Resolves when isIdle() is true; rejects when the signal aborts. */
  whenIdle(signal: AbortSignal): Promise<void>;
  close(): Promise<void>;
}
