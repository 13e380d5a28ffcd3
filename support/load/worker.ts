// A worker of a load: plays a share of the clients, brings them to receive service and to be affiliated, and counts for each when step 7
// came and when step 9 left. It gives no verdict. Unaware of how it is told what to do.

import { once } from 'node:events';
import { performance } from 'node:perf_hooks';
import { createRecorder } from '../evidence/recorder';
import type { MessageEvent, TraceEvent } from '../evidence/trace';
import type { Act } from '../ports/control';
import { deadlineIn, whenPassed } from '../ports/lateness';
import type { WatchedSocket } from '../ports/transmission';
import type { FlowId } from '../procedure/flows';
import { canonicalId } from '../procedure/identities';
import { validateFlow } from '../schema/validate';
import { openClientsAlone, type ClientsAlone } from '../testbed/host/clients-alone';
import { openEventLog } from './event-log';
import { watchLateness } from './lateness-watch';
import { memberId, type ClientRecord, type FromWorker, type Share, type ToWorker } from './messages';

export const STEP_7: FlowId = 'preconfigured-regroup-request.server-client';
export const STEP_9: FlowId = 'preconfigured-regroup-response.client-server';

/** So many of its clients wait for an answer at a time while they are prepared. */
const AT_ONCE = 64;
const STATE_EVERY_MS = 250;
const CLIENTS_A_MESSAGE = 2000;
/** In characters of JSON: a NATS server takes a mebibyte. */
const EVENTS_A_MESSAGE = 250_000;
const SILENCE_MS = 60_000;
/** Of what did not get through so much is told. */
const REASON = 300;

type Of<K extends ToWorker['kind']> = Extract<ToWorker, { readonly kind: K }>;

interface Counted {
  asked: number;
  askedAt?: number;
  answeredAt?: number;
  taken?: true;
}

