import assert from 'node:assert/strict';
import { openStory } from '../../oracle/story';
import { abilitiesOf, EVERY_ABILITY } from '../../ports/abilities';
import type { TraceEvent } from '../../evidence/trace';
import { STAGE_3 } from './all';
import { DEFECTS } from './testing/defects';
import { FREEDOMS } from './testing/freedoms';
import { DEFECTS_OF_REFUSED_REMOVALS, FREEDOMS_WITH_REFUSED_REMOVALS } from './testing/refused-removals';
import { GROUPS, REGROUP_ID, traceOf, type Request } from './testing/messages';

const findingsIn = (events: readonly TraceEvent[]) => {
  const story = openStory(events, abilitiesOf({ abilities: EVERY_ABILITY }));
  return STAGE_3.checks.flatMap((check) => check.judge(story, { ordering: 'strict' }));
};

const failedIn = (events: readonly TraceEvent[]): readonly string[] =>
  findingsIn(events).flatMap(({ requirement, verdict }) => (verdict === 'fail' ? [requirement] : []));

describe('a trace of 24.379-16 with one defect', () => {
  for (const { requirement, says, events, conforming } of [...DEFECTS, ...DEFECTS_OF_REFUSED_REMOVALS])
    it(`fails ${requirement} where ${says}`, () => {
      assert.ok(failedIn(events).includes(requirement));
      assert.ok(!failedIn(conforming).includes(requirement));
    });
});

describe('a trace of 24.379-16 that comes near to a defect', () => {
  for (const { requirement, says, events } of [...FREEDOMS, ...FREEDOMS_WITH_REFUSED_REMOVALS])
    it(`passes ${requirement} where ${says}`, () => assert.ok(!failedIn(events).includes(requirement)));
});

describe('a request of 24.379-16 as a MESSAGE', () => {
  const failed = (change: (raw: string) => string): readonly string[] => {
    const asks = { from: 'ana', to: 'primary', status: 200 } as const;
    const trace = traceOf({ ...asks, action: 'create' }, { ...asks, action: 'remove' });
    const changed = trace.map((event) => (event.kind === 'message' ? { ...event, raw: change(event.raw) } : event));
    return failedIn(changed).filter((id) => id === 'GR-16.2.1.2-2');
  };

  it('has what every request has, by whichever name and in whichever spelling', () => {
    assert.deepEqual(
      failed((raw) => raw),
      [],
    );
    assert.deepEqual(
      failed((raw) =>
        raw
          .replace('\r\nVia:', '\r\nv :')
          .replace('From: <sip:x@x>;tag', '\r\nf:\r\n <sip:x@x> ; TAG ')
          .replace('\r\n\r\nf', '\r\nf'),
      ),
      [],
    );
  });

  it('is none where one of it is missing, or a line ends with LF', () => {
    for (const name of ['Via', 'Max-Forwards', 'From', 'To'])
      assert.deepEqual(
        failed((raw) => raw.replace(new RegExp(`${name}:.*\r\n`), '')),
        ['GR-16.2.1.2-2'],
        name,
      );
    assert.deepEqual(
      failed((raw) => raw.replace(';tag=x', '')),
      ['GR-16.2.1.2-2'],
    );
    assert.deepEqual(
      failed((raw) => raw.replace('70\r\n', '70\n')),
      ['GR-16.2.1.2-2'],
    );
  });
});

describe('the service that a client names', () => {
  const failed = (...headers: readonly string[]) =>
    failedIn(traceOf({ action: 'create', from: 'ana', to: 'primary', headers })).filter((id) => /-[125]$/.test(id));
  const icsi = 'urn:urn-7:3gpp-service.ims.icsi.mcptt';

  it('is read in every legal spelling', () => {
    const binding = ';require;explicit';
    const free: readonly (readonly string[])[] = [
      [`a: *;+g.3gpp.mcptt${binding}, *;+g.3gpp.icsi-ref="${encodeURIComponent(icsi)}"${binding}`],
      [`Accept-Contact: * ; explicit; REQUIRE; +G.3gpp.mcptt ; +g.3gpp.icsi-ref = "urn%3aurn%2D7%3A${icsi.slice(10)}"`],
      [`Accept-Contact: *;+g.3gpp.mcptt;+g.3gpp.icsi-ref="x, ${icsi}"${binding}`],
    ];
    for (const fields of free) assert.deepEqual(failed(...fields, `P-Preferred-Service: ${icsi}`), [], fields.join());
  });

  it('is that of the bodies', () => {
    const other = icsi.replace('mcptt', 'mcvideo');
    assert.deepEqual(
      failed(`a: *;+g.3gpp.mcvideo;+g.3gpp.icsi-ref="${other}";require;explicit`, `P-Asserted-Service: ${other}`),
      ['GR-16.2.1.1-1', 'GR-16.2.1.1-2', 'GR-16.2.1.1-5'],
    );
  });
});

