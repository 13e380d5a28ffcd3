// What a run is asked to do, worked out from its options before anything runs, so that a mistake costs one line.
// Unaware of cucumber and of how the run is carried out.

import { randomInt } from 'node:crypto';
import type { CollectorOptions } from '../collect/collector-options';
import { keptOptions, parametersOf, type OptionsOf } from '../options/option';
import { RUN_OPTIONS } from '../options/run-options';
import { packageVersion } from '../schema/package-root';
import { ixitOf } from '../testbed/target/ixit';
import type { Target } from '../testbed/target/target';
import { wireNamed } from '../wires/registry';
import { targetOfRun } from '../testbed/target/target-of-run';
import type { RunParameters } from '../testbed/target/run-parameters';
import { loadEveryClause } from '../traceability/catalogue/catalogue';
import { clauseTexts } from '../traceability/catalogue/clause-text';
import { scenariosFor, select, selectIn, selectOnly, selectOnWire, type Selection } from '../traceability/selection';
import { parseShard, selectShard } from '../traceability/shard';
import { UserError } from '../verdict/errors';
import type { RunResult } from '../verdict/results';
import { mustNameNoSecret } from './capture-tls';
import { givenBaseline } from './given-baseline';
import { rolesUnderTest } from '../testbed/target/roles-under-test';
import { workersFor } from './workers';
import { wholeNumberIn } from './whole-number';

export type RunOptions = OptionsOf<typeof RUN_OPTIONS> & {
  /** These test purposes and no others; filters cannot choose among them. */
  readonly only?: {
    readonly testPurposes: readonly string[];
    readonly reason: string;
    readonly profile?: RunResult['profile'];
  };
  /** Of what is asked for, only what stands in these feature files. */
  readonly features?: readonly string[];
};

export interface RunPlan extends Selection {
  readonly target: Target;
  readonly parameters: RunParameters;
  /** Cucumber's workers; 0 where this process runs the scenarios itself. */
  readonly workers: number;
  /** cucumber's order: `defined` or `random:seed`. */
  readonly order: string;
  /** Options of the collector, but for where to write. */
  readonly forCollector: Pick<
    CollectorOptions,
    'target' | 'clauses' | 'profile' | 'options' | 'planned' | 'notSelected' | 'baseline' | 'quiet' | 'log'
  >;
}

/** @param declared what the target file says */
export function planRun(given: RunOptions, declared: Target): RunPlan {
  const options = withSeed(given);
  mustBeDetail(options.log);
  const shard = options.shard === undefined ? undefined : parseShard(options.shard);
  const every = loadEveryClause();
  const about = every.about(options.clause);
  const scenarios = scenariosFor(options, every);
  const chosen = options.only ? selectOnly(scenarios, options.only) : select(scenarios, every, options);
  const requestedScenarios = options.features ? selectIn(chosen, options.features) : chosen;
  const parameters = parametersOf(RUN_OPTIONS, options);
  const target = targetOfRun(declared, parameters);
  if (options.captureTls) mustNameNoSecret(target, options.target ?? 'the built-in target');
  const shown = selectOnWire(requestedScenarios, wireNamed(target.adapter), about);
  const selection = shard ? selectShard(shown, shard) : shown;
  return {
    ...selection,
    target,
    parameters,
    workers: workersFor(options, selection.selected.length, target),
    order: options.shuffle === undefined ? 'defined' : `random:${String(options.shuffle)}`,
    forCollector: {
      target: described(target),
      clauses: clauseTexts(about),
      ...(options.only?.profile && { profile: options.only.profile }),
      options: keptOptions(RUN_OPTIONS, options),
      planned: selection.selected.map(({ tp, name }) => ({ tp, name })),
      notSelected: selection.notSelected.map((scenario) => ({ ...scenario })),
      baseline: givenBaseline(options.baseline),
      quiet: options.quiet ?? false,
      log: options.log !== undefined,
    },
  };
}

/** The results name the seed, also where none was given. */
function withSeed(options: RunOptions): RunOptions {
  if (options.shuffle === undefined) return options;
  const seed = options.shuffle === true ? randomInt(1_000_000) : wholeNumberIn(options.shuffle, 0);
  if (seed !== undefined) return { ...options, shuffle: String(seed) };
  throw new UserError('MCX-SHUFFLE', `--shuffle expects a whole number as its seed, found ${String(options.shuffle)}`);
}

function mustBeDetail(log: RunOptions['log']): void {
  if (log === undefined || log === true || log === 'bytes') return;
  throw new UserError('MCX-LOG', `--log takes bytes, or nothing, found ${log}`);
}

function described(target: Target): CollectorOptions['target'] {
  const { name, version, adapter, ics } = target;
  const underTest = rolesUnderTest(target);
  const answered = Object.keys(ics).length > 0 && { ics };
  return { name, version: version || packageVersion, adapter, underTest, ...answered, ixit: ixitOf(target) };
}
