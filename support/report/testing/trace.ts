// Events as a scenario would leave them, for the tests of what is drawn from them.

import type { DeliveryEvent, MessageEvent, PhaseEvent, SettledEvent, TraceEvent } from '../../evidence/trace';

const ids: Readonly<Record<string, string>> = { 'client-1': 'sip:ana@primary.example' };
const end = (party: MessageEvent['from']['party']) => ({ party, id: ids[party ?? ''] ?? `sip:${party ?? 'unknown'}` });

/** An event before its place in the trace is known. */
type Loose<E extends TraceEvent> = E extends unknown ? Omit<E, 'seq' | 'at' | 'scope'> : never;

export function aMessage(
  id: string,
  flow: MessageEvent['flow'],
  from: MessageEvent['from']['party'],
  to: MessageEvent['from']['party'],
  over: Partial<MessageEvent> = {},
): Loose<MessageEvent> {
  const body = over.body ?? { from: end(from).id, to: end(to).id };
  return {
    kind: 'message',
    id,
    flow,
    from: end(from),
    to: end(to),
    body,
    raw: JSON.stringify(body),
    schemaErrors: [],
    writtenBy: 'harness',
    wire: { to: 'http://127.0.0.1:1' },
    ...over,
  };
}

export const aPhase = (phase: PhaseEvent['phase']): Loose<PhaseEvent> => ({
  kind: 'phase',
  id: phase,
  phase,
  text: 'Ana acts',
});

export const quiet = (id = 'quiet'): Loose<SettledEvent> => ({ kind: 'settled', id, by: 'idle', waitedMs: 0 });

export const delivered = (message: string, over: Partial<DeliveryEvent> = {}): Loose<DeliveryEvent> => ({
  kind: 'delivery',
  id: `d-${message}`,
  message,
  by: 'primary-server',
  outcome: 'arrived',
  detail: '',
  ...over,
});

/** Gives events their places, ten milliseconds from one to the next. */
export const inOrder = (events: readonly Loose<TraceEvent>[]): readonly TraceEvent[] =>
  events.map((event, index) => ({ ...event, seq: index + 1, at: 100 + index * 10, scope: 's1' }));

/** A regroup whose request is never returned: step 4b is missing, step 12 comes all the same. */
export const withoutRequestReturn = (hostile: Partial<MessageEvent> = {}): readonly TraceEvent[] =>
  inOrder([
    aPhase('preamble'),
    aMessage('m0', 'subscribe-group-configuration-request.server-gms', 'primary-server', 'primary-gms'),
    aPhase('stimulus'),
    {
      kind: 'control',
      id: 'c1',
      party: 'client-1',
      answer: { status: 'done' },
      command: { command: 'act', act: { kind: 'initiate-regroup' } },
    },
    aMessage('m2', 'preconfigured-regroup-request.client-server', 'client-1', 'primary-server', hostile),
    delivered('m2'),
    aMessage('m5', 'preconfigured-regroup-request.server-server', 'primary-server', 'partner-server'),
    delivered('m5', { id: 'd5', by: 'gateway', outcome: 'relayed' }),
    aMessage('m12', 'preconfigured-regroup-response.server-client', 'primary-server', 'client-1'),
    quiet(),
    aPhase('postamble'),
    aMessage('m13', 'log-off-request.client-server', 'client-1', 'primary-server'),
  ]);
