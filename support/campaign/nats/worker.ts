// A worker: takes a job from the queue, leases what it needs, carries it out, stores its files and its outcome, and only then says that it
// is done. Where it dies, the queue hands the job to another one. Whoever writes the outcome first has written it for good.

import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { JsMsg } from '@nats-io/jetstream';
import { packageVersion } from '../../schema/package-root';
import { UserError } from '../../verdict/errors';
import type { Job, Outcome } from '../job';
import { runJob } from '../run-job';
import { dropBundle, storeBundle } from './bundles';
import { isConflict, persistently } from './connection';
import { takeLeases } from './leases';
import { hearCalls, playShare, type Calls } from './load-shares';
import { keyOf, type CampaignOnServer, type JobState, type QueuedJob, type StoredOutcome } from './messages';
import { CONSUMER, QUEUE, SUBJECTS, type Stores } from './stores';

export interface WorkerOptions {
  /** Where the files of the campaign are on this machine: paths in a job are relative to it. */
  readonly folder: string;
  readonly parallel: number;
  /** Where the clients of a load listen that are played here, in place of what the target says. */
  readonly host: string | undefined;
  /** Ends after so long without a job; never where absent. */
  readonly idleMs: number | undefined;
  readonly signal: AbortSignal;
  readonly say: (line: string) => void;
}

const PULL_MS = 2000;
/** A job that waits for a product that another one uses is looked at again after so long. */
const LEASED_MS = 300;

export async function work(stores: Stores, options: WorkerOptions): Promise<void> {
  await mustBeOfTheirVersion(stores);
  options.say(`waits for jobs of mcx-conformance ${packageVersion}`);
  const name = `${hostname()} ${process.pid}`;
  const calls = hearCalls(stores.connection);
  try {
    const places = Array.from({ length: options.parallel }, (_, at) => `${name}/${at + 1}`);
    await Promise.all(places.map((place) => workAt(stores, options, place, calls)));
  } finally {
    calls.stop();
  }
}

/** Its verdicts would be those of another suite. */
async function mustBeOfTheirVersion({ campaigns }: Stores): Promise<void> {
  const open: CampaignOnServer[] = [];
  for await (const key of await persistently(() => campaigns.keys())) {
    const entry = await persistently(() => campaigns.get(key));
    if (entry?.operation === 'PUT') open.push(entry.json<CampaignOnServer>());
  }
  const waiting = open.filter(({ ended }) => !ended);
  const [other] = waiting.filter(({ suite }) => suite !== packageVersion);
  if (other === undefined || waiting.some(({ suite }) => suite === packageVersion)) return;
  throw new UserError(
    'MCX-WORKER-VERSION',
    `the campaign ${other.name} was planned by mcx-conformance ${other.suite}, and this worker is ${packageVersion}, whose verdicts may be others. Install ${other.suite} here.`,
  );
}

async function workAt(stores: Stores, options: WorkerOptions, worker: string, calls: Calls): Promise<void> {
  const { signal, idleMs } = options;
  let since = Date.now();
  /** It has enough workers. */
  let refused: string | undefined;
  while (!signal.aborted && (idleMs === undefined || Date.now() - since < idleMs)) {
    const load = calls.load();
    if (load !== undefined && load !== refused) {
      if (await playShare(stores.connection, load, { ...options, worker })) since = Date.now();
      refused = load;
      continue;
    }
    const message = await nextMessage(stores, signal);
    if (message === undefined) continue;
    const isCarriedOut = await handle(stores, options, worker, message).catch((error: unknown) => {
      if (!signal.aborted) throw error;
      return false; // the queue hands the job to another one
    });
    if (isCarriedOut) since = Date.now();
  }
}

async function nextMessage({ js }: Stores, signal: AbortSignal): Promise<JsMsg | undefined> {
  try {
    const consumer = await js.consumers.get(QUEUE, CONSUMER);
    return (await consumer.next({ expires: PULL_MS })) ?? undefined;
  } catch {
    // Away, or not ready: the same as no job.
    await sleep(LEASED_MS, undefined, { signal }).catch(() => undefined);
    return undefined;
  }
}

