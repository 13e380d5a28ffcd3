// An MC service client 1 made of sipsak: each act of a user is one request that it sends, by a Via of its own. It takes no requests: at
// the port of the product SIPp answers them.

import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import type { ActCommand, ControlAnswer, ProvisionCommand } from '../../support/ports/control';
import { readAddress } from '../../support/wires/sip/address';
import { placeText } from '../../support/wires/sip/stack/place';
import type { Bench, Obey } from './sipp-product';

interface User {
  readonly id: string;
  readonly clientId: string;
  readonly server: { readonly id: string; readonly place: string };
  readonly groups: Set<string>;
}

interface Asked {
  readonly method: 'MESSAGE' | 'PUBLISH';
  /** Header fields of this request alone. */
  readonly fields?: readonly string[];
  /** Beside the identity of the client. */
  readonly info?: string;
  readonly part: { readonly type: string; readonly xml: string };
}

const FOR_GOOD = 'Expires: 4294967295';

/** @param leavesOut a header field that the client forgets in what it asks of its own regroups */
export async function sipsakClient(bench: Bench, leavesOut?: string): Promise<Obey> {
  const users = new Map<string, User>();
  await bench.listen('client-listens');
  return async (command) => {
    switch (command.command) {
      case 'hello':
        return { status: 'done', hello: { name: 'sipsak as MC service client', version: '0.9', roles: ['client-1'] } };
      case 'provision':
        for (const user of usersOf(command)) users.set(user.id, user);
        return { status: 'done' };
      case 'act': {
        const user = 'user' in command.act ? users.get(command.act.user) : undefined;
        return user ? act(user, command.act, leavesOut) : { status: 'errored', reason: 'the user was not provisioned' };
      }
      case 'activate':
      case 'release':
        return { status: 'done' };
      default:
        return { status: 'unsupported', reason: 'sipsak sends requests and knows nothing else' };
    }
  };
}

function usersOf({ system, systems, users }: ProvisionCommand): readonly User[] {
  const own = systems.find(({ name }) => name === system);
  const address = own && readAddress(own.serverAddress);
  if (!own || !address || !('hop' in address)) throw new Error('expected the address of the own MC service server');
  const server = { id: own.serverId, place: placeText(address.hop) };
  return users.map(({ mcServiceId: id }) => ({ id, clientId: `urn:uuid:${randomUUID()}`, server, groups: new Set() }));
}

async function act(user: User, wanted: ActCommand['act'], leavesOut: string | undefined): Promise<ControlAnswer> {
  switch (wanted.kind) {
    case 'start-service':
    case 'log-off':
      await send(user, settings(user, wanted.kind === 'log-off' ? 'Expires: 0' : FOR_GOOD));
      return { status: 'done' };
    case 'affiliate':
    case 'de-affiliate':
      for (const group of wanted.mcServiceGroupIdList)
        if (wanted.kind === 'affiliate') user.groups.add(group);
        else user.groups.delete(group);
      await send(user, affiliations(user));
      return { status: 'done' };
    case 'initiate-regroup':
    case 'cancel-regroup':
      if (wanted.regroupGroupId === undefined)
        return { status: 'unsupported', reason: 'each request of stage 3 names the regroup group' };
      // Its answer may take as long as the regroup: the user acts, and waits for nothing.
      void send(user, regroup(wanted, wanted.regroupGroupId), leavesOut);
      return { status: 'done' };
    default:
      return { status: 'unsupported', reason: 'a client configures no group' };
  }
}

const settings = ({ id, clientId }: User, expires: string): Asked => ({
  method: 'PUBLISH',
  fields: ['Event: poc-settings', expires],
  info: `<mcptt-access-token type="Normal"><mcpttString>${id}</mcpttString></mcptt-access-token>`,
  part: {
    type: 'application/poc-settings+xml',
    xml: `<poc-settings xmlns="urn:oma:params:xml:ns:poc:poc-settings"><entity id="${clientId}"><am-settings><answer-mode>manual</answer-mode></am-settings></entity></poc-settings>`,
  },
});

