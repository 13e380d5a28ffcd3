// A partner MC service server made of SIPp: one process for each scenario, which is told beforehand who its users are, which
// groups are homed with it and where the primary MC system listens. All that it does it finds in the requests that come.

import { readAddress } from '../../support/wires/sip/address';
import type { Hop } from '../../support/wires/sip/stack/place';
import type { ControlAnswer, ProvisionCommand } from '../../support/ports/control';
import type { Sipp } from './sipp';
import type { Bench, Obey } from './sipp-product';

const NAME = 'SIPp as partner MC service server';

interface Serving {
  readonly command: ProvisionCommand;
  readonly processes: Sipp[];
}

export function sippPartnerServer(bench: Bench): Promise<Obey> {
  const scopes = new Map<string, Serving>();

  return Promise.resolve(async (command): Promise<ControlAnswer> => {
    switch (command.command) {
      case 'hello':
        return { status: 'done', hello: { name: NAME, version: '3.6.1', roles: ['partner-server'] } };
      case 'provision':
        scopes.set(command.scope, { command, processes: [await serve(bench, command)] });
        return { status: 'done' };
      case 'activate': {
        const serving = scopes.get(command.scope);
        if (serving && hostedBy(serving.command).length > 0)
          serving.processes.push(await subscribe(bench, serving.command));
        return { status: 'done' };
      }
      case 'release':
        for (const process of scopes.get(command.scope)?.processes ?? []) await process.stop();
        scopes.delete(command.scope);
        return { status: 'done' };
      case 'act':
        return { status: 'unsupported', reason: 'a server has no user of its own' };
      case 'ask':
        return { status: 'unsupported', reason: 'SIPp tells nobody what it keeps' };
      case 'advance':
        return { status: 'unsupported', reason: 'SIPp lives by the clock of the machine' };
    }
  });
}

const hostedBy = ({ system, groups }: ProvisionCommand): readonly string[] =>
  groups.filter(({ home }) => home === system).map(({ mcServiceGroupId }) => mcServiceGroupId);

function serve(bench: Bench, command: ProvisionCommand): Promise<Sipp> {
  const primary = systemIn(command, 'primary');
  const own = systemIn(command, command.system);
  const { host, port } = hopAt(primary.serverAddress);
  const rows = command.users.map(({ mcServiceId, clientAddress, mayInitiateRegroup }) => {
    const client = hopAt(clientAddress);
    return [mcServiceId, client.host, String(client.port), 'no', '', '', mayInitiateRegroup ? 'yes' : 'no'];
  });
  const keys = {
    self: own.serverId,
    primary: primary.serverId,
    primary_host: host,
    primary_port: String(port),
    served: String(rows.length),
    hosted: hostedBy(command)
      .map((group) => `<${group}>`)
      .join(''),
  };
  return bench.listen('partner-server', { keys, tables: { 'users.csv': rows } });
}

function subscribe(bench: Bench, command: ProvisionCommand): Promise<Sipp> {
  const { serverId: self, gmsId: gms, gmsAddress } = systemIn(command, command.system);
  const groups = hostedBy(command);
  return bench.call('server-subscribes', hopAt(gmsAddress), {
    keys: { self, gms, contact: bench.address, groups: String(groups.length) },
    tables: { 'groups.csv': groups.map((group) => [group]) },
  });
}

function systemIn({ systems }: ProvisionCommand, wanted: string): ProvisionCommand['systems'][number] {
  const found = systems.find(({ name }) => name === wanted);
  if (!found) throw new Error(`expected to be told of the ${wanted} MC system`);
  return found;
}

function hopAt(text: string): Hop {
  const address = readAddress(text);
  if (!('hop' in address)) throw new Error(`expected ${address.expected}, found ${text}`);
  return address.hop;
}
