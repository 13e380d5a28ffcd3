// Makes one run of the runs of its shards. Refuses what does not belong together, so that a merged verdict never claims
// more than one run over all scenarios would. Pure: unaware of files.

import { isDeepStrictEqual } from 'node:util';
import { withoutFinding, type Baseline } from '../verdict/baseline';
import { UserError } from '../verdict/errors';
import type { NotExecuted, RunResult, ScenarioResult } from '../verdict/results';
import { runVerdict } from '../verdict/run-verdict';
import { parseShard, type Shard } from '../traceability/shard';
import { byPlace } from '../collect/run-result';
import { joinedStrays } from '../record/strays';

export interface Part {
  /** How the user knows it: its folder. */
  readonly name: string;
  readonly run: RunResult;
  /** Where its trace is. */
  readonly events: string;
}

export function mergedRun(parts: readonly Part[]): RunResult {
  const [first] = parts;
  if (first === undefined) throw refused('expected the run folders of all shards, found none');
  for (const part of parts) mustMatch(first, part);
  mustBeComplete(parts.map((part) => ({ ...part, shard: shardOf(part) })));
  mustBeDisjoint(parts);

  const runs = parts.map(({ run }) => run);
  const { version, suite, clauses, target, options } = first.run;
  const scenarios = runs.flatMap((run) => run.scenarios).toSorted(byPlace);
  const notExecuted = leftOver(runs, scenarios);
  const strays = joinedStrays(runs.map(({ strays }) => strays));
  const faults = runs.flatMap((run) => run.faults ?? []);
  return {
    version,
    suite,
    clauses,
    target,
    options: withoutShard(options),
    ...spanOf(runs),
    ...runVerdict(scenarios, notExecuted, faults, strays),
    scenarios,
    notExecuted,
    ...(faults.length > 0 && { faults }),
    strays,
  };
}

/** What the shards were set beside, for the whole run to be set beside it; none where they were not. */
export function baselineOf([first]: readonly Part[]): Baseline | undefined {
  if (first?.run.baseline === undefined) return undefined;
  const { file, day } = first.run.baseline;
  return { file, day, lines: knownIn(first.run) };
}

const knownIn = ({ baseline }: RunResult): Baseline['lines'] => (baseline?.lines ?? []).map(withoutFinding);

function shardOf({ name, run }: Part): Shard {
  const { shard } = run.options;
  if (shard !== undefined) return parseShard(shard);
  throw refused(`expected the run of a shard in ${name}, found one without --shard; leave it out`);
}

const withoutShard = (options: RunResult['options']): RunResult['options'] =>
  Object.fromEntries(Object.entries(options).filter(([key]) => key !== 'shard'));

function mustMatch(first: Part, other: Part): void {
  const conditionsOf = ({ run }: Part) => ({
    suite: run.suite,
    clauses: run.clauses,
    target: run.target,
    options: withoutShard(run.options),
    baseline: knownIn(run),
  });
  const expected = conditionsOf(first);
  const found = conditionsOf(other);
  for (const what of ['suite', 'clauses', 'target', 'options', 'baseline'] as const) {
    if (isDeepStrictEqual(expected[what], found[what])) continue;
    throw refused(
      `expected the ${what} ${JSON.stringify(expected[what])} of ${first.name} in ${other.name} too, found ${JSON.stringify(found[what])}; merge shards of one run only`,
    );
  }
}

function mustBeComplete(parts: readonly (Part & { readonly shard: Shard })[]): void {
  const of = parts[0]?.shard.of ?? 0;
  const byIndex = new Map<number, string>();
  for (const { name, shard } of parts) {
    if (shard.of !== of)
      throw refused(`expected a shard of ${of} in ${name}, found ${shard.index}/${shard.of}; merge shards of one run`);
    const earlier = byIndex.get(shard.index);
    if (earlier !== undefined)
      throw refused(
        `expected shard ${shard.index}/${of} once, found it in ${earlier} and ${name}; leave one of them out`,
      );
    byIndex.set(shard.index, name);
  }
  const missing = Array.from({ length: of }, (_, index) => index + 1).filter((index) => !byIndex.has(index));
  if (missing.length === 0) return;
  const names = missing.map((index) => `${index}/${of}`).join(', ');
  throw refused(`expected all ${of} shards, but missing ${names}; add the run folder of each`);
}

function mustBeDisjoint(parts: readonly Part[]): void {
  const executedIn = new Map<string, string>();
  for (const { name, run } of parts) {
    for (const scenario of run.scenarios) {
      const earlier = executedIn.get(keyOf(scenario));
      if (earlier !== undefined)
        throw refused(
          `expected ${scenario.tp} to be executed once, found it in ${earlier} and ${name}; run the shards from the same features`,
        );
      executedIn.set(keyOf(scenario), name);
    }
  }
}

/** What no shard executed. The shard that it was due in knows why; the others only know that it was not theirs. */
function leftOver(runs: readonly RunResult[], scenarios: readonly ScenarioResult[]): readonly NotExecuted[] {
  const executed = new Set(scenarios.map(keyOf));
  const left = new Map<string, NotExecuted | undefined>();
  for (const { options, notExecuted } of runs) {
    const elsewhere = `shard ${options['shard'] ?? ''}`;
    for (const entry of notExecuted) {
      const key = keyOf(entry);
      if (executed.has(key)) continue;
      left.set(key, entry.reason === elsewhere ? left.get(key) : entry);
    }
  }
  return [...left].map(([key, entry]) => entry ?? unaccounted(key));
}

function unaccounted(key: string): NotExecuted {
  const [tp = '', name = ''] = JSON.parse(key) as readonly string[]; // made by keyOf
  return { tp, name, reason: 'no shard ran it', interrupted: true };
}

const keyOf = ({ tp, name }: { readonly tp: string; readonly name: string }): string => JSON.stringify([tp, name]);

function spanOf(runs: readonly RunResult[]): Pick<RunResult, 'startedAt' | 'durationMs'> {
  const starts = runs.map(({ startedAt }) => Date.parse(startedAt));
  const ends = runs.map(({ durationMs }, index) => (starts[index] ?? 0) + durationMs);
  const start = Math.min(...starts);
  return { startedAt: new Date(start).toISOString(), durationMs: Math.max(...ends) - start };
}

const refused = (message: string): UserError => new UserError('MCX-MERGE', message);
