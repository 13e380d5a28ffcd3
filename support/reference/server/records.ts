// What an MC service server keeps: the users it serves, the groups it knows, the regroups it takes part in. Data only,
// flat by identity; each record names the scope that it belongs to.

import type { GroupConfiguration, ProvisionedSystem } from '../../ports/control';
import type { FlowBody } from '../../procedure/flows';
import type { RejectReason } from '../../procedure/generated/flow-bodies';
import type { McSystemName } from '../../procedure/roles';
import type { Scope } from '../scope';

export interface ServerScope extends Scope {
  delivery: 'unicast' | 'multicast';
  readonly users: Set<string>;
  readonly groups: Set<string>;
  readonly regroups: Set<string>;
  /** Regroup groups that the group management server was told of, and whether it follows them by their own identity. */
  readonly reportedRegroups: Map<string, 'reported' | 'followed'>;
  /** The MC system that serves a user who is served elsewhere and affiliated to a group homed here. */
  readonly visitors: Map<string, McSystemName>;
  /** Affiliations that wait for a group home system, oldest first. */
  readonly forwarded: Map<string, Forwarded[]>;
  /** Regroups that wait for the configuration of a preconfigured group. */
  readonly awaitingConfiguration: Map<string, Regroup[]>;
}

export interface ServedUser {
  readonly id: string;
  readonly scope: ServerScope;
  readonly address: string;
  mayInitiateRegroup: boolean;
  inService: boolean;
  readonly affiliations: Set<string>;
}

export interface KnownGroup {
  readonly id: string;
  readonly scope: ServerScope;
  readonly home: McSystemName;
  /** Undefined where the server does not have to know them: groups homed elsewhere (SCOPE-2). */
  readonly members: ReadonlySet<string> | undefined;
  /** Of a group homed here everybody, of another those whom this server serves. */
  readonly affiliated: Set<string>;
  configuration: GroupConfiguration | undefined;
  /**
   * The preconfigured regroups that hold the group, or reserve it while partners are asked, the latest at the end. Of a group homed
   * elsewhere there may be several, until its home has refused all but one.
   */
  regroups: readonly Regroup[];
  /** The group management server has subscribed to the group's dynamic data (PRE-5). */
  followed: boolean;
}

/** A partner MC system that is home of listed groups. */
export interface RegroupPartner {
  readonly system: ProvisionedSystem;
  /** Step-5 requests, or cancel requests, that it has not answered. */
  awaited: number;
  /** It agreed to a step-5 request, or may have: one that is reported undelivered may have arrived. */
  mayHold: boolean;
  refusal: RejectReason | undefined;
}

/** A step-5 request that was not sent yet: what it says beside what every request of the regroup does. */
export interface Unasked {
  readonly system: ProvisionedSystem;
  readonly says: { readonly mcServiceGroupIdList: readonly string[]; readonly mcServiceUserIdList?: readonly string[] };
}

export type RegroupRequest = FlowBody<
  'preconfigured-regroup-request.client-server' | 'preconfigured-regroup-request.server-server'
>;

export interface Regroup {
  readonly id: string;
  readonly scope: ServerScope;
  /** What asked for it: of step 2 in the primary MC system, of step 5 in a partner. What is passed on comes from it. */
  readonly request: RegroupRequest;
  readonly groups: Set<string>;
  /** The server where the regroup was started; this one in the primary MC system. */
  readonly primaryServerId: string;
  readonly requester: string | undefined;
  readonly since: number;
  /** Users served here that were asked, and have not left since. */
  readonly requested: Set<string>;
  /** Users served here that are affiliated to the regroup group. */
  readonly members: Set<string>;
  /** Members whose affiliation no listed group homed here could be reported with yet. */
  readonly unreported: Set<string>;
  readonly partners: Map<string, RegroupPartner>;
  /** What partners are still to be asked, where they are asked one thing after another. */
  readonly unasked: Unasked[];
  status: 'forming' | 'in-force' | 'cancelling';
  /** Who asked to cancel it and was not answered yet. */
  readonly cancelledBy: Set<string>;
}

/** Steps that a server may take at a moment of their own, when others have acted in between. */
export type SeparateStep = 'step-4b' | 'step-5' | 'step-10' | 'step-11' | 'step-12';

/** A step put off, and what it is about: whom a partner has asked at step 7, and the request that it answers. */
export interface PutOff {
  readonly step: SeparateStep;
  readonly regroup: Regroup;
  readonly requestedUsers: readonly string[];
  readonly request: RegroupRequest;
}

/** A client's request that needs the answers of other group home systems. */
export interface Forwarded {
  readonly user: ServedUser;
  readonly groups: readonly string[];
  awaited: number;
  result: 'success' | 'failure';
}
