// What stands at products that are set up by hand: the identities behind the names of the cast, and the facts about them.
// While there is any, all scenarios share these identities. Unaware of what a scenario needs.

import type { McSystemName } from './roles';

export interface StandingUser {
  /** MC service ID. */
  readonly id: string;
  readonly mayInitiateRegroup: boolean;
  /** Names of the groups that the user's client, in service all the time, is affiliated to; undefined where it is made to. */
  readonly affiliated: readonly string[] | undefined;
}

export interface StandingGroup {
  /** MC service group ID. */
  readonly id: string;
  readonly home: McSystemName;
  readonly preconfigured: boolean;
  /** Names of the members. */
  readonly members: readonly string[];
}

export interface Provisioned {
  /** By name of the cast. */
  readonly users: ReadonlyMap<string, StandingUser>;
  readonly groups: ReadonlyMap<string, StandingGroup>;
  /** MC systems whose server sends regroup requests to its clients by multicast. */
  readonly multicastIn: readonly McSystemName[];
  /** The MC systems reach each other through the MC gateway server. */
  readonly gateway: boolean;
}
