// A regroup as both roles hold it: which groups it takes, whom it concerns here, how members come in and how it ends.
'use strict';

const clock = require('./clock');
const { isBroken } = require('./defects');
const { notifyDynamicData } = require('./group-management');
const { sendToUser } = require('./tenant');

const HOUR = 3_600_000;

/** From here on the groups count as regrouped; nothing may be awaited between the check of their status and this. */
function hold(tenant, { id, primary, requester, preconfiguredGroupId, groups, state }) {
  const regroup = {
    id,
    primary,
    requester,
    preconfiguredGroupId,
    groups: new Set(groups),
    state,
    participants: new Set(),
  };
  tenant.regroups.set(id, regroup);
  if (isBroken('forgets-after-12-hours')) clock.at(clock.now() + 12 * HOUR, () => tenant.regroups.delete(id));
  return regroup;
}

/** Regrouped by any mechanism: by another regroup, or by a temporary group made in the group management server. A regroup
 * group in force stands for groups that are. */
function isRegrouped(tenant, group, except) {
  if (tenant.temporaryGroups.has(group) || tenant.regroups.has(group)) return true;
  return [...tenant.regroups.values()].some((regroup) => regroup !== except && regroup.groups.has(group));
}

/** The affiliated members of these groups who receive MC service here, wherever the groups are homed. */
function membersServedHere(tenant, groups) {
  const users = new Set(groups.flatMap((group) => [...(tenant.affiliations.get(group) ?? [])]));
  return [...users].filter((user) => tenant.inService.has(user));
}

/** Asks each user once and affiliates all to the regroup group. An acknowledgement is not waited for (steps 9 and 10). */
async function bringIn(tenant, regroup, users) {
  const newcomers = users.filter((user) => !regroup.participants.has(user));
  if (newcomers.length === 0) return;
  for (const user of newcomers) regroup.participants.add(user);
  tenant.affiliations.set(regroup.id, regroup.participants);

  const request = {
    regroupGroupId: regroup.id,
    preconfiguredGroupId: regroup.preconfiguredGroupId,
    mcServiceGroupIdList: [...regroup.groups],
    delivery: tenant.delivery,
  };
  await Promise.all(newcomers.map((user) => sendToUser(tenant, user, 'preconfigured-regroup-request', request)));
  await notifyDynamicData(tenant, [regroup.id], { affiliated: newcomers });
}

/** A user takes part while affiliated to at least one of the regrouped groups. */
async function leaveRegroups(tenant, user) {
  for (const regroup of tenant.regroups.values()) {
    const stays = [...regroup.groups].some((group) => tenant.affiliations.get(group)?.has(user));
    if (stays || !regroup.participants.delete(user)) continue;
    await notifyDynamicData(tenant, [regroup.id], { deAffiliated: [user] });
  }
}

/** Ends the regroup for the users served here and frees its groups. */
async function dissolve(tenant, regroup) {
  const users = [...regroup.participants];
  regroup.participants.clear();
  const request = { regroupGroupId: regroup.id };
  await Promise.all(users.map((user) => sendToUser(tenant, user, 'preconfigured-regroup-cancel-request', request)));
  if (users.length > 0) await notifyDynamicData(tenant, [regroup.id], { deAffiliated: users });
  tenant.affiliations.delete(regroup.id);
  tenant.regroups.delete(regroup.id);
}

module.exports = { hold, isRegrouped, membersServedHere, bringIn, leaveRegroups, dissolve };
