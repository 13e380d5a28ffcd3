// A job: one run of some products together, with all that whoever carries it out has to know; and what became of it. Types, and the
// names that follow from them.

import { createHash } from 'node:crypto';
import type { Role } from '../procedure/roles';
import type { TargetFile } from '../testbed/target/target-model';
import type { Verdict } from '../verdict/verdict';
import type { Start } from './campaign-file';

export interface Participant {
  readonly name: string;
  readonly vendor: string;
  readonly version: string;
  readonly roles: readonly Role[];
}

/** An address that only so many jobs may use at the same time. */
export interface Resource {
  readonly name: string;
  readonly atOnce: number;
  /** It is one on each machine: a loopback address of a product that the job starts. */
  readonly perMachine: boolean;
}

export interface Started {
  readonly product: string;
  readonly start: Start;
  /** Host and port of each of its addresses. */
  readonly addresses: readonly string[];
}

export interface Job {
  /** Names a folder, a subject and a key. Another target, version or option is another job. */
  readonly id: string;
  readonly participants: readonly Participant[];
  readonly wire: string;
  readonly service?: string;
  readonly profile?: string;
  /** One regroup to so many clients, in place of scenarios. */
  readonly load?: number;
  readonly target: TargetFile;
  readonly starts: readonly Started[];
  readonly resources: readonly Resource[];
  /** Of `run`, `certify` or `load`, but for the target and the folder of reports. */
  readonly command: readonly string[];
  readonly minutes: number;
  readonly tries: number;
}

export type Outcome = Ended | NotRun;

interface Common {
  readonly job: string;
  readonly tries: number;
  /** Who carried it out, where there are several. */
  readonly worker?: string;
  readonly startedAt: string;
  readonly durationMs: number;
}

export interface Ended extends Common {
  readonly state: 'ended';
  readonly verdict: Verdict;
  readonly exitCode: number;
  /** The folder of the run, below that of the job. */
  readonly run: string;
}

/** Never red and never green: nobody under test was judged. */
export interface NotRun extends Common {
  readonly state: 'could-not-be-run';
  readonly reason: string;
}

export const withId = (job: Omit<Job, 'id'>): Job => ({ id: idOf(job), ...job });

function idOf(job: Omit<Job, 'id'>): string {
  const digest = createHash('sha256').update(JSON.stringify(job)).digest('hex').slice(0, 10);
  const names = job.participants.map(({ name }) => name).join('.');
  const kind = job.load === undefined ? (job.profile ?? job.service ?? job.wire) : `load-${job.load}`;
  return `${names.slice(0, 100)}.${kind}.${digest}`;
}

/** What a job is about, whatever the version of a product or of the suite: by it, campaigns are set beside each other. */
export const subjectOf = ({ participants, wire, service, profile, load }: Omit<Job, 'id'>): string =>
  [
    ...participants.map(({ name, roles }) => `${name} as ${roles.join(', ')}`),
    wire,
    ...(service === undefined ? [] : [service]),
    ...(profile === undefined ? [] : [profile]),
    ...(load === undefined ? [] : [`load of ${load} clients`]),
  ].join(' + ');
