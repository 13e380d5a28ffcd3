// Over how many of cucumber's workers a run is split. Unaware of what a worker is, and of which scenarios there are.

import os from 'node:os';
import type { OptionsOf } from '../options/option';
import type { RUN_OPTIONS } from '../options/run-options';
import type { Target } from '../testbed/target/target';
import { UserError } from '../verdict/errors';

/** Chosen, not measured: with fewer, starting a second process is most of the work. */
const WORTH_IT = 40;
/** On two cores it gained little: 0.8 of the time for 1.3 of the work. */
const CORES_WORTH_IT = 4;
const MOST_UNASKED = 4;
const MOST = 64;

type Wish = Pick<OptionsOf<typeof RUN_OPTIONS>, 'parallel' | 'shard'>;
type Bound = Pick<Target, 'roles' | 'listen'>;

/** 0 where one process runs all of it: where the user has split the run already, or a product or a port is shared. */
export function workersFor({ parallel, shard }: Wish, scenarios: number, target: Bound): number {
  if (parallel !== undefined) return workersIn(parallel);
  const cores = os.availableParallelism();
  const isWorthIt = cores >= CORES_WORTH_IT && scenarios >= WORTH_IT && shard === undefined;
  return isWorthIt && sharesNothing(target) ? Math.min(cores, MOST_UNASKED) : 0;
}

/** Each worker has every party for itself, on ports that the system chooses. */
export const sharesNothing = ({ roles, listen }: Bound): boolean =>
  Object.keys(listen.ports).length === 0 && Object.values(roles).every((role) => !('address' in role));

function workersIn(parallel: string): number {
  const workers = Number(parallel);
  if (Number.isInteger(workers) && workers >= 0 && workers <= MOST) return workers;
  throw new UserError('MCX-PARALLEL', `--parallel expects a whole number from 0 to ${MOST}, found ${parallel}`);
}
