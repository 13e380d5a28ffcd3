// A group configuration of stage 2 as the group document of stage 3, and back. The document has neither a broadcast mark nor
// a key reference.

import type { GroupConfiguration } from '../../../procedure/generated/flow-bodies';
import type { GroupDocument } from '../bodies/group-document';
import { SERVICES, type ServiceName } from '../bodies/services';

export function documentOf(configuration: GroupConfiguration, service: ServiceName): GroupDocument {
  const { mcServiceGroupId, displayName, preconfiguredGroupUseOnly, temporaryGroupId } = configuration;
  return {
    uri: mcServiceGroupId,
    ...(displayName !== undefined && { displayName }),
    members: [],
    supportedServices: [SERVICES[service].icsi],
    ...(preconfiguredGroupUseOnly !== undefined && { preconfiguredGroupUseOnly }),
    // Protections that a document does not speak of are on, and the test has no keys.
    protectMedia: false,
    protectFloorControlSignalling: false,
    ...(temporaryGroupId !== undefined && {
      onNetworkRegrouped: { temporaryGroupId, requestor: mcServiceGroupId, constituents: [mcServiceGroupId] },
    }),
  };
}

export function configurationOf(document: GroupDocument): GroupConfiguration {
  const { uri, displayName, preconfiguredGroupUseOnly, onNetworkRegrouped } = document;
  return {
    mcServiceGroupId: uri,
    ...(displayName !== undefined && { displayName }),
    ...(preconfiguredGroupUseOnly !== undefined && { preconfiguredGroupUseOnly }),
    ...(onNetworkRegrouped && { temporaryGroupId: onNetworkRegrouped.temporaryGroupId }),
  };
}
