import assert from 'node:assert/strict';
import fc from 'fast-check';
import { withValues } from '../altered/alteration';
import { loadXmlLibrary, type XmlLibrary } from '../bodies/xml/xml-library';
import { createRequest } from '../stack/message/build';
import type { SipRequest } from '../stack/message/message';
import { withHeader, withoutHeader } from '../stack/message/message';
import type { Listening } from './context';
import { decodeHttpRequest, decodeHttpResponse } from './decode/decode-http';
import { decodeRequest } from './decode/decode-request';
import { decodeResponse } from './decode/decode-response';
import { assemble } from './encode/draft';
import { encode } from './encode/encode';
import { context, PARTNER, PARTNER_GMS, PRIMARY, PRIMARY_GMS } from './testing/stage';

const LABELS = { callId: 'c1', cseq: 1, fromTag: 'f1', boundary: 'between-parts' };
const create = {
  from: PRIMARY,
  to: PARTNER,
  regroupGroupId: 'sip:joint@primary.example',
  preconfiguredGroupId: 'sip:pre@primary.example',
  mcServiceGroupIdList: ['sip:a@partner.example'],
};

function draftOf(): SipRequest {
  const encoded = encode('preconfigured-regroup-request.server-server', create, context);
  assert.ok(encoded.kind === 'requests' && encoded.requests[0]?.kind === 'sip');
  return assemble(encoded.requests[0], LABELS);
}

