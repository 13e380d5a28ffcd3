// A product made of SIPp: scenarios of SIPp speak all of its SIP, and the control that the harness gives it over HTTP starts
// them with the values that they need. Unaware of which role it takes.

import { DEFAULT_LIMITS } from '../adapters/http-json/adapter';
import { controlRoutes } from '../adapters/http-json/control-server';
import { openHttpServer } from '../adapters/http-json/http-server';
import { freePort } from '../cli/acceptance/free-port';
import type { Control, ControlAnswer, ControlCommand } from '../ports/control';
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

export type Obey = (command: ControlCommand) => Promise<ControlAnswer>;

export async function openProduct(
  role: (bench: Bench) => Promise<Obey>,
  changes: readonly ScenarioChange[],
): Promise<SippProduct> {
  const port = await freePort();
  const running: Sipp[] = [];
  const complaints: string[] = [];
  async function started(options: SippOptions): Promise<Sipp> {
    const sipp = await startSipp({ ...options, changes });
    running.push(sipp);
    void sipp.ended.then(({ status, errors }) => {
      if (status !== undefined && (status !== 0 || errors !== '')) complaints.push(`${options.scenario}: ${errors}`);
    });
    return sipp;
  }
  const address = `sip:127.0.0.1:${port};transport=udp`;
  const obey = await role({
    address,
    listen: (scenario, more) => started({ scenario, transport: 'UDP', port, calls: Infinity, ...more }),
    call: async (scenario, to, more) =>
      started({ scenario, transport: 'UDP', port: await freePort(), to, calls: 1, ...more }),
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
