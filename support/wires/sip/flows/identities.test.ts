import assert from 'node:assert/strict';
import { loadXmlLibrary } from '../bodies/xml/xml-library';
import { headersOf, withHeaders, withoutHeader, type SipRequest } from '../stack/message/message';
import type { FlowContext } from './context';
import { decodeRequest } from './decode/decode-request';
import { assemble } from './encode/draft';
import { encode } from './encode/encode';
import { context, PARTNER, PRIMARY } from './testing/stage';

const ANA = 'sip:ana@primary.example';
const OF_ANA = { from: ANA, to: PRIMARY, mcServiceId: ANA };
const CREATION = {
  ...OF_ANA,
  regroupGroupId: 'sip:joint@primary.example',
  preconfiguredGroupId: 'sip:crisis@primary.example',
  mcServiceGroupIdList: ['sip:fire@primary.example'],
} as const;
const LABELS = { callId: 'c', cseq: 1, fromTag: 'f', boundary: 'b' };

describe('who sends a request of a user', () => {
  async function decoded(request: SipRequest, mode: FlowContext['identityMode'] = 'asserted') {
    const listener = { kind: 'server', id: PRIMARY } as const;
    const found = decodeRequest(request, { ...context, identityMode: mode, library: await loadXmlLibrary(), listener });
    if (found.kind === 'refused') return found.reason;
    return { flows: found.flows.map(({ flow, body }) => [flow, body.from]), strict: found.strict };
  }

  function request(flow: 'create' | 'authorize' | 'log-off', more: Partial<FlowContext> = {}): SipRequest {
    const all = { ...context, ...more };
    const encoded =
      flow === 'create'
        ? encode('preconfigured-regroup-request.client-server', CREATION, all)
        : encode(
            flow === 'authorize' ? 'service-authorization-request.client-server' : 'log-off-request.client-server',
            OF_ANA,
            all,
          );
    assert.ok(encoded.kind === 'requests' && encoded.requests[0]?.kind === 'sip');
    return assemble(encoded.requests[0], LABELS);
  }

  const asked = { flows: [['preconfigured-regroup-request.client-server', ANA]], strict: [] };

  it('is told by the SIP URI that is asserted, wherever a telephone number stands beside it', async () => {
    const plain = request('create');
    for (const values of [
      [`<tel:+15550100>, <${ANA}>`],
      ['<tel:+15550100>', `<${ANA}>`],
      [`<${ANA}>, <tel:+15550100>`],
    ])
      assert.deepEqual(await decoded(withHeaders(plain, 'P-Asserted-Identity', values)), asked);
  });

  it('may be preferred by the client or asserted by its core where there is one', async () => {
    const preferred = request('create', { identityMode: 'preferred' });
    assert.deepEqual(await decoded(preferred, 'preferred'), asked);
    const passed = ['Identity', 'Service'].reduce((one, what) => {
      const values = headersOf(one, `P-Preferred-${what}`);
      return withHeaders(withoutHeader(one, `P-Preferred-${what}`), `P-Asserted-${what}`, values);
    }, preferred);
    assert.deepEqual(await decoded(passed, 'preferred'), asked);
    const neither = await decoded(withoutHeader(preferred, 'P-Preferred-Service'), 'preferred');
    assert.ok(typeof neither !== 'string');
    assert.deepEqual(
      neither.strict.map(({ path }) => path),
      ['/P-Preferred-Service'],
    );
  });

  it('may be preferred by a client that speaks straight to its server', async () => {
    const preferred = request('create', { identityMode: 'preferred' });
    assert.deepEqual(await decoded(preferred), asked);
    const [service = ''] = headersOf(preferred, 'P-Preferred-Service');
    for (const other of [
      service.replace('urn:urn-7', 'URN:URN-7'),
      `urn:urn-7:3gpp-service.ims.icsi.mmtel, ${service}`,
    ])
      assert.deepEqual(await decoded(withHeaders(preferred, 'P-Preferred-Service', [other])), asked);
  });

  for (const authorization of ['REGISTER', 'third-party REGISTER'] as const)
    it(`is who registers, by ${authorization}`, async () => {
      const registered = await decoded(request('authorize', { authorization }));
      assert.deepEqual(registered, { flows: [['service-authorization-request.client-server', ANA]], strict: [] });
      const gone = await decoded(request('log-off', { authorization }));
      assert.deepEqual(gone, { flows: [['log-off-request.client-server', ANA]], strict: [] });
    });

  it('is who registers with the domain of the server or of the user, however spelt, and with nobody else’s', async () => {
    const plain = request('authorize', { authorization: 'REGISTER' });
    assert.equal(plain.start.uri, 'sip:primary.example');
    const from = (uri: string) => decoded({ ...plain, start: { ...plain.start, uri } });
    for (const uri of [
      'sip:PRIMARY.example',
      'sips:primary.example',
      'sip:primary.example:5060;transport=tcp',
      PRIMARY,
    ])
      assert.deepEqual(
        await from(uri),
        { flows: [['service-authorization-request.client-server', ANA]], strict: [] },
        uri,
      );
    for (const uri of ['sip:elsewhere.example', 'sip:somebody@primary.example'])
      assert.equal(await from(uri), `expected a Request-URI that is served here, found ${uri}`);
  });

  it('is no user where To has neither a SIP nor a tel URI', async () => {
    const strange = withHeaders(request('authorize', { authorization: 'REGISTER' }), 'To', ['<isbn:2983792873>']);
    const refusal = await decoded(strange);
    assert.ok(typeof refusal === 'string');
    assert.match(refusal, /found isbn:2983792873$/);
  });

  it('is nobody where whoever is asked is told to be the sender', async () => {
    const own = withHeaders(request('create'), 'P-Asserted-Identity', [`<${PRIMARY}>`]);
    assert.equal(await decoded(own), `expected somebody else as sender, found ${PRIMARY}`);
  });

  it('is a server where a membership is published to the owner of a group, or it is refused', async () => {
    const body = { from: PARTNER, to: PRIMARY, mcServiceId: ANA, mcServiceGroupIdList: ['sip:fire@primary.example'] };
    for (const flow of [
      'group-affiliation-request.server-server',
      'group-de-affiliation-request.server-server',
    ] as const) {
      const encoded = encode(flow, body, context);
      assert.ok(encoded.kind === 'requests' && encoded.requests[0]?.kind === 'sip');
      const plain = assemble(encoded.requests[0], LABELS);
      assert.deepEqual(await decoded(plain), { flows: [[flow, PARTNER]], strict: [] });
      for (const other of ['sip:somebody@elsewhere.example', ANA, 'tel:+4912345']) {
        const strange = withHeaders(plain, 'P-Asserted-Identity', [`<${other}>`]);
        assert.equal(
          await decoded(strange),
          `expected the server that serves ${ANA} to assert its own identity, one that systems or sip.psis of the target file names, found ${
            other === ANA ? 'that of this user' : other
          }`,
        );
      }
    }
  });
});

