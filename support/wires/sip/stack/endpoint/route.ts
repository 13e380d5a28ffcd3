// Where a request goes, from the request alone: its topmost Route, else its Request-URI (RFC 3261 8.1.2), numeric addresses
// only (RFC 3263 4). Pure.

import net from 'node:net';
import { SipFailure } from '../failure';
import { writeAddress, type Address } from '../message/address';
import { withHeaders, type SipRequest } from '../message/message';
import { routesOf } from '../message/typed';
import { parseUri, uriParameter, type Uri } from '../message/uri';
import { defaultPort } from '../message/via';
import { canonicalHost, TRANSPORTS, withoutBrackets, type Hop } from '../place';

/** @throws SipFailure where the request names no numeric address */
export function nextHop(request: SipRequest): Hop {
  const [route] = routesOf(request);
  return route ? hopOf(route.uri) : hopOf(requestUri(request));
}

function requestUri(request: SipRequest): Uri {
  const uri = parseUri(request.start.uri);
  if (uri.ok) return uri.value;
  throw new SipFailure('malformed', `the Request-URI ${request.start.uri}: expected ${uri.expected}`);
}

function hopOf(uri: Uri): Hop {
  if (uri.scheme === 'tel' || uri.scheme === 'other')
    throw new SipFailure(
      'not-numeric',
      `a ${uri.scheme === 'tel' ? 'tel' : uri.name} URI names no address: say where to send it`,
    );
  const named = uriParameter(uri, 'transport')?.toUpperCase() ?? 'UDP';
  const transport = uri.scheme === 'sips' ? 'TLS' : TRANSPORTS.find((one) => one === named);
  if (!transport) throw new SipFailure('no-listener', `expected ${TRANSPORTS.join(', ')} as transport, found ${named}`);
  const host = withoutBrackets(uriParameter(uri, 'maddr') ?? uri.host);
  if (net.isIP(host) === 0)
    throw new SipFailure('not-numeric', `expected a numeric address, found ${host}: say where to send it`);
  return { transport, host: canonicalHost(host), port: uri.port ?? defaultPort(transport) };
}

/** The request with this route set, all of it known beforehand. */
export const withRoute = (request: SipRequest, route: readonly Address[]): SipRequest =>
  withHeaders(request, 'Route', route.map(writeAddress));
