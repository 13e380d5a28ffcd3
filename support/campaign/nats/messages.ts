// What campaign and workers tell each other by way of the server. Types, and the keys that both use.

import type { Job, Outcome } from '../job';
import type { BundleFile } from './bundles';
import { tokenOf } from './stores';

export interface CampaignOnServer {
  readonly id: string;
  readonly name: string;
  readonly suite: string;
  readonly ended: boolean;
}

/** A message of the queue. */
export interface QueuedJob {
  readonly campaign: string;
  readonly job: Job;
}

/** The outcome of a job, written once. */
export interface StoredOutcome {
  readonly outcome: Outcome;
  readonly files: readonly BundleFile[];
}

/** Live, and kept nowhere. */
export interface JobState {
  readonly job: string;
  readonly worker: string;
  readonly state: 'begun' | 'ended' | 'given back';
}

export const keyOf = (campaign: string, job: string): string => `${campaign}.${tokenOf(job)}`;
