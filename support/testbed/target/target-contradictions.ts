// What a schema cannot say of a target file: ports that are given twice, addresses that nobody allowed, and
// products that could not reach each other.

import type { SchemaError } from '../../procedure/schema-error';
import { canBeUrl, isAddressOf, urlOf } from './address-url';
import { allowedAddresses, hostAndPort } from '../../ports/allowed-addresses';
import { controlAddress, rolesByHand } from './by-hand';
import { provisionedContradictions } from './provisioned-contradictions';
import type { WireOptions } from '../../ports/wire';
import { DEFAULT_WIRE, WIRES, WIRES_BY_NAME, wireNamed } from '../../wires/registry';
import { sharedIdentities } from './system-identities';
import type { TargetFile } from './target-model';

export const contradictionsIn = (target: TargetFile): readonly SchemaError[] => [
  ...unknownWire(target),
  ...portsGivenTwice(target),
  ...wildcard(target),
  ...sharedIdentities(target),
  ...addressesNotAllowed(target),
  ...addressBesidePlugin(target),
  ...addressesOfAnotherWire(target),
  ...optionsOfWires(target),
  ...pluginBesideWire(target),
  ...severalByHand(target),
  ...otherProducts(target),
  ...provisionedContradictions(target),
];

function* portsGivenTwice({ listen }: TargetFile): Generator<SchemaError> {
  const owners = new Map<number, string>();
  for (const [party, port] of Object.entries(listen?.ports ?? {})) {
    const owner = owners.get(port);
    if (owner !== undefined)
      yield { path: `/listen/ports/${party}`, expected: 'a port of its own', found: `${port}, the port of ${owner}` };
    owners.set(port, party);
  }
}

function* wildcard({ listen }: TargetFile): Generator<SchemaError> {
  if (listen?.advertise !== undefined || !['0.0.0.0', '::'].includes(listen?.host ?? '')) return;
  const expected = 'listen.advertise beside it, the host by which the product reaches this machine';
  yield { path: '/listen/host', expected, found: `${listen?.host ?? ''} alone` };
}

function* addressesNotAllowed({ roles = {}, listen = {}, allow = [] }: TargetFile): Generator<SchemaError> {
  const isAllowed = allowedAddresses(allow);
  const { host, advertise = host ?? '127.0.0.1' } = listen;
  const own = `http://${advertise.includes(':') ? `[${advertise}]` : advertise}`;
  if (!URL.canParse(own)) yield { path: '/listen', expected: 'a host', found: advertise };
  else if (!isAllowed(new URL(own)))
    yield {
      path: '/listen',
      expected: `"${advertise}" in allow, for played parties send to each other there`,
      found: 'it is not in it',
    };
  for (const [role, party] of Object.entries(roles)) {
    for (const key of ['address', 'control'] as const) {
      const address = key === 'control' ? controlAddress(party) : 'address' in party ? party.address : undefined;
      if (address === undefined) continue;
      const fault = faultOf(address, isAllowed);
      if (fault) yield { path: `/roles/${role}/${key}`, ...fault };
    }
  }
}

