// Clause 10.15.3.3.3: the requester ends the regroup, and the primary server tells the partners.
'use strict';

const { dissolve } = require('./regroup');
const { sendToUser, sendToServer, expect, arrive } = require('./tenant');

/** As primary: whoever formed the regroup may end it. */
async function onClientRequest(tenant, { mcServiceId: user, regroupGroupId }) {
  const regroup = tenant.regroups.get(regroupGroupId);
  const mayEnd = regroup?.primary === tenant.own.serverId && regroup.requester === user && regroup.state !== 'ending';
  if (mayEnd) {
    regroup.state = 'ending';
    await cancelAt(tenant, regroup, [...regroup.answers.keys()]);
    await dissolve(tenant, regroup);
  }
  const response = { regroupGroupId, result: mayEnd ? 'success' : 'failure' };
  await sendToUser(tenant, user, 'preconfigured-regroup-cancel-response', response);
}

/** Resolves when each partner has answered or could not be reached: until then its groups are not free. */
async function cancelAt(tenant, regroup, partners) {
  const request = { mcServiceId: regroup.requester, regroupGroupId: regroup.id };
  const cancel = async (serverId) => {
    const answer = expect(tenant, answerKey(serverId, regroup.id));
    if (await sendToServer(tenant, serverId, 'preconfigured-regroup-cancel-request', request)) await answer;
  };
  await Promise.all(partners.map(cancel));
}

/** As partner: only the server that formed the regroup may end it. */
async function onServerRequest(tenant, { from, mcServiceId, regroupGroupId }) {
  const regroup = tenant.regroups.get(regroupGroupId);
  const mayEnd = regroup?.primary === from;
  if (mayEnd) await dissolve(tenant, regroup);
  const response = { mcServiceId, regroupGroupId, result: mayEnd ? 'success' : 'failure' };
  await sendToServer(tenant, from, 'preconfigured-regroup-cancel-response', response);
}

function onServerResponse(tenant, { from, regroupGroupId, ...body }) {
  arrive(tenant, answerKey(from, regroupGroupId), body);
}

const answerKey = (serverId, regroupGroupId) => `cancel ${serverId} ${regroupGroupId}`;

module.exports = { onClientRequest, onServerRequest, onServerResponse, cancelAt };
