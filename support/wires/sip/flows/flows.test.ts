import assert from 'node:assert/strict';
import { FLOWS } from '../../../procedure/flows';
import { loadXmlLibrary } from '../bodies/xml/xml-library';
import { CARRIAGES } from './carriage';
import { decodeRequest } from './decode/decode-request';
import { headersOf } from '../stack/message/message';
import { assemble } from './encode/draft';
import { encode } from './encode/encode';
import { changed, changeOf, createSets, publicationsTo, published } from './sets';
import { context, PRIMARY } from './testing/stage';
import { groupAt, selectorOf } from './xcap';

describe('the carriages of flows', () => {
  it('are there for each flow, and each answer is to a request', () => {
    assert.deepEqual(Object.keys(CARRIAGES).sort(), [...FLOWS.keys()].sort());
    for (const [flow, carriage] of Object.entries(CARRIAGES))
      if (carriage.by === 'answer')
        for (const request of carriage.to) {
          assert.notEqual(CARRIAGES[request].by, 'answer', flow);
          assert.equal(flow.split('.')[1], request.split('.')[1]?.split('-').reverse().join('-'));
        }
  });

  it('are ours in four places, and say why', () => {
    const chosen = Object.entries(CARRIAGES).filter(([, carriage]) => 'chosen' in carriage);
    assert.deepEqual(
      chosen.map(([flow]) => flow),
      [
        'subscribe-group-dynamic-data-request.gms-server',
        'subscribe-group-dynamic-data-response.server-gms',
        'notify-group-dynamic-data-request.server-gms',
        'group-information-notify-request.gms-gms',
      ],
    );
  });

  it('carry no step 9', () => {
    const body = { from: 'sip:ben@x', to: PRIMARY, mcServiceId: 'sip:ben@x', regroupGroupId: 'sip:j@x' };
    assert.equal(encode('preconfigured-regroup-response.client-server', body, context).kind, 'nothing');
  });
});

describe('what a client prefers', () => {
  const creation = {
    from: 'sip:ana@x',
    to: PRIMARY,
    mcServiceId: 'sip:ana@x',
    regroupGroupId: 'sip:joint@x',
    preconfiguredGroupId: 'sip:crisis@x',
    mcServiceGroupIdList: ['sip:fire@x'],
  } as const;
  const preferred = (
    action: 'request' | 'cancel-request',
    more: Partial<Record<keyof typeof creation, string>> = {},
  ) => {
    const encoded = encode(`preconfigured-regroup-${action}.client-server`, { ...creation, ...more }, context);
    assert.ok(encoded.kind === 'requests' && encoded.requests[0]?.kind === 'sip');
    const request = assemble(encoded.requests[0], { callId: 'c', cseq: 1, fromTag: 'f', boundary: 'b' });
    return ['Accept-Contact', 'Reject-Contact'].map((name) => headersOf(request, name).join());
  };

  it('is other in each of its requests, and the same in the same one', () => {
    const all = [
      preferred('request'),
      preferred('cancel-request'),
      preferred('request', { regroupGroupId: 'sip:other@x' }),
      preferred('request', { from: 'sip:ivo@x', mcServiceId: 'sip:ivo@x' }),
    ];
    for (const at of [0, 1]) assert.equal(new Set(all.map((one) => one[at])).size, all.length);
    assert.deepEqual(preferred('request'), all[0]);
  });
});

describe('complete sets', () => {
  const key = { from: 'ana', to: 'server', of: 'ana' };

  it('turn into changes and back', () => {
    assert.deepEqual(changed(['a', 'b'], { added: ['c', 'b'], removed: ['a'] }), ['b', 'c']);
    assert.deepEqual(changeOf(['a', 'b'], ['b', 'c', 'c']), { added: ['c'], removed: ['a'] });
  });

  it('stand between two until they are replaced', () => {
    const sets = createSets();
    sets.settle({ ...key, members: ['a'] });
    assert.deepEqual(sets.standing(key), ['a']);
    assert.deepEqual(sets.standing({ ...key, to: 'another' }), []);
    sets.settle({ ...key, members: [] });
    assert.deepEqual(sets.standing(key), []);
  });

  it('are added to by several at once, and lose none of it but the oldest', () => {
    const sets = createSets();
    const values = (added: readonly string[]) => published(PRIMARY, added);
    const both = [values(['a']), values(['b'])];
    for (const one of both) sets.settle(one);
    assert.deepEqual(sets.standing(publicationsTo(PRIMARY)), ['a', 'b']);
    for (let at = 0; at < 49; at += 1) sets.settle(values([`${at}`]));
    assert.deepEqual(sets.standing(publicationsTo(PRIMARY)).slice(0, 2), ['b', '0']);
  });

  it('are published whole, and read as what was added and removed', async () => {
    const library = await loadXmlLibrary();
    const [ana, a, b, c] = ['ana', 'a', 'b', 'c'].map((name) => `sip:${name}@primary.example`) as [
      string,
      string,
      string,
      string,
    ];
    const told = createSets();
    const heard = createSets();
    const between = { from: ana, to: PRIMARY, of: ana };
    told.settle({ ...between, members: [a, c] });
    heard.settle({ ...between, members: [a, b] });
    const encoded = encode(
      'group-de-affiliation-request.client-server',
      { from: ana, to: PRIMARY, mcServiceId: ana, mcServiceGroupIdList: [a] },
      { ...context, standing: (one) => told.standing(one) },
    );
    assert.ok(encoded.kind === 'requests' && encoded.requests[0]?.kind === 'sip');
    const request = assemble(encoded.requests[0], { callId: 'c', cseq: 1, fromTag: 'f', boundary: 'b' });
    const listener = { kind: 'server', id: PRIMARY } as const;
    const decoded = decodeRequest(request, { ...context, library, listener, standing: (one) => heard.standing(one) });
    assert.ok(decoded.kind === 'flows');
    const body = { from: ana, to: PRIMARY, mcServiceId: ana };
    assert.deepEqual(decoded.flows, [
      { flow: 'group-de-affiliation-request.client-server', body: { ...body, mcServiceGroupIdList: [a, b] } },
      { flow: 'group-affiliation-request.client-server', body: { ...body, mcServiceGroupIdList: [c] } },
    ]);
    assert.deepEqual(decoded.settles[0], { ...between, members: [c] });
    assert.deepEqual(encoded.settles, decoded.settles);
    for (const set of decoded.settles) heard.settle(set);
    const again = decodeRequest(request, { ...context, library, listener, standing: (one) => heard.standing(one) });
    assert.ok(again.kind === 'flows');
    assert.match(JSON.stringify(again.strict), /\/presence\/p-id.*a value that no other publication has/);
  });
});

