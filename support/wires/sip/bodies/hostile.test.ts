import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Wire } from './body';
import { presence } from './presence';
import { readBody } from './read-body';
import { regroup } from './regroup';
import { loadXmlLibrary, type XmlLibrary } from './xml/xml-library';
import { MOST_BYTES, MOST_ELEMENTS } from './xml/xml-text';

const F7: Wire = { service: 'mcptt', dialect: 'f7' };
const ROOT = '<mcpttregroup xmlns="urn:3gpp:ns:preconfiguredRegroup:1.0">';
const MANY = 2000;
const MEGABYTE = 1_048_576;

const bombed = (entities: string, use: string): string =>
  `<?xml version="1.0"?><!-- <!x> --><!DOCTYPE r [${entities}]>${ROOT}${use}</mcpttregroup>`;

/** What is refused, and as what. */
const REFUSED: readonly [what: string, body: string | Uint8Array, expected: string][] = [
  ['nothing', '', 'an XML document'],
  ['white space', ' \n ', 'well-formed XML'],
  ['JSON', '{"a": 1}', 'well-formed XML'],
  ['a truncated body', `${ROOT}<mcpttregroup-Par`, 'well-formed XML'],
  ['an element that is not closed', ROOT, 'well-formed XML'],
  ['two roots', '<a/><b/>', 'well-formed XML'],
  ['an unbound prefix in the root', '<x:a/>', 'well-formed XML'],
  ['a NUL', `${ROOT}\0</mcpttregroup>`, 'well-formed XML'],
  ['an unknown entity', `${ROOT}&secret;</mcpttregroup>`, 'well-formed XML'],
  ['a bomb of entities', bombed('<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">', '&b;'), 'no document type declaration'],
  ['an external entity', bombed('<!ENTITY a SYSTEM "file:///etc/passwd">', '&a;'), 'no document type declaration'],
  ['an external subset', '<!DOCTYPE r SYSTEM "http://127.0.0.1:1/x.dtd"><r/>', 'no document type declaration'],
  ['bytes that are no UTF-8', Buffer.from([0x3c, 0x61, 0xff, 0x2f, 0x3e]), 'text in utf-8'],
  ['another encoding', '<?xml version="1.0" encoding="ISO-8859-1"?><r>ä</r>', 'a declared encoding that is utf-8'],
  ['an encoding of two bytes', '<?xml version="1.0" encoding="UTF-16"?><r/>', 'a declared encoding that is utf-8'],
  ['an encoding that nobody knows', '<?xml version="1.0" encoding="own"?><r/>', 'a declared encoding that is utf-8'],
  ['half of UTF-16', Buffer.from([0xff, 0xfe, 0x3c]), 'text in utf-16le'],
  ['a megabyte of noise', Buffer.alloc(MEGABYTE, 'x'), 'well-formed XML'],
  ['thousands of opened elements', '<a>'.repeat(10_000), 'well-formed XML'],
  ['too many bytes', Buffer.alloc(MOST_BYTES + 1, ' '), `at most ${MOST_BYTES} bytes`],
  ['too many elements', `<a>${'<b/>'.repeat(MOST_ELEMENTS)}</a>`, `at most ${MOST_ELEMENTS} elements`],
  ['comments without end', `<!--${'<!-- -->'.repeat(20_000)}`, 'well-formed XML'],
];

