import assert from 'node:assert/strict';
import { canonical, canonicalId, mentions, scopeLabels } from './identities';

const same = (one: string, other: string) => assert.equal(canonicalId(one), canonicalId(other));
const different = (one: string, other: string) => assert.notEqual(canonicalId(one), canonicalId(other));

describe('identities are compared as URIs', () => {
  for (const other of [
    'sip:med-7@PARTNER.Example',
    'SIP:med-7@partner.example',
    'sip:%6Ded-7@partner.example',
    'sip:med%2D7@partner.example',
    'sip:med-7@partner.example;gr=urn:uuid:1',
  ])
    it(`${other} is Med-7`, () => same('sip:med-7@partner.example', other));

  for (const other of [
    'sip:Med-7@partner.example',
    'sips:med-7@partner.example',
    'sip:med-7@partner.example:5060',
    'sip:med-7@partner.example;transport=udp',
    'sip:med-7@partner.example;user=phone',
    'sip:med-7:secret@partner.example',
    'sip:med-7@partner.example?Subject=x',
    'sip:med-8@partner.example',
  ])
    it(`${other} is not`, () => different('sip:med-7@partner.example', other));

  it('the order and the case of parameters and escapes of reserved characters do not matter', () => {
    same('sip:a%3ab@h;user=phone;transport=TCP', 'sip:a%3Ab@H;Transport=tcp;user=phone');
    different('sip:a%40b@h', 'sip:a@b@h');
  });

  it('a telephone number may be set with separators', () => {
    same('tel:+1-555-0100;ext=12;phone-context=EXAMPLE.com', 'TEL:+1(555)0100;phone-context=example.com;ext=1-2');
    different('tel:+15550100', 'tel:+15550101');
    different('tel:+15550100;ext=1', 'tel:+15550100');
  });

  it('the examples of RFC 3261 19.1.4 and RFC 3966 come out as they say', () => {
    same('sip:%61lice@atlanta.com;transport=TCP', 'sip:alice@AtLanTa.CoM;Transport=tcp');
    same('sip:carol@chicago.com', 'sip:carol@chicago.com;newparam=5');
    same('sip:alice@a.com?subject=project%20x&priority=urgent', 'sip:alice@a.com?priority=urgent&subject=project%20x');
    same('tel:863;phone-context=+1-914-555', 'tel:863;phone-context=+1914555');
    different('SIP:ALICE@AtLanTa.CoM', 'sip:alice@atlanta.com');
    different('sip:carol@chicago.com', 'sip:carol@chicago.com?Subject=next%20meeting');
    different('tel:863;phone-context=+1914555', 'tel:863');
  });

  it('a URN has no case in its name space, and a UUID none at all', () => {
    same('URN:UUID:f81d4fae', 'urn:uuid:f81d4fae');
    different('urn:a:b', 'urn:a:B');
    same('urn:uuid:F81D4FAE-7DEC-11D0-A765-00A0C91E6BF6', 'URN:uuid:f81d4fae-7dec-11d0-a765-00a0c91e6bf6');
  });

  it('what is no URI of them stays as it is', () => {
    for (const text of ['', 'Ana', 'http://A/', 'sip', 'group-already-regrouped'])
      assert.equal(canonicalId(text), text);
  });

  it('a message is taken as it is where nothing in it is spelt otherwise, and addresses and keys always', () => {
    const plain = { from: 'sip:a@h', list: ['sip:b@h'], of: { n: 1, none: null } };
    assert.equal(canonical(plain), plain);
    assert.deepEqual(
      canonical({
        list: ['sip:b@H'],
        serverAddress: 'sip:1.1.1.1;lr',
        keyReference: 'sip:K@H',
        of: [{ id: 'sip:%61@h' }],
      }),
      { list: ['sip:b@h'], serverAddress: 'sip:1.1.1.1;lr', keyReference: 'sip:K@H', of: [{ id: 'sip:a@h' }] },
    );
  });

  it('a text mentions an identity however it spells it', () => {
    for (const text of ['to=sip:ana@h.example&', '<sip:%61na@H.EXAMPLE>', '"SIP:ana@h.Example;gr=1"'])
      assert.ok(mentions(text, 'sip:ana@h.example'), text);
    for (const text of ['sip:ana@h.example2', 'sip:diana@h.example'])
      assert.ok(!mentions(text, 'sip:ana@h.example'), text);
  });

  it('a scope is found in escapes', () => {
    assert.deepEqual([...scopeLabels('sip:ana%2Ek3f9%31@H')], ['k3f91']);
  });
});