describe('what a client publishes of the affiliations of its user', () => {
  const GROUPS = { ...OF_ANA, mcServiceGroupIdList: ['sip:fire@primary.example'] };
  const published = (change: (text: string) => string): SipRequest => {
    const encoded = encode('group-affiliation-request.client-server', GROUPS, context);
    assert.ok(encoded.kind === 'requests' && encoded.requests[0]?.kind === 'sip');
    const plain = assemble(encoded.requests[0], LABELS);
    return { ...plain, body: Buffer.from(change(plain.body.toString())) };
  };
  const decoded = async (change: (text: string) => string, clients: readonly string[] = []) => {
    const listener = { kind: 'server', id: PRIMARY } as const;
    const standing = ({ of }: { readonly of: string }): readonly string[] => (of === 'clients' ? clients : []);
    const all = { ...context, standing, library: await loadXmlLibrary(), listener };
    const found = decodeRequest(published(change), all);
    return found.kind === 'refused' ? found.reason : found.strict.map(({ path, found: what }) => `${path} ${what}`);
  };

  it('is of the user himself', async () => {
    assert.deepEqual(await decoded((text) => text), []);
    assert.match(
      String(await decoded((text) => text.replace('<mcpttURI>sip:ana', '<mcpttURI>sip:cleo'))),
      /^expected a user to publish for itself, found sip:ana@primary.example publishing for sip:cleo@/,
    );
    assert.deepEqual(await decoded((text) => text.replace(/<mcptt-request-uri[^]*<\/mcptt-request-uri>/, '')), [
      '/request-uri none',
    ]);
    assert.deepEqual(await decoded((text) => text.replace('entity="sip:ana', 'entity="sip:cleo')), [
      '/presence/@entity sip:cleo@primary.example',
    ]);
  });

  it('is of the client that asked for service, or that the request names', async () => {
    const id = context.directory.clientIdOf(ANA);
    const bare = (text: string): string => text.replace(/<mcptt-client-id[^]*<\/mcptt-client-id>/, '');
    const another = (text: string): string => text.replace(`id="${id}"`, 'id="x1"');
    assert.deepEqual(await decoded(another), ['/presence/tuple/@id x1']);
    assert.deepEqual(await decoded((text) => another(bare(text)), ['urn:uuid:other', id]), ['/presence/tuple/@id x1']);
    assert.deepEqual(await decoded(bare, ['urn:uuid:other', id]), []);
    assert.deepEqual(await decoded((text) => another(bare(text))), []);
  });

  it('says nothing of how far its server has come', async () => {
    const saying = (attribute: string) => decoded((text) => text.replace(' group="', ` ${attribute} group="`));
    assert.deepEqual(await saying('status="affiliating"'), ['/presence/tuple/status/affiliation/@status affiliating']);
    assert.deepEqual(await saying('expires="2030-01-01T00:00:00Z"'), [
      '/presence/tuple/status/affiliation/@expires 2030-01-01T00:00:00Z',
    ]);
  });
});