describe('a notification of dynamic data', () => {
  const [GROUP, GMS] = ['sip:joint-9@primary.example', 'sip:gms@primary.example'];
  const notified = async (state: string, emptied: boolean) => {
    const library = await loadXmlLibrary();
    const groupDynamicData = [{ mcServiceGroupId: GROUP, affiliated: ['sip:ana@primary.example'] }];
    const body = { from: PRIMARY, to: GMS, groupDynamicData };
    const encoded = encode('notify-group-dynamic-data-request.server-gms', body, context);
    assert.ok(encoded.kind === 'requests' && encoded.requests[0]?.kind === 'sip');
    const request = assemble(encoded.requests[0], { callId: 'c', cseq: 1, fromTag: 'f', boundary: 'b' });
    const headers = request.headers.map((one) => (one.name === 'Subscription-State' ? { ...one, value: state } : one));
    const told = { ...request, headers, ...(emptied && { body: Buffer.alloc(0) }) };
    return decodeRequest(told, { ...context, library, listener: { kind: 'gms', id: GMS } });
  };

  it('says when each affiliation ends, and is at fault where it does not (TS 24.379 9.2.2.3.10)', async () => {
    const library = await loadXmlLibrary();
    const groupDynamicData = [{ mcServiceGroupId: GROUP, affiliated: ['sip:ana@primary.example'] }];
    for (const [service, faults] of [
      ['mcptt', ['/presence/tuple/status/affiliation/@expires none for sip:ana@primary.example']],
      ['mcvideo', []],
      ['mcdata', []],
    ] as const) {
      const body = { from: PRIMARY, to: GMS, groupDynamicData };
      const encoded = encode('notify-group-dynamic-data-request.server-gms', body, { ...context, service });
      assert.ok(encoded.kind === 'requests' && encoded.requests[0]?.kind === 'sip');
      const full = assemble(encoded.requests[0], { callId: 'c', cseq: 1, fromTag: 'f', boundary: 'b' });
      const bare = Buffer.from(full.body.toString('utf8').replace(/ expires="[^"]*"/, ''));
      assert.notDeepEqual(bare, full.body);
      for (const [sent, expected] of [
        [full.body, []],
        [bare, faults],
      ] as const) {
        const decoded = decodeRequest(
          { ...full, body: sent },
          { ...context, service, library, listener: { kind: 'gms', id: GMS } },
        );
        assert.ok(decoded.kind === 'flows');
        assert.deepEqual(
          [...decoded.strict, ...decoded.problems].map(({ path, found }) => `${path} ${found}`),
          expected,
        );
      }
    }
  });

  it('is a flow while the subscription is active', async () => {
    const decoded = await notified('active;expires=60', false);
    assert.ok(decoded.kind === 'flows');
    assert.equal(decoded.flows.length, 1);
  });

  it('is taken and says nothing where it is pending or empty', async () => {
    for (const [state, emptied] of [
      ['pending', false],
      ['Pending ; x=y', true],
      ['active', true],
    ] as const) {
      const decoded = await notified(state, emptied);
      assert.ok(decoded.kind === 'flows', state);
      assert.deepEqual([decoded.flows, decoded.settles], [[], []]);
    }
  });

  it('is taken, and no flow, where it ends the subscription, by its cause', async () => {
    const causes = [
      ['terminated;reason=noresource', 'with the reason noresource', true],
      ['Terminated ; Reason = Deactivated', 'with the reason deactivated', false],
      ['terminated', 'without a reason', true],
    ] as const;
    for (const [state, cause, forGood] of causes) {
      const decoded = await notified(state, true);
      assert.ok(decoded.kind === 'flows');
      assert.deepEqual([decoded.flows, decoded.ended], [[], { cause, forGood }]);
      assert.match(decoded.aside?.says ?? '', /a NOTIFY of presence that tells nothing/);
    }
  });
});

describe('the place of a group document', () => {
  it('holds any group ID', () => {
    for (const id of ['sip:med-7@partner.example', 'sip:a/b?c#d@x', 'tel:+1'])
      assert.equal(groupAt(selectorOf(id)), id);
  });

  it('is found below any root, in the form of servers in the field too, and nowhere else', () => {
    assert.equal(groupAt('http://x/y/org.openmobilealliance.groups/global/byGroup/sip:g@x'), 'sip:g@x');
    assert.equal(groupAt('org.openmobilealliance.groups/users/x/y'), undefined);
    assert.equal(groupAt('org.openmobilealliance.groups/global/byGroupID/%E0%A4%A'), undefined);
  });
});
