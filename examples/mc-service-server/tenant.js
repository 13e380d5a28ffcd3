// What one scope was provisioned with and all that came of it. Scopes share nothing, so many of them can be served at
// once, and a released one is forgotten whole.
'use strict';

const { post } = require('./http');

const tenants = new Map(); // scope -> tenant

/** Very many users come in several commands: these stand beside those of before. */
function provision(command) {
  const tenant = tenants.get(command.scope) ?? newTenant(command);
  for (const user of command.users) tenant.users.set(user.mcServiceId, user);
  for (const group of command.groups) tenant.groups.set(group.mcServiceGroupId, group);
  tenants.set(command.scope, tenant);
}

function newTenant(command) {
  return {
    own: command.systems.find((system) => system.name === command.system),
    systems: command.systems,
    users: new Map(),
    groups: new Map(),
    delivery: command.delivery ?? 'unicast',
    inService: new Set(), // users who receive MC service here
    affiliations: new Map(), // group or regroup group -> Set of users, as far as this server knows
    temporaryGroups: new Map(), // group -> temporary group that holds it
    dynamicDataFollowed: new Set(), // groups that the group management server subscribed to
    regroups: new Map(), // regroup group -> regroup, in either role
    expected: new Map(), // what is waited for -> who waits
  };
}

const release = (scope) => tenants.delete(scope);
const ofScope = (scope) => tenants.get(scope);

/**
 * Users and groups carry their scope as the last dotted label of their name. Servers do not, and a regroup group need not:
 * its identity may have been assigned by another server.
 */
function tenantOf(body) {
  const listed = (body.groupConfigurations ?? []).map((configuration) => configuration.mcServiceGroupId);
  const named = [
    body.from,
    body.to,
    body.mcServiceId,
    body.regroupGroupId,
    ...(body.mcServiceGroupIdList ?? []),
    ...listed,
  ];
  for (const id of named) {
    const scope = /\.([a-z0-9]+)@/.exec(id ?? '')?.[1];
    if (tenants.has(scope)) return tenants.get(scope);
  }
  return [...tenants.values()].find((tenant) => tenant.regroups.has(body.regroupGroupId));
}

const isHome = (tenant, group) => tenant.groups.get(group)?.home === tenant.own.name;
const systemOfServer = (tenant, serverId) => tenant.systems.find((system) => system.serverId === serverId);

function homeOf(tenant, group) {
  const home = tenant.groups.get(group)?.home;
  return tenant.systems.find((system) => system.name === home);
}

async function sendToUser(tenant, user, flow, elements) {
  const address = tenant.users.get(user)?.clientAddress;
  if (address === undefined) return false;
  return post(address, `${flow}.server-client`, {
    from: tenant.own.serverId,
    to: user,
    mcServiceId: user,
    ...elements,
  });
}

async function sendToServer(tenant, serverId, flow, elements) {
  const address = systemOfServer(tenant, serverId)?.serverAddress;
  if (address === undefined) return false;
  return post(address, `${flow}.server-server`, { from: tenant.own.serverId, to: serverId, ...elements });
}

async function sendToGms(tenant, flow, elements) {
  const { serverId, gmsId, gmsAddress } = tenant.own;
  return post(gmsAddress, `${flow}.server-gms`, { from: serverId, to: gmsId, ...elements });
}

/** Answers are flows of their own: this is how the question meets its answer. Call it before the question is sent. */
function expect(tenant, key) {
  return new Promise((resolve) => tenant.expected.set(key, resolve));
}

function arrive(tenant, key, body) {
  tenant.expected.get(key)?.(body);
  tenant.expected.delete(key);
}

module.exports = {
  provision,
  release,
  ofScope,
  tenantOf,
  isHome,
  homeOf,
  sendToUser,
  sendToServer,
  sendToGms,
  expect,
  arrive,
};
