// Bytes as they met a socket of ours, in either direction. Types only.

import type { Socket } from 'node:net';

export interface NetworkPlace {
  readonly host: string;
  readonly port: number;
}

export interface Transmission {
  readonly protocol: 'http' | 'sip';
  readonly transport: 'udp' | 'tcp' | 'tls';
  readonly source: NetworkPlace;
  readonly destination: NetworkPlace;
  readonly bytes: Buffer;
  /** True where it is told by its sender. */
  readonly leaves: boolean;
}

export type OnTransmission = (transmission: Transmission) => void;

/** Called with each connection of a party or a client of ours, before a byte has passed. */
export type OnSocket = (socket: Socket) => void;
