// The primary MC service server's part of clause 10.15.3.3.1: steps 2 to 5, and 12 when all partners have answered.
'use strict';

const { randomUUID } = require('node:crypto');
const { isBroken } = require('./defects');
const { cancelAt } = require('./cancellation');
const { hold, isRegrouped, membersServedHere, bringIn, dissolve } = require('./regroup');
const { homeOf, sendToUser, sendToServer } = require('./tenant');

/** Step 2 arrives. Authorization is decided before the state of any group is told. */
async function onRequest(tenant, request) {
  const requester = request.mcServiceId;
  if (!isAuthorized(tenant, request)) {
    return sendToUser(tenant, requester, 'preconfigured-regroup-request-return', { authorizationResult: 'failure' });
  }
  if (isAnyRegrouped(tenant, request)) {
    const reject = { reason: 'group-already-regrouped' };
    return sendToUser(tenant, requester, 'preconfigured-regroup-reject', reject);
  }

  const groups = request.mcServiceGroupIdList;
  const regroup = hold(tenant, {
    id: chooseId(tenant, request),
    primary: tenant.own.serverId,
    requester,
    preconfiguredGroupId: request.preconfiguredGroupId,
    groups,
    state: 'forming',
  });
  const homes = new Set(groups.map((group) => homeOf(tenant, group)));
  homes.delete(tenant.own);
  regroup.answers = new Map([...homes].map((home) => [home.serverId, 'none yet']));

  // Step 4b leaves before step 5 does.
  if (!isBroken('no-request-return')) {
    const positive = { authorizationResult: 'success', regroupGroupId: regroup.id };
    await sendToUser(tenant, requester, 'preconfigured-regroup-request-return', positive);
  }
  await askPartners(tenant, regroup);
}

/** Step 3: the requester's profile allows it, the requester is in service, and every group can be resolved. */
function isAuthorized(tenant, request) {
  const groups = request.mcServiceGroupIdList;
  const user = tenant.users.get(request.mcServiceId);
  return (
    user?.mayInitiateRegroup === true &&
    tenant.inService.has(user.mcServiceId) &&
    Array.isArray(groups) &&
    groups.every((group) => homeOf(tenant, group) !== undefined || tenant.regroups.has(group))
  );
}

/** Steps 3 and 4a: a listed group is regrouped, or the regroup group is one that is regrouped or in force already. */
function isAnyRegrouped(tenant, request) {
  const given = request.regroupGroupId;
  const named = given === undefined ? request.mcServiceGroupIdList : [...request.mcServiceGroupIdList, given];
  return tenant.regroups.has(given) || named.some((group) => isRegrouped(tenant, group));
}

/** Step 3: the given identity, unless there is none or it belongs to an ordinary or a temporary group; then one of ours. */
function chooseId(tenant, request) {
  const { regroupGroupId: given, preconfiguredGroupId, mcServiceGroupIdList } = request;
  const isTemporary = [...tenant.temporaryGroups.values()].includes(given);
  const isOfGroup = tenant.groups.has(given) || given === preconfiguredGroupId || mcServiceGroupIdList.includes(given);
  if (given !== undefined && !isTemporary && !isOfGroup) return given;
  const domain = tenant.own.serverId.split('@')[1];
  return `sip:regroup-${randomUUID()}@${domain}`;
}

/** Step 5: each home of a listed group gets the whole list, because it may serve members of any of the groups. */
async function askPartners(tenant, regroup) {
  const request = {
    mcServiceId: regroup.requester,
    regroupGroupId: regroup.id,
    preconfiguredGroupId: regroup.preconfiguredGroupId,
    mcServiceGroupIdList: [...regroup.groups],
  };
  const partners = [...regroup.answers.keys()];
  const ask = async (serverId) => {
    const isTaken = await sendToServer(tenant, serverId, 'preconfigured-regroup-request', request);
    if (!isTaken) await settle(tenant, regroup, serverId, 'partner-system-unavailable');
  };
  await Promise.all(partners.map(ask));
  if (partners.length === 0) await form(tenant, regroup);
}

/** Step 11 arrives. */
async function onAcceptance(tenant, { from, regroupGroupId }) {
  await settle(tenant, tenant.regroups.get(regroupGroupId), from, 'accepted');
}

/** A partner holds a group that is regrouped already. */
async function onRefusal(tenant, { from, regroupGroupId, reason }) {
  await settle(tenant, tenant.regroups.get(regroupGroupId), from, reason);
}

/** All partners or none: wait for every answer, and undo what was accepted if one refuses. */
async function settle(tenant, regroup, partner, answer) {
  if (regroup?.state !== 'forming' || !regroup.answers?.has(partner)) return;
  regroup.answers.set(partner, answer);
  const answers = [...regroup.answers.values()];
  if (answers.includes('none yet')) return;

  const refusal = answers.find((one) => one !== 'accepted');
  if (refusal === undefined) await form(tenant, regroup);
  else await undo(tenant, regroup, refusal);
}

/** Our own members are asked when all partners have accepted, so that a refusal leaves nobody misled. Then step 12. */
async function form(tenant, regroup) {
  regroup.state = 'in force';
  await bringIn(tenant, regroup, membersServedHere(tenant, [...regroup.groups]));
  await sendToUser(tenant, regroup.requester, 'preconfigured-regroup-response', { regroupGroupId: regroup.id });
}

async function undo(tenant, regroup, reason) {
  regroup.state = 'ending';
  const accepted = [...regroup.answers].filter(([, answer]) => answer === 'accepted').map(([serverId]) => serverId);
  if (!isBroken('no-roll-back')) await cancelAt(tenant, regroup, accepted);
  await dissolve(tenant, regroup);
  const reject = { reason, regroupGroupId: regroup.id };
  await sendToUser(tenant, regroup.requester, 'preconfigured-regroup-reject', reject);
}

module.exports = { onRequest, onAcceptance, onRefusal };
