// What a schema cannot say of SIP in a target file: addresses of another wire, settings for a wire that is not taken, a dialect
// that the service does not have, a core that nobody allowed.

import type { SchemaError } from '../../procedure/schema-error';
import { isSipAddress, urlOf } from '../../testbed/target/address-url';
import { allowedAddresses, hostAndPort } from '../../testbed/target/allowed-addresses';
import type { TargetFile } from '../../testbed/target/target-model';

export const sipContradictions = (target: TargetFile): readonly SchemaError[] => [
  ...addressesOfAnotherWire(target),
  ...settingsForNothing(target),
  ...pluginBesideSip(target),
  ...settingsThatDisagree(target),
  ...coresNotAllowed(target),
];

function* addressesOfAnotherWire({ adapter = 'http-json', roles = {} }: TargetFile): Generator<SchemaError> {
  for (const [role, party] of Object.entries(roles)) {
    if (!('address' in party) || isSipAddress(party.address) === (adapter === 'sip')) continue;
    const expected = adapter === 'sip' ? 'a SIP URI, for the adapter is sip' : 'adapter: sip beside a SIP URI';
    yield { path: `/roles/${role}/address`, expected, found: party.address };
  }
}

function* settingsForNothing({ adapter = 'http-json', sip }: TargetFile): Generator<SchemaError> {
  if (sip === undefined || adapter === 'sip') return;
  yield { path: '/sip', expected: 'adapter: sip beside it', found: `adapter: ${adapter}` };
}

function* pluginBesideSip({ adapter, roles = {} }: TargetFile): Generator<SchemaError> {
  if (adapter !== 'sip') return;
  for (const [role, party] of Object.entries(roles))
    if ('plugin' in party)
      yield { path: `/roles/${role}/plugin`, expected: 'no plugin, for the adapter is sip', found: 'one' };
}

function* settingsThatDisagree({
  sip: { service = 'mcptt', dialect, transport, tls, weather } = {},
}: TargetFile): Generator<SchemaError> {
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

function* coresNotAllowed({ sip: { proxies = {} } = {}, allow = [] }: TargetFile): Generator<SchemaError> {
  const isAllowed = allowedAddresses(allow);
  for (const [party, address] of Object.entries(proxies)) {
    const url = urlOf(address);
    if (isAllowed(url)) continue;
    const expected = `an address on this machine, or "${hostAndPort(url)}" in allow`;
    yield { path: `/sip/proxies/${party}`, expected, found: address };
  }
}
