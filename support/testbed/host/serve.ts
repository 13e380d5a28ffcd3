// Holds one reference party open for a vendor to develop against: information flows, control and the OpenAPI document on
// one port. Its peers' addresses come by control. Unaware of who drives it.

import { setMaxListeners } from 'node:events';
import { performance } from 'node:perf_hooks';
import { createHttpJsonAdapter, DEFAULT_LIMITS } from '../../wires/http-json/adapter';
import { controlRoutes } from '../../wires/http-json/control-server';
import { flowRoute } from '../../wires/http-json/flow-route';
import { openHttpServer, type Route } from '../../wires/http-json/http-server';
import { openApiDocument } from '../../wires/http-json/openapi';
import { createRecorder } from '../../evidence/recorder';
import type { TraceEvent } from '../../evidence/trace';
import type { Adapter, ListenOptions } from '../../ports/adapter';
import type { Control, ProvisionCommand } from '../../ports/control';
import { kindOf, type PartyName } from '../../procedure/roles';
import type { Env, Machine } from '../../reference/machine';
import { createMachine, type Choice } from '../../reference/party';
import { packageVersion } from '../../schema/package-root';
import { schemaFiles } from '../../schema/schema-files';
import type { HarnessFault } from '../../verdict/errors';
import { createActivity } from './activity';
import { allowedAddresses } from '../target/allowed-addresses';
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
  readonly choice?: Choice & Pick<BuiltIn, 'onSip'>;
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
export function createServing(
  party: PartyName,
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
    recorder,
    activity: createActivity(),
    // Nobody waits for a run here: a fault is told at once, and no later command pays for it.
    faults: { note: onFault, raise: () => undefined },
    now,
    ...createLabels(),
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
  const { host, stop, begin } = createServing(party, {
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

const OPEN_API: Route = {
  method: 'GET',
  path: '/openapi.json',
  matches: (path) => path === '/openapi.json',
  handle: () => ({ status: 200, body: openApiDocument(schemaFiles(), packageVersion) }),
};
