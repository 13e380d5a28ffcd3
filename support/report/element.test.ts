import assert from 'node:assert/strict';
import { inText } from '../schema/xml-text';
import { element, inLines } from './element';

describe('an element of a report', () => {
  it('is empty without anything inside, and not with a text that is', () => {
    assert.equal(element('td', { scope: 'col', x: 1 }), '<td scope="col" x="1"/>');
    assert.equal(element('td', {}, inText('')), '<td></td>');
  });

  it('holds what was said as text, whatever that is', () => {
    const hostile = '<a b="c">&\t\r\u0001\ud800';
    assert.equal(
      element('r', { a: hostile }, inText(hostile)),
      '<r a="&lt;a b=&quot;c&quot;&gt;&amp;&#9;&#13;\uFFFD\uFFFD">&lt;a b="c"&gt;&amp;\t&#13;\uFFFD\uFFFD</r>',
    );
  });

  it('has others inside it in lines of their own', () => {
    assert.equal(element('r', {}, inLines([element('a', {}), element('b', {})])), '<r>\n<a/>\n<b/>\n</r>');
  });
});
