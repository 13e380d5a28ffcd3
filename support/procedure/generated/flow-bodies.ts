// Generated from schemas/flows by `npm run generate`. Do not edit.

/**
 * Identity of a functional entity: the public service identity of a server or group management server, or the MC service ID of a client's user.
 */
export type EntityId = string;
/**
 * MC service group ID.
 */
export type McServiceGroupId = string;
/**
 * MC service ID: identity of an MC service user.
 */
export type McServiceId = string;
/**
 * MC service group ID list.
 *
 * @minItems 1
 */
export type McServiceGroupIdList = readonly McServiceGroupId[];
/**
 * List of MC service IDs; may be empty.
 */
export type McServiceIdList = readonly McServiceId[];
/**
 * Whether the regroup is cancelled.
 */
export type CancelResult = 'success' | 'failure';
/**
 * Why the regroup is refused. The clause knows group-already-regrouped only; partner-system-unavailable lies beyond it.
 */
export type RejectReason = 'group-already-regrouped' | 'partner-system-unavailable';
/**
 * Whether the preconfigured regroup is authorized.
 */
export type AuthorizationResult = 'success' | 'failure';
/**
 * How the request was transmitted. A multicast copy is never acknowledged (step 9).
 */
export type Delivery = 'unicast' | 'multicast';

export interface FlowBodies {
  readonly 'get-group-configuration-request.server-gms': GetGroupConfigurationRequestServerToGms;
  readonly 'get-group-configuration-response.gms-server': GetGroupConfigurationResponseGmsToServer;
  readonly 'group-affiliation-request.client-server': GroupAffiliationRequestClientToServer;
  readonly 'group-affiliation-request.server-server': GroupAffiliationRequestServerToServer;
  readonly 'group-affiliation-response.server-client': GroupAffiliationResponseServerToClient;
  readonly 'group-affiliation-response.server-server': GroupAffiliationResponseServerToServer;
  readonly 'group-de-affiliation-request.client-server': GroupDeAffiliationRequestClientToServer;
  readonly 'group-de-affiliation-request.server-server': GroupDeAffiliationRequestServerToServer;
  readonly 'group-de-affiliation-response.server-client': GroupDeAffiliationResponseServerToClient;
  readonly 'group-de-affiliation-response.server-server': GroupDeAffiliationResponseServerToServer;
  readonly 'group-information-notify-request.gms-gms': GroupInformationNotifyRequestGmsToGms;
  readonly 'log-off-request.client-server': LogOffRequestClientToServer;
  readonly 'log-off-response.server-client': LogOffResponseServerToClient;
  readonly 'notify-group-configuration-request.gms-client': NotifyGroupConfigurationRequestGmsToClient;
  readonly 'notify-group-configuration-request.gms-server': NotifyGroupConfigurationRequestGmsToServer;
  readonly 'notify-group-dynamic-data-request.server-gms': NotifyGroupDynamicDataRequestServerToGms;
  readonly 'preconfigured-regroup-cancel-request.client-server': PreconfiguredRegroupCancelRequestClientToServer;
  readonly 'preconfigured-regroup-cancel-request.server-client': PreconfiguredRegroupCancelRequestServerToClient;
  readonly 'preconfigured-regroup-cancel-request.server-server': PreconfiguredRegroupCancelRequestServerToServer;
  readonly 'preconfigured-regroup-cancel-response.client-server': PreconfiguredRegroupCancelResponseClientToServer;
  readonly 'preconfigured-regroup-cancel-response.server-client': PreconfiguredRegroupCancelResponseServerToClient;
  readonly 'preconfigured-regroup-cancel-response.server-server': PreconfiguredRegroupCancelResponseServerToServer;
  readonly 'preconfigured-regroup-reject.server-client': PreconfiguredRegroupRejectServerToClient;
  readonly 'preconfigured-regroup-reject.server-server': PreconfiguredRegroupRejectServerToServer;
  readonly 'preconfigured-regroup-request-return.server-client': PreconfiguredRegroupRequestReturnServerToClient;
  readonly 'preconfigured-regroup-request.client-server': PreconfiguredRegroupRequestClientToServer;
  readonly 'preconfigured-regroup-request.server-client': PreconfiguredRegroupRequestServerToClient;
  readonly 'preconfigured-regroup-request.server-server': PreconfiguredRegroupRequestServerToServer;
  readonly 'preconfigured-regroup-response.client-server': PreconfiguredRegroupResponseClientToServer;
  readonly 'preconfigured-regroup-response.server-client': PreconfiguredRegroupResponseServerToClient;
  readonly 'preconfigured-regroup-response.server-server': PreconfiguredRegroupResponseServerToServer;
  readonly 'service-authorization-request.client-server': ServiceAuthorizationRequestClientToServer;
  readonly 'service-authorization-response.server-client': ServiceAuthorizationResponseServerToClient;
  readonly 'subscribe-group-configuration-request.server-gms': SubscribeGroupConfigurationRequestServerToGms;
  readonly 'subscribe-group-configuration-response.gms-server': SubscribeGroupConfigurationResponseGmsToServer;
  readonly 'subscribe-group-dynamic-data-request.gms-server': SubscribeGroupDynamicDataRequestGmsToServer;
  readonly 'subscribe-group-dynamic-data-response.server-gms': SubscribeGroupDynamicDataResponseServerToGms;
}
/**
 * Get group configuration request, MC service server to group management server (TS 23.280 clause 10.1.2). Information elements that are not listed are permitted.
 */
