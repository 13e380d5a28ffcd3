// Opens a testbed: a host for every party that the harness plays, a control for every product under test. The composition
// root; all else is handed what it needs. Unaware of scenarios.

import { setMaxListeners } from 'node:events';
import { createHttpControl } from '../adapters/http-json/control-client';
import { createHttpJsonAdapter, DEFAULT_LIMITS } from '../adapters/http-json/adapter';
import { createMemoryAdapter } from '../adapters/memory/adapter';
import type { Recorder } from '../evidence/recorder';
import type { Party, Testbed } from '../ports/testbed';
import { isRole, kindOf, PARTIES, ROLES, type PartyName } from '../procedure/roles';
import { createMachine } from '../reference/party';
import type { Adapter } from '../ports/adapter';
import { createActivity } from './activity';
import { createAddressees } from './addressees';
import { allowedAddresses } from './allowed-addresses';
import { builtIn } from './built-in-under-test';
import { credentialsOf } from './credentials';
import { createFaults } from './faults';
import { createHost, type Host, type Surroundings } from './host';
import { createLabels } from './labels';
import { openPluginParty, pluginParty, type Exchange } from './plugin-party';
import { portTrouble } from './port-trouble';
import { greeted, productParty } from './product-party';
import type { RoleTarget, Target } from './target';
import { createWires } from './wires';

export interface TestbedOptions {
  readonly recorder: Recorder;
  /** Milliseconds on a monotonic clock. */
  readonly now: () => number;
  /** From 0 to 1, as Math.random. */
  readonly random?: () => number;
  /** `memory`: parties of this process speak over no socket, which only trials of built-in parties do (adr/0007). */
  readonly wire?: 'http-json' | 'memory';
}

export async function openTestbed(target: Target, { recorder, now, random, wire }: TestbedOptions): Promise<Testbed> {
  const client = {
    allow: allowedAddresses(target.allow),
    requestTimeoutMs: target.timing.deadlineMs,
    credentials: credentialsOf(target, process.env),
  };
  const listening = wire === 'memory' ? createMemoryAdapter() : createHttpJsonAdapter(client);
  const wires = createWires(listening);
  const adapter: Adapter = wires.adapter;
  const activity = createActivity();
  const faults = createFaults();
  const stop = new AbortController();
  // Each message on its way listens for the end of the run.
  setMaxListeners(0, stop.signal);
  const closers: (() => unknown)[] = [() => listening.close(), () => stop.abort()];
  const surroundings: Surroundings = {
    adapter,
    recorder,
    activity,
    faults,
    now,
    ...createLabels(random),
    signal: stop.signal,
  };
  const hosts = new Map<PartyName, Host>();
  const addressees = createAddressees(target.systems, (raw) => recorder.scopeOf({ raw, body: {} }));
  const exchange: Exchange = {
    ...{ addressees, recorder, signal: stop.signal, pass: (message, signal) => adapter.send(message, signal) },
    receiverOf: (party) => hosts.get(party)?.receiver,
    addressOf: wires.addressOf,
  };

  async function openHosted(name: PartyName, role: RoleTarget | undefined): Promise<Party> {
    const choice = role && 'builtIn' in role ? builtIn(role.builtIn) : undefined;
    const host = createHost(
      name,
      (env) => createMachine(kindOf(name), env, choice),
      surroundings,
      choice ? 'implementation' : 'harness',
      choice?.delays && { delays: choice.delays },
    );
    hosts.set(name, host);
    const where = { host: target.listen.host, port: target.listen.ports[name] ?? 0 };
    const { address } = await adapter.listen(host.receiver, where).catch((error: unknown) => {
      throw portTrouble(error, name, where, `change listen.host or listen.ports.${name} in the target file`);
    });
    const underTest = choice !== undefined;
    const behave: Party['behave'] = underTest ? undefined : (scope, behaviour) => host.behave(scope, behaviour);
    return { name, underTest, control: host.control, address: advertised(address, target.listen.advertise), behave };
  }

  async function open(name: PartyName): Promise<readonly [PartyName, Party]> {
    const role = isRole(name) ? target.roles[name] : undefined;
    if (role && isRole(name) && 'plugin' in role) {
      const plugin = await openPluginParty(name, role.plugin, target, exchange);
      closers.push(() => plugin.close());
      wires.add(name, plugin);
      return [name, pluginParty(name, plugin)];
    }
    if (!role || !('address' in role)) return [name, await openHosted(name, role)];
    const control =
      role.control === undefined ? undefined : createHttpControl(role.control, { ...DEFAULT_LIMITS, ...client });
    if (control) closers.push(() => control.close());
    const product = productParty(name, role.address, control);
    if (control) await greeted(product, target.timing.deadlineMs);
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
  const parties = new Map(opened.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : [])));
  const underTest = ROLES.filter((role) => parties.get(role)?.underTest);

  return {
    underTest,
    selfContained: Object.values(target.roles).every((role) => !('address' in role || 'plugin' in role)),
    timing: target.timing,
    systems: target.systems,
    party(name) {
      const party = parties.get(name);
      if (!party) throw new Error(`${name} is not open`);
      return party;
    },
    openScope(fixture) {
      addressees.open(fixture);
      recorder.open(fixture);
    },
    closeScope(scope) {
      recorder.close(scope);
      addressees.close(scope);
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

/** In reverse: what was opened last may need what was opened first. */
async function closeAll(closers: readonly (() => unknown)[]): Promise<void> {
  for (const closer of closers.toReversed()) await closer();
}

function advertised(address: string, host: string | undefined): string {
  if (host === undefined) return address;
  const { port } = new URL(address);
  return `http://${host.includes(':') ? `[${host}]` : host}:${port}`;
}
