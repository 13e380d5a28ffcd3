// Bytes as they met a socket of ours, in either direction. Types only.

import type { Duplex } from 'node:stream';

export interface NetworkPlace {
  readonly host: string;
  readonly port: number;
}

export interface Transmission {
  /** What speaks, as the wire calls it; `tls`: records as they are on the wire, whatever is in them. */
  readonly protocol: string;
  readonly transport: 'udp' | 'tcp' | 'tls';
  readonly source: NetworkPlace;
  readonly destination: NetworkPlace;
  readonly bytes: Buffer;
  /** True where it is told by its sender. */
  readonly leaves: boolean;
  /** What the network that was asked for made of it after it had left. */
  readonly weather?: 'lost' | 'doubled' | 'held';
}

export type OnTransmission = (transmission: Transmission) => void;

/** What an observer sees of a connection. */
export interface WatchedSocket {
  readonly connecting: boolean;
  /** Of TLS: what is seen is what goes into it and comes out of it. */
  readonly encrypted?: boolean;
  readonly localAddress?: string | undefined;
  readonly localPort?: number | undefined;
  readonly remoteAddress?: string | undefined;
  readonly remotePort?: number | undefined;
  write(chunk: Uint8Array | string, ...rest: readonly unknown[]): boolean;
  on(event: 'data', listener: (bytes: Buffer) => void): unknown;
  once(event: 'connect' | 'close', listener: () => void): unknown;
}

/** Called with each connection of a party or a client of ours, before a byte has passed. */
export type OnSocket = (socket: WatchedSocket) => void;

/** Stands between TLS and the connection below it: sees the records as they pass, and is told what opens them. */
export interface BelowTls {
  /** What TLS is to speak through in place of the connection. */
  readonly between: (connection: Duplex & WatchedSocket) => Duplex;
  /** A line of the NSS key log. */
  readonly onKeys: (line: Buffer) => void;
}
