// Generated from schemas/control by `npm run generate`. Do not edit.

export type Act =
  | StartServiceAct
  | LogOffAct
  | AffiliateAct
  | DeAffiliateAct
  | InitiateRegroupAct
  | CancelRegroupAct
  | WithdrawAuthorizationAct
  | MakeTemporaryGroupAct
  | TearDownTemporaryGroupAct
  | RepeatConfigurationAct;
/**
 * MC service ID: identity of an MC service user.
 */
export type McServiceId = string;
/**
 * MC service group ID.
 */
export type McServiceGroupId = string;
/**
 * MC service group ID list.
 *
 * @minItems 1
 */
export type McServiceGroupIdList = readonly McServiceGroupId[];
/**
 * What a party answers to a control command. Unsupported is an honest answer; errored says that the party could not do what it does support.
 */
export type ControlAnswer = Done | Unsupported | Errored;
/**
 * List of MC service IDs; may be empty.
 */
export type McServiceIdList = readonly McServiceId[];
export type Question = UserNotificationsQuestion | AffiliationsQuestion | RegroupsQuestion;
/**
 * An MC system, named as in figure 10.15.3.3.1-1.
 */
export type McSystemName = 'primary' | 'partner' | 'second-partner';
/**
 * Identity of a functional entity: the public service identity of a server or group management server, or the MC service ID of a client's user.
 */
export type EntityId = string;

export interface ControlMessages {
  readonly act: ActCommand;
  readonly activate: ActivateCommand;
  readonly advance: AdvanceCommand;
  readonly answer: ControlAnswer;
  readonly ask: AskCommand;
  readonly hello: HelloCommand;
  readonly provision: ProvisionCommand;
  readonly release: ReleaseCommand;
}
/**
 * Makes a user, or the operator of a group management server, act.
 */
export interface ActCommand {
  readonly command: 'act';
  /**
   * The scenario that the command belongs to. It is the last dotted label of every user and group name of the scenario, so that a long-lived implementation can keep scenarios apart and forget one whole.
   */
  readonly scope: string;
  readonly act: Act;
}
/**
 * The user starts to receive MC service from the server of the user's MC system.
 */
export interface StartServiceAct {
  readonly kind: 'start-service';
  readonly user: McServiceId;
}
/**
 * The user's MC service ceases.
 */
export interface LogOffAct {
  readonly kind: 'log-off';
  readonly user: McServiceId;
}
/**
 * The user asks to be affiliated.
 */
export interface AffiliateAct {
  readonly kind: 'affiliate';
  readonly user: McServiceId;
  readonly mcServiceGroupIdList: McServiceGroupIdList;
}
/**
 * The user asks to be no longer affiliated.
 */
export interface DeAffiliateAct {
  readonly kind: 'de-affiliate';
  readonly user: McServiceId;
  readonly mcServiceGroupIdList: McServiceGroupIdList;
}
/**
 * Step 1 of clause 10.15.3.3.1.
 */
export interface InitiateRegroupAct {
  readonly kind: 'initiate-regroup';
  readonly user: McServiceId;
  readonly mcServiceGroupIdList: McServiceGroupIdList;
  readonly regroupGroupId?: McServiceGroupId;
  readonly preconfiguredGroupId: McServiceGroupId;
}
/**
 * Start of clause 10.15.3.3.3.
 */
export interface CancelRegroupAct {
  readonly kind: 'cancel-regroup';
  readonly user: McServiceId;
  readonly regroupGroupId: McServiceGroupId;
}
/**
 * The operator of an MC service server withdraws the authorization to initiate preconfigured regroups from a user whom it serves.
 */
export interface WithdrawAuthorizationAct {
  readonly kind: 'withdraw-authorization';
  readonly user: McServiceId;
}
/**
 * A group management server makes a temporary group (clause 10.2.4).
 */
export interface MakeTemporaryGroupAct {
  readonly kind: 'make-temporary-group';
  readonly temporaryGroupId: McServiceGroupId;
  readonly mcServiceGroupIdList: McServiceGroupIdList;
}
/**
 * A group management server tears a temporary group down: its groups are free again (clause 10.2.4).
 */
export interface TearDownTemporaryGroupAct {
  readonly kind: 'tear-down-temporary-group';
  readonly temporaryGroupId: McServiceGroupId;
  readonly mcServiceGroupIdList: McServiceGroupIdList;
}
/**
 * A group management server tells its MC service server the configuration of groups once more, though nothing in it has changed.
 */
export interface RepeatConfigurationAct {
  readonly kind: 'repeat-configuration';
  readonly mcServiceGroupIdList: McServiceGroupIdList;
}
/**
 * Everything that the scenario needs is provisioned everywhere: subscribe, share and distribute as in operation.
 */
export interface ActivateCommand {
  readonly command: 'activate';
  /**
   * The scenario that the command belongs to. It is the last dotted label of every user and group name of the scenario, so that a long-lived implementation can keep scenarios apart and forget one whole.
   */
  readonly scope: string;
}
/**
 * Lets time pass on the party's own clock, so that waiting costs nothing.
 */
export interface AdvanceCommand {
  readonly command: 'advance';
  /**
   * How far.
   */
  readonly milliseconds: number;
}
export interface Done {
  readonly status: 'done';
  readonly hello?: Hello;
  /**
   * Answer to user-notifications, oldest first.
   */
  readonly userNotifications?: readonly UserNotification[];
  readonly affiliated?: McServiceIdList;
  /**
   * Answer to regroups.
   */
  readonly regroupGroupIds?: readonly McServiceGroupId[];
}
/**
 * Answer to hello.
 */
