import assert from 'node:assert/strict';
import { identityIn, placeIn } from './addressed';

describe('an identity in a header field', () => {
  const name = 'sip:server@primary.example';

  it('is named without what says how to get there', () => {
    for (const value of [
      `<${name}>`,
      `"A, b" <${name};transport=tcp>`,
      `<${name};lr;transport=udp>`,
      `<sip:server@PRIMARY.example;maddr=1.2.3.4>;x=y`,
      `${name};tag=x`,
    ])
      assert.equal(identityIn(value), name, value);
    assert.notEqual(identityIn('<sip:other@primary.example;transport=tcp>'), name);
  });

  it('leads to one place by whichever transport', () => {
    const place = placeIn('<sip:127.0.0.1:5070>');
    for (const value of ['<sip:127.0.0.1:5070;transport=tcp>;+g.x', '<sip:127.0.0.1:5070;lr;Transport=UDP>'])
      assert.equal(placeIn(value), place, value);
    assert.notEqual(placeIn('<sip:127.0.0.1:5071;transport=tcp>'), place);
    assert.notEqual(placeIn('<sip:x@127.0.0.1:5070>'), place);
  });
});
