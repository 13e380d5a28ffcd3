import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { dialogFrom, nextRequest } from '../../support/wires/sip/stack/dialog';
import { withRoute } from '../../support/wires/sip/stack/endpoint/route';
import type { Address } from '../../support/wires/sip/stack/message/address';
import { createRequest } from '../../support/wires/sip/stack/message/build';
import { headersOf, type SipRequest } from '../../support/wires/sip/stack/message/message';
import { callIdOf, routesOf, viasOf } from '../../support/wires/sip/stack/message/typed';
import { writeUri } from '../../support/wires/sip/stack/message/uri';
import type { Hop, TransportName } from '../../support/wires/sip/stack/place';
import { makeCertificate } from '../../support/wires/sip/stack/testing/certificate';
import { freePorts } from '../acceptance/free-ports';
import { needs } from '../acceptance/prerequisite';
import { startKamailio, type Core } from './kamailio';
import { messageTo, openParty, uriAt, uriOf, type Party } from './party';

const MESSAGES = 200;
const PSI = uriOf('regroup', 'partner.example');

const address = (uri: Address['uri'], tag?: string): Address => ({
  uri,
  parameters: tag === undefined ? [] : [{ name: 'tag', value: tag }],
});

/** The route to a core, as a user agent that was told of it puts it on top. */
const routeTo = (hop: Hop): readonly Address[] => {
  const uri = uriAt(hop);
  return [
    address({
      scheme: uri.scheme,
      host: uri.host,
      port: hop.port,
      headers: [],
      parameters: [...uri.parameters, { name: 'lr' }],
    }),
  ];
};

describe('the SIP stack through Kamailio', () => {
  needs('kamailio', '-v');
  const folder = mkdtempSync(path.join(os.tmpdir(), 'core-'));
  const certificate = makeCertificate(['127.0.0.1']);
  const tls = certificate && { ...certificate, ca: certificate.cert, rejectUnauthorized: false };
  const parties: Party[] = [];
  let core: Core | undefined;

  afterEach(async function () {
    for (const one of parties.splice(0)) await one.close();
    if (this.currentTest?.state === 'failed') process.stderr.write(core?.log() ?? '');
    await core?.stop();
    core = undefined;
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  async function party(
    transport: TransportName,
    ...more: Parameters<typeof openParty> extends [unknown, ...infer R] ? R : never
  ) {
    const one = await openParty(transport, ...more);
    parties.push(one);
    return one;
  }

  async function coreTo(server: Hop): Promise<Core> {
    const [port = 0, tlsPort = 0] = await freePorts(2);
    const files = { port: tlsPort, keyFile: path.join(folder, 'key.pem'), certFile: path.join(folder, 'cert.pem') };
    if (certificate) {
      writeFileSync(files.keyFile, certificate.key);
      writeFileSync(files.certFile, certificate.cert);
    }
    core = await startKamailio({
      port,
      ...(certificate ? { tls: files } : {}),
      routes: [{ domain: 'partner.example', user: '^regroup$', to: server }],
    });
    return core;
  }

  for (const transport of ['UDP', 'TCP', 'TLS'] as const)
    it(`sends MESSAGEs by the domain of their PSI and has their answers over ${transport}`, async function () {
      if (transport === 'TLS' && !certificate) this.skip();
      const settings = transport === 'TLS' ? tls : undefined;
      const server = await party(transport, {}, settings);
      const client = await party(transport, {}, settings);
      const core = await coreTo(server.at);
      const send = () => client.send(withRoute(messageTo(PSI, 'through the core'), routeTo(core.hop(transport))));
      const responses = await Promise.all(Array.from({ length: MESSAGES }, send));
      assert.deepEqual([...new Set(responses.map(({ start }) => start.status))], [200]);
      assert.equal(server.inbox.length, MESSAGES);
      const request = server.inbox[0]?.request;
      assert.ok(request);
      assert.equal(request.start.uri, writeUri(PSI));
      assert.deepEqual(
        viasOf(request).map(({ transport }) => transport),
        [transport, transport],
      );
      assert.deepEqual([routesOf(request).length, routesOf(request, 'Record-Route').length], [0, 1]);
      assert.ok(responses.every((response) => viasOf(response).length === 1));
    });

  it('goes from UDP to TCP on the way', async () => {
    const server = await party('TCP');
    const client = await party('UDP');
    const core = await coreTo(server.at);
    const response = await client.send(withRoute(messageTo(PSI, 'x'), routeTo(core.hop('UDP'))));
    assert.equal(response.start.status, 200);
    const request = server.inbox[0]?.request;
    assert.ok(request);
    assert.deepEqual(
      viasOf(request).map(({ transport }) => transport),
      ['TCP', 'UDP'],
    );
    // Both of its sides stay on the route.
    assert.equal(headersOf(request, 'Record-Route').join(',').split(',').length, 2);
  });

  it('keeps a notification in the dialog of its subscription, through the core, both ways', async () => {
    const seen: SipRequest[] = [];
    const server: Party = await party('UDP', {
      onRequest: async ({ request, respond }) => {
        seen.push(request);
        await respond(200, {
          toTag: 'server',
          headers: [{ name: 'Contact', value: `<${writeUri(uriAt(server.at))}>` }],
        });
      },
    });
    const client: Party = await party('UDP', {
      onRequest: async ({ request, respond }) => {
        seen.push(request);
        await respond(200);
      },
    });
    const core = await coreTo(server.at);
    const headers = [
      { name: 'Event', value: 'presence' },
      { name: 'Contact', value: `<${writeUri(uriAt(client.at))}>` },
    ];
    const from = address(uriOf('al', 'primary.example'), 'client');
    const ends = { from, to: address(PSI), callId: 'a-subscription', cseq: 1 };
    const subscribe = createRequest({ method: 'SUBSCRIBE', uri: writeUri(PSI), ...ends, headers });
    const accepted = await client.send(withRoute(subscribe, routeTo(core.hop('UDP'))));
    assert.equal(accepted.start.status, 200);
    const dialog = seen[0] && dialogFrom(seen[0], 'server');
    assert.ok(dialog);
    const state = { name: 'Subscription-State', value: 'active' };
    const [notify] = nextRequest(dialog, 'NOTIFY', [{ name: 'Event', value: 'presence' }, state]);
    assert.equal((await server.send(notify)).start.status, 200);
    assert.deepEqual(
      seen.map((request) => [request.start.method, callIdOf(request), viasOf(request).length]),
      [
        ['SUBSCRIBE', 'a-subscription', 2],
        // It did not go past the core.
        ['NOTIFY', 'a-subscription', 2],
      ],
    );
  });

  it('is told by the core what it has no way to', async () => {
    const client = await party('UDP');
    const core = await coreTo({ transport: 'UDP', host: '127.0.0.1', port: 9 });
    const route = routeTo(core.hop('UDP'));
    const elsewhere = messageTo(uriOf('regroup', 'nowhere.example'), 'x');
    assert.equal((await client.send(withRoute(elsewhere, route))).start.status, 404);
  });
});