export interface Hello {
  readonly name: string;
  readonly version: string;
  /**
   * The roles that the party can take.
   */
  readonly roles: readonly string[];
  /**
   * The wire that it speaks and its version; http-json/1 where absent.
   */
  readonly protocol?: string;
}
export interface UserNotification {
  /**
   * What the user was told of the regroup.
   */
  readonly kind: 'regrouped' | 'cancelled' | 'authorized' | 'not-authorized' | 'rejected' | 'formed';
  /**
   * The regroup group, where the message named one.
   */
  readonly regroupGroupId: McServiceGroupId | null;
}
export interface Unsupported {
  readonly status: 'unsupported';
  readonly reason: string;
}
export interface Errored {
  readonly status: 'errored';
  readonly reason: string;
}
/**
 * Asks what no message shows.
 */
export interface AskCommand {
  readonly command: 'ask';
  /**
   * The scenario that the command belongs to. It is the last dotted label of every user and group name of the scenario, so that a long-lived implementation can keep scenarios apart and forget one whole.
   */
  readonly scope: string;
  readonly question: Question;
}
/**
 * What the user was told (step 8).
 */
export interface UserNotificationsQuestion {
  readonly kind: 'user-notifications';
  readonly user: McServiceId;
}
/**
 * Who is affiliated to the group, as far as the party knows.
 */
export interface AffiliationsQuestion {
  readonly kind: 'affiliations';
  readonly mcServiceGroupId: McServiceGroupId;
}
/**
 * Which regroup groups of the scenario are in force.
 */
export interface RegroupsQuestion {
  readonly kind: 'regroups';
}
/**
 * Asks who answers and what it can do.
 */
export interface HelloCommand {
  readonly command: 'hello';
}
/**
 * Gives a party what its operator would configure before the procedure: the MC systems it knows, the users that it serves and the groups. A party is told no more than the clause lets it know: a primary server is not told the members of groups homed elsewhere.
 */
export interface ProvisionCommand {
  readonly command: 'provision';
  /**
   * The scenario that the command belongs to. It is the last dotted label of every user and group name of the scenario, so that a long-lived implementation can keep scenarios apart and forget one whole.
   */
  readonly scope: string;
  readonly system: McSystemName;
  /**
   * The MC systems that the party can reach, its own among them.
   *
   * @minItems 1
   */
  readonly systems: readonly ProvisionedSystem[];
  /**
   * The users that the party serves (a server or group management server) or hosts (a client). More than 10,000 come in several commands of one scope, each beside those before it.
   */
  readonly users: readonly ProvisionedUser[];
  /**
   * The groups that the party has to know.
   */
  readonly groups: readonly ProvisionedGroup[];
  /**
   * How a server sends regroup requests to its clients; unicast where absent.
   */
  readonly delivery?: 'unicast' | 'multicast';
}
export interface ProvisionedSystem {
  readonly name: McSystemName;
  readonly serverId: EntityId;
  readonly gmsId: EntityId;
  /**
   * Where the adapter reaches the entity: a base URL on http-json.
   */
  readonly serverAddress: string;
  /**
   * Where the adapter reaches the entity: a base URL on http-json.
   */
  readonly gmsAddress: string;
}
export interface ProvisionedUser {
  readonly mcServiceId: McServiceId;
  /**
   * Where the adapter reaches the entity: a base URL on http-json.
   */
  readonly clientAddress: string;
  /**
   * The user profile lets the user initiate a preconfigured regroup (TS 24.484, allow-regroup).
   */
  readonly mayInitiateRegroup: boolean;
  /**
   * The user's client was set up by hand: the user receives MC service and is affiliated to these groups without asking. Only a server that the harness plays is told.
   */
  readonly affiliatedTo?: readonly McServiceGroupId[];
}
export interface ProvisionedGroup {
  readonly mcServiceGroupId: McServiceGroupId;
  readonly home: McSystemName;
  readonly members?: McServiceIdList;
  readonly configuration?: GroupConfiguration;
  /**
   * Partner MC systems that the group management server shares the configuration with (clause 10.2.7).
   */
  readonly shareWith?: readonly McSystemName[];
}
/**
 * What a group management server holds about one MC service group and shares with those that are entitled to it. Key material never travels here; keyReference names a key that was delivered under TS 33.180.
 */
export interface GroupConfiguration {
  readonly mcServiceGroupId: McServiceGroupId;
  readonly displayName?: string;
  /**
   * The group exists only to lend its configuration to regroup groups.
   */
  readonly preconfiguredGroupUseOnly?: boolean;
  /**
   * Regroups made from this group are broadcast groups.
   */
  readonly broadcast?: boolean;
  /**
   * GMK-ID of the group key (TS 33.180 clause 7.3.11): an identifier, never the key.
   */
  readonly keyReference?: string;
  readonly temporaryGroupId?: McServiceGroupId;
}
/**
 * The scenario is over: cancel what is left and forget its users and groups. Never fails for what is not there.
 */
export interface ReleaseCommand {
  readonly command: 'release';
  /**
   * The scenario that the command belongs to. It is the last dotted label of every user and group name of the scenario, so that a long-lived implementation can keep scenarios apart and forget one whole.
   */
  readonly scope: string;
}
