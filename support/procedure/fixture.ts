// What is true before a scenario's stimulus: the MC systems, the users and where they receive service, the groups and
// where they are homed. The features declare it, the parties are provisioned from it, and the oracle reads it.

import type { McSystemName, PartyName } from './roles';

export interface SystemFact {
  readonly name: McSystemName;
  readonly serverId: string;
  readonly gmsId: string;
}

export interface UserFact {
  /** The name in the features, e.g. Ana. */
  readonly name: string;
  /** MC service ID. */
  readonly id: string;
  /** The MC system in which the user receives MC service. */
  readonly system: McSystemName;
  /** The party that hosts the user's MC service client. */
  readonly party: PartyName;
  /** The user profile allows to initiate a preconfigured regroup. */
  readonly mayInitiateRegroup: boolean;
  /** The user receives MC service when the scenario starts. */
  readonly inService: boolean;
  /** No MC system was told of the user: his client alone knows that there is one. */
  readonly isStranger?: true;
  /**
   * MC service group IDs. The client was set up by hand: it receives service and is affiliated to these groups all the time,
   * and no message of the scenario shows it.
   */
  readonly standsAffiliated?: readonly string[];
}

export interface GroupFact {
  /** The name in the features, e.g. Fire-1. */
  readonly name: string;
  /** MC service group ID. */
  readonly id: string;
  readonly home: McSystemName;
  /** A preconfigured group lends its configuration; it is never regrouped itself. */
  readonly preconfigured: boolean;
  /** MC service IDs of the members. */
  readonly members: readonly string[];
}

export interface Fixture {
  /** Last dotted label of the local part of every identity of the scenario. */
  readonly scope: string;
  readonly systems: readonly SystemFact[];
  readonly users: readonly UserFact[];
  readonly groups: readonly GroupFact[];
  /** MC systems whose server sends regroup requests to its clients by multicast. */
  readonly multicastIn: readonly McSystemName[];
  /** The MC systems reach each other through MC gateway servers. */
  readonly gateway: boolean;
}