describe('hostile bodies', () => {
  let library: XmlLibrary;
  before(async () => (library = await loadXmlLibrary()));

  for (const [what, body, expected] of REFUSED)
    it(`are refused, with the reason: ${what}`, () => {
      const { value, problems, strict } = readBody(library, regroup, Buffer.from(body), F7);
      assert.equal(value, undefined);
      assert.deepEqual(
        problems.map((fault) => fault.expected),
        [expected],
      );
      assert.deepEqual(strict, problems);
      assert.ok(problems.every(({ found, line }) => found.length < 250 && line >= 1));
    });

  it('cannot hide a document type declaration behind comments', () => {
    const hidden = `<?pi ?> <!-- ${'<!'.repeat(1000)} --><!DOCTYPE r><r/>`;
    const { problems } = readBody(library, regroup, Buffer.from(hidden), F7);
    assert.equal(problems[0]?.expected, 'no document type declaration');
  });

  it('cannot hide one in an encoding that only libxml2 would find out', () => {
    const hidden = '<?xml version="1.0"?><!DOCTYPE r [<!ENTITY x "boom">]><r>&x;</r>';
    const little = Buffer.from(hidden, 'utf16le');
    const wide = Buffer.alloc(4 * hidden.length);
    for (let at = 0; at < hidden.length; at += 1) wide.writeUInt32LE(hidden.charCodeAt(at), 4 * at);
    const found = [little, Buffer.from(little).swap16(), wide, Buffer.from(wide).swap32()].map(
      (bytes) => readBody(library, regroup, bytes, F7).problems[0]?.expected,
    );
    const refused = 'no document type declaration';
    assert.deepEqual(found, [refused, refused, 'well-formed XML', 'well-formed XML']);
  });

  it('do not get a comment that speaks of one refused', () => {
    const { problems } = readBody(
      library,
      presence,
      Buffer.from('<presence entity="a"><!-- <!DOCTYPE r> --></presence>'),
      F7,
    );
    assert.deepEqual(problems, []);
  });

  for (const encoding of ['ISO-8859-1', 'iso-8859-15', 'windows-1252', 'US-ASCII', 'KOI8-R', 'Shift_JIS', 'GB18030'])
    it(`are read where they have only what is the same in the encoding that they declare: ${encoding}`, () => {
      const text = `<?xml version="1.0" encoding="${encoding}"?><presence xmlns="urn:ietf:params:xml:ns:pidf" entity="sip:a@x"/>`;
      const { problems, strict } = readBody(library, presence, Buffer.from(text), F7);
      assert.deepEqual([...problems, ...strict], []);
    });

  it('are read in UTF-16, as every XML processor has to', () => {
    const text =
      '\uFEFF<?xml version="1.0" encoding="UTF-16"?><presence xmlns="urn:ietf:params:xml:ns:pidf" entity="sip:ä@x"/>';
    const reading = readBody(library, presence, Buffer.from(text, 'utf16le'), F7);
    assert.deepEqual([reading.value?.entity, reading.strict], ['sip:ä@x', []]);
  });

  it('with a fault in every element end in a short list', () => {
    const status = '<a:affiliation status="x" expires="y"/>'.repeat(MANY);
    const text = `<presence xmlns="urn:ietf:params:xml:ns:pidf" xmlns:a="urn:3gpp:ns:mcpttPresInfo:1.0" entity="sip:a@x"><tuple id="t"><status>${status}</status></tuple></presence>`;
    const { value, problems, strict } = readBody(library, presence, Buffer.from(text), F7);
    assert.equal(value?.tuples[0]?.affiliations.length, MANY);
    assert.equal(strict.length, 21);
    assert.equal(problems.length, 21);
  });

  it('that nest as deep as they can end in a list', () => {
    const deep = `${ROOT}${'<a>'.repeat(9000)}${'</a>'.repeat(9000)}</mcpttregroup>`;
    const { strict } = readBody(library, regroup, Buffer.from(deep), F7);
    assert.ok(strict.length > 0);
  });

  it('never make the reader throw, whatever the bytes', () => {
    const noise = fc.array(
      fc.constantFrom(
        '<',
        '>',
        '/',
        '"',
        '&',
        ';',
        '!',
        '?',
        '-',
        '[',
        ']',
        'a:',
        'x',
        ' ',
        ROOT,
        '<regroup-action>',
        '\0',
        'ä',
      ),
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.uint8Array(),
          noise.map((parts) => Buffer.from(parts.join(''))),
        ),
        (bytes) => {
          const { problems, strict } = readBody(library, regroup, bytes, F7);
          assert.ok(problems.length > 0 && strict.length > 0);
        },
      ),
    );
  });
});
