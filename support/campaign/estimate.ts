// How long a plan takes, before it runs: what each job took in an earlier campaign, or else what its scenarios are reckoned to take,
// laid out over so many places with the resources that jobs share. Pure.

import { heldResources } from './held-resources';
import { subjectOf, type Job } from './job';

export interface Estimate {
  readonly seconds: number;
  /** Jobs whose time is known from an earlier campaign. */
  readonly known: number;
}

/** Measured on two cores, a pair of servers that conform, eight scenarios at once: 240 scenarios in 30 s. */
const START_S = 4;
const SCENARIO_S = 0.11;
/** To be affiliated and regrouped. */
const CLIENT_S = 0.012;

/** @param earlier seconds, by the subject of a job */
export function estimate(
  jobs: readonly Job[],
  scenarios: number,
  parallel: number,
  earlier: ReadonlyMap<string, number>,
): Estimate {
  const times = jobs.map((job) => earlier.get(subjectOf(job)) ?? START_S + reckoned(job, scenarios));
  const known = jobs.filter((job) => earlier.has(subjectOf(job))).length;
  return { seconds: makespan(jobs, times, parallel), known };
}

const reckoned = ({ load }: Job, scenarios: number): number =>
  load === undefined ? scenarios * SCENARIO_S : load * CLIENT_S;

function makespan(jobs: readonly Job[], times: readonly number[], parallel: number): number {
  const held = heldResources();
  let waiting = jobs.map((job, at) => ({ job, seconds: times[at] ?? 0 }));
  let running: { readonly job: Job; readonly end: number }[] = [];
  let now = 0;
  while (waiting.length > 0 || running.length > 0) {
    for (const one of waiting) {
      if (running.length >= parallel) break;
      if (!held.isFree(one.job.resources)) continue;
      held.take(one.job.resources);
      running.push({ job: one.job, end: now + one.seconds });
      waiting = waiting.filter((other) => other !== one);
    }
    now = Math.min(...running.map(({ end }) => end));
    for (const { job } of running.filter(({ end }) => end <= now)) held.release(job.resources);
    running = running.filter(({ end }) => end > now);
  }
  return now;
}
