// What a schema cannot say of the options of SIP: a dialect that the service does not have, settings that disagree, a core that
// nobody allowed.

import { allowedAddresses, hostAndPort } from '../../ports/allowed-addresses';
import type { WireOptions } from '../../ports/wire';
import type { SchemaError } from '../../procedure/schema-error';
import { urlOfSip } from './address-url';
import type { SipTarget } from './target';

export function sipContradictions(options: WireOptions, allow: readonly string[]): readonly SchemaError[] {
  const sip: Partial<SipTarget> = options; // the schema of the target file is the proof
  return [...settingsThatDisagree(sip), ...coresNotAllowed(sip, allow)];
}

function* settingsThatDisagree({
  service = 'mcptt',
  dialect,
  transport,
  tls,
  weather,
}: Partial<SipTarget>): Generator<SchemaError> {
  if (dialect === 'vectorcore' && service !== 'mcptt')
    yield {
      path: '/sip/dialect',
      expected: `f7, for vectorcore is known of mcptt alone`,
      found: `vectorcore with ${service}`,
    };
  if (transport === 'tls' && tls === undefined)
    yield { path: '/sip/transport', expected: 'sip.tls beside tls, with a key and a certificate', found: 'none' };
  if (weather !== undefined && transport !== 'udp')
    yield {
      path: '/sip/weather',
      expected: 'transport: udp beside it, for it is datagrams that it spoils',
      found: transport ?? 'tcp, the default',
    };
  if (tls !== undefined && transport !== 'tls')
    yield { path: '/sip/tls', expected: 'transport: tls beside it', found: transport ?? 'tcp, the default' };
}

function* coresNotAllowed({ proxies = {} }: Partial<SipTarget>, allow: readonly string[]): Generator<SchemaError> {
  const isAllowed = allowedAddresses(allow);
  for (const [party, address] of Object.entries(proxies)) {
    const url = urlOfSip(address);
    if (url === undefined || isAllowed(url)) continue;
    const expected = `an address on this machine, or "${hostAndPort(url)}" in allow`;
    yield { path: `/sip/proxies/${party}`, expected, found: address };
  }
}
