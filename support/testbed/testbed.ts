// Opens a testbed: a host for every party that the harness plays, a control for every product under test. The composition
// root; all else is handed what it needs. Unaware of scenarios.

import { setMaxListeners } from 'node:events';
import { createHttpControl } from '../wires/http-json/client/control-client';
import { DEFAULT_LIMITS } from '../wires/http-json/adapter';
import type { Recorder } from '../evidence/recorder';
import type { Control } from '../ports/control';
import type { Party, Testbed } from '../ports/testbed';
import { isRole, kindOf, PARTIES, ROLES, type PartyName, type Role } from '../procedure/roles';
import { createMachine } from '../reference/party';
import type { Adapter, OutboundMessage, Receiver } from '../ports/adapter';
import { isRegroup } from '../procedure/flows';
import { abilitiesOf } from '../ports/abilities';
import type { Wire, WireName } from '../ports/wire';
import { createActivity } from './host/activity';
import { createAddressees } from './host/addressees';
import { allowedAddresses } from '../ports/allowed-addresses';
import { builtIn } from './target/built-in-under-test';
import { byHand, controlAddress, type ByHand } from './target/by-hand';
import { credentialsOf } from './target/credentials';
import type { Capture } from './network/capture';
import { createFaults } from './host/faults';
import { createFrontDoor } from './network/front-door';
import { createHost, type Host, type Surroundings } from './host/host';
import { createLabels } from './host/labels';
import { manualControl } from './control/manual-control';
import type { Operator } from './control/operator';
import { openPluginParty, pluginParty } from '../wires/plugin/plugin-party';
import { wireNamed } from '../wires/registry';
import { openWireOf } from './network/open-wire';
import { overPlayedLinks } from './network/played-links';
import { pluginExchange } from './network/plugin-exchange';
import { createGivingUp } from './network/giving-up';
import { portTrouble } from './network/port-trouble';
import { greeted, productByHand, productParty } from './product-party';
import { staticControl, type StaticControl } from './control/static-control';
import type { Whereabouts } from './control/provisioned-facts';
import { tapOf, tappedIn, tappedTogether, type Passing } from './network/tap';
import { productsIn } from './target/products';
import type { RoleTarget, Target } from './target/target';
import { createWires } from './network/wires';

export interface TestbedOptions {
  readonly recorder: Recorder;
  /** Milliseconds on a monotonic clock. */
  readonly now: () => number;
  /** Answers for products with control: manual. Closed with the testbed. */
  readonly operator?: Operator | undefined;
  /** From 0 to 1, as Math.random. */
  readonly random?: () => number;
  /** Where this process is one of several behind a front that holds the fixed ports. */
  readonly front?: { readonly entrance: string; readonly scopes: string };
  /** `memory`: parties of this process speak over no socket, which only trials of built-in parties do (adr/0007). */
  readonly wire?: WireName | undefined;
  /** Is told of all that sockets of this process carry. */
  readonly capture?: Pick<Capture, 'onSocket' | 'onTransmission' | 'belowTls'> | undefined;
}

