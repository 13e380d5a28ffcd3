// Holds one reference party open on SIP for a vendor to develop against: its endpoint on one port, control by HTTP on another.
// Which MC systems there are comes by control. Unaware of who drives it.

import { controlRoutes } from '../http-json/control-server';
import { DEFAULT_LIMITS } from '../http-json/adapter';
import { openHttpServer } from '../http-json/http-server';
import type { Control } from '../../ports/control';
import type { PartyName } from '../../procedure/roles';
import { portTrouble } from '../../testbed/network/port-trouble';
import { createServing, type ServedParty, type ServeOptions } from '../../testbed/host/serve';
import type { SipTarget } from './target';
import { openSipWire } from './open';
import type { SipOptions } from './options';

export interface ServeSipOptions extends Omit<ServeOptions, 'adapter'> {
  readonly sip: SipTarget;
  /** 0 lets the system choose. */
  readonly controlPort: number;
  /** What it asks of each request; nothing where absent. */
  readonly challenge?: SipOptions['challenge'];
}

export async function serveSipParty(party: PartyName, options: ServeSipOptions): Promise<ServedParty> {
  const { sip, controlPort, challenge, allow = [], setup, host: hostName, port } = options;
  const where = { host: hostName, port };
  const onSip = options.choice?.onSip;
  const wire = openSipWire(sip, {
    systems: [],
    allow,
    knowsItself: false,
    alterationOf: () => onSip,
    ...(challenge && { challenge }),
  });
  const { host, stop, begin } = createServing(party, { ...options, adapter: wire.adapter });
  const control: Control = {
    ...host.control,
    send(command, signal) {
      if (command.command === 'provision') wire.learn(command.systems);
      return host.control.send(command, signal);
    },
  };
  const remedy = 'choose another with --host and --port';
  const listener = await wire.adapter.listen(host.receiver, { ...where, party }).catch((error: unknown) => {
    throw portTrouble(error, party, where, remedy);
  });
  const controlAt = { host: hostName, port: controlPort };
  const controlled = setup
    ? undefined
    : await openHttpServer(controlRoutes(control, stop.signal), controlAt, DEFAULT_LIMITS, () => undefined).catch(
        async (error: unknown) => {
          await wire.adapter.close();
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
      await wire.adapter.close();
    },
  };
}
