import assert from 'node:assert/strict';
import type { FlowId } from '../../../procedure/flows';
import { loadXmlLibrary } from '../bodies/xml/xml-library';
import { decodeRequest } from '../flows/decode/decode-request';
import { encode } from '../flows/encode/encode';
import { context, listenerOf, PARTNER, PRIMARY } from '../flows/testing/stage';
import { parse } from '../stack/message/parse';
import { serialise } from '../stack/message/serialise';
import { headersOf, withHeader, withHeaderOnTop } from '../stack/message/message';
import { assembled, BOUNDARY } from './drafts';
import { createSpelling } from './spelling';

const ANA = 'sip:ana.k3f91@primary.example';
const BEN = 'sip:ben.k3f91@partner.example';
const CREATION = {
  regroupGroupId: 'sip:joint.k3f91@primary.example',
  preconfiguredGroupId: 'sip:template.k3f91@primary.example',
  mcServiceGroupIdList: ['sip:fire.k3f91@primary.example', 'sip:med.k3f91@partner.example'],
};
const MESSAGES: readonly (readonly [FlowId, Readonly<Record<string, unknown>> & { readonly to: string }])[] = [
  ['preconfigured-regroup-request.client-server', { ...CREATION, from: ANA, to: PRIMARY, mcServiceId: ANA }],
  ['preconfigured-regroup-request.server-server', { ...CREATION, from: PRIMARY, to: PARTNER }],
  ['preconfigured-regroup-request.server-client', { ...CREATION, from: PARTNER, to: BEN, mcServiceId: BEN }],
  [
    'group-affiliation-request.client-server',
    { from: ANA, to: PRIMARY, mcServiceId: ANA, mcServiceGroupIdList: CREATION.mcServiceGroupIdList },
  ],
];

describe('the same request in other legal spellings', () => {
  it('is read as the plain one, and each way of spelling is drawn', async () => {
    const library = await loadXmlLibrary();
    const ways = new Set<string>();
    for (const [flow, body] of MESSAGES) {
      const encoded = encode(flow, body as never, context);
      assert.ok(encoded.kind === 'requests');
      const [draft] = encoded.requests;
      assert.ok(draft?.kind === 'sip');
      for (let seed = 0; seed < 30; seed += 1) {
        const spelt = createSpelling(seed).spell(draft, BOUNDARY);
        for (const way of spelt.ways) ways.add(way);
        const request = spelt.headers(assembled(spelt.draft, { callId: 'c', fromTag: 'f' }, spelt.boundary));
        const bytes = serialise(withHeaderOnTop(request, 'Via', 'SIP/2.0/TCP 127.0.0.1;branch=z9hG4bK1'));
        const { message, problems } = parse(bytes, 'strict');
        assert.deepEqual(problems, [], bytes.toString());
        assert.ok(message?.kind === 'request');
        const read = decodeRequest(message, { ...context, library, listener: listenerOf(flow, body.to) });
        const said = `${seed}: ${spelt.ways.join(', ')}\n${bytes.toString()}`;
        assert.ok(read.kind === 'flows', read.kind === 'refused' ? `${read.reason}\n${said}` : said);
        assert.deepEqual([read.strict, read.problems, read.flows.map((one) => one.flow)], [[], [], [flow]], said);
      }
    }
    assert.deepEqual(
      [...ways].toSorted(),
      [
        'Request-URI',
        'a comment',
        'a part more',
        'a preamble',
        'base64',
        'fewer hops',
        'fields more',
        'folded lines',
        'identities',
        'names before identities',
        'names in capitals',
        'no XML declaration',
        'parameters the other way round',
        'parts the other way round',
        'prefixes',
        'quoted boundary',
        'short names',
        'type with a parameter',
      ].toSorted(),
    );
  });

  it('keeps what belongs to each of several values of one field', () => {
    const encoded = encode('preconfigured-regroup-request.client-server', MESSAGES[0]?.[1] as never, context);
    assert.ok(encoded.kind === 'requests');
    const [draft] = encoded.requests;
    assert.ok(draft?.kind === 'sip');
    const joined = '*;explicit;require;+g.3gpp.icsi-ref="a,b;c", *;explicit;require;+g.3gpp.mcptt';
    const said = new Set<string>();
    for (let seed = 0; seed < 10; seed += 1) {
      const { headers } = createSpelling(seed).spell(draft, BOUNDARY);
      const request = assembled(draft, { callId: 'c', fromTag: 'f' }, BOUNDARY);
      const [field = ''] = headersOf(headers(withHeader(request, 'Accept-Contact', joined)), 'Accept-Contact');
      said.add(field.replaceAll(/\s+/g, ''));
    }
    assert.deepEqual(
      [...said].toSorted(),
      [
        joined.replaceAll(' ', ''),
        '*;+g.3gpp.icsi-ref="a,b;c";require;explicit,*;+g.3gpp.mcptt;require;explicit',
      ].toSorted(),
    );
  });
});
