// Over how many of cucumber's workers a run is split. Unaware of what a worker is, and of which scenarios there are.

import os from 'node:os';
import type { OptionsOf } from '../options/option';
import type { RUN_OPTIONS } from '../options/run-options';
import type { Target } from '../testbed/target/target';
import { UserError } from '../verdict/errors';
import { wireNamed } from '../wires/registry';
import { wholeNumberIn } from './whole-number';

/** Chosen, not measured: with fewer, starting a second process is most of the work. */
const WORTH_IT = 40;
/** On two cores it gained little: 0.8 of the time for 1.3 of the work. */
const CORES_WORTH_IT = 4;
const MOST_UNASKED = 4;
/** Beside a product a worker waits most of the time, so that a core has enough to do for several. */
const WAITING_FOR_A_CORE = 4;
/** A worker that waits in fewer scenarios than these gains less than its start takes. */
const WORTH_WAITING = 5;
const MOST = 64;

type Wish = Pick<OptionsOf<typeof RUN_OPTIONS>, 'parallel' | 'shard'>;
type Bound = Pick<Target, 'adapter' | 'roles' | 'listen' | 'scenariosAtOnce'>;

/**
 * 0 where one process runs all of it: where the user has split the run already, or where a product or a port is shared
 * that takes part in one scenario at a time.
 */
export function workersFor({ parallel, shard }: Wish, scenarios: number, target: Bound): number {
  if (parallel !== undefined) return workersIn(parallel);
  if (shard !== undefined) return 0;
  const cores = os.availableParallelism();
  if (target.scenariosAtOnce > 1) return canShare(target) ? besideProducts(target, scenarios, cores) : 0;
  const isWorthIt = cores >= CORES_WORTH_IT && scenarios >= WORTH_IT;
  return isWorthIt && sharesNothing(target) ? Math.min(cores, MOST_UNASKED) : 0;
}

function besideProducts({ scenariosAtOnce }: Bound, scenarios: number, cores: number): number {
  const workers = Math.min(scenariosAtOnce, WAITING_FOR_A_CORE * cores, Math.floor(scenarios / WORTH_WAITING));
  return workers > 1 ? workers : 0;
}

/** One front stands before the fixed ports of all workers, which speaks HTTP alone. */
export const canShare = ({ adapter, listen }: Pick<Target, 'adapter' | 'listen'>): boolean =>
  wireNamed(adapter).isHttp || Object.keys(listen.ports).length === 0;

/** Each worker has every party for itself, on ports that the system chooses. */
export const sharesNothing = ({ roles, listen }: Pick<Target, 'roles' | 'listen'>): boolean =>
  Object.keys(listen.ports).length === 0 && Object.values(roles).every((role) => !('address' in role));

function workersIn(parallel: string): number {
  const workers = wholeNumberIn(parallel, 0, MOST);
  if (workers !== undefined) return workers;
  throw new UserError('MCX-PARALLEL', `--parallel expects a whole number from 0 to ${MOST}, found ${parallel}`);
}
