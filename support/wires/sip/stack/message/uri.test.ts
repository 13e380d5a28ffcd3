import assert from 'node:assert/strict';
import { parseUri, writeUri, type Uri } from './uri';

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
});
