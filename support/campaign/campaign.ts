// A campaign from its plan to its matrix: what has an outcome stays, the rest is carried out, and the matrix is derived from all of it.
// Unaware of who carries jobs out.

import os from 'node:os';
import path from 'node:path';
import type { Campaign } from './campaign-file';
import {
  earlierTimes,
  hasEnded,
  openCampaignFolder,
  recordsIn,
  type CampaignFolder,
  type CampaignRecord,
} from './campaign-folder';
import { estimate } from './estimate';
import type { Job, Outcome } from './job';
import { planOf, suiteVersion, type Plan } from './plan';

/** Has each job carried out, here or elsewhere. @returns those that have no outcome */
export type Engine = (jobs: readonly Job[], folder: CampaignFolder, progress: Progress) => Promise<readonly Job[]>;

export interface Progress {
  readonly begun: (job: Job, worker?: string) => void;
  readonly ended: (job: Job, outcome: Outcome) => void;
}

export interface Carried {
  readonly folder: CampaignFolder;
  /** Jobs that have no outcome: an interrupt, or the budget. */
  readonly left: readonly Job[];
}

export async function carryOutCampaign(
  campaign: Campaign,
  { root, again, engine, say }: { root: string; again: boolean; engine: Engine; say: (line: string) => void },
): Promise<Carried> {
  const { jobs } = planOf(campaign);
  const { name, released } = campaign;
  const folder = openCampaignFolder(root, { name, suite: suiteVersion, released, jobs }, { again, now: new Date() });
  const due = jobs.filter(({ id }) => !hasEnded(folder.outcome(id)));
  if (due.length < jobs.length) say(`Goes on: ${jobs.length - due.length} of ${jobs.length} jobs have ended before.`);
  let count = jobs.length - due.length;
  const left = await engine(due, folder, {
    begun: (job, worker) => say(`begun  ${labelOf(job)}${worker === undefined ? '' : ` (${worker})`}`),
    ended(job, outcome) {
      folder.keep(outcome);
      count += 1;
      const what = outcome.state === 'ended' ? outcome.verdict : `could not be run: ${outcome.reason}`;
      say(
        `${`${count}/${jobs.length}`.padEnd(6)} ${labelOf(job)}: ${what}, ${(outcome.durationMs / 1000).toFixed(1)} s`,
      );
    },
  });
  if (jobs.every(({ id }) => hasEnded(folder.outcome(id)))) folder.finish(new Date());
  return { folder, left };
}

/** A job as a reader tells it from others. */
export const labelOf = ({ participants, wire, service, profile, load }: Job): string =>
  `${participants.map(({ name, roles }) => `${name} as ${roles.join(', ')}`).join(' + ')} over ${wire}${
    service === undefined ? '' : `, ${service}`
  }${profile === undefined ? '' : `, profile ${profile}`}${load === undefined ? '' : `, load of ${load} clients`}`;

const SHORT: Readonly<Record<'s' | 'min' | 'h', number>> = { s: 1, min: 60, h: 3600 };

export function timeText(seconds: number): string {
  const unit = seconds >= 2 * SHORT.h ? 'h' : seconds >= 120 ? 'min' : 's';
  return `${Math.ceil(seconds / SHORT[unit])} ${unit}`;
}

export function planLines(campaign: Campaign, plan: Plan, root: string, parallel: number): readonly string[] {
  const { seconds, known } = estimate(plan.jobs, plan.scenarios, parallel, earlierTimes(root));
  const basis = known === 0 ? 'reckoned from the number of scenarios' : `${known} of them as long as last time`;
  const last = recordsIn(root).at(-1);
  return [
    ...plan.jobs.map(labelOf),
    '',
    `${campaign.name}: ${plan.jobs.length} jobs of ${plan.scenarios} scenarios each, about ${timeText(seconds)} with ${parallel} at a time (${basis})`,
    ...(last === undefined || last.endedAt !== undefined
      ? []
      : [`Unfinished: ${path.join(root, last.id)}; it goes on.`]),
  ];
}

/** A run beside products waits most of the time, and takes half a core. */
export const placesHere = (): number => Math.max(1, os.availableParallelism());

export type { CampaignRecord };
