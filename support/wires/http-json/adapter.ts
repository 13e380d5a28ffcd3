// The adapter http-json: every party is an HTTP server, one POST carries one information flow as JSON.
// Unaware of scenarios, of schemas and of verdicts.

import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Adapter, DeliveryOutcome, Leave, Listener, OutboundMessage, Receiver } from '../../ports/adapter';
import type { PartyName } from '../../procedure/roles';
import { overloadIn, saysOverload } from '../../ports/overload';
import { DEFAULT_WIRE_LIMITS } from '../../ports/wire-limits';
import { traceHeaders } from '../../ports/trace-context';
import type { ScopeOf } from '../../ports/wire';
import type { BelowTls, OnSocket } from '../../ports/transmission';
import { flowRoute, MESSAGE_ID } from './server/flow-route';
import { createHttpClient, type Credentials, type HttpReply } from './client/http-client';
import { openHttpServer, type Route } from './server/http-server';
import { FLOWS_PATH } from './server/refused-message';
import { asksForCredentials, challengeIn } from './client/challenge';
import { createInHand } from './server/in-hand';
import { refusalOf } from './client/refusal';

export interface HttpJsonOptions {
  /** Whether messages may be sent there at all. */
  readonly allow: (url: URL) => boolean;
  /** Longest wait for the answer of the wire. */
  readonly requestTimeoutMs: number;
  readonly credentials?: Credentials;
  /** The scenario of a message, whose trace context goes with it. */
  readonly scopeOf?: ScopeOf;
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
  const { scopeOf = () => null } = options;
  const client = createHttpClient(limits);
  const isCredentialed = (message: OutboundMessage): boolean =>
    Object.keys(options.credentials?.headersFor(new URL(flowUrl(message))) ?? {}).length > 0;
  const listeners: Listener[] = [];
  const receivers = new Map<PartyName, Receiver>();
  /** By address, what listens in this process. */
  const routes = new Map<string, Route>();

  return {
    async listen(receiver, where) {
      const route = flowRoute(receiver);
      if (where.party !== undefined) receivers.set(where.party, receiver);
      const within = { ...limits, bodyWithinMs: options.requestTimeoutMs };
      const listener = await openHttpServer([route], where, within, (message) => receiver.onMalformed(message));
      listeners.push(listener);
      routes.set(listener.address, route);
      return {
        address: listener.address,
        close() {
          routes.delete(listener.address);
          return listener.close();
        },
      };
    },
    prepare(message) {
      const raw = JSON.stringify(message.body);
      const headers = { [MESSAGE_ID]: message.messageId };
      const route = raw.length < limits.maxBodyBytes ? routes.get(message.address) : undefined;
      return {
        carried: true,
        raw,
        body: message.body,
        leave: async (signal) => {
          const traced = Object.assign({}, headers, traceHeaders(scopeOf({ body: message.body, raw })));
          const reply = await client.post(flowUrl(message), raw, traced, signal);
          if (reply.kind === 'unreadable') return chargedWithAnswer(reply, message, raw, receivers);
          if (reply.kind === 'answered' && asksForCredentials(reply))
            return { outcome: 'challenged', detail: challengeIn(reply, isCredentialed(message)) };
          return outcomeOf(reply);
        },
        ...(route && { leaveInside: insideTo(route, message, raw) }),
      };
    },
    async close() {
      routes.clear();
      await Promise.all(listeners.map((listener) => listener.close()));
      client.close();
    },
  };
}

const flowUrl = ({ address, flow }: OutboundMessage): string => `${address.replace(/\/+$/, '')}/flows/${flow}`;

const insideTo =
  (route: Route, { flow, messageId }: OutboundMessage, raw: string): Leave =>
  async (signal) => {
    // A socket would part the two: what the receiver does is never inside what the sender does.
    await nextTurn();
    if (signal.aborted) return { outcome: 'undeliverable', detail: 'given up: the run no longer waits for it' };
    const json: unknown = JSON.parse(raw);
    const headers = { [MESSAGE_ID]: messageId };
    const answer = await route.handle({ path: `${FLOWS_PATH}${flow}`, headers, text: raw, json, faults: [], wire: {} });
    const { status, contentType = '', body } = answer;
    const text = body === undefined ? '' : JSON.stringify(body);
    return outcomeOf({ kind: 'answered', status, contentType, text, date: '', advice: [], encoding: '' });
  };

/** What whoever was asked sent cannot be read: that is its own, and no loss on the way. */
function chargedWithAnswer(
  { problem: why, raw: bytes, timedOut }: Extract<HttpReply, { readonly kind: 'unreadable' }>,
  { flow, by, body }: OutboundMessage,
  readable: string,
  receivers: ReadonlyMap<PartyName, Receiver>,
): DeliveryOutcome {
  const problem = `its answer to ${flow}: ${why}`;
  const sender = by === undefined ? undefined : receivers.get(by);
  sender?.onMalformed({ raw: bytes, problem, wire: {}, refused: { from: String(body['to']), readable } });
  return { outcome: 'refused', detail: problem, ...(timedOut && { timedOut }) };
}

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