describe('whom a request is for', () => {
  async function toldOf(uri: string, flow: 'preconfigured-regroup-request' | 'preconfigured-regroup-cancel-request') {
    const body = { ...CREATION, from: PRIMARY, to: ANA };
    const encoded = encode(`${flow}.server-client`, body, context);
    assert.ok(encoded.kind === 'requests' && encoded.requests[0]?.kind === 'sip');
    const plain = assemble(encoded.requests[0], LABELS);
    const contactOf = () => 'sip:127.0.0.1:5062;transport=tcp';
    const listener = { kind: 'client' } as const;
    const listening = { ...context, contactOf, library: await loadXmlLibrary(), listener };
    const found = decodeRequest({ ...plain, start: { ...plain.start, uri } }, listening);
    return found.kind === 'refused' ? [found.status, found.reason] : found.flows.map(({ body: { to } }) => to);
  }

  it('is a user by an identity, and nobody by where a client takes requests', async () => {
    for (const flow of ['preconfigured-regroup-request', 'preconfigured-regroup-cancel-request'] as const) {
      for (const uri of [ANA, `${ANA};transport=tcp`, ANA.replace('primary', 'PRIMARY'), `${ANA}:5060`])
        assert.equal((await toldOf(uri, flow)).length, 1, uri);
      for (const uri of [
        'sip:127.0.0.1:5062;transport=tcp',
        'sip:127.0.0.1:5062',
        'sip:ana@127.0.0.1:5062;transport=tcp',
        'sip:127.0.0.1',
        'sip:primary.example',
      ])
        assert.deepEqual(await toldOf(uri, flow), [404, `expected a Request-URI that is served here, found ${uri}`]);
    }
  });
});
