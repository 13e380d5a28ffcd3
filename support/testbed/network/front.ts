// Holds the fixed ports of a run that is split over workers, each of which plays every party on ports of its own, and passes
// each message to the worker whose scenario it belongs to. Unaware of what the workers do.

import { randomBytes } from 'node:crypto';
import { DEFAULT_LIMITS } from '../../wires/http-json/adapter';
import { openHttpServer, type Route } from '../../wires/http-json/server/http-server';
import { problem } from '../../wires/http-json/server/problem';
import { openRelay } from '../../wires/http-json/relay';
import type { Listener } from '../../ports/adapter';
import type { PartyName } from '../../procedure/roles';
import { createFrontRoutes, type FrontRoutes, type FrontWorker } from './front-routes';
import { listenersOf } from './listeners';
import { portTrouble } from './port-trouble';
import type { Target } from '../target/target';

export interface Front {
  /** Where workers say that they are there. Whoever does not know it cannot. */
  readonly entrance: string;
  close(): Promise<void>;
}

const LOOPBACK = { host: '127.0.0.1', port: 0 };

export async function openFront(target: Target): Promise<Front> {
  const routes = createFrontRoutes();
  const opened: Listener[] = [];
  const close = async (): Promise<void> => {
    await Promise.all(opened.map((listener) => listener.close()));
  };
  try {
    for (const party of listenersOf(target)) {
      const port = target.listen.ports[party];
      if (port !== undefined) opened.push(await openPort(party, { host: target.listen.host, port }, routes, target));
    }
    const path = `/${randomBytes(16).toString('hex')}`;
    const entrance = await openHttpServer([entranceAt(path, routes)], LOOPBACK, DEFAULT_LIMITS, () => undefined);
    opened.push(entrance);
    return { entrance: `${entrance.address}${path}`, close };
  } catch (error) {
    await close();
    throw error;
  }
}

const openPort = (
  party: PartyName,
  where: { readonly host: string; readonly port: number },
  routes: FrontRoutes,
  { timing }: Target,
): Promise<Listener> =>
  openRelay(
    { ...DEFAULT_LIMITS, answerTimeoutMs: timing.deadlineMs, destinationOf: (text) => routes.find(party, text) },
    where,
  ).catch((error: unknown) => {
    throw portTrouble(error, party, where, `change listen.host or listen.ports.${party} in the target file`);
  });

const entranceAt = (path: string, routes: FrontRoutes): Route => ({
  method: 'POST',
  path: '/',
  matches: (requestPath) => requestPath === path,
  handle({ json }) {
    const { labels, addresses } = Object(json) as Partial<FrontWorker>;
    if (!Array.isArray(labels) || addresses === undefined) return problem(400, 'No worker', 'labels or addresses miss');
    routes.add({ labels, addresses });
    return { status: 204 };
  },
});
