// Clients of many users in a process of their own, on the wire of a target: what a worker of a load plays. Everything that passes is told
// as events; no scenario is open here. Unaware of what the load is and of who else plays.

import { setMaxListeners } from 'node:events';
import type { Recorder } from '../../evidence/recorder';
import { abilitiesOf } from '../../ports/abilities';
import type { Control } from '../../ports/control';
import type { OnSocket } from '../../ports/transmission';
import type { PartyName } from '../../procedure/roles';
import { createMachine } from '../../reference/party';
import { wireNamed } from '../../wires/registry';
import { portTrouble } from '../network/port-trouble';
import { openWireOf } from '../network/open-wire';
import { credentialsOf } from '../target/credentials';
import { rolesUnderTest } from '../target/roles-under-test';
import type { Target } from '../target/target-model';
import { createActivity } from './activity';
import { createFaults } from './faults';
import { createHost } from './host';
import { createLabels } from './labels';

export interface ClientsAlone {
  /** Where they are reached. */
  readonly address: string;
  readonly control: Control;
  /** Resolves when nothing of theirs is on its way. */
  readonly whenIdle: (signal: AbortSignal) => Promise<void>;
  readonly close: () => Promise<void>;
}

export interface ClientsOptions {
  readonly recorder: Recorder;
  /** Milliseconds on a monotonic clock. */
  readonly now: () => number;
  /** Where they listen; as the target says where absent. */
  readonly host: string | undefined;
  readonly onSocket?: OnSocket;
}

export async function openClientsAlone(
  party: PartyName,
  target: Target,
  { recorder, now, host, onSocket }: ClientsOptions,
): Promise<ClientsAlone> {
  const wire = wireNamed(target.adapter);
  const { adapter } = openWireOf(target, wire, {
    credentials: credentialsOf(target, process.env),
    ...(onSocket && { onSocket }),
  });
  const stop = new AbortController();
  // Each message on its way listens for the end.
  setMaxListeners(0, stop.signal);
  const activity = createActivity();
  const products = rolesUnderTest(target);
  const { receiver, control } = createHost(party, (env) => createMachine('client', env), {
    adapter,
    abilities: abilitiesOf(wire),
    recorder,
    activity,
    faults: createFaults(),
    now,
    ...createLabels(),
    products: () => products,
    signal: stop.signal,
  });
  const where = { host: host ?? target.listen.host, port: 0 };
  const { advertise } = target.listen;
  const listener = await adapter
    .listen(receiver, { ...where, party, ...(host === undefined && advertise !== undefined && { advertise }) })
    .catch(async (error: unknown) => {
      await adapter.close();
      throw portTrouble(error, party, where, 'choose another with --host');
    });
  return {
    address: listener.address,
    control,
    whenIdle: (signal) => activity.whenIdle(signal),
    async close() {
      stop.abort();
      await adapter.close();
    },
  };
}