/** @returns whether it was carried out */
async function handle(stores: Stores, options: WorkerOptions, worker: string, message: JsMsg): Promise<boolean> {
  const { campaign, job } = message.json<QueuedJob>();
  const key = keyOf(campaign, job.id);
  if (await hasOutcome(stores, key, options.signal)) {
    await done(message);
    return false;
  }
  const lease = await takeLeases(stores, job.resources, `${worker} ${randomUUID()}`, options.signal);
  if (lease === undefined) {
    message.nak(LEASED_MS * (1 + Math.random()));
    return false;
  }
  const ending = new AbortController();
  const end = (): void => ending.abort();
  options.signal.addEventListener('abort', end, { once: true });
  const beat = setInterval(() => {
    message.working();
    lease.renew().then(
      (isHeld) => {
        if (!isHeld) end();
      },
      () => undefined, // the server is away: the next beat tries again
    );
  }, stores.leaseMs / 3);
  const tell = (state: JobState['state']): void => {
    const said: JobState = { job: job.id, worker, state };
    stores.connection.publish(SUBJECTS.state(campaign, job.id), JSON.stringify(said));
  };
  try {
    tell('begun');
    const tries = await countBegun(stores, key, ending.signal);
    const stored = await carriedOut(stores, options, { campaign, job, worker, tries, signal: ending.signal });
    if (stored === undefined) {
      message.nak(LEASED_MS);
      tell('given back');
      return true;
    }
    const isFirst = await writeOnce(stores, key, stored, ending.signal);
    if (!isFirst) await dropBundle(stores, stored.files);
    await done(message);
    tell('ended');
    options.say(`${job.id}: ${textOf(stored.outcome)}`);
  } catch (error) {
    if (!ending.signal.aborted) throw error;
    message.nak();
    tell('given back');
  } finally {
    clearInterval(beat);
    options.signal.removeEventListener('abort', end);
    await lease.release();
  }
  return true;
}

const textOf = (outcome: Outcome): string =>
  outcome.state === 'ended' ? outcome.verdict : `could not be run: ${outcome.reason}`;

interface InHand {
  readonly campaign: string;
  readonly job: Job;
  readonly worker: string;
  /** This one and those before it, also of workers that died. */
  readonly tries: number;
  readonly signal: AbortSignal;
}

/** @returns undefined where it is to be tried again */
async function carriedOut(
  stores: Stores,
  { folder, say }: WorkerOptions,
  { campaign, job, worker, tries, signal }: InHand,
): Promise<StoredOutcome | undefined> {
  if (tries > job.tries) return { outcome: deadLetter(job, tries - 1, worker), files: [] };
  const dir = mkdtempSync(path.join(tmpdir(), 'mcx-job-'));
  try {
    const outcome = { ...(await runJob(job, { folder, dir, signal }, tries)), worker };
    if (outcome.state === 'could-not-be-run') return tries < job.tries ? undefined : { outcome, files: [] };
    const prefix = `${campaign}/${job.id}/${randomUUID()}`;
    return {
      outcome,
      files: await storeBundle(stores, {
        dir,
        run: outcome.run,
        whole: job.profile !== undefined,
        prefix,
        signal,
        say,
      }),
    };
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}

const deadLetter = (job: Job, tries: number, worker: string): Outcome => ({
  job: job.id,
  state: 'could-not-be-run',
  reason: `MCX-JOB-TRIES: it was begun ${tries} times, and each time the worker was gone before it ended; see what ends them, and run the campaign again`,
  tries,
  worker,
  startedAt: new Date().toISOString(),
  durationMs: 0,
});

async function hasOutcome({ outcomes }: Stores, key: string, signal: AbortSignal): Promise<boolean> {
  return (await persistently(() => outcomes.get(key), signal))?.operation === 'PUT';
}

/** Only whoever has the job in hand counts. */
async function countBegun({ begun }: Stores, key: string, signal: AbortSignal): Promise<number> {
  const entry = await persistently(() => begun.get(key), signal);
  const count = (entry?.operation === 'PUT' ? Number(entry.string()) : 0) + 1;
  await persistently(() => begun.put(key, String(count)), signal);
  return count;
}

/** @returns false where somebody else has written it */
async function writeOnce(
  { outcomes }: Stores,
  key: string,
  stored: StoredOutcome,
  signal: AbortSignal,
): Promise<boolean> {
  const text = JSON.stringify(stored);
  try {
    await persistently(() => outcomes.create(key, text), signal);
    return true;
  } catch (error) {
    if (!isConflict(error)) throw error;
    // An answer that was lost may have been a yes.
    return (await persistently(() => outcomes.get(key), signal))?.string() === text;
  }
}

/** Where the server does not hear it, the job is handed out again and its outcome is found. */
async function done(message: JsMsg): Promise<void> {
  await message.ackAck().catch(() => undefined);
}
