// mcx-conformance merge: joins the run folders of all shards, wherever they ran, into one run.

import path from 'node:path';
import { isThere } from '../../files/plain-file';
import { joinRuns } from '../../run/join-runs';
import type { Part } from '../../run/merge';
import { brokenBy, mustBeWhole } from '../../record/checked-traces';
import { runFolderAt } from '../../record/run-folder';
import { UserError } from '../../verdict/errors';
import { givenBaseline } from '../../run/given-baseline';
import { readRun } from '../recorded';

export interface MergeOptions {
  readonly baseline?: string;
  readonly reports: string;
}

export async function merge(folders: readonly string[], { reports, baseline }: MergeOptions): Promise<void> {
  const parts = await Promise.all(folders.map(partIn));
  const into = { reportsDir: path.resolve(reports), baseline: givenBaseline(baseline) };
  try {
    process.exitCode = await joinRuns(parts, into);
  } catch (error) {
    throw brokenBy(error, parts.map(({ events }) => events).join(', '));
  }
}

async function partIn(folder: string): Promise<Part> {
  const where = runFolderAt(path.resolve(folder));
  const run = await readRun(where);
  const { events } = where;
  if (!isThere(events))
    throw new UserError('MCX-EVENTS-MISSING', `expected the trace of a shard at ${events}, found none; run it again`);
  await mustBeWhole(events, run);
  return { name: folder, run, events };
}
