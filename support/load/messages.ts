// What whoever conducts a load and its workers tell each other, one JSON value a line. Types, and how a client is named.

import type { ProvisionCommand } from '../ports/control';
import { scopedId } from '../procedure/identities';
import type { Target } from '../testbed/target/target';

/** Of all clients, those that one worker plays. */
export interface Share {
  readonly first: number;
  readonly count: number;
}

/** The user of a client, by its number: short, for there may be very many. */
export const memberId = (scope: string, domain: string, number: number): string =>
  scopedId(`m${number}`, scope, domain);

export type ToWorker =
  | { readonly kind: 'open'; readonly target: Target; readonly worker: number }
  | {
      readonly kind: 'prepare';
      readonly share: Share;
      /** Without its users. */
      readonly command: ProvisionCommand;
      readonly domain: string;
      readonly group: string;
      /** So long without an answer, and the preparation has failed. */
      readonly patienceMs: number;
    }
  /** From now on step 7 and step 9 are counted. */
  | { readonly kind: 'measure' }
  | { readonly kind: 'ping'; readonly sentAt: number }
  | { readonly kind: 'report' }
  /** The events of these clients. */
  | { readonly kind: 'trace'; readonly clients: readonly number[] }
  /** Nothing for a minute, and a worker ends. */
  | { readonly kind: 'alive' }
  | { readonly kind: 'close' };

/** What became of one client. Times are those of the worker's clock. */
export interface ClientRecord {
  readonly client: number;
  /** How often it was sent step 7. */
  readonly asked: number;
  /** When it came first. */
  readonly askedAt?: number;
  /** When its step 9 left, and whether it was taken. */
  readonly answeredAt?: number;
  readonly taken?: true;
}

export interface WorkerState {
  /** Clients that receive service, and clients that are affiliated. */
  readonly served: number;
  readonly affiliated: number;
  /** Messages of step 7, and those of step 9 that were taken. */
  readonly asked: number;
  readonly taken: number;
  /** How late its event loop was at most, and in all, since it measures. */
  readonly latestMs: number;
  readonly lateMs: number;
  /** Connections of products at a time, at most. */
  readonly connections: number;
  /** Messages that it would not take. */
  readonly refused: number;
  /** The first message that did not get through, to a client or from one, and why. */
  readonly trouble?: string;
}

export type FromWorker =
  | { readonly kind: 'opened'; readonly address: string }
  | { readonly kind: 'prepared' }
  /** From this reading of its clock on. */
  | { readonly kind: 'measuring'; readonly at: number }
  | { readonly kind: 'pong'; readonly sentAt: number; readonly at: number }
  | ({ readonly kind: 'state' } & WorkerState)
  | { readonly kind: 'clients'; readonly clients: readonly ClientRecord[]; readonly isLast: boolean }
  /** Each an event of the trace, as JSON. */
  | { readonly kind: 'events'; readonly events: readonly string[]; readonly isLast: boolean }
  | { readonly kind: 'failed'; readonly reason: string };

/** The way to one worker. */
export interface Link {
  readonly name: string;
  send(message: ToWorker): void;
  listen(heard: (message: FromWorker) => void): void;
  /** Resolves when the worker is no more, with the reason. */
  readonly gone: Promise<string>;
  close(): Promise<void>;
}

/** Finds so many workers. @throws UserError where there are too few */
export type Crew = (workers: number, signal: AbortSignal) => Promise<readonly Link[]>;