function faultOf(address: string, isAllowed: (url: URL) => boolean): Omit<SchemaError, 'path'> | undefined {
  if (!canBeUrl(address) || urlOf(address).port === '0')
    return { expected: 'a URL with a host and a port from 1 to 65535', found: address };
  const url = urlOf(address);
  if (url.username !== '' || url.password !== '')
    return {
      expected: 'no user and no password, for secrets stand in the environment (headers)',
      found: 'one of them',
    };
  if (/[?#]/.test(address))
    return { expected: 'no query and no fragment, for /flows and /control follow it', found: 'one of them' };
  if (isAllowed(url)) return undefined;
  return { expected: `an address on this machine, or "${hostAndPort(url)}" in allow`, found: address };
}

/** A product behind a plug-in has no URL that another product could send to. */
function* addressBesidePlugin({ roles = {} }: TargetFile): Generator<SchemaError> {
  const [withUrl] = Object.entries(roles).find(([, party]) => 'address' in party) ?? [];
  const [withPlugin] = Object.entries(roles).find(([, party]) => 'plugin' in party) ?? [];
  if (withUrl === undefined || withPlugin === undefined) return;
  const expected = `no plugin beside roles.${withUrl}.address, for products with an address send to each other directly`;
  yield { path: `/roles/${withPlugin}/plugin`, expected, found: 'both' };
}

/** Nobody sets up two scenarios at a time. */
function* severalByHand({ roles = {}, scenariosAtOnce = 1 }: TargetFile): Generator<SchemaError> {
  const [role] = [...rolesByHand({ roles }, 'static'), ...rolesByHand({ roles }, 'manual')];
  if (role === undefined || scenariosAtOnce === 1) return;
  const expected = `1, or no such key, for ${role} is set up by hand (roles.${role}.control)`;
  yield { path: '/scenariosAtOnce', expected, found: `${scenariosAtOnce}` };
}

/** A product has another role of its own only where that is under test too. */
function* otherProducts({ roles = {} }: TargetFile): Generator<SchemaError> {
  for (const [role, party] of Object.entries(roles)) {
    if (!('address' in party) || party.sameProductAs === undefined) continue;
    const other = party.sameProductAs === role ? undefined : roles[party.sameProductAs];
    if (other && 'address' in other) continue;
    const path = `/roles/${role}/sameProductAs`;
    yield { path, expected: 'another role that has an address in this file', found: party.sameProductAs };
  }
}

function* unknownWire({ adapter }: TargetFile): Generator<SchemaError> {
  if (adapter !== undefined && !WIRES_BY_NAME.includes(adapter))
    yield { path: '/adapter', expected: `one of ${WIRES_BY_NAME.join(', ')}`, found: adapter };
}

/** Undefined where the file names a wire that there is not. */
const wireOf = ({ adapter = DEFAULT_WIRE.name }: TargetFile) =>
  WIRES_BY_NAME.includes(adapter) ? wireNamed(adapter) : undefined;

function* addressesOfAnotherWire(target: TargetFile): Generator<SchemaError> {
  const wire = wireOf(target);
  if (wire === undefined) return;
  for (const [role, party] of Object.entries(target.roles ?? {})) {
    if (!('address' in party) || isAddressOf(wire, party.address)) continue;
    const other = WIRES.find((one) => isAddressOf(one, party.address));
    const { addressesAre = 'an address of that wire' } = wire;
    if (wire !== DEFAULT_WIRE)
      yield {
        path: `/roles/${role}/address`,
        expected: `${addressesAre}, for the adapter is ${wire.name}`,
        found: party.address,
      };
    else if (other)
      yield {
        path: `/roles/${role}/address`,
        expected: `adapter: ${other.name} beside ${other.addressesAre ?? 'such an address'}`,
        found: party.address,
      };
  }
}

function* optionsOfWires(target: TargetFile): Generator<SchemaError> {
  const { adapter = DEFAULT_WIRE.name, allow = [] } = target;
  for (const { name, contradictions } of WIRES) {
    if (target[name] === undefined) continue;
    if (name !== adapter)
      yield { path: `/${name}`, expected: `adapter: ${name} beside it`, found: `adapter: ${adapter}` };
    yield* contradictions?.(Object(target[name]) as WireOptions, allow) ?? [];
  }
}

/** Whoever is played beside a plug-in listens on the wire whose bytes it carries. */
function* pluginBesideWire(target: TargetFile): Generator<SchemaError> {
  const { adapter = DEFAULT_WIRE.name, roles = {} } = target;
  if (adapter === DEFAULT_WIRE.name) return;
  for (const [role, party] of Object.entries(roles))
    if ('plugin' in party)
      yield { path: `/roles/${role}/plugin`, expected: `no plugin, for the adapter is ${adapter}`, found: 'one' };
}
