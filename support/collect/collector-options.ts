// What the collector is told through cucumber's formatOptions under `mcx`, and what it takes where it is told nothing.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageRoot } from '../schema/package-root';
import { loadCatalogue } from '../traceability/catalogue/catalogue';
import { clauseTexts } from '../traceability/catalogue/clause-text';
import type { Baseline } from '../verdict/baseline';
import type { NotExecuted, RunResult } from '../verdict/results';
import type { RunHead } from '../record/events-file';
import { runIdAt } from '../record/run-folder';

export interface PlannedScenario {
  readonly tp: string;
  readonly name: string;
}

export interface CollectorOptions {
  readonly reportsDir: string;
  readonly runId: string;
  /** When the clock of the events began, in ISO 8601; now where this is all that is known. */
  readonly startedAt: string;
  readonly suite: RunResult['suite'];
  readonly clauses: RunResult['clauses'];
  readonly target: RunResult['target'];
  /** Of a certification run. */
  readonly profile?: RunResult['profile'];
  /** How the run was asked for. */
  readonly options: RunResult['options'];
  /** What is due; undefined where cucumber's own selection is all that is known. */
  readonly planned: readonly PlannedScenario[] | undefined;
  readonly notSelected: readonly NotExecuted[];
  /** What is known to fail. */
  readonly baseline: Baseline | undefined;
  /** Prints the verdict line only. */
  readonly quiet: boolean;
  /** Other lines come between those of the collector. */
  readonly log: boolean;
}

/** What of it the result of a run is made of. */
export type RunDescription = Pick<
  CollectorOptions,
  'suite' | 'clauses' | 'target' | 'profile' | 'options' | 'planned' | 'notSelected'
>;

/** What its trace begins with. */
export const headOf = ({ clauses, target, profile, options, planned, notSelected }: RunDescription): RunHead => ({
  clauses,
  target,
  ...(profile && { profile }),
  options,
  planned,
  notSelected,
});

const BUILT_IN = { name: 'built-in', version: '', adapter: 'http-json', underTest: [] } as const;

export function collectorOptions(
  given: Partial<CollectorOptions> | undefined,
  cwd: string,
  now: Date,
): CollectorOptions {
  const suite = suiteOfPackage();
  return {
    reportsDir: join(cwd, 'reports'),
    runId: runIdAt(now),
    startedAt: now.toISOString(),
    suite,
    clauses: clauseTexts(loadCatalogue()),
    target: { ...BUILT_IN, version: suite.version },
    options: {},
    planned: undefined,
    notSelected: [],
    baseline: undefined,
    quiet: false,
    log: false,
    ...given,
  };
}

function suiteOfPackage(): RunResult['suite'] {
  // package-root has found this file by its name.
  const { name, version } = JSON.parse(readFileSync(join(packageRoot, 'package.json'), 'utf8')) as RunResult['suite'];
  return { name, version };
}
