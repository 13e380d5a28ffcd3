import assert from 'node:assert/strict';
import { parse } from '../message/parse';
import { headersOf } from '../message/message';
import { sample } from '../testing/sample';
import { nextHop, withRoute } from './route';

function request(uri: string, more: readonly string[] = []) {
  const { message } = parse(sample({ start: `MESSAGE ${uri} SIP/2.0`, more }));
  assert.ok(message?.kind === 'request');
  return message;
}

describe('the next hop', () => {
  it('is the topmost Route, else the Request-URI, with the ports of their transports', () => {
    const cases: readonly (readonly [string, readonly string[], string])[] = [
      ['sip:a@192.0.2.1', [], 'UDP 192.0.2.1 5060'],
      ['sip:a@192.0.2.1:5070;transport=TCP', [], 'TCP 192.0.2.1 5070'],
      ['sips:a@[2001:DB8::1]', [], 'TLS 2001:db8::1 5061'],
      ['sip:a@b.example;maddr=192.0.2.3', [], 'UDP 192.0.2.3 5060'],
      ['tel:+1', ['Route: <sip:192.0.2.2;lr>, <sip:192.0.2.9;lr>'], 'UDP 192.0.2.2 5060'],
    ];
    for (const [uri, more, expected] of cases) {
      const { transport, host, port } = nextHop(request(uri, more));
      assert.equal(`${transport} ${host} ${port}`, expected);
    }
  });

  it('is none where there is no numeric address, and it says what to do', () => {
    assert.throws(() => nextHop(request('sip:a@b.example')), { code: 'not-numeric', message: /b\.example: say where/ });
    assert.throws(() => nextHop(request('tel:+1')), { code: 'not-numeric' });
    assert.throws(() => nextHop(request('sip:a@192.0.2.1;transport=sctp')), { code: 'no-listener' });
    assert.throws(() => nextHop(request('sip:a b')), { code: 'malformed' });
  });

  it('is the topmost Route of the set that it is given', () => {
    const at = (host: string) => ({
      uri: { scheme: 'sip' as const, host, parameters: [{ name: 'lr' }], headers: [] },
      parameters: [],
    });
    const routed = withRoute(request('sip:a@b.example', ['Route: <sip:old>']), [at('192.0.2.5'), at('192.0.2.6')]);
    assert.deepEqual(headersOf(routed, 'Route'), ['<sip:192.0.2.5;lr>', '<sip:192.0.2.6;lr>']);
    assert.equal(nextHop(routed).host, '192.0.2.5');
  });
});
