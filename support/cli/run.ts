// mcx-conformance run: selects the scenarios, has them run, and ends with the exit code of the verdict.

import { randomInt } from 'node:crypto';
import path from 'node:path';
import { prepareRunFolder, runIdAt } from '../report/run-folder';
import { readResults } from '../report/results-file';
import { packageRoot, packageVersion } from '../schema/package-root';
import { loadTarget } from '../testbed/target';
import { putBuiltInUnderTest } from '../testbed/built-in-under-test';
import type { RunParameters } from '../testbed/run-parameters';
import { loadCatalogue } from '../traceability/catalogue';
import { loadScenarios } from '../traceability/features';
import { select, type Filters } from '../traceability/selection';
import { UserError } from '../verdict/errors';
import { runSuite } from './suite-run';

export interface RunOptions extends Filters {
  readonly target?: string;
  readonly builtIn?: string;
  readonly ordering: 'strict' | 'lenient';
  readonly strength: 'all' | 'shall';
  readonly parallel: string;
  /** True where no seed was given. */
  readonly shuffle?: string | true;
  readonly quiet?: boolean;
  readonly reports: string;
}

export async function run(options: RunOptions): Promise<void> {
  const catalogue = loadCatalogue();
  const scenarios = loadScenarios(catalogue);
  const { selected, notSelected } = select(scenarios, catalogue, options);
  const parameters = parametersOf(options);
  const target = targetOf(parameters);
  const reportsDir = path.resolve(options.reports);
  const runId = runIdAt(new Date());
  const folder = prepareRunFolder(reportsDir, runId);
  const order = options.shuffle === undefined ? 'defined' : `random:${seedOf(options.shuffle)}`;

  await runSuite({
    testPurposes: notSelected.length === 0 ? undefined : selected.map(({ tp }) => tp),
    parameters,
    parallel: workersOf(options.parallel),
    order,
    formatter: path.join(packageRoot, 'support/report/collector.cjs'),
    formatOptions: {
      mcx: {
        reportsDir,
        runId,
        target,
        options: askedFor(options, order),
        planned: selected.map(({ tp, name }) => ({ tp, name })),
        notSelected: notSelected.map((scenario) => ({ ...scenario })),
        quiet: options.quiet ?? false,
      },
    },
  });
  process.exitCode = readResults(folder.results).exitCode;
}

function parametersOf({ target, builtIn, ordering, strength }: RunOptions): RunParameters {
  return {
    ...(target !== undefined && { target: path.resolve(target) }),
    ...(builtIn !== undefined && { builtIn }),
    ordering,
    strength,
  };
}

/** Reads the target before anything runs, so that a mistake in it costs one line. */
function targetOf({ target, builtIn }: RunParameters) {
  const declared = loadTarget(target);
  const { name, version, adapter, roles } = builtIn === undefined ? declared : putBuiltInUnderTest(declared, builtIn);
  const underTest = Object.entries(roles).flatMap(([role, binding]) => ('underTest' in binding ? [role] : []));
  return { name, version: version || packageVersion, adapter, underTest };
}

function workersOf(given: string): number {
  const workers = Number(given);
  if (Number.isInteger(workers) && workers >= 0 && workers <= 64) return workers;
  throw new UserError('MCX-PARALLEL', `--parallel expects a whole number from 0 to 64, found ${given}`);
}

function seedOf(shuffle: string | true): number {
  const seed = shuffle === true ? randomInt(1_000_000) : Number(shuffle);
  if (Number.isInteger(seed) && seed >= 0) return seed;
  throw new UserError('MCX-SHUFFLE', `--shuffle expects a whole number as its seed, found ${String(shuffle)}`);
}

/** What a rerun has to repeat. */
function askedFor(options: RunOptions, order: string): Readonly<Record<string, string>> {
  const { step, requirement, tp, role, target, builtIn, ordering, strength } = options;
  const given = { step, requirement, tp, role, target, 'built-in': builtIn };
  return {
    ...Object.fromEntries(
      Object.entries(given).flatMap(([key, value]) => (value === undefined ? [] : [[key, String(value)]])),
    ),
    ...(ordering !== 'strict' && { ordering }),
    ...(strength !== 'all' && { strength }),
    ...(order !== 'defined' && { shuffle: order.replace('random:', '') }),
  };
}