describe('requests that are not as they should be', () => {
  let library: XmlLibrary;
  let partner: Listening;
  before(async () => {
    library = await loadXmlLibrary();
    partner = { ...context, library, listener: { kind: 'server', id: PARTNER } };
  });

  const listeners: readonly Listening['listener'][] = [
    { kind: 'client' },
    { kind: 'server', id: PARTNER },
    { kind: 'gms', id: PARTNER_GMS },
  ];
  const word = fc.oneof(
    fc.string({ maxLength: 60 }),
    fc.constantFrom('presence', 'xcap-diff', 'poc-settings', '0', '4294967295', `<${PRIMARY}>`, PARTNER, '<>', '*;'),
  );
  const uri = fc.constantFrom(PARTNER, PARTNER_GMS, PRIMARY_GMS, 'sip:ben@partner.example', 'tel:+1', 'mailto:x', '');
  const type = fc.constantFrom(
    'multipart/mixed;boundary=b',
    'multipart/mixed',
    'application/vnd.3gpp.mcptt-regroup+xml',
    'application/vnd.3gpp.mcptt-info+xml',
    'application/pidf+xml',
    'application/xcap-diff+xml',
    'application/resource-lists+xml',
    '/',
  );
  const content = fc.oneof(
    fc.uint8Array({ maxLength: 200 }).map((bytes) => Buffer.from(bytes)),
    fc
      .constantFrom(
        '<mcpttregroup/>',
        '<presence entity="x"><tuple/></presence>',
        '<xcap-diff><document sel="a/%E0%A4%A"/></xcap-diff>',
        '--b\r\n\r\n--b--',
        '--b\r\nContent-Type: application/vnd.3gpp.mcptt-regroup+xml\r\n\r\n<a>\r\n--b--\r\n',
      )
      .map((text) => Buffer.from(text)),
  );

  it('are flows or refused, and never thrown', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('MESSAGE', 'PUBLISH', 'REGISTER', 'SUBSCRIBE', 'NOTIFY', 'INVITE', 'toString'),
        uri,
        fc.dictionary(
          fc.constantFrom(
            'P-Asserted-Identity',
            'P-Preferred-Identity',
            'Event',
            'Expires',
            'Contact',
            'Accept-Contact',
          ),
          word,
        ),
        type,
        content,
        fc.constantFrom(...listeners),
        (method, requestUri, headers, contentType, body, listener) => {
          const address = { uri: { scheme: 'other', name: 'x', rest: 'y' }, parameters: [] } as const;
          const request = createRequest({
            method,
            uri: requestUri,
            from: address,
            to: address,
            callId: 'c',
            cseq: 1,
            headers: Object.entries({ ...headers, 'Content-Type': contentType }).map(([name, value]) => ({
              name,
              value,
            })),
            body,
          });
          const decoded = decodeRequest(request, { ...context, library, listener });
          if (decoded.kind === 'refused') assert.ok(decoded.status >= 400 && decoded.reason.startsWith('expected'));
        },
      ),
      { numRuns: 400 },
    );
  });

  it('by HTTP neither, and no response of any kind', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('GET', 'PUT', 'POST'),
        word,
        fc.option(word, { nil: undefined }),
        content,
        fc.nat(999),
        (method, target, sender, body, status) => {
          const gms: Listening = { ...context, library, listener: { kind: 'gms', id: PARTNER_GMS } };
          const place = `/org.openmobilealliance.groups/global/byGroupID/${target}`;
          decodeHttpRequest({ method, target: place, sender, body }, gms);
          decodeHttpResponse({ from: PARTNER, to: PARTNER_GMS, mcServiceGroupId: 'sip:g' }, { status, body }, gms);
          decodeResponse(
            { flow: 'preconfigured-regroup-request.server-server', body: create },
            { status, warnings: [target] },
          );
        },
      ),
    );
  });

  const refusedBy = (request: SipRequest): number | undefined => {
    const decoded = decodeRequest(request, partner);
    return decoded.kind === 'refused' ? decoded.status : undefined;
  };
  const to = (request: SipRequest, target: string): SipRequest => ({
    ...request,
    start: { ...request.start, uri: target },
  });

  it('are refused where the public service identity is another’s', () => {
    assert.equal(refusedBy(draftOf()), undefined);
    assert.equal(refusedBy(to(draftOf(), 'sip:terminating@partner.example')), undefined);
    assert.equal(refusedBy(to(draftOf(), PRIMARY)), 404);
    assert.equal(refusedBy(to(draftOf(), PARTNER_GMS)), 404);
    assert.equal(refusedBy(to(draftOf(), 'sip:ben@partner.example')), 404);
  });

  it('are refused without the body that they are for', () => {
    assert.equal(refusedBy(withHeader(draftOf(), 'Content-Type', 'text/plain')), 415);
    const wrong = withHeader(
      { ...draftOf(), body: Buffer.from('<mcpttregroup/>') },
      'Content-Type',
      'application/vnd.3gpp.mcptt-regroup+xml',
    );
    assert.equal(refusedBy(wrong), 400);
  });

  it('are understood though they break the rules of headers, and charged with it', () => {
    const decoded = decodeRequest(withoutHeader(draftOf(), 'Accept-Contact'), partner);
    assert.ok(decoded.kind === 'flows');
    assert.deepEqual(
      decoded.strict.map(({ path, expected }) => [path, expected]),
      [
        ['/Accept-Contact', '+g.3gpp.mcptt'],
        ['/Accept-Contact', '+g.3gpp.icsi-ref="urn%3Aurn-7%3A3gpp-service.ims.icsi.mcptt"'],
      ],
    );
  });

  it('are read with white space around every separator of their headers', () => {
    const spaced = withValues('Accept-Contact', (value) => value.replace(/([;=,])/g, ' $1\t'))(draftOf());
    const decoded = decodeRequest(spaced, partner);
    assert.ok(decoded.kind === 'flows');
    assert.deepEqual(decoded.strict, []);
  });

  it('are told the range of time that publications have', () => {
    const body = { from: 'sip:ana@partner.example', to: PARTNER, mcServiceId: 'sip:ana@partner.example' };
    const encoded = encode('service-authorization-request.client-server', body, context);
    assert.ok(encoded.kind === 'requests' && encoded.requests[0]?.kind === 'sip');
    const decoded = decodeRequest(withHeader(assemble(encoded.requests[0], LABELS), 'Expires', '3600'), partner);
    assert.ok(decoded.kind === 'refused');
    assert.deepEqual([decoded.status, decoded.headers], [423, [{ name: 'Min-Expires', value: '4294967295' }]]);
  });

  it('name the users of the sender’s groups to the terminating side', () => {
    const users = ['sip:ben@partner.example'];
    const body = { ...create, mcServiceUserIdList: users };
    const encoded = encode('preconfigured-regroup-request.server-server', body, context);
    assert.ok(encoded.kind === 'requests' && encoded.requests[0]?.kind === 'sip');
    const decoded = decodeRequest(assemble(encoded.requests[0], LABELS), partner);
    assert.ok(decoded.kind === 'flows');
    assert.deepEqual(decoded.flows, [{ flow: 'preconfigured-regroup-request.server-server', body }]);
  });
});
