// mcx-conformance campaign: carries out what a campaign file says, here or by workers, and leaves the matrix; with --plan it prints the
// jobs and runs nothing.

/* eslint-disable @typescript-eslint/no-require-imports, @typescript-eslint/consistent-type-imports --
   import() of TypeScript sources needs a loader that Node 20 has not */

import path from 'node:path';
import { runPool } from '../../../campaign/pool';
import { carryOutCampaign, placesHere, planLines, type Engine } from '../../../campaign/campaign';
import { folderOf, recordsIn, type CampaignFolder } from '../../../campaign/campaign-folder';
import { holdFolder } from '../../../campaign/held-folder';
import { conclusionLines, exitCodeOf } from '../../../campaign/conclusion';
import { writeMatrix } from '../../../campaign/matrix/write-matrix';
import { loadCampaign, type Campaign } from '../../../campaign/campaign-file';
import { planOf } from '../../../campaign/plan';
import { runJob } from '../../../campaign/run-job';
import { UserError } from '../../../verdict/errors';
import { printJson, printLines, type AsJson } from '../../print';
import { endedByUser } from '../../ended-by-user';
import { wholeNumberIn } from '../../../run/whole-number';

export interface CampaignOptions extends AsJson {
  readonly plan?: true;
  readonly parallel?: string;
  readonly out: string;
  readonly again?: true;
  /** The server that hands the jobs to workers; none where they run here. */
  readonly nats?: string;
  readonly lease: string;
}

export async function campaign(file: string, options: CampaignOptions): Promise<void> {
  const declared = loadCampaign(file);
  const root = path.join(path.resolve(options.out), path.basename(file).replace(/\.ya?ml$/, ''));
  const parallel = placesIn(options.parallel);
  if (options.plan) {
    const plan = planOf(declared);
    if (options.json) printJson(plan);
    else printLines(planLines(declared, plan, root, parallel));
    return;
  }
  const held = await holdFolder(root);
  if (held === undefined)
    throw new UserError(
      'MCX-CAMPAIGN-RUNS',
      `expected nobody else to carry out this campaign in ${path.relative('', root)}, but another process does. Wait until it has ended, or name another folder with --out.`,
    );
  const ending = endedByUser();
  const until = untilOf(declared);
  const tell = (line: string): void => void process.stderr.write(`${line}\n`);
  const server = options.nats === undefined ? undefined : await serverAt(options.nats, options.lease, tell);
  const engine =
    server === undefined
      ? embedded(path.dirname(path.resolve(file)), parallel, until, ending.signal)
      : server.byWorkers({ until, signal: ending.signal });
  // With --json standard output holds one value.
  const say = (line: string): void => void (options.json ? process.stderr : process.stdout).write(`${line}\n`);
  if (server !== undefined)
    say('Workers carry it out: mcx-conformance worker --nats <url> --folder <folder of this file>');
  const { folder, left } = await carryOutCampaign(declared, { root, again: options.again ?? false, engine, say });
  ending.forget();
  await server?.close();
  await conclude(folder, left.length, options);
  held.release();
}

/** Leaves the matrix, also of a campaign that is not at its end. */
async function conclude(folder: CampaignFolder, left: number, { json }: AsJson): Promise<void> {
  const matrix = await writeMatrix(folder);
  process.exitCode = exitCodeOf(matrix);
  const where = path.relative('', folder.dir);
  const rest = left === 0 ? [] : [`${left} jobs are left: the same command goes on with them.`];
  if (json) printJson(matrix);
  else
    printLines([
      '',
      ...conclusionLines(matrix),
      '',
      ...rest,
      `${path.join(where, 'matrix.html')}  the matrix; public/ and vendors/ hold what is for other eyes (exit code ${process.exitCode})`,
    ]);
}

/** mcx-conformance matrix: derives the matrix of a campaign again. */
export async function matrix(dir: string, { json }: AsJson): Promise<void> {
  const root = path.dirname(path.resolve(dir));
  const record = recordsIn(root).find(({ id }) => id === path.basename(path.resolve(dir)));
  if (record === undefined)
    throw new UserError(
      'MCX-CAMPAIGN-FOLDER',
      `expected the folder of a campaign at ${dir}, with campaign.json in it, found none. Name one below campaigns/.`,
    );
  const folder = folderOf(path.resolve(dir), record);
  const left = record.jobs.filter(({ id }) => folder.outcome(id) === undefined).length;
  await conclude(folder, left, json ? { json } : {});
}

const untilOf = ({ budget: { minutes } }: Campaign): Date | undefined =>
  minutes === undefined ? undefined : new Date(Date.now() + minutes * 60_000);

function embedded(folder: string, parallel: number, until: Date | undefined, signal: AbortSignal): Engine {
  return (jobs, { jobDir }, progress) =>
    runPool(jobs, {
      parallel,
      until,
      signal,
      carryOut: (job, tries) => runJob(job, { folder, dir: jobDir(job.id), signal }, tries),
      begun: progress.begun,
      ended: progress.ended,
    });
}

/** Its modules are loaded by whoever asks for a server. */
const serverAt = (url: string, lease: string, say: (line: string) => void) =>
  (require('../../../campaign/nats/server') as typeof import('../../../campaign/nats/server')).openServer(
    url,
    secondsIn('--lease', lease) * 1000,
    say,
  );

/** mcx-conformance worker: carries out jobs of whatever campaigns are on the server. */
export async function worker({ nats, folder, parallel, host, idle, lease }: WorkerCommandOptions): Promise<void> {
  const say = (line: string): void => void process.stdout.write(`${line}\n`);
  const places = placesIn(parallel ?? '1');
  const idleMs = idle === undefined ? undefined : secondsIn('--idle', idle) * 1000;
  const ending = endedByUser();
  const server = await serverAt(nats, lease, say);
  try {
    await server.work({ folder: path.resolve(folder), parallel: places, host, idleMs, signal: ending.signal, say });
  } finally {
    ending.forget();
    await server.close();
  }
}

export interface WorkerCommandOptions {
  readonly nats: string;
  readonly folder: string;
  readonly parallel?: string;
  readonly host?: string;
  readonly idle?: string;
  readonly lease: string;
}

function secondsIn(option: string, given: string): number {
  const seconds = Number(given);
  if (seconds >= 0.5 && seconds <= 86_400) return seconds;
  throw new UserError('MCX-SECONDS', `${option} expects seconds from 0.5 to 86400, found ${given}`);
}

function placesIn(given: string | undefined): number {
  if (given === undefined) return placesHere();
  const places = wholeNumberIn(given, 1, 1000);
  if (places !== undefined) return places;
  throw new UserError('MCX-PARALLEL', `--parallel expects a number of jobs from 1 to 1000, found ${given}`);
}
