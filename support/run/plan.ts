// What a run is asked to do, worked out from its options before anything runs, so that a mistake costs one line.
// Unaware of cucumber and of how the run is carried out.

import { randomInt } from 'node:crypto';
import path from 'node:path';
import type { CollectorOptions } from '../collect/collector-options';
import { packageVersion } from '../schema/package-root';
import { ixitOf } from '../testbed/target/ixit';
import type { Target } from '../testbed/target/target';
import { wireNamed } from '../wires/registry';
import { targetOfRun } from '../testbed/target/target-of-run';
import type { RunParameters } from '../testbed/target/run-parameters';
import { loadCatalogue } from '../traceability/catalogue/catalogue';
import { loadScenarios } from '../traceability/features';
import { select, selectOnly, selectOnWire, type Filters, type Selection } from '../traceability/selection';
import { parseShard, selectShard, type Shard } from '../traceability/shard';
import { UserError } from '../verdict/errors';
import type { RunResult } from '../verdict/results';
import { mustNameNoSecret } from './capture-tls';
import { givenBaseline } from './given-baseline';
import { rolesUnderTest } from '../testbed/target/roles-under-test';

export interface RunOptions extends Filters {
  readonly target?: string;
  readonly builtIn?: string;
  readonly adapter?: RunParameters['adapter'];
  readonly service?: RunParameters['service'];
  /** Who answers for products with control: manual. */
  readonly operator?: string;
  readonly ordering: 'strict' | 'lenient';
  readonly strength: 'all' | 'shall';
  /** `strict`: a contradicted claim of the ICS makes the exit code 1. */
  readonly audit?: 'report' | 'strict';
  /** File of the failing checks that are known. */
  readonly baseline?: string;
  /** Cucumber's workers. Where absent, the run may split itself into shards. */
  readonly parallel?: string;
  /** Processes that the run splits itself into, however few cores there are: to test the splitting. */
  readonly processes?: string;
  readonly shard?: string;
  /** Folder of this part of a run that another process joins. */
  readonly part?: string;
  /** True where no seed was given. */
  readonly shuffle?: string | true;
  readonly quiet?: boolean;
  /** Whether what sockets carry goes into the trace, and from there into pcapng files. */
  readonly capture?: boolean;
  /** The same, but TLS as it is on the wire, with what opens it. */
  readonly captureTls?: boolean;
  /** The port of the live page; true for one that the system chooses. */
  readonly watchPage?: string | true;
  readonly reports: string;
  /** These test purposes and no others; filters cannot choose among them. */
  readonly only?: {
    readonly testPurposes: readonly string[];
    readonly reason: string;
    readonly profile?: RunResult['profile'];
  };
}

export interface RunPlan extends Selection {
  readonly target: Target;
  readonly parameters: RunParameters;
  readonly parallel: number;
  /** cucumber's order: `defined` or `random:seed`. */
  readonly order: string;
  /** What the collector is told, besides where to write. */
  readonly told: Pick<
    CollectorOptions,
    'target' | 'profile' | 'options' | 'planned' | 'notSelected' | 'baseline' | 'quiet' | 'part'
  >;
}

export function planRun(options: RunOptions): RunPlan {
  const shard = options.shard === undefined ? undefined : parseShard(options.shard);
  const catalogue = loadCatalogue();
  const scenarios = loadScenarios(catalogue);
  const asked = options.only ? selectOnly(scenarios, options.only) : select(scenarios, catalogue, options);
  const parameters = parametersOf(options, shard);
  const target = targetOfRun(parameters);
  if (options.captureTls) mustNameNoSecret(target, options.target ?? 'the built-in target');
  const shown = selectOnWire(asked, wireNamed(target.adapter), catalogue);
  const selection = shard ? selectShard(shown, shard) : shown;
  const order = options.shuffle === undefined ? 'defined' : `random:${seedOf(options.shuffle)}`;
  return {
    ...selection,
    target,
    parameters,
    parallel: workersOf(options.parallel ?? '0'),
    order,
    told: {
      target: described(target),
      ...(options.only?.profile && { profile: options.only.profile }),
      options: askedFor(options, order),
      planned: selection.selected.map(({ tp, name }) => ({ tp, name })),
      notSelected: selection.notSelected.map((scenario) => ({ ...scenario })),
      baseline: givenBaseline(options.baseline, () => ({ catalogue, scenarios })),
      quiet: options.quiet ?? false,
      part: options.part !== undefined,
    },
  };
}

export function seedOf(shuffle: string | true): number {
  const seed = shuffle === true ? randomInt(1_000_000) : Number(shuffle);
  if (Number.isInteger(seed) && seed >= 0) return seed;
  throw new UserError('MCX-SHUFFLE', `--shuffle expects a whole number as its seed, found ${String(shuffle)}`);
}

function parametersOf(
  { target, builtIn, adapter, service, operator, ordering, strength, capture, captureTls }: RunOptions,
  shard: Shard | undefined,
): RunParameters {
  return {
    ...(target !== undefined && { target: path.resolve(target) }),
    ...(builtIn !== undefined && { builtIn }),
    ...(adapter !== undefined && { adapter }),
    ...(service !== undefined && { service }),
    ...(operator !== undefined && { operator }),
    ordering,
    strength,
    ...(capture === true && { capture }),
    ...(captureTls === true && { captureTls }),
    ...(shard && { shard: shard.index }),
  };
}

function described(target: Target): CollectorOptions['target'] {
  const { name, version, adapter, ics } = target;
  const underTest = rolesUnderTest(target);
  const answered = Object.keys(ics).length > 0 && { ics };
  return { name, version: version || packageVersion, adapter, underTest, ...answered, ixit: ixitOf(target) };
}

function workersOf(given: string): number {
  const workers = Number(given);
  if (Number.isInteger(workers) && workers >= 0 && workers <= 64) return workers;
  throw new UserError('MCX-PARALLEL', `--parallel expects a whole number from 0 to 64, found ${given}`);
}

/** What a rerun has to repeat. */
function askedFor(options: RunOptions, order: string): Readonly<Record<string, string>> {
  const { step, requirement, tp, role, target, adapter, service, builtIn, operator, ordering, strength, audit, shard } =
    options;
  const given = { step, requirement, tp, role, target, adapter, service, 'built-in': builtIn, operator, shard };
  return {
    ...Object.fromEntries(
      Object.entries(given).flatMap(([key, value]) => (value === undefined ? [] : [[key, String(value)]])),
    ),
    ...(ordering !== 'strict' && { ordering }),
    ...(strength !== 'all' && { strength }),
    ...(audit === 'strict' && { audit }),
    ...(options.captureTls && { 'capture-tls': 'yes' }),
    ...(order !== 'defined' && { shuffle: order.replace('random:', '') }),
  };
}
