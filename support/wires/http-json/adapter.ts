// The adapter http-json: every party is an HTTP server, one POST carries one information flow as JSON.
// Unaware of scenarios, of schemas and of verdicts.

import type { Adapter, DeliveryOutcome, Listener, OutboundMessage } from '../../ports/adapter';
import { overloadIn, saysOverload } from '../../ports/overload';
import { DEFAULT_WIRE_LIMITS } from '../../ports/wire-limits';
import type { BelowTls, OnSocket } from '../../ports/transmission';
import { flowRoute, MESSAGE_ID } from './flow-route';
import { createHttpClient, type Credentials, type HttpReply } from './http-client';
import { createInHand } from './in-hand';
import { openHttpServer } from './http-server';
import { refusalOf } from './refusal';

export interface HttpJsonOptions {
  /** Whether messages may be sent there at all. */
  readonly allow: (url: URL) => boolean;
  /** Longest wait for the answer of the wire. */
  readonly requestTimeoutMs: number;
  readonly credentials?: Credentials;
  /** Largest message taken or sent; 1 MiB where absent. */
  readonly maxBodyBytes?: number;
  /** Connections at one port; 1000 where absent. */
  readonly maxConnections?: number;
  /** Time that a sender has for one whole request; 10 s where absent. */
  readonly receiveTimeoutMs?: number;
  readonly onSocket?: OnSocket | undefined;
  readonly belowTls?: BelowTls | undefined;
}

export const DEFAULT_LIMITS = {
  maxBodyBytes: DEFAULT_WIRE_LIMITS.messageBytes,
  maxConnections: DEFAULT_WIRE_LIMITS.connections,
  receiveTimeoutMs: 10_000,
} as const;

export function createHttpJsonAdapter(options: HttpJsonOptions): Adapter {
  const limits = { ...DEFAULT_LIMITS, ...options, inHand: createInHand() };
  const client = createHttpClient(limits);
  const listeners: Listener[] = [];

  return {
    async listen(receiver, where) {
      const listener = await openHttpServer([flowRoute(receiver)], where, limits, (message) =>
        receiver.onMalformed(message),
      );
      listeners.push(listener);
      return listener;
    },
    prepare(message) {
      const raw = JSON.stringify(message.body);
      const headers = { [MESSAGE_ID]: message.messageId };
      return {
        carried: true,
        raw,
        body: message.body,
        leave: async (signal) => outcomeOf(await client.post(flowUrl(message), raw, headers, signal)),
      };
    },
    async close() {
      await Promise.all(listeners.map((listener) => listener.close()));
      client.close();
    },
  };
}

const flowUrl = ({ address, flow }: OutboundMessage): string => `${address.replace(/\/+$/, '')}/flows/${flow}`;

function outcomeOf(reply: HttpReply): DeliveryOutcome {
  if (reply.kind === 'unanswered' && reply.timedOut)
    return { outcome: 'undeliverable', detail: reply.problem, timedOut: true };
  if (reply.kind !== 'answered') return { outcome: 'undeliverable', detail: reply.problem };
  if (saysOverload(reply.status, reply.advice)) return { outcome: 'overloaded', detail: overloadIn(refusalOf(reply)) };
  const taken = reply.status >= 200 && reply.status < 300;
  return taken
    ? { outcome: 'accepted', detail: String(reply.status) }
    : { outcome: 'refused', detail: refusalOf(reply) };
}
