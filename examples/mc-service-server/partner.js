// The partner MC service server's part of clause 10.15.3.3.1: steps 6, 7, 10 and 11.
'use strict';

const { isBroken } = require('./defects');
const { hold, isRegrouped, membersServedHere, bringIn } = require('./regroup');
const { isHome, sendToServer } = require('./tenant');

/** Step 5 arrives. A primary may send one request for all groups or one for each, so the regroup may be known already. */
async function onRequest(tenant, request) {
  const { from: primary, mcServiceId: requester, regroupGroupId: id, preconfiguredGroupId } = request;
  const groups = request.mcServiceGroupIdList;
  const known = tenant.regroups.get(id);
  const isOfAnother = known !== undefined && (known.primary !== primary || known.state !== 'in force');

  // Step 6, the status of the groups: we answer for those that are homed here.
  if (isOfAnother || groups.some((group) => isHostedHere(tenant, group) && isRegrouped(tenant, group, known))) {
    const reject = { mcServiceId: requester, reason: 'group-already-regrouped', regroupGroupId: id };
    return sendToServer(tenant, primary, 'preconfigured-regroup-reject', reject);
  }
  const regroup = known ?? hold(tenant, { id, primary, requester, preconfiguredGroupId, groups, state: 'in force' });
  for (const group of groups) regroup.groups.add(group);

  // Step 6, the members: of every listed group, for the primary does not ask the users whom we serve.
  const members = membersServedHere(tenant, isBroken('only-own-groups') ? homedHere(tenant, groups) : groups);
  // Step 11 names a responding client, or the requester where none of ours is concerned.
  const response = { mcServiceId: members[0] ?? requester ?? primary, regroupGroupId: id };
  const answer = () => sendToServer(tenant, primary, 'preconfigured-regroup-response', response);

  if (isBroken('answers-too-early')) await answer();
  await bringIn(tenant, regroup, members); // steps 7 and 10
  if (!isBroken('answers-too-early')) await answer();
}

/** What was regrouped here is hosted here too, as the regroup group that it became. */
const isHostedHere = (tenant, group) =>
  isHome(tenant, group) || tenant.regroups.get(group)?.primary === tenant.own.serverId;

const homedHere = (tenant, groups) => groups.filter((group) => isHome(tenant, group));

module.exports = { onRequest };
