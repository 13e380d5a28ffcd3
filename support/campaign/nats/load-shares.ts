// Workers on other machines play clients of a load: whoever conducts one calls, a worker with a free place offers it, and what the two tell
// each other passes by subjects of their own. Nothing of it is kept: a load is live, or it is begun again.

import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { NatsConnection } from '@nats-io/transport-node';
import { deadlineIn } from '../../ports/lateness';
import type { Crew, FromWorker, Link, ToWorker } from '../../load/messages';
import { startWorkerProcess } from '../../load/worker-processes';
import { UserError } from '../../verdict/errors';
import { TOKEN_OF_VERSION } from './stores';

/** A worker of another version hears other subjects. */
const LOADS = `mcx.load.${TOKEN_OF_VERSION}`;
const CALL = `${LOADS}.call`;
const CALL_EVERY_MS = 500;
/** An offer that nobody answers is no longer one. */
const ANSWER_WITHIN_MS = 3000;
const LAST_WORDS_MS = 1000;

interface Call {
  readonly load: string;
}

interface Offer {
  readonly worker: string;
  /** Of the subjects of this place. */
  readonly place: string;
}

const offersOf = (load: string): string => `${LOADS}.${load}.offers`;
const wayOf = (load: string, place: string) =>
  ({ in: `${LOADS}.${load}.${place}.in`, out: `${LOADS}.${load}.${place}.out` }) as const;

/** @param withinMs so long it waits for workers */
export const crewByNats =
  (connection: NatsConnection, withinMs: number): Crew =>
  async (workers, signal) => {
    const load = randomUUID();
    const links: Link[] = [];
    const offers = connection.subscribe(offersOf(load), {
      callback: (error, message) => {
        if (error) return;
        const isTaken = links.length < workers;
        if (isTaken) links.push(linkTo(connection, load, message.json<Offer>()));
        message.respond(JSON.stringify(isTaken));
      },
    });
    try {
      const deadline = deadlineIn(withinMs);
      while (links.length < workers && deadline.left() > 0) {
        const call: Call = { load };
        connection.publish(CALL, JSON.stringify(call));
        await sleep(CALL_EVERY_MS, undefined, { signal });
      }
    } finally {
      offers.unsubscribe();
    }
    if (links.length === workers) return links;
    for (const link of links) link.send({ kind: 'close' });
    await Promise.all(links.map((link) => link.close()));
    throw new UserError(
      'MCX-LOAD-WORKERS',
      `expected ${workers} workers with nothing else to do, found ${links.length} within ${withinMs / 1000} s. Start more with mcx-conformance worker --nats <url>, or ask for fewer with --workers.`,
      3,
    );
  };

function linkTo(connection: NatsConnection, load: string, { worker, place }: Offer): Link {
  const way = wayOf(load, place);
  let heard: ((message: FromWorker) => void) | undefined;
  const out = connection.subscribe(way.out, {
    callback: (error, message) => {
      if (!error) heard?.(message.json<FromWorker>()); // our own program wrote it
    },
  });
  return {
    name: worker,
    send: (message) => connection.publish(way.in, JSON.stringify(message)),
    listen: (listener) => (heard = listener),
    // One that is killed says nothing: whoever conducts notices.
    gone: new Promise(() => undefined),
    async close() {
      await connection.flush().catch(() => undefined);
      out.unsubscribe();
    },
  };
}

export interface Calls {
  /** The load that wants workers, where one called a moment ago. */
  readonly load: () => string | undefined;
  stop(): void;
}

export function hearCalls(connection: NatsConnection): Calls {
  let last: { readonly load: string; readonly at: number } | undefined;
  const calls = connection.subscribe(CALL, {
    callback: (error, message) => {
      if (!error) last = { load: message.json<Call>().load, at: Date.now() };
    },
  });
  return {
    load: () => (last !== undefined && Date.now() - last.at < 4 * CALL_EVERY_MS ? last.load : undefined),
    stop: () => calls.unsubscribe(),
  };
}

export interface Playing {
  readonly worker: string;
  /** Where its clients listen, in place of what the target says. */
  readonly host: string | undefined;
  readonly signal: AbortSignal;
  readonly say: (line: string) => void;
}

/** Offers a place to a load and plays what it is given until that ends. @returns whether it was taken */
export async function playShare(
  connection: NatsConnection,
  load: string,
  { worker, host, signal, say }: Playing,
): Promise<boolean> {
  const offer: Offer = { worker, place: randomUUID() };
  const way = wayOf(load, offer.place);
  const waiting: ToWorker[] = [];
  let give = (message: ToWorker): void => void waiting.push(message);
  const given = connection.subscribe(way.in, {
    callback: (error, message) => {
      if (!error) give(message.json<ToWorker>()); // our own program wrote it
    },
  });
  try {
    const answer = await connection
      .request(offersOf(load), JSON.stringify(offer), { timeout: ANSWER_WITHIN_MS })
      .catch(() => undefined);
    if (answer?.json<boolean>() !== true) return false;
    say(`plays clients of a load (${load})`);
    const link = startWorkerProcess(worker, host);
    const tell = (message: FromWorker): void => connection.publish(way.out, JSON.stringify(message));
    link.listen(tell);
    give = (message) => link.send(message);
    for (const message of waiting) give(message);
    const end = (): void => link.send({ kind: 'close' });
    signal.addEventListener('abort', end, { once: true });
    const why = await link.gone;
    signal.removeEventListener('abort', end);
    tell({ kind: 'failed', reason: why });
    await Promise.race([connection.flush(), sleep(LAST_WORDS_MS)]).catch(() => undefined);
    say('the load has ended');
    return true;
  } finally {
    given.unsubscribe();
  }
}
