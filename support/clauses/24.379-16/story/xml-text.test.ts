import assert from 'node:assert/strict';
import { elementsOf } from './xml-text';

const shown = (xml: string): readonly string[] =>
  elementsOf(xml).map(
    ({ within, name, text, isLeaf }) =>
      `${[...within.map((one) => one.name), name].join('/')}=${text}${isLeaf ? '' : ' …'}`,
  );

describe('the text of an XML body', () => {
  it('is its elements by local name, whatever else they are written with', () => {
    assert.deepEqual(
      shown(
        '<?xml version="1.0"?><!-- <x> --><p:a xmlns:p="u>v"><b y=\'1>\'>\n t&amp;&#x41;&#66; </b><c/><![CDATA[<d>]]></p:a>',
      ),
      ['a=t&AB <d> …', 'a/b=t&AB', 'a/c='],
    );
  });

  it('has the namespaces that are declared there or further out', () => {
    const [a, b, c, d] = elementsOf('<p:a xmlns:p="urn:1" xmlns="urn:2"><b/><c xmlns=\'urn:3\'><p:d/></c></p:a>');
    assert.deepEqual(
      [a, b, c, d].map((one) => one?.namespace),
      ['urn:1', 'urn:2', 'urn:3', 'urn:1'],
    );
  });

  it('is read as far as it goes where it breaks off', () => {
    assert.deepEqual(shown('<a><b>t</b><c>u'), ['a=tu …', 'a/b=t', 'a/c=u']);
    assert.deepEqual(shown('</a>text'), []);
  });

  it('takes no longer than it is long', () => {
    const deep = `${'<a>'.repeat(500)}${'x'.repeat(100_000)}${'</a>'.repeat(500)}`;
    assert.equal(elementsOf(deep).length, 500);
    for (const unclosed of ['<', '<a ', '<a b="']) assert.deepEqual(shown(unclosed.repeat(50_000)), []);
  });
});
