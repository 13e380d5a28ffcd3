import assert from 'node:assert/strict';
import fc from 'fast-check';
import { create } from 'xmlbuilder2';
import type { XMLBuilder } from 'xmlbuilder2/lib/interfaces';
import { writeXml, type XmlNode } from './write-xml';
import { loadXmlLibrary } from './xml-library';

const name = fc.constantFrom('list', 'entry', 'mcptt-params', 'group.x');
/** One without a prefix of its own: with two, the library would confuse them. */
const namespace = fc.constantFrom('urn:one', 'urn:oma:xml:xdm:extensions', 'urn:3gpp:mcsSettings:1.0');
/** Line ends are left to the next test. */
const text = fc.string({ unit: fc.constantFrom(...Array.from('az &<>"\'ä€😀\u0001\uFFFE'), '\uD800', ']]>') });

const { node } = fc.letrec<{ node: XmlNode }>((tie) => ({
  node: fc.record(
    {
      name,
      namespace,
      attributes: fc.dictionary(name, fc.option(text, { nil: undefined }), { noNullPrototype: true }),
      text,
      children: fc.array(tie('node'), { maxLength: 3 }),
    },
    { requiredKeys: ['name', 'namespace'], noNullPrototype: true },
  ),
}));

/** Of another maker: whatever it finds to say, it says by a document model. */
function byLibrary(root: XmlNode): string {
  const document = create({ version: '1.0', encoding: 'UTF-8', invalidCharReplacement: '\uFFFD' });
  add(document, root, root.namespace);
  return document.end();
}

const PREFIX = new Map([
  ['urn:oma:xml:xdm:extensions', 'oxe:'],
  ['urn:3gpp:mcsSettings:1.0', 'mcs10Set:'],
]);

function add(parent: XMLBuilder, one: XmlNode, own: string): void {
  const element = parent.ele(
    one.namespace,
    (one.namespace === own ? '' : (PREFIX.get(one.namespace) ?? 'x:')) + one.name,
  );
  for (const [key, value] of Object.entries(one.attributes ?? {})) if (value !== undefined) element.att(key, value);
  if (one.text !== undefined) element.txt(one.text);
  for (const child of one.children ?? []) add(element, child, own);
}

describe('an XML body', () => {
  it('is written as a library would write it', () => {
    const [one, two] = ['urn:one', 'urn:two'];
    const told: XmlNode = {
      name: 'list',
      namespace: one,
      attributes: { uri: 'sip:a&b"<>@x', left: undefined, empty: '' },
      text: 'a & b',
      children: [
        {
          name: 'entry',
          namespace: two,
          children: [
            { name: 'entry', namespace: two },
            { name: 'list', namespace: one },
          ],
        },
        { name: 'entry', namespace: two, text: '' },
      ],
    };
    assert.equal(writeXml(told), byLibrary(told));
    fc.assert(
      fc.property(node, (root) => assert.equal(writeXml(root), byLibrary(root))),
      { numRuns: 500 },
    );
  });

  it('keeps line ends and tabs from a reader that would take them for spaces', async () => {
    const { XmlDocument } = await loadXmlLibrary();
    const value = 'a\tb\nc\rd\r\ne';
    const document = XmlDocument.fromString(
      writeXml({ name: 'list', namespace: 'urn:one', attributes: { value }, text: value }),
    );
    assert.equal(document.root.attr('value')?.value, value);
    assert.equal(document.root.content, value);
    document.dispose();
  });
});
