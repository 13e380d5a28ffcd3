import assert from 'node:assert/strict';
import { parse } from '../message/parse';
import { topVia } from '../message/typed';
import { writeVia } from '../message/via';
import { canonicalHost } from '../place';
import { sample } from '../testing/sample';
import { responsePlace, stampVia } from './via-route';

function stamped(via: string, host: string, port = 4444) {
  const { message } = parse(sample({ headers: { Via: via } }));
  assert.ok(message?.kind === 'request');
  const top = topVia(stampVia(message, { host, port }));
  assert.ok(top);
  return { via: writeVia(top), place: responsePlace(top) };
}

describe('the topmost Via', () => {
  it('stays as it is where it tells the truth', () =>
    assert.deepEqual(stamped('SIP/2.0/UDP 192.0.2.1;branch=z9hG4bKa', '192.0.2.1'), {
      via: 'SIP/2.0/UDP 192.0.2.1;branch=z9hG4bKa',
      place: { host: '192.0.2.1', port: 5060 },
    }));

  it('gets the address that the request came from, and the response goes to the port of sent-by', () =>
    assert.deepEqual(stamped('SIP/2.0/UDP host.example:5070;branch=z9hG4bKa', '192.0.2.1'), {
      via: 'SIP/2.0/UDP host.example:5070;branch=z9hG4bKa;received=192.0.2.1',
      place: { host: '192.0.2.1', port: 5070 },
    }));

  it('gets address and port where it asks for the port, and the response goes there', () =>
    assert.deepEqual(stamped('SIP/2.0/UDP 192.0.2.1:5070;rport;branch=z9hG4bKa', '192.0.2.1'), {
      via: 'SIP/2.0/UDP 192.0.2.1:5070;rport=4444;branch=z9hG4bKa;received=192.0.2.1',
      place: { host: '192.0.2.1', port: 4444 },
    }));

  it('keeps what a sender claims to have received from being believed', () =>
    assert.deepEqual(
      stamped('SIP/2.0/UDP h;received=203.0.113.9;branch=z9hG4bKa', '192.0.2.1').place?.host,
      '192.0.2.1',
    ));

  it('sends a response to maddr over UDP, and not over a stream', () => {
    assert.equal(
      stamped('SIP/2.0/UDP 192.0.2.1;maddr=192.0.2.77;branch=z9hG4bKa', '192.0.2.1').place?.host,
      '192.0.2.77',
    );
    assert.equal(
      stamped('SIP/2.0/TCP 192.0.2.1;maddr=192.0.2.77;branch=z9hG4bKa', '192.0.2.1').place?.host,
      '192.0.2.1',
    );
  });

  it('compares IPv6 by what it means', () => {
    assert.equal(
      stamped('SIP/2.0/UDP [2001:DB8:0:0::1]:5060;branch=z9hG4bKa', '2001:db8::1').via,
      'SIP/2.0/UDP [2001:DB8:0:0::1]:5060;branch=z9hG4bKa',
    );
    assert.equal(canonicalHost('::ffff:192.0.2.1'), '192.0.2.1');
    assert.equal(canonicalHost('[2001:0DB8::0001]'), '2001:db8::1');
  });

  it('names no place where it has a name alone', () => {
    const { message } = parse(sample({ headers: { Via: 'SIP/2.0/UDP host.example;branch=z9hG4bKa' } }));
    assert.equal(responsePlace(topVia(message!)!), undefined);
  });
});
