import assert from 'node:assert/strict';
import type { FlowBodies } from '../../../../procedure/generated/flow-bodies';
import { loadXmlLibrary } from '../../bodies/xml/xml-library';
import { withBody, withHeader, type SipRequest } from '../../stack/message/message';
import { assemble } from '../encode/draft';
import { encode } from '../encode/encode';
import { context, PRIMARY, PRIMARY_GMS as GMS } from '../testing/stage';
import type { DecodedRequest } from './decoded';
import { decodeRequest } from './decode-request';

const GROUP = 'sip:fire@primary.example';
const LABELS = { callId: 'c', cseq: 1, fromTag: 'f', boundary: 'b' };

async function taken(request: SipRequest): Promise<DecodedRequest> {
  const listener = { kind: 'server', id: PRIMARY } as const;
  return decodeRequest(request, { ...context, library: await loadXmlLibrary(), listener });
}

function request<F extends Parameters<typeof encode>[0]>(flow: F, body: FlowBodies[F]): SipRequest {
  const encoded = encode(flow, body, context);
  assert.ok(encoded.kind === 'requests' && encoded.requests[0]?.kind === 'sip');
  return assemble(encoded.requests[0], LABELS);
}

describe('a notification of changed documents', () => {
  const changes = { from: GMS, to: PRIMARY, groupConfigurations: [{ mcServiceGroupId: GROUP }] };
  const full = () => request('notify-group-configuration-request.gms-server', changes);
  const naming = (documents: string) =>
    withBody(
      full(),
      Buffer.from(
        `<xcap-diff xmlns="urn:ietf:params:xml:ns:xcap-diff" xcap-root="http://127.0.0.1/xcap-root">${documents}</xcap-diff>`,
      ),
    );
  const silent: readonly [what: string, request: () => SipRequest][] = [
    ['of a subscription that is pending', () => withHeader(full(), 'Subscription-State', 'pending;expires=100')],
    ['without a body', () => withBody(full(), Buffer.alloc(0))],
    ['that names no document', () => naming('')],
    [
      'that names documents of no group',
      () => naming('<document sel="org.3gpp.mcptt.user-profile/users/a/b" new-etag="1"/>'),
    ],
  ];
  for (const [what, made] of silent)
    it(`${what} is taken, and tells nothing`, async () => {
      const aside = { says: 'a NOTIFY of xcap-diff that tells nothing of a group', from: GMS };
      const nothing = { kind: 'flows', flows: [], strict: [], problems: [], settles: [] };
      assert.deepEqual(await taken(made()), { ...nothing, aside });
    });

  it('whose body cannot be read is refused', async () => {
    const refused = await taken(withBody(full(), Buffer.from('<xcap-diff')));
    assert.ok(refused.kind === 'refused' && refused.status === 400);
  });
});

it('a subscription of a client to what it is affiliated to is no fault, and is not offered', async () => {
  const body = { from: GMS, to: PRIMARY, mcServiceGroupIdList: [GROUP] };
  const ofClient = withHeader(
    request('subscribe-group-dynamic-data-request.gms-server', body),
    'P-Asserted-Identity',
    '<sip:ana@primary.example>',
  );
  const refused = await taken(ofClient);
  assert.ok(refused.kind === 'refused');
  assert.deepEqual([refused.status, refused.headers], [489, [{ name: 'Allow-Events', value: 'presence' }]]);
});

describe('one identity of a server and a group management server in one box', () => {
  const entityAt: typeof context.directory.entityAt = (identity) =>
    identity === PRIMARY ? { id: PRIMARY, kinds: ['server', 'gms'] } : context.directory.entityAt(identity);
  const box = { ...context, directory: { ...context.directory, entityAt } };
  const decoded = async (kind: 'server' | 'gms', made: SipRequest) =>
    decodeRequest(made, { ...box, library: await loadXmlLibrary(), listener: { kind, id: PRIMARY } });
  const flowsOf = (found: DecodedRequest) =>
    found.kind === 'flows' ? found.flows.map(({ flow, body }) => [flow, body.from, body.to]) : found.reason;
  const between = { from: PRIMARY, to: PRIMARY, mcServiceGroupIdList: [GROUP] };

  it('is whom method, event and receiver make it', async () => {
    for (const [kind, flow] of [
      ['gms', 'subscribe-group-configuration-request.server-gms'],
      ['server', 'subscribe-group-dynamic-data-request.gms-server'],
    ] as const)
      assert.deepEqual(flowsOf(await decoded(kind, request(flow, between))), [[flow, PRIMARY, PRIMARY]]);
  });

  it('asks nobody of its own kind', async () => {
    const body = {
      ...between,
      preconfiguredGroupId: GROUP,
      regroupGroupId: 'sip:joint@primary.example',
    };
    const itself = await decoded('server', request('preconfigured-regroup-request.server-server', body));
    assert.match(String(flowsOf(itself)), /^expected somebody else as sender/);
  });
});
