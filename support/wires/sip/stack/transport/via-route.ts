// Where the response to a request goes: what the receiver adds to the topmost Via (RFC 3261 18.2.1, RFC 3581 4), and what it
// reads from there later (18.2.2). Pure.

import net from 'node:net';
import type { SipRequest } from '../message/message';
import { parameter, withParameter } from '../message/parameters';
import { topVia, withTopVia } from '../message/typed';
import { defaultPort, type Via } from '../message/via';
import { canonicalHost, isReliable, withoutBrackets, type Place } from '../place';

/** The request with `received`, and with `rport` filled in where it was asked for. */
export function stampVia(request: SipRequest, remote: Place): SipRequest {
  const via = topVia(request);
  if (!via) return request;
  const wantsPort = parameter(via.parameters, 'rport') !== undefined;
  if (!wantsPort && canonicalHost(via.host) === remote.host) return request;
  const received = withParameter(via.parameters, 'received', remote.host);
  const parameters = wantsPort ? withParameter(received, 'rport', String(remote.port)) : received;
  return withTopVia(request, { ...via, parameters });
}

/** Where a response goes that cannot take the connection of its request; undefined where the Via names no address. */
export function responsePlace(via: Via): Place | undefined {
  const received = parameter(via.parameters, 'received');
  const maddr = parameter(via.parameters, 'maddr');
  const rport = Number(parameter(via.parameters, 'rport') ?? '');
  const port = via.port ?? defaultPort(via.transport);
  if (!isReliable(via.transport) && maddr) return numeric(maddr, port);
  if (!isReliable(via.transport) && received && rport) return numeric(received, rport);
  return numeric(received ?? via.host, port);
}

function numeric(host: string, port: number): Place | undefined {
  const bare = withoutBrackets(host);
  return net.isIP(bare) === 0 ? undefined : { host: canonicalHost(bare), port };
}
