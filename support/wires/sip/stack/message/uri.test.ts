import assert from 'node:assert/strict';
import { parseUri, writeUri, type Uri } from './uri';
import { sameUri } from './uri-equality';

function uri(text: string): Uri {
  const result = parseUri(text);
  assert.ok(result.ok, text);
  return result.value;
}

describe('a URI', () => {
  it('is read into its parts', () =>
    assert.deepEqual(uri('sips:al:pw@[2001:db8::1]:5071;transport=tcp;lr?Subject=hi&X='), {
      scheme: 'sips',
      user: 'al',
      password: 'pw',
      host: '[2001:db8::1]',
      port: 5071,
      parameters: [{ name: 'transport', value: 'tcp' }, { name: 'lr' }],
      headers: [
        { name: 'Subject', value: 'hi' },
        { name: 'X', value: '' },
      ],
    }));

  it('is written as it was read', () => {
    for (const text of [
      'sip:example.com',
      'sip:al@example.com:5060;lr',
      'sip:+1-212-555-1212:1234@gateway.com;user=phone',
      'sip:%61lice;x=1@[::1]?a=b&c',
      'tel:+1-201-555-0123;phone-context=example.com',
      'urn:service:sos',
    ])
      assert.equal(writeUri(uri(text)), text);
  });

  it('is refused where it is none', () => {
    for (const text of [
      '',
      'sip:',
      'sip:@host',
      'sip:al@',
      'sip:al@host:',
      'sip:al@host:65536',
      'sip:a b@host',
      'sip:al@-host',
      'sip:al@1.2.3.999',
      'sip:al@[::g]',
      'sip:al%4@host',
      'sip: al@host',
      'sip:al@host ;lr',
      'tel:',
      'tel:+',
      'al@host',
      'sip:al@host;=x',
    ])
      assert.equal(parseUri(text).ok, false, text);
  });

  it('equals another by the rules of its scheme', () => {
    const cases: readonly (readonly [string, string, boolean])[] = [
      ['sip:%61lice@atlanta.com;transport=TCP', 'sip:alice@AtLanTa.CoM;Transport=tcp', true],
      ['sip:carol@chicago.com', 'sip:carol@chicago.com;newparam=5', true],
      ['sip:carol@chicago.com;security=on', 'sip:carol@chicago.com;newparam=5', true],
      ['sip:carol@chicago.com;security=on', 'sip:carol@chicago.com;security=off', false],
      [
        'sip:alice@atlanta.com?subject=project%20x&priority=urgent',
        'sip:alice@atlanta.com?priority=urgent&subject=project%20x',
        true,
      ],
      ['sip:carol@chicago.com', 'sip:carol@chicago.com?Subject=next%20meeting', false],
      ['SIP:ALICE@AtLanTa.CoM', 'sip:alice@atlanta.com', false],
      ['sip:bob@biloxi.com', 'sip:bob@biloxi.com:5060', false],
      ['sip:bob@biloxi.com', 'sip:bob@biloxi.com;transport=udp', false],
      ['sip:bob@biloxi.com', 'sips:bob@biloxi.com', false],
      ['sip:a%2Fb@h', 'sip:a/b@h', false],
      ['sip:a%2fb@h', 'sip:a%2Fb@h', true],
      ['tel:+1-201-555-0123', 'tel:+1(201)5550123', true],
      ['tel:+12015550123', 'tel:+12015550124', false],
      ['tel:863;phone-context=+1-914-555', 'tel:863;phone-context=+1914555', true],
      ['tel:863;phone-context=+1914555', 'tel:863', false],
      ['urn:a:b', 'URN:a:b', true],
      ['sip:h', 'tel:1', false],
    ];
    for (const [a, b, same] of cases) {
      assert.equal(sameUri(uri(a), uri(b)), same, `${a} and ${b}`);
      assert.equal(sameUri(uri(b), uri(a)), same, `${b} and ${a}`);
    }
  });
});
