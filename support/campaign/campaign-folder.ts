// A campaign on disk: what was planned, what became of each job, and the campaigns of the same name before it. A campaign that was
// interrupted goes on in its folder; what has ended there stays.

import { existsSync, mkdirSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { MEBIBYTE, readPlainText } from '../files/plain-file';
import { mustBeWritable, unwritable } from '../record/run-folder';
import { writeAtomically } from '../record/write-atomically';
import { UserError } from '../verdict/errors';
import { subjectOf, type Ended, type Job, type Outcome } from './job';

export interface CampaignRecord {
  readonly version: 1;
  readonly name: string;
  readonly id: string;
  readonly startedAt: string;
  /** Absent while jobs are left. */
  readonly endedAt?: string;
  readonly suite: string;
  readonly released: readonly string[];
  readonly jobs: readonly Job[];
}

export interface CampaignFolder {
  readonly dir: string;
  readonly record: CampaignRecord;
  readonly jobDir: (job: string) => string;
  readonly outcome: (job: string) => Outcome | undefined;
  readonly keep: (outcome: Outcome) => void;
  readonly finish: (at: Date) => void;
}

const LARGEST = 64 * MEBIBYTE;
const RECORD = 'campaign.json';

/** @param again also where the last one is unfinished, a new one begins */
export function openCampaignFolder(
  root: string,
  planned: Omit<CampaignRecord, 'version' | 'id' | 'startedAt' | 'endedAt'>,
  { again, now }: { readonly again: boolean; readonly now: Date },
): CampaignFolder {
  const last = again ? undefined : recordsIn(root).at(-1);
  const goesOn = last !== undefined && last.endedAt === undefined && last.name === planned.name;
  const id = goesOn ? last.id : now.toISOString().replace(/[:.]/g, '-');
  const startedAt = goesOn ? last.startedAt : now.toISOString();
  const dir = path.join(root, id);
  const record: CampaignRecord = { version: 1, ...planned, id, startedAt };
  mustBeWritable(path.join(dir, 'jobs'), '--out');
  try {
    writeAtomically(path.join(dir, RECORD), json(record));
  } catch (error) {
    throw unwritable(dir, error, '--out');
  }
  return folderOf(dir, record);
}

export function folderOf(dir: string, record: CampaignRecord): CampaignFolder {
  const jobDir = (job: string): string => path.join(dir, 'jobs', job);
  return {
    dir,
    record,
    jobDir,
    outcome: (job) => read(path.join(jobDir(job), 'outcome.json')) as Outcome | undefined,
    keep(outcome) {
      mkdirSync(jobDir(outcome.job), { recursive: true });
      writeAtomically(path.join(jobDir(outcome.job), 'outcome.json'), json(outcome));
    },
    finish(at) {
      writeAtomically(path.join(dir, RECORD), json({ ...record, endedAt: at.toISOString() }));
    },
  };
}

/** The campaigns below a folder, the oldest first. */
export function recordsIn(root: string): readonly CampaignRecord[] {
  if (!existsSync(root)) return [];
  return readdirSync(root)
    .toSorted()
    .flatMap((name) => (read(path.join(root, name, RECORD)) as CampaignRecord | undefined) ?? []);
}

/** @returns the campaigns that ended before this one, the oldest first */
export const earlierCampaigns = (root: string, { id, name }: CampaignRecord): readonly CampaignFolder[] =>
  recordsIn(root)
    .filter((one) => one.id < id && one.name === name)
    .map((one) => folderOf(path.join(root, one.id), one));

/** Seconds that a job took, by its subject; the latest counts. */
export function earlierTimes(root: string): ReadonlyMap<string, number> {
  const times = new Map<string, number>();
  for (const record of recordsIn(root)) {
    const folder = folderOf(path.join(root, record.id), record);
    for (const job of record.jobs) {
      const outcome = folder.outcome(job.id);
      if (outcome?.state === 'ended') times.set(subjectOf(job), outcome.durationMs / 1000);
    }
  }
  return times;
}

export const hasEnded = (outcome: Outcome | undefined): outcome is Ended => outcome?.state === 'ended';

/** This program wrote it. */
function read(file: string): unknown {
  if (!existsSync(file)) return undefined;
  try {
    return JSON.parse(readPlainText(file, { most: LARGEST, links: 'refused' }));
  } catch (error) {
    throw new UserError(
      'MCX-CAMPAIGN-FOLDER',
      `${file} is not what a campaign writes (${(error as Error).message.slice(0, 100)}). Restore the file, or take its folder away.`,
    );
  }
}

const json = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;
