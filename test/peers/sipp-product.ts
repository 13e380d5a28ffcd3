// A product made of SIPp: scenarios of SIPp speak all of its SIP, and the control that the harness gives it over HTTP starts
// them with the values that they need. Unaware of which role it takes.

import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { DEFAULT_LIMITS } from '../../support/wires/http-json/adapter';
import { controlRoutes } from '../../support/wires/http-json/server/control-server';
import { openHttpServer } from '../../support/wires/http-json/server/http-server';
import type { Control, ControlAnswer, ControlCommand } from '../../support/ports/control';
import { startSipp, type Sipp, type SippOptions } from './sipp';
import type { ScenarioChange } from './scenario';

export interface SippProduct {
  /** Where it takes SIP and control, as a target file names them. */
  readonly address: string;
  readonly control: string;
  /** What SIPp says of the calls that did not go as their scenario has it. */
  readonly complaints: () => readonly string[];
  close(): Promise<void>;
}

/** How a role starts scenarios. They end with the product. */
export interface Bench {
  /** Of the product. */
  readonly address: string;
  /** Waits for requests at the port of the product. */
  listen(scenario: string, more?: Partial<SippOptions>): Promise<Sipp>;
  /** Makes one call from a port of its own. */
  call(scenario: string, to: Place, more?: Partial<SippOptions>): Promise<Sipp>;
}

interface Place {
  readonly host: string;
  readonly port: number;
}

/** That of RFC 3261: a slow machine is no reason to give up. */
const T2_MS = 4000;

export type Obey = (command: ControlCommand) => Promise<ControlAnswer>;

export async function openProduct(
  role: (bench: Bench) => Promise<Obey>,
  changes: readonly ScenarioChange[],
): Promise<SippProduct> {
  const port = await freePort();
  const running: Sipp[] = [];
  const complaints: string[] = [];
  async function started(options: SippOptions): Promise<Sipp> {
    const sipp = await startSipp({ t2: T2_MS, ...options, changes });
    running.push(sipp);
    void sipp.ended.then(({ status = 0, failed, errors }) => {
      // A response to what it had repeated it discards, and says so.
      if (status !== 0 || errors.includes('unexpected'))
        complaints.push(`${options.scenario} ended with ${status}, ${failed} calls failed: ${errors}`);
    });
    return sipp;
  }
  const address = `sip:127.0.0.1:${port};transport=udp`;
  const obey = await role({
    address,
    listen: (scenario, more) => started({ scenario, transport: 'UDP', port, calls: Infinity, ...more }),
    call: (scenario, to, more) => started({ scenario, transport: 'UDP', to, calls: 1, ...more }),
  });
  const control: Control = { send: obey };
  const routes = controlRoutes(control, new AbortController().signal);
  const server = await openHttpServer(routes, { host: '127.0.0.1', port: 0 }, DEFAULT_LIMITS, () => undefined);
  return {
    address,
    control: server.address,
    complaints: () => complaints,
    async close() {
      await server.close();
      for (const sipp of running) await sipp.stop();
    },
  };
}

async function freePort(): Promise<number> {
  const socket = createSocket('udp4').bind(0, '127.0.0.1');
  await once(socket, 'listening');
  const { port } = socket.address();
  socket.close();
  await once(socket, 'close');
  return port;
}
