import assert from 'node:assert/strict';
import type { Wire } from './body';
import { DIALECTS } from './dialects';
import { readBody } from './read-body';
import { regroup, type Regroup } from './regroup';
import { SERVICE_NAMES } from './services';
import { loadXmlLibrary, type XmlLibrary } from './xml/xml-library';

const F7: Wire = { service: 'mcptt', dialect: 'f7' };
const VECTORCORE: Wire = { service: 'mcptt', dialect: 'vectorcore' };

const CREATE: Regroup = {
  regroupAction: 'create',
  regroupUri: 'sip:joint-9@primary.example',
  preconfiguredGroup: 'sip:pre-1@primary.example',
  groupsForRegroup: ['sip:fire-1@primary.example', 'sip:med-7@partner.example'],
};

const SAMPLE = `<?xml version="1.0" encoding="UTF-8"?>
<mcpttregroup xmlns="urn:3gpp:ns:preconfiguredRegroup:1.0">
 <mcpttregroup-Params>
  <preconfig-group-id><preconfigured-group>sip:pre-1@primary.example</preconfigured-group></preconfig-group-id>
  <mcptt-regroup-uri><mcptt-regroup-uri>sip:joint-9@primary.example</mcptt-regroup-uri></mcptt-regroup-uri>
  <groups-for-regroup>
   <group>sip:fire-1@primary.example</group>
   <group>sip:med-7@partner.example</group>
  </groups-for-regroup>
  <regroup-action>create</regroup-action>
 </mcpttregroup-Params>
</mcpttregroup>`;

const NOTIFICATION = `<mcpttregroupinfo xmlns="urn:3gpp:ns:mcpttRegroupInfo:1.0"><regroup-action>create</regroup-action><mcptt-regroup-uri><mcpttURI>sip:joint-9@primary.example</mcpttURI></mcptt-regroup-uri></mcpttregroupinfo>`;

