// What a run has to be so that it can be sealed. A run that was broken off proves nothing, whatever it proved until then.

import path from 'node:path';
import { isThere } from '../files/plain-file';
import { UserError } from '../verdict/errors';
import type { RunResult } from '../verdict/results';
import type { Profile } from './profile';

/** What is sealed with the run and no run leaves by itself, by its name in the folder of the run. */
export const BESIDE = { target: 'target.yaml', ics: 'ics.md' };

/** Whether all of it is there: certify leaves it. */
export const isReadyToSeal = (dir: string): boolean =>
  Object.values(BESIDE).every((name) => isThere(path.join(dir, name)));

/** What the profile requires and the run did not execute. */
export function missingIn({ scenarios }: RunResult, { required }: Profile): readonly string[] {
  const executed = new Set(scenarios.map(({ tp }) => tp));
  return required.filter((tp) => !executed.has(tp));
}

export function mustBeComplete(run: RunResult, profile: Profile): void {
  // A test purpose of several scenarios may have been interrupted after the first of them.
  const interrupted = run.notExecuted.filter((one) => one.interrupted).map(({ tp }) => tp);
  const missing = [...new Set([...missingIn(run, profile), ...interrupted])];
  const [first] = missing;
  if (first === undefined) return;
  throw new UserError(
    'MCX-CERTIFY-INCOMPLETE',
    `the run did not execute all that the profile requires (${missing.length} missing, the first is ${first}): it cannot be sealed. Run it again.`,
    3,
  );
}
