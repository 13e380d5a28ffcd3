// A worker as whoever conducts a load sees it: what it has told so far, and whether it is still there. Unaware of how it is reached.

import { setTimeout as sleep } from 'node:timers/promises';
import { deadlineIn, whenPassed, type Deadline } from '../ports/lateness';
import type { RoundTrip } from './clock-alignment';
import type { FromWorker, Link, Share, ToWorker, WorkerState } from './messages';

/** It tells how it does four times a second. */
const SILENCE_MS = 15_000;
/** So long without an answer, and without anything new in how it does: an answer may be lost on the way. */
const ANSWER_MS = 60_000;
const ALIVE_EVERY_MS = 5000;
const TRIPS = 20;
const BETWEEN_TRIPS_MS = 3;

type Kind = FromWorker['kind'];
type Of<K extends Kind> = Extract<FromWorker, { readonly kind: K }>;

export class WorkerGone extends Error {
  override readonly name = 'WorkerGone';
}

export interface Colleague {
  readonly name: string;
  readonly share: Share;
  /** The latest that it told. */
  readonly state: () => WorkerState;
  /** Why it is no more, or undefined. */
  readonly lost: () => string | undefined;
  tell(message: ToWorker): void;
  /** @throws WorkerGone where it is no more, or could not do it */
  ask<K extends Kind>(message: ToWorker, answer: K): Promise<Of<K>>;
  /** As many answers as it takes. @throws WorkerGone */
  askForAll<K extends 'clients' | 'events'>(message: ToWorker, answer: K): Promise<readonly Of<K>[]>;
  roundTrips(clock: () => number): Promise<readonly RoundTrip[]>;
  close(): Promise<void>;
}

const NOTHING: WorkerState = {
  served: 0,
  affiliated: 0,
  asked: 0,
  taken: 0,
  latestMs: 0,
  lateMs: 0,
  connections: 0,
  refused: 0,
};

export function createColleague(link: Link, share: Share): Colleague {
  let state = NOTHING;
  let lost: string | undefined;
  let heard: ((message: FromWorker) => void) | undefined;
  let giveUp: ((error: WorkerGone) => void) | undefined;
  let silence: Deadline = deadlineIn(SILENCE_MS);
  let answer: Deadline = deadlineIn(ANSWER_MS);
  let stopWatching = (): void => undefined;

  function watch(): void {
    stopWatching = whenPassed(silence, () => {
      if (giveUp !== undefined && answer.left() <= 0) lose(`it has not answered for ${ANSWER_MS / 1000} s`);
      else if (silence.left() > 0) watch();
      else lose(`it has said nothing for ${SILENCE_MS / 1000} s`);
    });
  }

  function lose(why: string): void {
    lost ??= why;
    stopWatching();
    clearInterval(alive);
    giveUp?.(new WorkerGone(`${link.name}: ${lost}`));
  }

  const alive = setInterval(() => link.send({ kind: 'alive' }), ALIVE_EVERY_MS);
  link.listen((message) => {
    silence = deadlineIn(SILENCE_MS);
    if (message.kind !== 'state' || progressIn(message) !== progressIn(state)) answer = deadlineIn(ANSWER_MS);
    if (message.kind === 'state') state = message;
    else if (message.kind === 'failed') lose(message.reason);
    else heard?.(message);
  });
  void link.gone.then(lose);
  watch();

  /** @param take returns true with the last of them */
  function converse(message: ToWorker, take: (answer: FromWorker) => boolean): Promise<void> {
    return new Promise<void>((resolve, reject) => {
      if (lost !== undefined) {
        reject(new WorkerGone(`${link.name}: ${lost}`));
        return;
      }
      giveUp = reject;
      answer = deadlineIn(ANSWER_MS);
      heard = (answer) => {
        if (take(answer)) resolve();
      };
      link.send(message);
    }).finally(() => {
      heard = undefined;
      giveUp = undefined;
    });
  }

  async function ask<K extends Kind>(message: ToWorker, answer: K): Promise<Of<K>> {
    let found: Of<K> | undefined;
    await converse(message, (told) => {
      if (told.kind !== answer) return false;
      found = told as Of<K>; // the kind says so
      return true;
    });
    return found as Of<K>; // it resolves with one
  }

  return {
    name: link.name,
    share,
    state: () => state,
    lost: () => lost,
    tell: (message) => link.send(message),
    ask,
    async askForAll(message, answer) {
      const all: Of<typeof answer>[] = [];
      await converse(message, (told) => {
        if (told.kind !== answer) return false;
        all.push(told as Of<typeof answer>); // the kind says so
        return 'isLast' in told && told.isLast;
      });
      return all;
    },
    async roundTrips(clock) {
      const trips: RoundTrip[] = [];
      while (trips.length < TRIPS) {
        const { sentAt, at } = await ask({ kind: 'ping', sentAt: clock() }, 'pong');
        trips.push({ sentAt, theirs: at, backAt: clock() });
        await sleep(BETWEEN_TRIPS_MS);
      }
      return trips;
    },
    async close() {
      clearInterval(alive);
      stopWatching();
      if (lost === undefined) link.send({ kind: 'close' });
      await link.close();
    },
  };
}

const progressIn = ({ served, affiliated, asked, taken }: WorkerState): string =>
  [served, affiliated, asked, taken].join();

/** One that is no more tells nothing. */
export function unlessGone(error: unknown): undefined {
  if (error instanceof WorkerGone) return undefined;
  throw error;
}
