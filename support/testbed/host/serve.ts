// Holds one reference party open for a vendor to develop against. On a wire that is HTTP information flows, control and the
// OpenAPI document stand on one port; beside any other wire control has a port of its own. The addresses of its peers come by
// control. Unaware of who drives it.

import { setMaxListeners } from 'node:events';
import { performance } from 'node:perf_hooks';
import { createHttpJsonAdapter, DEFAULT_LIMITS } from '../../wires/http-json/adapter';
import { controlRoutes } from '../../wires/http-json/server/control-server';
import { flowRoute } from '../../wires/http-json/server/flow-route';
import { openHttpServer, type Route } from '../../wires/http-json/server/http-server';
import { openApiDocument } from '../../wires/http-json/openapi';
import { createRecorder } from '../../evidence/recorder';
import type { TraceEvent } from '../../evidence/trace';
import type { Adapter, ListenOptions } from '../../ports/adapter';
import { abilitiesOf } from '../../ports/abilities';
import type { Wire, WireOptions } from '../../ports/wire';
import { HTTP_JSON } from '../../wires/http-json/wire';
import { openWire } from '../../wires/registry';
import type { Control, ProvisionCommand } from '../../ports/control';
import { kindOf, type PartyName } from '../../procedure/roles';
import type { Env, Machine } from '../../reference/machine';
import { createMachine, type Choice } from '../../reference/party';
import { packageVersion } from '../../schema/package-root';
import { schemaFiles } from '../../schema/schema-files';
import type { HarnessFault } from '../../verdict/errors';
import { createActivity } from './activity';
import { allowedAddresses } from '../../ports/allowed-addresses';
import type { BuiltIn } from '../target/built-in-under-test';
import { createHost, type Host } from './host';
import { createLabels } from './labels';
import { portTrouble } from '../network/port-trouble';

const REQUEST_TIMEOUT_MS = 5000;

export interface ServeOptions extends ListenOptions {
  /** Hosts, or hosts with a port, that may be sent to besides this machine: control names the peers. */
  readonly allow?: readonly string[];
  /** Sends instead of an adapter of its own; the caller closes it. */
  readonly adapter?: Pick<Adapter, 'prepare'>;
  /** What is configured by hand: the party then takes no control. */
  readonly setup?: ProvisionCommand;
  /** A mutant or variant instead of the faithful party. */
  readonly choice?: Choice & Pick<BuiltIn, 'onWire'>;
  /** Told of everything that the party receives and sends, and of its control. */
  readonly onEvent?: (event: TraceEvent) => void;
  /** Told when the party failed on an input; it goes on. */
  readonly onFault?: (fault: HarnessFault) => void;
}

export interface ServedParty {
  /** Base URL of the information flows. */
  readonly address: string;
  /** Base URL of the control, unless the party was set up by hand. */
  readonly control: string;
  close: () => Promise<void>;
}

interface Serving {
  readonly host: Host;
  readonly stop: AbortController;
  /** Tells the party what is configured by hand. */
  readonly begin: (control: Control, setup: ProvisionCommand) => Promise<void>;
}

/** The party itself, on whichever wire. */
function createServing(
  party: PartyName,
  wire: Wire,
  {
    adapter,
    choice,
    onFault = () => undefined,
    onEvent,
  }: Pick<ServeOptions, 'choice' | 'onFault' | 'onEvent'> & Required<Pick<ServeOptions, 'adapter'>>,
): Serving {
  const stop = new AbortController();
  setMaxListeners(0, stop.signal);
  const now = () => performance.now();
  // No scenario is open here: the recorder gives ids and keeps nothing.
  const recorder = createRecorder(now);
  if (onEvent) recorder.listen(onEvent);
  const surroundings = {
    adapter,
    abilities: abilitiesOf(wire),
    recorder,
    activity: createActivity(),
    // Nobody waits for a run here: a fault is told at once, and no later command pays for it.
    faults: { note: onFault, raise: () => undefined },
    now,
    ...createLabels(),
    products: () => [],
    signal: stop.signal,
  };
  const build = (env: Env): Machine => createMachine(kindOf(party), env, choice);
  const host = createHost(party, build, surroundings, 'harness', choice?.delays && { delays: choice.delays });
  const control: Control = {
    ...host.control,
    async send(command, signal) {
      const answer = await host.control.send(command, signal);
      recorder.add({ kind: 'control', scope: null, party, command: { ...command }, answer: { ...answer } });
      return answer;
    },
  };
  return {
    host: { ...host, control },
    stop,
    async begin(control, setup) {
      await control.send(setup, stop.signal);
      await control.send({ command: 'activate', scope: setup.scope }, stop.signal);
    },
  };
}