describe('regroup body', () => {
  let library: XmlLibrary;
  before(async () => (library = await loadXmlLibrary()));

  it('says that it is protected where it is, and reads what is signed alone', () => {
    const cipher = '<e:EncryptedData xmlns:e="http://www.w3.org/2001/04/xmlenc#"><e:CipherData/></e:EncryptedData>';
    const read = (text: string) => readBody(library, regroup, Buffer.from(text), F7);
    const hidden = read(SAMPLE.replace('<group>sip:med-7@partner.example</group>', `<group>${cipher}</group>`));
    assert.equal(hidden.value, undefined);
    assert.deepEqual(
      hidden.problems.map(({ found }) => found),
      ['encrypted content; switch signalling protection off for the test'],
    );
    const signature =
      '<s:Signature xmlns:s="http://www.w3.org/2000/09/xmldsig#"><s:SignatureValue>x</s:SignatureValue></s:Signature>';
    const signed = read(SAMPLE.replace('</mcpttregroup-Params>', `</mcpttregroup-Params>${signature}`));
    assert.deepEqual([signed.value, signed.problems], [CREATE, []]);
  });

  const read = (text: string, wire = F7) => readBody(library, regroup, Buffer.from(text), wire);

  it('reads the body of 3GPP, in each MC service', () => {
    for (const service of SERVICE_NAMES) {
      const text = SAMPLE.replaceAll('mcptt', service);
      const reading = read(text, { service, dialect: 'f7' });
      assert.deepEqual(reading, { value: CREATE, problems: [], strict: [] });
    }
  });

  it('reads on beyond comments, processing instructions and CDATA', () => {
    const text = SAMPLE.replace(/<(groups-for-regroup|mcpttURI)>/g, '<$1><?vendor x?><!-- x -->').replace(
      /(<mcpttURI>[^]*?)(sip:[^<]+)/,
      '$1<![CDATA[$2]]><?vendor y?>',
    );
    assert.notEqual(text, SAMPLE);
    assert.deepEqual(read(text), { value: CREATE, problems: [], strict: [] });
  });

  it('reads the body of a dialect, and judges it by that dialect', () => {
    const value = { regroupAction: 'create', regroupUri: 'sip:joint-9@primary.example' };
    assert.deepEqual(read(NOTIFICATION, VECTORCORE), { value, problems: [], strict: [] });
  });

  it('understands a body of another dialect, and says that it is not 3GPP’s', () => {
    const { value, problems, strict } = read(NOTIFICATION);
    assert.deepEqual(value, { regroupAction: 'create', regroupUri: 'sip:joint-9@primary.example' });
    assert.deepEqual(problems, []);
    assert.deepEqual(strict, [
      {
        path: '/mcpttregroupinfo',
        line: 1,
        expected: 'the root element of this body',
        found: '<mcpttregroupinfo> of namespace "urn:3gpp:ns:mcpttRegroupInfo:1.0"',
      },
    ]);
    assert.deepEqual(read(SAMPLE, VECTORCORE).value, CREATE);
  });

  it('refuses to write a dialect for an MC service of which it is not known', () => {
    assert.throws(() => regroup.write(CREATE, { service: 'mcdata', dialect: 'vectorcore' }), /not known of mcdata/);
  });

  describe('tolerantly', () => {
    const understood: readonly [what: string, text: string][] = [
      ['any prefix', SAMPLE.replaceAll(/<(\/?)(?=[a-z])/g, '<$1r:').replace('xmlns=', 'xmlns:r=')],
      ['no namespace', SAMPLE.replace(/ xmlns="[^"]*"/, '')],
      ['another order', reordered()],
      ['an action in capitals', SAMPLE.replace('>create<', '> CREATE <')],
      ['values without their wrapper', unwrapped()],
      ['character data', SAMPLE.replace('sip:pre-1@primary.example', '<![CDATA[sip:pre-1@primary.example]]>')],
    ];
    for (const [what, text] of understood)
      it(`understands ${what}`, () => {
        assert.notEqual(text, SAMPLE);
        const { value, problems } = read(text);
        assert.deepEqual([value, problems], [CREATE, []]);
      });

    const elsewhere = 'sip:elsewhere@primary.example';
    const ignored: readonly [what: string, place: RegExp, extension: string][] = [
      ['an element of somebody else', /(?=<\/mcpttregroup-Params>)/, '<x:hint xmlns:x="urn:x">7</x:hint>'],
      ['one among the groups', /(?=<\/groups-for-regroup>)/, '<x:n xmlns:x="urn:x">7</x:n>'],
      ['a group in it', /(?=<\/groups-for-regroup>)/, `<x:n xmlns:x="urn:x"><group>${elsewhere}</group></x:n>`],
      [
        'what somebody else calls a group',
        /(?=<\/groups-for-regroup>)/,
        `<x:group xmlns:x="urn:x">${elsewhere}</x:group>`,
      ],
    ];
    for (const [what, place, extension] of ignored)
      it(`ignores ${what}, which the schema permits`, () => {
        const { value, strict } = read(SAMPLE.replace(place, extension));
        assert.deepEqual([value, strict], [CREATE, []]);
      });

    it('ignores an action, a list and an identity within what it does not know, wherever that stands', () => {
      const within = `<regroup-action>remove</regroup-action><mcptt-regroup-uri>${elsewhere}</mcptt-regroup-uri><users-for-regroup><user>${elsewhere}</user></users-for-regroup>`;
      for (const name of ['before', 'anyExt', 'mcpttregroup-extensions'])
        assert.deepEqual(
          read(SAMPLE.replace(/(<mcpttregroup-Params>)/, `$1<${name}>${within}</${name}>`)).value,
          CREATE,
        );
    });

    it('takes a group that is listed twice, however spelt, for one', () => {
      const again = '<group>sip:fire-1@PRIMARY.example</group>';
      const { value, strict } = read(SAMPLE.replace(/(?=<\/groups-for-regroup>)/, again));
      assert.deepEqual([value, strict], [CREATE, []]);
    });

    it('reads a removal that names no preconfigured group', () => {
      const text = SAMPLE.replace(/<preconfigured-group>.*?<\/preconfigured-group>/, '')
        .replace(/<groups-for-regroup>[^]*<\/groups-for-regroup>/, '')
        .replace('create', 'remove');
      const { value, strict } = read(text);
      assert.deepEqual([value, strict], [{ regroupAction: 'remove', regroupUri: 'sip:joint-9@primary.example' }, []]);
    });

    it('reads a removal that has no element for the preconfigured group, of every service, and no creation without', () => {
      const bare = SAMPLE.replace(/<preconfig-group-id>.*<\/preconfig-group-id>/, '')
        .replace(/<groups-for-regroup>[^]*<\/groups-for-regroup>/, '')
        .replace('create', 'remove');
      for (const service of DIALECTS.f7.services) {
        const inService = (text: string) =>
          readBody(library, regroup, Buffer.from(text.replaceAll('mcptt', service)), {
            service,
            dialect: 'f7',
          }).strict.map(({ expected }) => expected);
        assert.deepEqual(inService(bare), [], service);
        assert.deepEqual(inService(bare.replace('remove', 'create')), ['<preconfig-group-id>'], service);
        assert.deepEqual(inService(bare.replace('sip:joint-9@primary.example', ':')), ['a URI'], service);
      }
    });

    it('says what it could not understand', () => {
      assert.deepEqual(read(SAMPLE.replace('create', 'merge')).problems, [
        { path: '/mcpttregroup', line: 2, expected: 'a regroup action: create or remove', found: '"merge"' },
      ]);
      assert.deepEqual(read('<html/>').problems, [
        { path: '/html', line: 1, expected: 'the root element mcpttregroup or mcpttregroupinfo', found: 'html' },
      ]);
    });
  });

  describe('strictly', () => {
    const PARAMS = '/mcpttregroup/mcpttregroup-Params';
    const faulty: readonly [what: string, text: string, path: string, expected: string, found: string][] = [
      [
        'a wrong namespace',
        SAMPLE.replace('Regroup:1.0', 'Regroup:2.0'),
        '/mcpttregroup',
        'the root element of this body',
        '<mcpttregroup> of namespace "urn:3gpp:ns:preconfiguredRegroup:2.0"',
      ],
      [
        'a missing regroup group',
        SAMPLE.replace(/ *<mcptt-regroup-uri>.*\n/, ''),
        `${PARAMS}/groups-for-regroup`,
        '<mcptt-regroup-uri>',
        '<groups-for-regroup>',
      ],
      [
        'a missing action',
        SAMPLE.replace(/ *<regroup-action>.*\n/, ''),
        PARAMS,
        '<users-for-regroup> or <regroup-action> inside',
        'nothing',
      ],
      [
        'an action outside the closed list',
        SAMPLE.replace('create', 'Create'),
        `${PARAMS}/regroup-action`,
        'one of create, remove',
        '"Create"',
      ],
      [
        'an empty list of groups',
        SAMPLE.replace(/(<groups-for-regroup>)[^]*(<\/groups-for-regroup>)/, '$1$2'),
        `${PARAMS}/groups-for-regroup`,
        '<group> inside',
        'nothing',
      ],
      [
        'a group that is not in the list element',
        SAMPLE.replace(
          '   <group>sip:med-7@partner.example</group>\n  </groups-for-regroup>',
          '  </groups-for-regroup><group>sip:med-7@partner.example</group>',
        ),
        `${PARAMS}/group`,
        '<users-for-regroup> or <regroup-action>',
        '<group>',
      ],
      [
        'text between elements',
        SAMPLE.replace('<groups-for-regroup>', '<groups-for-regroup>both'),
        `${PARAMS}/groups-for-regroup`,
        'no text here',
        '"both"',
      ],
      [
        'an element inside a value',
        SAMPLE.replace('>sip:med-7@partner.example<', '><uri>sip:med-7@partner.example</uri><'),
        `${PARAMS}/groups-for-regroup/group[2]`,
        'a text',
        '<uri>',
      ],
    ];
    for (const [what, text, path, expected, found] of faulty)
      it(`objects to ${what}, at its place`, () => {
        const { strict } = read(text);
        assert.deepEqual(
          strict.map((fault) => [fault.path, fault.expected, fault.found]),
          [[path, expected, found]],
        );
      });

    it('takes white space around words and identities for none of theirs', () => {
      const { value, strict } = read(SAMPLE.replaceAll(/>(create|sip:[^<]*)</g, '>\n  $1\t<'));
      assert.deepEqual([value, strict], [read(SAMPLE).value, []]);
    });

    it('says the line', () => {
      assert.equal(read(SAMPLE.replace('create', 'Create')).strict[0]?.line, 10);
    });
  });
});

function reordered(): string {
  const action = '<regroup-action>create</regroup-action>';
  return SAMPLE.replace(action, '').replace('<preconfig-group-id>', `${action}<preconfig-group-id>`);
}

function unwrapped(): string {
  const nested = /<mcptt-regroup-uri>(<mcptt-regroup-uri>.*?<\/mcptt-regroup-uri>)<\/mcptt-regroup-uri>/;
  return SAMPLE.replace(nested, '$1');
}
