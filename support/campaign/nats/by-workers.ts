// Has the jobs of a campaign carried out by whatever workers there are: puts them into the queue, fetches what came of each, and can be
// ended and begun again at any time, for the server keeps all of it.

import { setTimeout as sleep } from 'node:timers/promises';
import type { Engine } from '../campaign';
import type { Job } from '../job';
import { packageVersion } from '../../schema/package-root';
import { dropHalfStored, dropOrphans, fetchBundle } from './bundles';
import { persistently } from './connection';
import { keyOf, type CampaignOnServer, type JobState, type QueuedJob, type StoredOutcome } from './messages';
import { SUBJECTS, type Stores } from './stores';

export interface ByWorkersOptions {
  /** After it nothing more is waited for: what is in the queue stays there. */
  readonly until: Date | undefined;
  readonly signal: AbortSignal;
}

/** A word of a worker comes at once, or is lost; then this finds it. */
const LOOK_AGAIN_MS = 1000;

export const byWorkers =
  (stores: Stores, { until, signal }: ByWorkersOptions): Engine =>
  async (jobs, folder, progress) => {
    const { id, name } = folder.record;
    const register = (ended: boolean): Promise<unknown> => {
      const entry: CampaignOnServer = { id, name, suite: packageVersion, ended };
      return persistently(() => stores.campaigns.put(id, JSON.stringify(entry)));
    };
    await register(false);
    const waiting = new Map(jobs.map((job) => [keyOf(id, job.id), job]));
    const news = listen(stores, id, (state) => {
      const job = jobs.find((one) => one.id === state.job);
      if (job !== undefined && state.state === 'begun') progress.begun(job, state.worker);
    });
    await forgetWhatWasNotRun(stores, [...waiting.keys()]);
    await enqueue(stores, id, jobs, await keysOf(stores, id));
    const isDue = (): boolean => !signal.aborted && (until === undefined || Date.now() < until.getTime());
    while (waiting.size > 0 && isDue()) {
      for (const key of await keysOf(stores, id)) {
        const job = waiting.get(key);
        const entry = job && (await persistently(() => stores.outcomes.get(key)));
        if (job === undefined || entry?.operation !== 'PUT') continue;
        const { outcome, files } = entry.json<StoredOutcome>();
        await fetchBundle(stores, files, folder.jobDir(job.id));
        progress.ended(job, outcome);
        waiting.delete(key);
      }
      if (waiting.size > 0) await news.next(LOOK_AGAIN_MS, signal);
    }
    news.stop();
    if (waiting.size === 0) await conclude(stores, id, () => register(true));
    return [...waiting.values()];
  };

/** Each job has its outcome, also those that ended before this process began: no other file of the campaign is wanted. */
async function conclude(stores: Stores, id: string, registered: () => Promise<unknown>): Promise<void> {
  const named = new Set<string>();
  for (const key of await keysOf(stores, id)) {
    const entry = await persistently(() => stores.outcomes.get(key));
    if (entry?.operation !== 'PUT') continue;
    for (const { object } of entry.json<StoredOutcome>().files) named.add(object);
  }
  await dropOrphans(stores, `${id}/`, named);
  await dropHalfStored(stores);
  await registered();
}

/** A campaign that goes on tries again what could not be run. */
async function forgetWhatWasNotRun({ outcomes, begun }: Stores, keys: readonly string[]): Promise<void> {
  for (const key of keys) {
    const entry = await persistently(() => outcomes.get(key));
    if (entry?.operation !== 'PUT' || entry.json<StoredOutcome>().outcome.state === 'ended') continue;
    await persistently(() => begun.delete(key));
    await persistently(() => outcomes.delete(key));
  }
}

async function enqueue(
  { js }: Stores,
  campaign: string,
  jobs: readonly Job[],
  known: ReadonlySet<string>,
): Promise<void> {
  for (const job of jobs) {
    if (known.has(keyOf(campaign, job.id))) continue;
    const queued: QueuedJob = { campaign, job };
    // One that is in the queue twice finds its outcome the second time.
    const msgID = `${campaign} ${job.id} ${process.pid}`;
    await persistently(() => js.publish(SUBJECTS.job(campaign, job.id), JSON.stringify(queued), { msgID }));
  }
}

async function keysOf({ outcomes }: Stores, campaign: string): Promise<ReadonlySet<string>> {
  return persistently(async () => {
    const keys = new Set<string>();
    for await (const key of await outcomes.keys(`${campaign}.>`)) keys.add(key);
    return keys;
  });
}

function listen({ connection }: Stores, campaign: string, heard: (state: JobState) => void) {
  const subscription = connection.subscribe(SUBJECTS.states(campaign));
  let wake: () => void = () => undefined;
  void (async () => {
    for await (const message of subscription) {
      const state = message.json<JobState>();
      heard(state);
      if (state.state === 'ended') wake();
    }
  })();
  return {
    stop: () => subscription.unsubscribe(),
    next: (ms: number, signal: AbortSignal): Promise<void> =>
      Promise.race([
        new Promise<void>((resolve) => (wake = resolve)),
        sleep(ms, undefined, { signal }).catch(() => undefined),
      ]),
  };
}