export async function serveParty(party: PartyName, options: ServeOptions): Promise<ServedParty> {
  const { allow = [], adapter, setup, choice, onFault, onEvent, ...where } = options;
  const own = createHttpJsonAdapter({ allow: allowedAddresses(allow), requestTimeoutMs: REQUEST_TIMEOUT_MS });
  const { host, stop, begin } = createServing(party, HTTP_JSON, {
    adapter: adapter ?? own,
    ...(choice && { choice }),
    ...(onFault && { onFault }),
    ...(onEvent && { onEvent }),
  });
  const control = setup ? [] : controlRoutes(host.control, stop.signal);
  const routes = [flowRoute(host.receiver), ...control, OPEN_API];
  const listener = await openHttpServer(routes, where, DEFAULT_LIMITS, (message) => {
    host.receiver.onMalformed(message);
  }).catch((error: unknown) => {
    throw portTrouble(error, party, where, 'choose another with --host and --port');
  });
  if (setup) await begin(host.control, setup);
  return {
    address: listener.address,
    control: listener.address,
    async close() {
      stop.abort();
      await listener.close();
      await own.close();
    },
  };
}

export interface ServeBesideOptions extends Omit<ServeOptions, 'adapter'> {
  readonly wire: Wire;
  /** What a target file says of the wire. */
  readonly options: WireOptions;
  /** 0 lets the system choose. */
  readonly controlPort: number;
  /** As the wire made it: what it asks of each request; nothing where absent. */
  readonly challenge?: unknown;
}

/** On a wire that is no HTTP. Which MC systems there are comes by control too. */
export async function servePartyBeside(party: PartyName, given: ServeBesideOptions): Promise<ServedParty> {
  const { wire, options, controlPort, challenge, allow = [], setup, choice, host: hostName, port } = given;
  const where = { host: hostName, port };
  const { adapter, learn } = openWire(wire, {
    options,
    systems: [],
    allow,
    deadlineMs: REQUEST_TIMEOUT_MS,
    alterationOf: () => choice?.onWire?.alteration,
    ...(challenge !== undefined && { challenge }),
  });
  const { host, stop, begin } = createServing(party, wire, { ...given, adapter });
  const control: Control = {
    ...host.control,
    send(command, signal) {
      if (command.command === 'provision') learn?.(command.systems);
      return host.control.send(command, signal);
    },
  };
  const listener = await adapter.listen(host.receiver, { ...where, party }).catch((error: unknown) => {
    throw portTrouble(error, party, where, 'choose another with --host and --port');
  });
  const controlAt = { host: hostName, port: controlPort };
  const controlled = setup
    ? undefined
    : await openHttpServer(controlRoutes(control, stop.signal), controlAt, DEFAULT_LIMITS, () => undefined).catch(
        async (error: unknown) => {
          await adapter.close();
          throw portTrouble(error, party, controlAt, 'choose another with --control-port');
        },
      );
  if (setup) await begin(control, setup);
  return {
    address: listener.address,
    control: controlled?.address ?? '',
    async close() {
      stop.abort();
      await controlled?.close();
      await adapter.close();
    },
  };
}

const OPEN_API: Route = {
  method: 'GET',
  path: '/openapi.json',
  ownNamesOnly: true,
  matches: (path) => path === '/openapi.json',
  handle: () => ({ status: 200, body: openApiDocument(schemaFiles(), packageVersion) }),
};
