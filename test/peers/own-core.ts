// A SIP core of ours, for where there is no other: sends each request where its Request-URI says, by UDP or TCP, and asserts
// what clients prefer. It stays on no route. Unaware of what requests are about.

import net from 'node:net';
import { openEndpoint, type IncomingRequest } from '../../support/wires/sip/stack/endpoint/endpoint';
import { withRoute } from '../../support/wires/sip/stack/endpoint/route';
import {
  headerOf,
  headersOf,
  withHeader,
  withHeaders,
  type SipRequest,
  type SipResponse,
} from '../../support/wires/sip/stack/message/message';
import { numberOf, routesOf, viasOf } from '../../support/wires/sip/stack/message/typed';
import { parseUri, uriParameter } from '../../support/wires/sip/stack/message/uri';
import { writeVia } from '../../support/wires/sip/stack/message/via';
import { TRANSPORTS, type Hop } from '../../support/wires/sip/stack/place';
import type { CoreRoute } from './kamailio';

export interface OwnCore {
  /** How many requests it has passed on. */
  readonly passed: () => number;
  close(): Promise<void>;
}

export async function openOwnCore(port: number, routes: readonly CoreRoute[]): Promise<OwnCore> {
  let passed = 0;
  const endpoint = await openEndpoint({
    listen: [
      { transport: 'UDP', port },
      { transport: 'TCP', port },
    ],
    allow: (host) => host === '127.0.0.1',
    udpLimit: Infinity,
    detectMerged: false,
    abilities: {
      methods: ['MESSAGE', 'PUBLISH', 'REGISTER', 'SUBSCRIBE', 'NOTIFY'],
      contentTypes: ['*/*'],
      forwards: true,
    },
    onRequest: (incoming) => void pass(incoming),
    onFault: (error) => {
      throw error;
    },
  });

  async function pass({ request, respond, respondWith }: IncomingRequest): Promise<void> {
    const to = nextOf(request, routes);
    if (!to) {
      await respond(404);
      return;
    }
    passed += 1;
    try {
      await respondWith(withoutOurVia(await endpoint.send(onItsWay(request), { to })));
    } catch {
      await respond(500);
    }
  }

  return { passed: () => passed, close: () => endpoint.close() };
}

/** A contact is an address already. */
function nextOf({ start }: SipRequest, routes: readonly CoreRoute[]): Hop | undefined {
  const read = parseUri(start.uri);
  if (!read.ok || (read.value.scheme !== 'sip' && read.value.scheme !== 'sips')) return undefined;
  const { host, port = 5060, user = '' } = read.value;
  const named = uriParameter(read.value, 'transport')?.toUpperCase();
  const transport = TRANSPORTS.find((one) => one === named) ?? 'UDP';
  if (net.isIP(host) !== 0) return { transport, host, port };
  return routes.find(
    (route) => route.domain === host && (route.user === undefined || new RegExp(route.user).test(user)),
  )?.to;
}

function onItsWay(request: SipRequest): SipRequest {
  const hops = withHeader(request, 'Max-Forwards', String((numberOf(request, 'Max-Forwards') ?? 70) - 1));
  return ['Identity', 'Service'].reduce(asserted, withRoute(hops, routesOf(request).slice(1)));
}

/** RFC 3325 9.2, RFC 6050 4.2. */
function asserted(request: SipRequest, what: string): SipRequest {
  const preferred = headerOf(request, `P-Preferred-${what}`);
  if (preferred === undefined) return request;
  const without = withHeaders(request, `P-Preferred-${what}`, []);
  return headersOf(request, `P-Asserted-${what}`).length > 0
    ? without
    : withHeader(without, `P-Asserted-${what}`, preferred);
}

const withoutOurVia = (response: SipResponse): SipResponse =>
  withHeaders(response, 'Via', viasOf(response).slice(1).map(writeVia));
