// The control commands: what an operator would do and what no message shows.
'use strict';

const clock = require('./clock');
const tenants = require('./tenant');
const { subscribe } = require('./group-management');

const unsupported = (reason) => ({ status: 'unsupported', reason });
const errored = (reason) => ({ status: 'errored', reason });

const commands = {
  hello: () => ({
    status: 'done',
    hello: { name: 'example MC service server', version: '1.0.0', roles: ['primary-server', 'partner-server'] },
  }),
  provision: (command) => {
    tenants.provision(command);
    return { status: 'done' };
  },
  activate: (command) => {
    const tenant = tenants.ofScope(command.scope);
    if (tenant === undefined) return errored(`scope ${command.scope} is not provisioned`);
    subscribe(tenant);
    return { status: 'done' };
  },
  act: ({ scope, act }) => {
    if (act.kind !== 'withdraw-authorization') return unsupported('a server has no user who acts');
    const user = tenants.ofScope(scope)?.users.get(act.user);
    if (user === undefined) return errored(`${act.user} is not provisioned`);
    tenants.ofScope(scope).users.set(act.user, { ...user, mayInitiateRegroup: false });
    return { status: 'done' };
  },
  ask: (command) => {
    const tenant = tenants.ofScope(command.scope);
    if (tenant === undefined) return errored(`scope ${command.scope} is not provisioned`);
    return askFor(tenant, command.question);
  },
  advance: (command) => {
    clock.advance(command.milliseconds);
    return { status: 'done' };
  },
  release: (command) => {
    tenants.release(command.scope);
    return { status: 'done' };
  },
};

function askFor(tenant, question) {
  if (question.kind === 'affiliations') {
    return { status: 'done', affiliated: [...(tenant.affiliations.get(question.mcServiceGroupId) ?? [])] };
  }
  if (question.kind === 'regroups') {
    const inForce = [...tenant.regroups.values()].filter((regroup) => regroup.state === 'in force');
    return { status: 'done', regroupGroupIds: inForce.map((regroup) => regroup.id) };
  }
  return unsupported(`a server cannot tell ${question.kind}`);
}

function answer(command) {
  if (!Object.hasOwn(commands, command.command)) return unsupported(`no command ${command.command}`);
  return commands[command.command](command);
}

module.exports = { answer };
