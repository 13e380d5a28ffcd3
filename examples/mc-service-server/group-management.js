// What the server and the group management server (GMS) of its own MC system tell each other (clause 10.1.5).
'use strict';

const { isHome, sendToGms } = require('./tenant');

/** Precondition: to know whether a group is regrouped, the server follows the configuration of the groups homed here. */
async function subscribe(tenant) {
  const mcServiceGroupIdList = [...tenant.groups.keys()].filter((group) => isHome(tenant, group));
  if (mcServiceGroupIdList.length === 0) return;
  await sendToGms(tenant, 'subscribe-group-configuration-request', { mcServiceGroupIdList });
}

/** The GMS can regroup too: it puts groups into a temporary group (clause 10.2.4). */
function onGroupConfiguration(tenant, { groupConfigurations }) {
  for (const { mcServiceGroupId, temporaryGroupId } of groupConfigurations) {
    if (temporaryGroupId === undefined) tenant.temporaryGroups.delete(mcServiceGroupId);
    else tenant.temporaryGroups.set(mcServiceGroupId, temporaryGroupId);
  }
}

async function onDynamicDataSubscription(tenant, { mcServiceGroupIdList }) {
  for (const group of mcServiceGroupIdList) tenant.dynamicDataFollowed.add(group);
  await sendToGms(tenant, 'subscribe-group-dynamic-data-response', { mcServiceGroupIdList });
}

/** `change` is { affiliated: [...] } or { deAffiliated: [...] }. */
async function notifyDynamicData(tenant, groups, change) {
  const groupDynamicData = groups
    .filter((group) => isFollowed(tenant, group))
    .map((mcServiceGroupId) => ({ mcServiceGroupId, ...change }));
  if (groupDynamicData.length > 0) await sendToGms(tenant, 'notify-group-dynamic-data-request', { groupDynamicData });
}

/** A subscription names ordinary groups; the regroup groups made of them are included. */
function isFollowed(tenant, group) {
  const constituents = tenant.regroups.get(group)?.groups ?? [];
  return [group, ...constituents].some((one) => tenant.dynamicDataFollowed.has(one));
}

module.exports = { subscribe, onGroupConfiguration, onDynamicDataSubscription, notifyDynamicData };