/** @param host where it listens, in place of what the target says */
export function createWorker(tell: (message: FromWorker) => void, host?: string) {
  const now = (): number => performance.now();
  const lateness = watchLateness();
  const log = openEventLog();
  let clients: ClientsAlone | undefined;
  let share: Share = { first: 0, count: 0 };
  /** By identity. */
  const numbers = new Map<string, number>();
  let counted: Counted[] = [];
  let isMeasuring = false;
  /** When the last message was counted: what comes after it is no part of what is measured. */
  let late = lateness.read();
  const state = { served: 0, affiliated: 0, asked: 0, taken: 0, connections: 0, refused: 0 };
  let trouble: string | undefined;
  let open = 0;
  /** Messages that may still be told of, by id. */
  const underWay = new Map<string, { readonly client: number; readonly flow: FlowId }>();
  let heardAnswer: ((flow: FlowId, client: number, body: MessageEvent['body']) => void) | undefined;

  const elapsed = { of: (): number => 0 };

  function hear(event: TraceEvent): void {
    if (event.kind === 'message') hearMessage(event);
    else if (event.kind === 'delivery') {
      const about = underWay.get(event.message);
      log.add(event, about?.client);
      underWay.delete(event.message);
      if (about === undefined) return;
      if (event.outcome === 'refused' || event.outcome === 'undeliverable')
        trouble ??= `${about.flow} of client ${about.client}: ${event.detail}`.slice(0, REASON);
      if (about.flow === STEP_9 && event.outcome === 'accepted') note(about.client, { taken: true });
    } else {
      log.add(event, undefined);
      if (event.kind === 'malformed') {
        state.refused += 1;
        trouble ??= `it would not take a message: ${event.problem}`.slice(0, REASON);
      }
    }
  }

  function hearMessage(event: MessageEvent): void {
    const { flow, from, to, id, at } = event;
    const own = event.writtenBy === 'harness' ? from.id : to.id;
    const client = numbers.get(own) ?? numbers.get(canonicalId(own));
    log.add(event, client);
    if (client === undefined) return;
    underWay.set(id, { client, flow });
    if (event.writtenBy === 'implementation') heardAnswer?.(flow, client, event.body);
    if (!isMeasuring) return;
    if (flow === STEP_7) note(client, { askedAt: at });
    if (flow === STEP_9) note(client, { answeredAt: at });
  }

  function note(client: number, { askedAt, answeredAt, taken }: Partial<Counted>): void {
    const one = counted[client - share.first];
    if (one === undefined) return;
    late = lateness.read();
    if (askedAt !== undefined) {
      one.asked += 1;
      state.asked += 1;
      one.askedAt ??= askedAt;
    }
    if (answeredAt !== undefined) one.answeredAt ??= answeredAt;
    if (taken && !one.taken) {
      one.taken = true;
      state.taken += 1;
    }
  }

  async function openParty({ target, worker }: Of<'open'>): Promise<void> {
    const recorder = createRecorder(now, `w${worker}`);
    elapsed.of = () => recorder.elapsed();
    recorder.listen(hear);
    clients = await openClientsAlone('partner-bystanders', target, { recorder, now, host, onSocket });
    tell({ kind: 'opened', address: clients.address });
  }

  function onSocket(socket: WatchedSocket): void {
    // One that is still connecting is ours.
    if (socket.connecting) return;
    open += 1;
    state.connections = Math.max(state.connections, open);
    socket.once('close', () => (open -= 1));
  }

  async function prepare({ share: given, command, domain, group, patienceMs }: Of<'prepare'>): Promise<void> {
    if (clients === undefined) throw new Error('it is not open');
    const { control } = clients;
    share = given;
    const { scope } = command;
    const ids = Array.from({ length: share.count }, (_, at) => memberId(scope, domain, share.first + at));
    for (const [at, id] of ids.entries()) numbers.set(id, share.first + at);
    counted = ids.map(() => ({ asked: 0 }));
    const users = ids.map((mcServiceId) => ({ mcServiceId, clientAddress: '', mayInitiateRegroup: false }));
    const signal = new AbortController().signal;
    await control.send({ ...command, users }, signal);
    const act = (one: Act): Promise<unknown> => control.send({ command: 'act', scope, act: one }, signal);
    await answered(ids, 'service-authorization-response.server-client', 'served', patienceMs, (user) =>
      act({ kind: 'start-service', user }),
    );
    await answered(ids, 'group-affiliation-response.server-client', 'affiliated', patienceMs, (user) =>
      act({ kind: 'affiliate', user, mcServiceGroupIdList: [group] }),
    );
    tell({ kind: 'prepared' });
  }

  /** Has each client act, and waits for the answer to each; only so many at a time. */
  function answered(
    ids: readonly string[],
    answer: FlowId,
    count: 'served' | 'affiliated',
    patienceMs: number,
    act: (user: string) => Promise<unknown>,
  ): Promise<void> {
    return new Promise((resolve, reject) => {
      const waiting = new Set<number>();
      let next = 0;
      let stopTimer = (): void => undefined;
      const end = (settle: () => void): void => {
        stopTimer();
        heardAnswer = undefined;
        settle();
      };
      const patient = (): void => {
        stopTimer();
        stopTimer = whenPassed(deadlineIn(patienceMs), () => {
          const [client = 0] = waiting;
          end(() => reject(new Error(`client ${client} was sent no ${answer} within ${patienceMs} ms`)));
        });
      };
      const more = (): void => {
        while (waiting.size < AT_ONCE && next < ids.length) {
          waiting.add(share.first + next);
          void act(ids[next] ?? '').catch(reject);
          next += 1;
        }
        if (waiting.size === 0) end(resolve);
      };
      heardAnswer = (flow, client, body) => {
        if (flow !== answer || !waiting.has(client)) return;
        if (body['result'] === 'failure') {
          end(() => reject(new Error(`client ${client} was refused: ${answer} says ${JSON.stringify(body)}`)));
          return;
        }
        waiting.delete(client);
        state[count] += 1;
        patient();
        more();
      };
      patient();
      more();
    });
  }

  function report(): void {
    const records = counted.map((one, at): ClientRecord => ({ client: share.first + at, ...one }));
    for (let at = 0; at === 0 || at < records.length; at += CLIENTS_A_MESSAGE)
      tell({
        kind: 'clients',
        clients: records.slice(at, at + CLIENTS_A_MESSAGE),
        isLast: at + CLIENTS_A_MESSAGE >= records.length,
      });
  }

  async function trace({ clients: wanted }: Of<'trace'>): Promise<void> {
    let events: string[] = [];
    let size = 0;
    for await (const event of log.of(new Set(wanted))) {
      if (size > 0 && size + event.length > EVENTS_A_MESSAGE) {
        tell({ kind: 'events', events, isLast: false });
        [events, size] = [[], 0];
      }
      events.push(event);
      size += event.length;
    }
    tell({ kind: 'events', events, isLast: true });
  }

  const tellState = (): void =>
    tell({
      kind: 'state',
      ...state,
      latestMs: lateness.read().latestMs,
      lateMs: late.lateMs,
      ...(trouble !== undefined && { trouble }),
    });
  const states = setInterval(tellState, STATE_EVERY_MS);

  async function obey(message: ToWorker): Promise<void> {
    switch (message.kind) {
      case 'open':
        return openParty(message);
      case 'prepare':
        return prepare(message);
      case 'measure':
        isMeasuring = true;
        // What the first of each costs is no part of what is measured.
        for (const flow of [STEP_7, STEP_9]) validateFlow(flow, {});
        lateness.start();
        late = lateness.read();
        tell({ kind: 'measuring', at: elapsed.of() });
        return;
      case 'ping':
        tell({ kind: 'pong', sentAt: message.sentAt, at: elapsed.of() });
        return;
      case 'report':
        tellState();
        report();
        return;
      case 'trace':
        return trace(message);
      case 'alive':
        return;
      case 'close':
        ending.abort();
    }
  }

  const ending = new AbortController();
  let stopSilence = (): void => undefined;
  const notForgotten = (): void => {
    stopSilence();
    stopSilence = whenPassed(deadlineIn(SILENCE_MS), () => ending.abort());
  };
  notForgotten();

  return {
    take(message: ToWorker): void {
      notForgotten();
      obey(message).catch((error: unknown) => {
        tell({ kind: 'failed', reason: error instanceof Error ? error.message : String(error) });
      });
    },
    end: () => ending.abort(),
    /** Resolves when it was told to end, or nobody tells it anything any more. */
    async ended(): Promise<void> {
      if (!ending.signal.aborted) await once(ending.signal, 'abort');
      clearInterval(states);
      stopSilence();
      lateness.stop();
      await clients?.close();
      log.close();
    },
  };
}