export async function openTestbed(
  target: Target,
  { recorder, now, operator, random, front, wire, capture }: TestbedOptions,
): Promise<Testbed> {
  const client = {
    allow: allowedAddresses(target.allow),
    requestTimeoutMs: target.timing.deadlineMs,
    credentials: credentialsOf(target, process.env),
    onSocket: capture?.onSocket,
    belowTls: capture?.belowTls,
  };
  const spoken = wireNamed(wire ?? target.adapter);
  const listening = openWireOf(target, spoken, {
    credentials: client.credentials,
    scopeOf: (message) => recorder.homeOf(message),
    ...capture,
    alterationOf: alterationIn(target, spoken),
  }).adapter;
  const abilities = abilitiesOf(spoken);
  const wires = createWires(listening);
  /** Addresses of parties played here. */
  const playedAt = new Set<string>();
  /** All but a regroup itself, which takes its time, so that two of them can meet. */
  const isPlayed = ({ by, address, flow }: OutboundMessage): boolean =>
    capture === undefined &&
    by !== undefined &&
    playedAt.has(address) &&
    parties.get(by)?.underTest === false &&
    !isRegroup(flow);
  const patience = createGivingUp(({ body }) => recorder.homeOf({ raw: JSON.stringify(body), body }));
  const overWires = patience.around(wires.adapter, addressesIn(target));
  const adapter: Adapter = { ...overWires, prepare: overPlayedLinks(overWires, isPlayed) };
  const activity = createActivity();
  const faults = createFaults();
  const labels = createLabels(random);
  const door = front && createFrontDoor(front.entrance, [front.scopes, labels.prefix]);
  const stop = new AbortController();
  // Each message on its way listens for the end of the run.
  setMaxListeners(0, stop.signal);
  const closers: (() => unknown)[] = [() => listening.close(), () => stop.abort(), () => operator?.close()];
  const parties = new Map<PartyName, Party>();
  const products = (): readonly Role[] => ROLES.filter((role) => parties.get(role)?.underTest);
  const surroundings: Surroundings = {
    adapter,
    abilities,
    recorder,
    activity,
    faults,
    now,
    ...labels,
    products,
    signal: stop.signal,
  };
  const hosts = new Map<PartyName, Host>();
  const addressees = createAddressees(target.systems, (raw) => recorder.scopeOf({ raw, body: {} }));
  const passing: Passing = {
    recorder,
    signal: stop.signal,
    products,
    prepare: (message) => adapter.prepare(message),
  };
  const exchange = pluginExchange({
    ...passing,
    addressees,
    receiverOf: (party) => hosts.get(party)?.receiver,
    addressOf: wires.addressOf,
  });

  const statics: StaticControl[] = [];
  const party = (name: PartyName): Party => {
    const openParty = parties.get(name);
    if (!openParty) throw new Error(`${name} is not open`);
    return openParty;
  };
  const whereabouts: Whereabouts = {
    movable: (address) =>
      [...parties.values()].find(
        ({ name, underTest, address: own }) => own === address && !underTest && target.listen.ports[name] === undefined,
      )?.name,
    gateway: () => party('gateway').address,
  };

  function controlByHand(name: PartyName, how: ByHand): Control | undefined {
    const standing = target.provisioned && staticControl(name, target.provisioned, whereabouts);
    if (standing) statics.push(standing);
    return how === 'static' ? standing : manualControl(name, { operator, provisioned: standing, now: Date.now });
  }

  const tapped = tappedIn(target);

  /** Returns the address to be told to others. */
  async function listen(name: PartyName, receiver: Receiver): Promise<string> {
    const where = { host: target.listen.host, port: target.listen.ports[name] ?? 0 };
    const isBehind = door !== undefined && where.port !== 0;
    const { advertise } = target.listen;
    const known = { party: name, ...(advertise !== undefined && { advertise }) };
    const { address } = await adapter
      .listen(receiver, { ...(isBehind ? door.behind : where), ...known })
      .catch((error: unknown) => {
        throw portTrouble(error, name, where, `change listen.host or listen.ports.${name} in the target file`);
      });
    const own = isBehind ? door.note(name, address, where) : address;
    // Other wires say themselves how a party is to be reached.
    return spoken.isHttp ? advertised(own, advertise) : own;
  }

  async function openHosted(name: PartyName, role: RoleTarget | undefined): Promise<Party> {
    const choice = role && 'builtIn' in role ? builtIn(role.builtIn) : undefined;
    const played = role && 'variant' in role ? builtIn(role.variant) : choice;
    const host = createHost(
      name,
      (env) => createMachine(kindOf(name), env, played),
      surroundings,
      choice ? 'implementation' : 'harness',
      played && { ...(played.delays && { delays: played.delays }), ...(played.refuses && { refuses: played.refuses }) },
    );
    hosts.set(name, host);
    const address = await listen(name, host.receiver);
    const underTest = choice !== undefined;
    if (!underTest) playedAt.add(address);
    const behave: Party['behave'] = underTest ? undefined : (scope, behaviour) => host.behave(scope, behaviour);
    const release: Party['release'] = (scope, what) => host.release(scope, what);
    return { name, underTest, control: host.control, address, behave, ...(!underTest && { release }) };
  }

  async function open(name: PartyName): Promise<readonly [PartyName, Party]> {
    const role = isRole(name) ? target.roles[name] : undefined;
    if (role && isRole(name) && 'plugin' in role) {
      const { systems, timing } = target;
      const surrounding = { systems, deadlineMs: timing.deadlineMs };
      const plugin = await openPluginParty(name, role.plugin, surrounding, exchange);
      closers.push(() => plugin.close());
      wires.add(name, plugin);
      return [name, pluginParty(name, plugin)];
    }
    if (!role || !('address' in role)) return [name, await openHosted(name, role)];
    const how = byHand(role);
    if (how !== undefined) return [name, productByHand(name, role.address, controlByHand(name, how))];
    const at = controlAddress(role);
    const asking = at === undefined ? undefined : createHttpControl(at, { ...DEFAULT_LIMITS, ...client });
    if (asking) closers.push(() => asking.close());
    const control = asking && patience.asking(at ?? '', asking);
    const isTapped = tapped.some((one) => one === name);
    const tap = isTapped ? await listen(name, tapOf(name, role.address, { ...passing, activity })) : undefined;
    const product = productParty(name, role.address, control, tap);
    if (control) await greeted(product, target.timing.deadlineMs, target.adapter);
    return [name, product];
  }

  let closed: Promise<void> | undefined;
  const close = (): Promise<void> => (closed ??= closeAll(closers));
  const opened = await Promise.allSettled(PARTIES.map(open));
  const failed = opened.find((result) => result.status === 'rejected');
  if (failed) {
    await close();
    throw failed.reason;
  }
  for (const result of opened) if (result.status === 'fulfilled') parties.set(...result.value);
  await door?.join().catch(async (error: unknown) => {
    await close();
    throw error;
  });
  const underTest = products();

  return {
    underTest,
    abilities,
    selfContained: Object.values(target.roles).every((role) => !('address' in role || 'plugin' in role)),
    timing: target.timing,
    systems: target.systems,
    provisioned: target.provisioned,
    party,
    openScope(fixture) {
      addressees.open(fixture);
      recorder.open(fixture);
      for (const control of statics) control.open(fixture);
      for (const parties of tappedTogether(target)) recorder.add({ kind: 'tapped', scope: fixture.scope, parties });
      for (const parties of productsIn(target))
        if (parties.length > 1) recorder.add({ kind: 'one-product', scope: fixture.scope, parties });
    },
    closeScope(scope) {
      recorder.close(scope);
      for (const host of hosts.values()) host.forget(scope);
    },
    isIdle: () => activity.isIdle(),
    whenIdle: (signal) => activity.whenIdle(signal),
    async close() {
      await close();
      faults.raise();
    },
  };
}

/** What each built-in party under test does otherwise on the wire. */
function alterationIn({ roles }: Target, { name }: Wire): (party: PartyName) => unknown {
  const altered = ROLES.flatMap((role) => {
    const party = roles[role];
    const onWire = party && 'builtIn' in party ? builtIn(party.builtIn).onWire : undefined;
    return onWire?.wire === name ? [[role, onWire.alteration] as const] : [];
  });
  const byParty = new Map<PartyName, unknown>(altered);
  return (party) => byParty.get(party);
}

/** Of products that listen themselves. */
const addressesIn = ({ roles }: Target): ReadonlySet<string> =>
  new Set(Object.values(roles).flatMap((role) => ('address' in role ? [role.address] : [])));

/** In reverse: what was opened last may need what was opened first. */
async function closeAll(closers: readonly (() => unknown)[]): Promise<void> {
  for (const closer of closers.toReversed()) await closer();
}

function advertised(address: string, host: string | undefined): string {
  if (host === undefined) return address;
  const { port } = new URL(address);
  return `http://${host.includes(':') ? `[${host}]` : host}:${port}`;
}