export interface GetGroupConfigurationRequestServerToGms {
  readonly from: EntityId;
  readonly to: EntityId;
  readonly mcServiceGroupId: McServiceGroupId;
}
/**
 * Get group configuration response, group management server to MC service server (TS 23.280 clause 10.1.2). Information elements that are not listed are permitted.
 */
export interface GetGroupConfigurationResponseGmsToServer {
  readonly from: EntityId;
  readonly to: EntityId;
  readonly mcServiceGroupId: McServiceGroupId;
  readonly groupConfiguration?: GroupConfiguration;
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
 * Group affiliation request, MC service client to MC service server (TS 23.280 clause 10.8.2.1). Information elements that are not listed are permitted.
 */
export interface GroupAffiliationRequestClientToServer {
  readonly from: EntityId;
  readonly to: EntityId;
  readonly mcServiceId: McServiceId;
  readonly mcServiceGroupIdList: McServiceGroupIdList;
}
/**
 * Group affiliation request, MC service server to MC service server (TS 23.280 clause 10.8.2.2). Information elements that are not listed are permitted.
 */
export interface GroupAffiliationRequestServerToServer {
  readonly from: EntityId;
  readonly to: EntityId;
  readonly mcServiceId: McServiceId;
  readonly mcServiceGroupIdList: McServiceGroupIdList;
}
/**
 * Group affiliation response, MC service server to MC service client (TS 23.280 clause 10.8.2.3). Information elements that are not listed are permitted.
 */
export interface GroupAffiliationResponseServerToClient {
  readonly from: EntityId;
  readonly to: EntityId;
  readonly mcServiceId: McServiceId;
  readonly mcServiceGroupIdList: McServiceGroupIdList;
  /**
   * Whether every group of the list was accepted.
   */
  readonly result: 'success' | 'failure';
}
/**
 * Group affiliation response, MC service server to MC service server (TS 23.280 clause 10.8.2). Information elements that are not listed are permitted.
 */
export interface GroupAffiliationResponseServerToServer {
  readonly from: EntityId;
  readonly to: EntityId;
  readonly mcServiceId: McServiceId;
  readonly mcServiceGroupIdList: McServiceGroupIdList;
  /**
   * Whether every group of the list was accepted.
   */
  readonly result: 'success' | 'failure';
}
/**
 * Group de-affiliation request, MC service client to MC service server (TS 23.280 clause 10.8.2). Information elements that are not listed are permitted.
 */
export interface GroupDeAffiliationRequestClientToServer {
  readonly from: EntityId;
  readonly to: EntityId;
  readonly mcServiceId: McServiceId;
  readonly mcServiceGroupIdList: McServiceGroupIdList;
}
/**
 * Group de-affiliation request, MC service server to MC service server (TS 23.280 clause 10.8.2). Information elements that are not listed are permitted.
 */
export interface GroupDeAffiliationRequestServerToServer {
  readonly from: EntityId;
  readonly to: EntityId;
  readonly mcServiceId: McServiceId;
  readonly mcServiceGroupIdList: McServiceGroupIdList;
}
/**
 * Group de-affiliation response, MC service server to MC service client (TS 23.280 clause 10.8.2). Information elements that are not listed are permitted.
 */
export interface GroupDeAffiliationResponseServerToClient {
  readonly from: EntityId;
  readonly to: EntityId;
  readonly mcServiceId: McServiceId;
  readonly mcServiceGroupIdList: McServiceGroupIdList;
  /**
   * Whether every group of the list was accepted.
   */
  readonly result: 'success' | 'failure';
}
/**
 * Group de-affiliation response, MC service server to MC service server (TS 23.280 clause 10.8.2). Information elements that are not listed are permitted.
 */
export interface GroupDeAffiliationResponseServerToServer {
  readonly from: EntityId;
  readonly to: EntityId;
  readonly mcServiceId: McServiceId;
  readonly mcServiceGroupIdList: McServiceGroupIdList;
  /**
   * Whether every group of the list was accepted.
   */
  readonly result: 'success' | 'failure';
}
/**
 * Group information notify request, group management server to group management server (TS 23.280 clause 10.2.7.5). Shares the configuration of a group with the partner MC system. Information elements that are not listed are permitted.
 */
export interface GroupInformationNotifyRequestGmsToGms {
  readonly from: EntityId;
  readonly to: EntityId;
  /**
   * Configuration of each group.
   *
   * @minItems 1
   */
  readonly groupConfigurations: readonly GroupConfiguration[];
}
/**
 * Log off request, MC service client to MC service server (TS 23.280 clause 10.15.3.3.1). The user's MC service ceases, by log-off or power-down. Information elements that are not listed are permitted.
 */
export interface LogOffRequestClientToServer {
  readonly from: EntityId;
  readonly to: EntityId;
  readonly mcServiceId: McServiceId;
}
/**
 * Log off response, MC service server to MC service client (TS 23.280 clause 10.15.3.3.1). Information elements that are not listed are permitted.
 */
export interface LogOffResponseServerToClient {
  readonly from: EntityId;
  readonly to: EntityId;
  readonly mcServiceId: McServiceId;
}
/**
 * Notify group configuration request, group management server to MC service client (TS 23.280 clause 10.1.2.7). Carries the reference of the group key, never the key. Information elements that are not listed are permitted.
 */
export interface NotifyGroupConfigurationRequestGmsToClient {
  readonly from: EntityId;
  readonly to: EntityId;
  readonly mcServiceId: McServiceId;
  /**
   * Configuration of each group.
   *
   * @minItems 1
   */
  readonly groupConfigurations: readonly GroupConfiguration[];
}
/**
 * Notify group configuration request, group management server to MC service server (TS 23.280 clause 10.1.2.7). Information elements that are not listed are permitted.
 */
export interface NotifyGroupConfigurationRequestGmsToServer {
  readonly from: EntityId;
  readonly to: EntityId;
  /**
   * Configuration of each group.
   *
   * @minItems 1
   */
  readonly groupConfigurations: readonly GroupConfiguration[];
}
/**
 * Notify group dynamic data request, MC service server to group management server (TS 23.280 clause 10.1.5.6). Information elements that are not listed are permitted.
 */
export interface NotifyGroupDynamicDataRequestServerToGms {
  readonly from: EntityId;
  readonly to: EntityId;
  /**
   * One entry for each group that changed.
   *
   * @minItems 1
   */
  readonly groupDynamicData: readonly GroupDynamicData[];
}
/**
 * Change of the dynamic data of one group (TS 23.280 clause 10.1.5.5): who became affiliated and who no longer is, and the regroup group that holds the group.
 */
export interface GroupDynamicData {
  readonly mcServiceGroupId: McServiceGroupId;
  readonly affiliated?: McServiceIdList;
  readonly deAffiliated?: McServiceIdList;
  readonly regroupGroupId?: McServiceGroupId;
}
/**
 * Preconfigured regroup cancel request, MC service client to MC service server (TS 23.280 clause 10.15.2.7). Start of clause 10.15.3.3.3. Information elements that are not listed are permitted.
 */
export interface PreconfiguredRegroupCancelRequestClientToServer {
  readonly from: EntityId;
  readonly to: EntityId;
  readonly mcServiceId: McServiceId;
  readonly regroupGroupId: McServiceGroupId;
}
/**
 * Preconfigured regroup cancel request, MC service server to MC service client (TS 23.280 clause 10.15.2.8). Clause 10.15.3.3.3. Information elements that are not listed are permitted.
 */
export interface PreconfiguredRegroupCancelRequestServerToClient {
  readonly from: EntityId;
  readonly to: EntityId;
  readonly mcServiceId: McServiceId;
  readonly regroupGroupId: McServiceGroupId;
}
/**
 * Preconfigured regroup cancel request, MC service server to MC service server (TS 23.280 clause 10.15.2.8). Clause 10.15.3.3.3, and the roll-back after a partner's reject (interpretation A-08). Information elements that are not listed are permitted.
 */
export interface PreconfiguredRegroupCancelRequestServerToServer {
  readonly from: EntityId;
  readonly to: EntityId;
  readonly mcServiceId?: McServiceId;
  readonly regroupGroupId: McServiceGroupId;
}
/**
 * Preconfigured regroup cancel response, MC service client to MC service server (TS 23.280 clause 10.15.2). Clause 10.15.3.3.3. Information elements that are not listed are permitted.
 */
export interface PreconfiguredRegroupCancelResponseClientToServer {
  readonly from: EntityId;
  readonly to: EntityId;
  readonly mcServiceId: McServiceId;
  readonly regroupGroupId: McServiceGroupId;
}
/**
 * Preconfigured regroup cancel response, MC service server to MC service client (TS 23.280 clause 10.15.2). Clause 10.15.3.3.3. Information elements that are not listed are permitted.
 */
export interface PreconfiguredRegroupCancelResponseServerToClient {
  readonly from: EntityId;
  readonly to: EntityId;
  readonly mcServiceId: McServiceId;
  readonly regroupGroupId: McServiceGroupId;
  readonly result: CancelResult;
}
/**
 * Preconfigured regroup cancel response, MC service server to MC service server (TS 23.280 clause 10.15.2). Clause 10.15.3.3.3. Information elements that are not listed are permitted.
 */
export interface PreconfiguredRegroupCancelResponseServerToServer {
  readonly from: EntityId;
  readonly to: EntityId;
  readonly mcServiceId?: McServiceId;
  readonly regroupGroupId: McServiceGroupId;
  readonly result: CancelResult;
}
/**
 * Preconfigured regroup reject, MC service server to MC service client (TS 23.280 clause 10.15.2). Step 4a, and the rejection that follows a partner's. Information elements that are not listed are permitted.
 */
export interface PreconfiguredRegroupRejectServerToClient {
  readonly from: EntityId;
  readonly to: EntityId;
  readonly mcServiceId: McServiceId;
  readonly reason: RejectReason;
  readonly regroupGroupId?: McServiceGroupId;
}
/**
 * Preconfigured regroup reject, MC service server to MC service server (TS 23.280 clause 10.15.2). The partner server holds a group that is already regrouped (interpretation A-08). Information elements that are not listed are permitted.
 */
export interface PreconfiguredRegroupRejectServerToServer {
  readonly from: EntityId;
  readonly to: EntityId;
  readonly mcServiceId?: McServiceId;
  readonly reason: RejectReason;
  readonly regroupGroupId: McServiceGroupId;
}
/**
 * Preconfigured regroup request return, MC service server to MC service client (TS 23.280 clause 10.15.2). Step 4b. Information elements that are not listed are permitted.
 */
export interface PreconfiguredRegroupRequestReturnServerToClient {
  readonly from: EntityId;
  readonly to: EntityId;
  readonly mcServiceId: McServiceId;
  readonly authorizationResult: AuthorizationResult;
  readonly regroupGroupId?: McServiceGroupId;
}
/**
 * Preconfigured regroup request, MC service client to MC service server (TS 23.280 clause 10.15.2.1). Step 2 of clause 10.15.3.3.1. Information elements that are not listed are permitted.
 */
export interface PreconfiguredRegroupRequestClientToServer {
  readonly from: EntityId;
  readonly to: EntityId;
  readonly mcServiceId: McServiceId;
  readonly regroupGroupId?: McServiceGroupId;
  readonly preconfiguredGroupId: McServiceGroupId;
  readonly mcServiceGroupIdList?: McServiceGroupIdList;
  readonly mcServiceUserIdList?: McServiceIdList;
  /**
   * Criteria that select the users (user regroup only).
   */
  readonly mcServiceUserCriteria?: {};
}
/**
 * Preconfigured regroup request, MC service server to MC service client (TS 23.280 clause 10.15.2.2). Step 7. Information elements that are not listed are permitted.
 */
export interface PreconfiguredRegroupRequestServerToClient {
  readonly from: EntityId;
  readonly to: EntityId;
  readonly mcServiceId: McServiceId;
  readonly regroupGroupId: McServiceGroupId;
  readonly preconfiguredGroupId: McServiceGroupId;
  readonly mcServiceGroupIdList?: McServiceGroupIdList;
  readonly delivery: Delivery;
}
/**
 * Preconfigured regroup request, MC service server to MC service server (TS 23.280 clause 10.15.2.3). Step 5: primary to partner. Information elements that are not listed are permitted.
 */
export interface PreconfiguredRegroupRequestServerToServer {
  readonly from: EntityId;
  readonly to: EntityId;
  readonly mcServiceId?: McServiceId;
  readonly regroupGroupId: McServiceGroupId;
  readonly preconfiguredGroupId: McServiceGroupId;
  readonly mcServiceGroupIdList: McServiceGroupIdList;
}
/**
 * Preconfigured regroup response, MC service client to MC service server (TS 23.280 clause 10.15.2.4). Step 9. Information elements that are not listed are permitted.
 */
export interface PreconfiguredRegroupResponseClientToServer {
  readonly from: EntityId;
  readonly to: EntityId;
  readonly mcServiceId: McServiceId;
  readonly regroupGroupId: McServiceGroupId;
}
/**
 * Preconfigured regroup response, MC service server to MC service client (TS 23.280 clause 10.15.2.5). Step 12. Information elements that are not listed are permitted.
 */
export interface PreconfiguredRegroupResponseServerToClient {
  readonly from: EntityId;
  readonly to: EntityId;
  readonly mcServiceId: McServiceId;
  readonly regroupGroupId: McServiceGroupId;
}
/**
 * Preconfigured regroup response, MC service server to MC service server (TS 23.280 clause 10.15.2.6). Step 11: partner to primary. Information elements that are not listed are permitted.
 */
export interface PreconfiguredRegroupResponseServerToServer {
  readonly from: EntityId;
  readonly to: EntityId;
  readonly mcServiceId: McServiceId;
  readonly regroupGroupId: McServiceGroupId;
}
/**
 * Service authorization request, MC service client to MC service server (TS 23.280 clause 10.1). The user starts to receive MC service from this server (user service authorization, TS 33.180 clause 5.1.3). No token travels on this wire. Information elements that are not listed are permitted.
 */
export interface ServiceAuthorizationRequestClientToServer {
  readonly from: EntityId;
  readonly to: EntityId;
  readonly mcServiceId: McServiceId;
}
/**
 * Service authorization response, MC service server to MC service client (TS 23.280 clause 10.1). Information elements that are not listed are permitted.
 */
export interface ServiceAuthorizationResponseServerToClient {
  readonly from: EntityId;
  readonly to: EntityId;
  readonly mcServiceId: McServiceId;
  /**
   * Whether the user now receives MC service here.
   */
  readonly result: 'success' | 'failure';
}
/**
 * Subscribe group configuration request, MC service server to group management server (TS 23.280 clause 10.1.5). Information elements that are not listed are permitted.
 */
export interface SubscribeGroupConfigurationRequestServerToGms {
  readonly from: EntityId;
  readonly to: EntityId;
  readonly mcServiceGroupIdList: McServiceGroupIdList;
}
/**
 * Subscribe group configuration response, group management server to MC service server (TS 23.280 clause 10.1.5). Information elements that are not listed are permitted.
 */
export interface SubscribeGroupConfigurationResponseGmsToServer {
  readonly from: EntityId;
  readonly to: EntityId;
  readonly mcServiceGroupIdList: McServiceGroupIdList;
}
/**
 * Subscribe group dynamic data request, group management server to MC service server (TS 23.280 clause 10.1.5.6). Information elements that are not listed are permitted.
 */
export interface SubscribeGroupDynamicDataRequestGmsToServer {
  readonly from: EntityId;
  readonly to: EntityId;
  readonly mcServiceGroupIdList: McServiceGroupIdList;
}
/**
 * Subscribe group dynamic data response, MC service server to group management server (TS 23.280 clause 10.1.5.6). Information elements that are not listed are permitted.
 */
export interface SubscribeGroupDynamicDataResponseServerToGms {
  readonly from: EntityId;
  readonly to: EntityId;
  readonly mcServiceGroupIdList: McServiceGroupIdList;
}
