// An MC service client made of SIPp: one scenario waits for what its users are told, and each act of a user is a call by a
// scenario of its own. What a user was notified of stands in the lines that the scenarios write.

import { randomUUID } from 'node:crypto';
import { readAddress } from '../../support/wires/sip/address';
import type { ActCommand, ControlAnswer, ProvisionCommand, UserNotification } from '../../support/ports/control';
import type { Hop } from '../../support/wires/sip/stack/place';
import type { Bench, Obey } from './sipp-product';
import type { Sipp } from './sipp';

interface User {
  readonly id: string;
  readonly scope: string;
  readonly clientId: string;
  readonly serverId: string;
  readonly server: Hop;
  readonly groups: Set<string>;
  readonly calls: Sipp[];
}

const ROLES = ['client-1', 'client-2'];
const NOTIFICATIONS: Readonly<Record<string, UserNotification['kind']>> = {
  create: 'regrouped',
  remove: 'cancelled',
  formed: 'formed',
  rejected: 'rejected',
  'not-authorized': 'not-authorized',
};

export async function sippClient(bench: Bench): Promise<Obey> {
  const users = new Map<string, User>();
  const listener = await bench.listen('client-listens');

  return async (command) => {
    switch (command.command) {
      case 'hello':
        return { status: 'done', hello: { name: 'SIPp as MC service client', version: '3.6.1', roles: ROLES } };
      case 'provision':
        for (const user of usersOf(command)) users.set(user.id, user);
        return { status: 'done' };
      case 'activate':
        return { status: 'done' };
      case 'act':
        return act(bench, users, command.act);
      case 'ask':
        if (command.question.kind !== 'user-notifications')
          return { status: 'unsupported', reason: 'a client knows of its user alone' };
        return told(listener, users.get(command.question.user));
      case 'advance':
        return { status: 'unsupported', reason: 'SIPp lives by the clock of the machine' };
      case 'release':
        for (const user of [...users.values()].filter(({ scope }) => scope === command.scope)) {
          users.delete(user.id);
          for (const call of user.calls) await call.stop();
        }
        return { status: 'done' };
    }
  };
}

function usersOf({ scope, system, systems, users }: ProvisionCommand): readonly User[] {
  const own = systems.find(({ name }) => name === system);
  const address = own && readAddress(own.serverAddress);
  if (!own || !address || !('hop' in address)) throw new Error('expected the address of the own MC service server');
  const server = address.hop;
  return users.map(({ mcServiceId: id }) => {
    const kept = { groups: new Set<string>(), calls: [] };
    return { id, scope, clientId: randomUUID(), serverId: own.serverId, server, ...kept };
  });
}

async function act(bench: Bench, users: ReadonlyMap<string, User>, wanted: ActCommand['act']): Promise<ControlAnswer> {
  if (!('user' in wanted)) return { status: 'unsupported', reason: 'a client configures no group' };
  const user = users.get(wanted.user);
  if (!user) return { status: 'errored', reason: `${wanted.user} was not provisioned` };
  const call = async (scenario: string, more: Readonly<Record<string, string>> = {}, groups: Iterable<string> = []) => {
    const rows = [...groups].map((group) => [group]);
    const { id, serverId, clientId } = user;
    const keys = { user: id, server: serverId, client_id: clientId, groups: String(rows.length), ...more };
    // SIPp takes no file without a row.
    const tables = { 'groups.csv': rows.length === 0 ? [['none']] : rows };
    user.calls.push(await bench.call(scenario, user.server, { keys, tables }));
  };
  switch (wanted.kind) {
    case 'start-service':
      await call('client-settings');
      break;
    case 'log-off':
      user.groups.clear();
      await call('client-logs-off');
      break;
    case 'affiliate':
      for (const group of wanted.mcServiceGroupIdList) user.groups.add(group);
      await call('client-affiliates', {}, user.groups);
      break;
    case 'de-affiliate':
      for (const group of wanted.mcServiceGroupIdList) user.groups.delete(group);
      await call('client-affiliates', {}, user.groups);
      break;
    case 'initiate-regroup': {
      const { regroupGroupId, preconfiguredGroupId: preconfigured, mcServiceGroupIdList } = wanted;
      if (regroupGroupId === undefined)
        return { status: 'unsupported', reason: 'each request of stage 3 names the regroup group' };
      await call('client-initiates', { regroup: regroupGroupId, preconfigured }, mcServiceGroupIdList);
      break;
    }
    case 'cancel-regroup':
      await call('client-cancels', { regroup: wanted.regroupGroupId });
  }
  return { status: 'done' };
}

/** Each line has the time in front, and then what, to whom, and of which regroup group. */
function told(listener: Sipp, user: User | undefined): ControlAnswer {
  if (!user) return { status: 'errored', reason: 'the user was not provisioned' };
  const lines = [listener, ...user.calls].flatMap((sipp) => sipp.log()).sort();
  const userNotifications = lines.flatMap((line) => {
    const [regroupGroupId = '', whom, what = ''] = line.split(/\s/).reverse();
    const kind = NOTIFICATIONS[what];
    return whom === user.id && kind !== undefined ? [{ kind, regroupGroupId }] : [];
  });
  return { status: 'done', userNotifications };
}
