// What a run has to be so that it can be sealed. A run that was broken off proves nothing, whatever it proved until then.

import { UserError } from '../verdict/errors';
import type { RunResult } from '../verdict/results';
import type { Profile } from './profile';

export function mustBeComplete({ scenarios, notExecuted }: RunResult, { required }: Profile): void {
  const executed = new Set(scenarios.map(({ tp }) => tp));
  const missing = required.filter((tp) => !executed.has(tp));
  const [first] = missing;
  if (first === undefined && !notExecuted.some(({ interrupted }) => interrupted)) return;
  throw new UserError(
    'MCX-CERTIFY-INCOMPLETE',
    `the run did not execute all that the profile requires (${missing.length} missing, the first is ${first ?? 'unknown'}): it cannot be sealed. Run it again.`,
    3,
  );
}
