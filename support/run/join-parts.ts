// Joins the parts of a run that was split over processes of this machine, also of those that died: what a part wrote
// before it did counts, and what it owed is listed as interrupted.

import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { collectorOptions } from '../collect/collector-options';
import { readScenarioTraces } from '../record/events-file';
import { joinRuns } from './join-runs';
import type { Part } from './merge';
import { readResults } from '../record/results-file';
import { runFolder, type RunFolder } from '../record/run-folder';
import { runResult, type Collected } from '../collect/run-result';
import { createStrayCollector } from '../record/strays';
import { UserError } from '../verdict/errors';
import type { RunResult, ScenarioResult } from '../verdict/results';
import { givenBaseline } from './given-baseline';
import { planRun, type RunOptions } from './plan';
import type { ShardEnd } from './shard-process';

export interface JoinedRun {
  readonly options: RunOptions;
  readonly ends: readonly ShardEnd[];
  readonly reportsDir: string;
  readonly runId: string;
  /** The user ended the run, so that a part ended early is nobody's fault. */
  readonly interrupted: boolean;
}

/** Returns the exit code of the run. */
export async function joinParts(joined: JoinedRun): Promise<RunResult['exitCode']> {
  const parts = await Promise.all(joined.ends.map((end) => partOf(end, joined)));
  const { options, reportsDir, runId } = joined;
  const baseline = givenBaseline(options.baseline);
  return joinRuns(parts, { reportsDir, runId, baseline, quiet: options.quiet ?? false });
}

async function partOf(end: ShardEnd, joined: JoinedRun): Promise<Part> {
  const { results, events } = folderOf(end.dir);
  if (existsSync(results)) return { name: `shard ${end.name}`, run: readResults(results), events };
  return { name: `shard ${end.name}`, run: await salvaged(end, events, joined), events };
}

const folderOf = (dir: string): RunFolder => runFolder(path.dirname(dir), path.basename(dir));

async function salvaged({ name, how }: ShardEnd, events: string, joined: JoinedRun): Promise<RunResult> {
  const { told } = planRun({ ...joined.options, shard: name });
  const now = new Date();
  const faults = joined.interrupted ? [] : [`the process of shard ${name} ended before its scenarios did: ${how}`];
  const written = await writtenIn(events);
  const collected = { ...written, skipped: [], due: [], faults, failed: false, interrupted: joined.interrupted };
  const startedAt = startOf(events) ?? now.toISOString();
  const durationMs = now.getTime() - Date.parse(startedAt);
  return runResult(collectorOptions(told, '', now), collected, startedAt, durationMs);
}

async function writtenIn(events: string): Promise<Pick<Collected, 'scenarios' | 'strays'>> {
  const scenarios: ScenarioResult[] = [];
  const strays = createStrayCollector();
  try {
    for await (const { scenario, lines } of readScenarioTraces(events)) {
      scenarios.push(scenario);
      strays.take(lines);
    }
  } catch (error) {
    // It died while it wrote, or before.
    if (!(error instanceof UserError)) throw error;
  }
  return { scenarios, strays: strays.found() };
}

function startOf(events: string): string | undefined {
  if (!existsSync(events)) return undefined;
  const [header = ''] = readFileSync(events, 'utf8').split('\n', 1);
  return /"startedAt":"([^"]+)"/.exec(header)?.[1];
}
