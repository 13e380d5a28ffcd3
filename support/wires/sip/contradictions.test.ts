import assert from 'node:assert/strict';
import { UserError } from '../../verdict/errors';
import { targetOf } from '../../testbed/target/target';
import { parseTarget } from '../../testbed/target/target-file';

const parse = (...lines: readonly string[]) =>
  targetOf(parseTarget(['name: acme', 'version: "1"', ...lines].join('\n'), 'my.yaml'));

function faultsOf(...lines: readonly string[]): string {
  try {
    parse(...lines);
  } catch (error) {
    assert.ok(error instanceof UserError);
    return error.message;
  }
  return assert.fail('no fault was found');
}

const PRODUCT = 'roles: { primary-server: { underTest: true, address: "sip:127.0.0.1:5070;transport=tcp" } }';

describe('a target file for SIP', () => {
  it('hands on what it says', () => {
    const { adapter, ofWires } = parse('adapter: sip', 'sip: { service: mcdata, timers: { t1: 50 } }', PRODUCT);
    assert.deepEqual([adapter, ofWires['sip']], ['sip', { service: 'mcdata', timers: { t1: 50 } }]);
  });

  const refused: readonly (readonly [string, readonly string[], RegExp])[] = [
    ['a SIP URI on another wire', [PRODUCT], /line 3.*primary-server.*adapter: sip beside a SIP URI/s],
    [
      'a URL on SIP',
      ['adapter: sip', PRODUCT.replace(/"sip.*"/, '"http://127.0.0.1:80"')],
      /a SIP URI, for the adapter is sip/,
    ],
    ['settings for nothing', ['sip: { service: mcptt }'], /line 3.*adapter: sip beside it/s],
    [
      'a dialect of another service',
      ['adapter: sip', 'sip: { service: mcdata, dialect: vectorcore }'],
      /known of mcptt alone/,
    ],
    ['TLS without a certificate', ['adapter: sip', 'sip: { transport: tls }'], /sip.tls beside tls/],
    [
      'a certificate without TLS',
      ['adapter: sip', 'sip: { tls: { key: a.pem, cert: b.pem } }'],
      /transport: tls beside it/,
    ],
    [
      'weather without datagrams',
      ['adapter: sip', 'sip: { weather: { seed: 1, loss: 0.1 } }'],
      /transport: udp beside it.*tcp, the default/s,
    ],
    [
      'weather in which nothing arrives',
      ['adapter: sip', 'sip: { transport: udp, weather: { seed: 1, loss: 0.9 } }'],
      /loss/,
    ],
    [
      'a core that is not allowed',
      ['adapter: sip', 'sip: { proxies: { client-1: "sip:192.0.2.1:5060" } }'],
      /"192.0.2.1:5060" in allow/,
    ],
    [
      'a product that is not allowed',
      ['adapter: sip', PRODUCT.replace('127.0.0.1', '192.0.2.7')],
      /"192.0.2.7:5070" in allow/,
    ],
    [
      'a plug-in on SIP',
      ['adapter: sip', 'roles: { client-1: { underTest: true, plugin: { module: a.js } } }'],
      /no plugin/,
    ],
  ];
  for (const [what, lines, pattern] of refused)
    it(`is refused for ${what}`, () => assert.match(faultsOf(...lines), pattern));
});