describe('a request on leg E beside the one that came in', () => {
  const CLIENT = '<mcptt-client-id type="Normal"><mcpttString>urn:uuid:1</mcpttString></mcptt-client-id>';
  const contacts = (...values: readonly string[]) => values.map((value) => `Accept-Contact: ${value}`);
  const came: Request = {
    action: 'create',
    from: 'primary',
    to: 'partner',
    headers: contacts('*;+g.3gpp.mcptt;require;explicit', '*;+x="a,b;c";require'),
    info: CLIENT,
    status: 200,
  };
  const told: Request = {
    ...came,
    from: 'partner',
    to: 'ben',
    headers: [...(came.headers ?? []), 'P-Asserted-Identity: <sip:server@partner.example>'],
  };
  const failed = (over: Partial<Request>, came2: Partial<Request> = {}) =>
    failedIn(traceOf({ ...came, ...came2 }, { ...told, ...over })).filter((id) => id.startsWith('GR-16.2.2.4'));
  const asserting = 'P-Asserted-Identity: <sip:server@partner.example>';

  it('is right as it came, in every other spelling, and where what came was protected or lacked the same', () => {
    const free: readonly Partial<Request>[] = [
      {},
      { headers: ['a: *;+x="a,b;c";Require,', ' *;EXPLICIT;+g.3gpp.mcptt;require', asserting] },
      { headers: [...contacts('*;+g.3gpp.mcptt;require;explicit', '*; +x = "a%2cb;c" ;require'), asserting] },
      { info: '\n<p:anyExt xmlns:p="u"/><!-- > --><q:mcptt-client-id xmlns:q="u">\n urn:uuid:1 </q:mcptt-client-id>' },
      {
        regroup: `<groups-for-regroup><group>sip:med%2Et1@PARTNER.example</group><group><![CDATA[sip:fire.t1@primary.example]]></group></groups-for-regroup>${REGROUP_ID}`,
      },
    ];
    for (const one of free) assert.deepEqual(failed(one), [], JSON.stringify(one));
    const secret = '<mcptt-client-id type="Encrypted"><e:EncryptedData>x</e:EncryptedData></mcptt-client-id>';
    assert.deepEqual(failed({ info: secret }, { info: secret }), []);
    const { info: _, ...withoutInfo } = came;
    assert.deepEqual(
      failedIn(traceOf(withoutInfo, { ...told, info: '' })).filter((id) => id.startsWith('GR-16.2.2.4')),
      [],
    );
    assert.deepEqual(failedIn(traceOf(told)), []);
  });

  it('is wrong in what it lost, changed or added, each by its own statement', () => {
    const wrong: readonly (readonly [string, Partial<Request>])[] = [
      ['3b', { headers: [asserting] }],
      ['3b', { headers: [...contacts('*;+g.3gpp.mcptt;require;explicit'), asserting] }],
      ['3b', { headers: [...(told.headers ?? []), 'Reject-Contact: *;actor="msg-taker"'] }],
      ['3d', { info: CLIENT.replace('uuid:1', 'uuid:2') }],
      ['3d', { info: `${CLIENT}<mcptt-calling-user-id><mcpttURI>sip:ana@x</mcpttURI></mcptt-calling-user-id>` }],
      [
        '3e.1',
        { regroup: `${REGROUP_ID}<groups-for-regroup><group>sip:med.t1@partner.example</group></groups-for-regroup>` },
      ],
      [
        '3e.2',
        {
          regroup: `${REGROUP_ID}${GROUPS}<users-for-regroup><user>sip:dan.t1@partner.example</user></users-for-regroup>`,
        },
      ],
      ['3f', { headers: came.headers ?? [] }],
    ];
    for (const [row, over] of wrong) assert.deepEqual(failed(over), [`GR-16.2.2.4-${row}`], JSON.stringify(over));
  });
});
