// Who receives MC service here and who is affiliated to which group. The server that serves the user answers the client;
// the server of the group home system decides, because it alone knows the members.
'use strict';

const { notifyDynamicData } = require('./group-management');
const { bringIn, leaveRegroups } = require('./regroup');
const { isHome, homeOf, sendToUser, sendToServer, expect, arrive } = require('./tenant');

async function onServiceAuthorization(tenant, { mcServiceId: user }) {
  const isServedHere = tenant.users.has(user);
  if (isServedHere) tenant.inService.add(user);
  await sendToUser(tenant, user, 'service-authorization-response', { result: isServedHere ? 'success' : 'failure' });
}

async function onLogOff(tenant, { mcServiceId: user }) {
  tenant.inService.delete(user);
  const groups = [...tenant.affiliations.keys()].filter(
    (group) => tenant.groups.has(group) && isIn(tenant, group, user),
  );
  await leave(tenant, user, groups);
  await sendToUser(tenant, user, 'log-off-response', {});
}

async function onClientRequest(tenant, { mcServiceId: user, mcServiceGroupIdList }) {
  const accepted = tenant.inService.has(user) ? await join(tenant, user, mcServiceGroupIdList) : [];
  const result = accepted.length === mcServiceGroupIdList.length ? 'success' : 'failure';
  await sendToUser(tenant, user, 'group-affiliation-response', { mcServiceGroupIdList, result });

  // Clause 10.15.3.4.1: whoever affiliates to a regrouped group later is brought into the regroup.
  for (const regroup of tenant.regroups.values()) {
    const concernsUser = accepted.some((group) => regroup.groups.has(group));
    if (regroup.state === 'in force' && concernsUser) await bringIn(tenant, regroup, [user]);
  }
}

async function onClientLeaving(tenant, { mcServiceId: user, mcServiceGroupIdList }) {
  await leave(tenant, user, mcServiceGroupIdList);
  await sendToUser(tenant, user, 'group-de-affiliation-response', { mcServiceGroupIdList, result: 'success' });
}

/** Affiliates a user served here; gives the groups that were accepted. */
async function join(tenant, user, groups) {
  const here = groups.filter((group) => isMember(tenant, group, user));
  await record(tenant, user, here);
  const elsewhere = await askHomes(tenant, 'group-affiliation', user, groups);
  for (const group of elsewhere) usersOf(tenant, group).add(user);
  return [...here, ...elsewhere];
}

/** Ends affiliations of a user served here, and with the last of them the user's part in a regroup. */
async function leave(tenant, user, groups) {
  await strike(tenant, user, groups);
  await leaveRegroups(tenant, user);
  await askHomes(tenant, 'group-de-affiliation', user, groups);
}

/** Forwards to each other group home system what is its to decide; gives the groups that were accepted. */
async function askHomes(tenant, flow, user, groups) {
  const byServer = new Map();
  for (const group of groups) {
    const home = homeOf(tenant, group);
    if (home === undefined || home === tenant.own) continue;
    byServer.set(home.serverId, [...(byServer.get(home.serverId) ?? []), group]);
  }
  const answers = [...byServer].map(async ([serverId, mcServiceGroupIdList]) => {
    const answer = expect(tenant, answerKey(serverId, user, mcServiceGroupIdList));
    const request = { mcServiceId: user, mcServiceGroupIdList };
    const isTaken = await sendToServer(tenant, serverId, `${flow}-request`, request);
    return isTaken && (await answer).result === 'success' ? mcServiceGroupIdList : [];
  });
  return (await Promise.all(answers)).flat();
}

async function onServerRequest(tenant, { from, mcServiceId: user, mcServiceGroupIdList }) {
  const accepted = mcServiceGroupIdList.filter((group) => isMember(tenant, group, user));
  const result = accepted.length === mcServiceGroupIdList.length ? 'success' : 'failure';
  // All or nothing: the answer has one result for the whole list.
  if (result === 'success') await record(tenant, user, accepted);
  await sendToServer(tenant, from, 'group-affiliation-response', { mcServiceId: user, mcServiceGroupIdList, result });
}

async function onServerLeaving(tenant, { from, mcServiceId: user, mcServiceGroupIdList }) {
  await strike(tenant, user, mcServiceGroupIdList);
  const answer = { mcServiceId: user, mcServiceGroupIdList, result: 'success' };
  await sendToServer(tenant, from, 'group-de-affiliation-response', answer);
}

function onServerResponse(tenant, body) {
  arrive(tenant, answerKey(body.from, body.mcServiceId, body.mcServiceGroupIdList), body);
}

async function record(tenant, user, groups) {
  for (const group of groups) usersOf(tenant, group).add(user);
  await notifyDynamicData(tenant, groups, { affiliated: [user] });
}

async function strike(tenant, user, groups) {
  const left = groups.filter((group) => tenant.affiliations.get(group)?.delete(user));
  await notifyDynamicData(tenant, left, { deAffiliated: [user] });
}

const answerKey = (serverId, user, groups) => ['affiliation', serverId, user, ...[...groups].sort()].join(' ');
const isIn = (tenant, group, user) => tenant.affiliations.get(group)?.has(user) ?? false;
const isMember = (tenant, group, user) =>
  isHome(tenant, group) && (tenant.groups.get(group).members ?? []).includes(user);

function usersOf(tenant, group) {
  if (!tenant.affiliations.has(group)) tenant.affiliations.set(group, new Set());
  return tenant.affiliations.get(group);
}

module.exports = {
  onServiceAuthorization,
  onLogOff,
  onClientRequest,
  onClientLeaving,
  onServerRequest,
  onServerLeaving,
  onServerResponse,
};