const affiliations = ({ id, clientId, groups }: User): Asked => ({
  method: 'PUBLISH',
  fields: ['Event: presence', groups.size === 0 ? 'Expires: 0' : FOR_GOOD],
  info: `<mcptt-request-uri type="Normal"><mcpttURI>${id}</mcpttURI></mcptt-request-uri>`,
  part: {
    type: 'application/pidf+xml',
    xml: `<presence xmlns="urn:ietf:params:xml:ns:pidf" xmlns:p="urn:3gpp:ns:mcpttPresInfo:1.0" entity="${id}"><tuple id="${clientId}"><status>${[
      ...groups,
    ]
      .map((group) => `<p:affiliation group="${group}"/>`)
      .join('')}</status></tuple><p:p-id>${randomUUID()}</p:p-id></presence>`,
  },
});

function regroup(wanted: Extract<ActCommand['act'], { readonly user: string }>, id: string): Asked {
  const isCreation = wanted.kind === 'initiate-regroup';
  const groups = isCreation ? wanted.mcServiceGroupIdList.map((group) => `<group>${group}</group>`).join('') : '';
  const preconfigured = isCreation ? `<preconfigured-group>${wanted.preconfiguredGroupId}</preconfigured-group>` : '';
  return {
    method: 'MESSAGE',
    part: {
      type: 'application/vnd.3gpp.mcptt-regroup+xml',
      xml: `<mcpttregroup xmlns="urn:3gpp:ns:preconfiguredRegroup:1.0"><mcpttregroup-Params><preconfig-group-id>${preconfigured}</preconfig-group-id><mcptt-regroup-uri><mcptt-regroup-uri>${id}</mcptt-regroup-uri></mcptt-regroup-uri>${isCreation ? `<groups-for-regroup>${groups}</groups-for-regroup>` : ''}<regroup-action>${isCreation ? 'create' : 'remove'}</regroup-action></mcpttregroup-Params></mcpttregroup>`,
    },
  };
}

/** sipsak adds the Via, and sends it again until it is answered. */
async function send({ id, clientId, server }: User, asked: Asked, leavesOut?: string): Promise<void> {
  const { method, fields = [], info = '', part } = asked;
  const client = `<mcptt-client-id type="Normal"><mcpttString>${clientId}</mcpttString></mcptt-client-id>`;
  const parts = [
    [
      'application/vnd.3gpp.mcptt-info+xml',
      `<mcpttinfo xmlns="urn:3gpp:ns:mcpttInfo:1.0"><mcptt-Params>${info}${client}</mcptt-Params></mcpttinfo>`,
    ],
    [part.type, part.xml],
  ];
  const body = `${parts.map(([type, xml]) => `--sipsak\r\nContent-Type: ${type}\r\n\r\n${xml}\r\n`).join('')}--sipsak--\r\n`;
  const token = randomUUID();
  const head = [
    `${method} ${server.id} SIP/2.0`,
    'Max-Forwards: 70',
    `From: <${id}>;tag=${token.slice(0, 8)}`,
    `To: <${server.id}>`,
    `Call-ID: ${token}`,
    `CSeq: 1 ${method}`,
    'Accept-Contact: *;+g.3gpp.mcptt;require;explicit',
    'Accept-Contact: *;+g.3gpp.icsi-ref="urn%3Aurn-7%3A3gpp-service.ims.icsi.mcptt";require;explicit',
    `P-Preferred-Identity: <${id}>`,
    'P-Preferred-Service: urn:urn-7:3gpp-service.ims.icsi.mcptt',
    ...fields,
    'Content-Type: multipart/mixed; boundary="sipsak"',
    `Content-Length: ${Buffer.byteLength(body)}`,
  ].filter((line) => leavesOut === undefined || !line.startsWith(`${leavesOut}:`));
  const sipsak = spawn('sipsak', ['-f', '-', '-s', `sip:mc@${server.place}`], { stdio: ['pipe', 'ignore', 'ignore'] });
  sipsak.stdin.end(`${head.join('\r\n')}\r\n\r\n${body}`);
  await once(sipsak, 'exit');
}
