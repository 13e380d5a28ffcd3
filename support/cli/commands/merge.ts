// mcx-conformance merge: joins the run folders of all shards, wherever they ran, into one run.

import { existsSync } from 'node:fs';
import path from 'node:path';
import { joinRuns } from '../../run/join-runs';
import type { Part } from '../../run/merge';
import { readResults } from '../../record/results-file';
import { runFolder, runIdAt } from '../../record/run-folder';
import { UserError } from '../../verdict/errors';
import { givenBaseline } from '../../run/given-baseline';

export interface MergeOptions {
  readonly baseline?: string;
  readonly reports: string;
}

export async function merge(folders: readonly string[], { reports, baseline }: MergeOptions): Promise<void> {
  const parts = folders.map(partIn);
  process.exitCode = await joinRuns(parts, {
    reportsDir: path.resolve(reports),
    runId: runIdAt(new Date()),
    baseline: givenBaseline(baseline),
  });
}

function partIn(folder: string): Part {
  const dir = path.resolve(folder);
  const { results, events } = runFolder(path.dirname(dir), path.basename(dir));
  const run = readResults(results);
  if (existsSync(events)) return { name: folder, run, events };
  throw new UserError('MCX-EVENTS-MISSING', `expected the trace of a shard at ${events}, found none; run it again`);
}
