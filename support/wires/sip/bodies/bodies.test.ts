import assert from 'node:assert/strict';
import { groupDocument } from './group-document';
import { info } from './info';
import { presence } from './presence';
import { readBody } from './read-body';
import { INFO, POC_SETTINGS, PRESENCE } from './testing/client-samples';
import { GROUP_DOCUMENT, RESOURCE_LISTS, XCAP_DIFF } from './testing/group-samples';
import type { Sample } from './testing/sample';
import { loadXmlLibrary, type XmlLibrary } from './xml/xml-library';

describe('bodies', () => {
  let library: XmlLibrary;
  before(async () => (library = await loadXmlLibrary()));

  const behaves = <T>({ name, kind, text, value, faults }: Sample<T>): void => {
    const read = (body: string) => readBody(library, kind, Buffer.from(body), { service: 'mcptt', dialect: 'f7' });

    describe(name, () => {
      it('is read, and fits its schema', () => {
        assert.deepEqual(read(text), { value, problems: [], strict: [] });
      });
      for (const { what, replace, expected, found } of faults)
        it(`objects to ${what}`, () => {
          const [fault, ...others] = read(text.replace(...replace)).strict;
          assert.deepEqual([fault?.expected, fault?.found, others], [expected, found, []]);
        });
    });
  };
  behaves(INFO);
  behaves(PRESENCE);
  behaves(POC_SETTINGS);
  behaves(GROUP_DOCUMENT);
  behaves(XCAP_DIFF);
  behaves(RESOURCE_LISTS);

  it('are understood with truth values and statuses in capitals', () => {
    const f7 = { service: 'mcptt', dialect: 'f7' } as const;
    const told = readBody(library, presence, Buffer.from(PRESENCE.text.replace('"affiliated"', '"AFFILIATED"')), f7);
    assert.deepEqual([told.value, told.problems], [PRESENCE.value, []]);
    const shared = GROUP_DOCUMENT.text.replace('>false<', '>FALSE<');
    assert.deepEqual(readBody(library, groupDocument, Buffer.from(shared), f7).value, GROUP_DOCUMENT.value);
  });

  it('have no prefix before an affiliation where a dialect reads none, and say the same', () => {
    const entity = 'sip:ana@primary.example';
    const value = { entity, tuples: [{ id: 'urn:uuid:1', affiliations: [{ group: 'sip:fire@primary.example' }] }] };
    for (const [dialect, opening] of [
      ['vectorcore', '<affiliation xmlns="urn:3gpp:ns:mcpttPresInfo:1.0" group='],
      ['f7', '<mcpttPI10:affiliation xmlns:mcpttPI10="urn:3gpp:ns:mcpttPresInfo:1.0" group='],
    ] as const) {
      const wire = { service: 'mcptt', dialect } as const;
      const written = presence.write(value, wire);
      assert.ok(written.includes(opening), written);
      const read = readBody(library, presence, Buffer.from(written), wire);
      assert.deepEqual([read.value, read.problems, read.strict], [value, [], []]);
    }
  });

  it('say which value is encrypted, and what to do', () => {
    const encrypted = INFO.text.replace(
      'type="Normal"><mcpttString>urn:uuid:1</mcpttString>',
      'type="Encrypted"><e:EncryptedData xmlns:e="http://www.w3.org/2001/04/xmlenc#"/>',
    );
    const { value, problems, strict } = readBody(library, info, Buffer.from(encrypted), {
      service: 'mcptt',
      dialect: 'f7',
    });
    assert.equal(value?.clientId, undefined);
    assert.equal(value?.accessToken, 't0k3n');
    assert.deepEqual(
      problems.map(({ path, found }) => [path, found]),
      [['/mcpttinfo/mcptt-Params/mcptt-client-id', 'encrypted content; switch signalling protection off for the test']],
    );
    assert.deepEqual(strict, []);
  });

  it('of another MC service are not taken for this one’s', () => {
    const { value, problems } = readBody(library, info, Buffer.from(INFO.text), { service: 'mcdata', dialect: 'f7' });
    assert.equal(value, undefined);
    assert.deepEqual(problems[0]?.expected, 'the root element mcdatainfo');
  });
});
