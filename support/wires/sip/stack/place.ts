// Where packets go and come from: numeric addresses and ports, without brackets. Names are never looked up.

import net from 'node:net';

export const TRANSPORTS = ['UDP', 'TCP', 'TLS'] as const;
export type TransportName = (typeof TRANSPORTS)[number];

export interface Place {
  readonly host: string;
  readonly port: number;
}

export interface Hop extends Place {
  readonly transport: TransportName;
}

export const isReliable = (transport: string): boolean => transport !== 'UDP';

export const withoutBrackets = (host: string): string => (host.startsWith('[') ? host.slice(1, -1) : host);

export const withBrackets = (host: string): string => (host.includes(':') ? `[${withoutBrackets(host)}]` : host);

export const placeText = ({ host, port }: Place): string => `${withBrackets(host)}:${port}`;

const IPV4_LIKE = /^[\d.]+$/;

/** One spelling for each address: IPv6 shortened, IPv4 out of its IPv6 wrapping. */
export function canonicalHost(host: string): string {
  if (IPV4_LIKE.test(host)) return host;
  const bare = withoutBrackets(host).toLowerCase().replace(/%.*$/, '');
  if (!bare.includes(':') || !net.isIPv6(bare)) return bare;
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/.exec(bare)?.[1];
  return mapped ?? withoutBrackets(new URL(`http://[${bare}]`).hostname);
}
