// Which information flows come to an MC service server, what each has to carry, and who takes it.
'use strict';

const affiliation = require('./affiliation');
const cancellation = require('./cancellation');
const groupManagement = require('./group-management');
const partner = require('./partner');
const primary = require('./primary');
const { tenantOf } = require('./tenant');

const isId = (value) => typeof value === 'string' && /^[a-z][a-z0-9+.-]*:\S+$/i.test(value);
const isIdList = (value) => Array.isArray(value) && value.length > 0 && value.every(isId);
const isSomeList = (value) =>
  Array.isArray(value) && value.length > 0 && value.every((item) => isId(item?.mcServiceGroupId));
const isResult = (value) => value === 'success' || value === 'failure';
const isReason = (value) => value === 'group-already-regrouped' || value === 'partner-system-unavailable';

const user = { mcServiceId: isId };
const regroup = { regroupGroupId: isId };
const groups = { mcServiceGroupIdList: isIdList };
const result = { result: isResult };
const nothingToDo = () => {};

const flows = {
  // Service and affiliation (clauses 10.1 and 10.8)
  'service-authorization-request.client-server': [user, affiliation.onServiceAuthorization],
  'log-off-request.client-server': [user, affiliation.onLogOff],
  'group-affiliation-request.client-server': [{ ...user, ...groups }, affiliation.onClientRequest],
  'group-affiliation-request.server-server': [{ ...user, ...groups }, affiliation.onServerRequest],
  'group-affiliation-response.server-server': [{ ...user, ...groups, ...result }, affiliation.onServerResponse],
  'group-de-affiliation-request.client-server': [{ ...user, ...groups }, affiliation.onClientLeaving],
  'group-de-affiliation-request.server-server': [{ ...user, ...groups }, affiliation.onServerLeaving],
  'group-de-affiliation-response.server-server': [{ ...user, ...groups, ...result }, affiliation.onServerResponse],

  // The group management server of our own MC system (clause 10.1.5)
  'subscribe-group-configuration-response.gms-server': [groups, nothingToDo],
  'notify-group-configuration-request.gms-server': [
    { groupConfigurations: isSomeList },
    groupManagement.onGroupConfiguration,
  ],
  'subscribe-group-dynamic-data-request.gms-server': [groups, groupManagement.onDynamicDataSubscription],

  // The procedure (clause 10.15.3.3.1)
  'preconfigured-regroup-request.client-server': [{ ...user, preconfiguredGroupId: isId }, primary.onRequest],
  'preconfigured-regroup-request.server-server': [
    { ...regroup, preconfiguredGroupId: isId, ...groups },
    partner.onRequest,
  ],
  'preconfigured-regroup-response.client-server': [{ ...user, ...regroup }, nothingToDo],
  'preconfigured-regroup-response.server-server': [{ ...user, ...regroup }, primary.onAcceptance],
  'preconfigured-regroup-reject.server-server': [{ reason: isReason, ...regroup }, primary.onRefusal],

  // Cancellation (clause 10.15.3.3.3)
  'preconfigured-regroup-cancel-request.client-server': [{ ...user, ...regroup }, cancellation.onClientRequest],
  'preconfigured-regroup-cancel-request.server-server': [regroup, cancellation.onServerRequest],
  'preconfigured-regroup-cancel-response.client-server': [{ ...user, ...regroup }, nothingToDo],
  'preconfigured-regroup-cancel-response.server-server': [{ ...regroup, ...result }, cancellation.onServerResponse],
};

function handlerOf(name) {
  if (!Object.hasOwn(flows, name)) return undefined;
  const [elements, handle] = flows[name];
  const required = Object.entries({ from: isId, to: isId, ...elements });
  return {
    missing: (body) => required.filter(([element, isRight]) => !isRight(body[element])).map(([element]) => element),
    take: async (body) => {
      const tenant = tenantOf(body);
      // Nobody here knows the users and groups of this message: it came late, or it is not meant for us.
      if (tenant !== undefined) await handle(tenant, body);
    },
  };
}

module.exports = { handlerOf };
