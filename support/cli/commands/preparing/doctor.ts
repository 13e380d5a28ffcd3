// mcx-conformance doctor: one line for each thing that a run relies on; the first that is wrong is the last line.

import type { Role } from '../../../procedure/roles';
import { lineOf } from '../../../ports/diagnosis';
import { examine } from '../../../doctor/examine';
import { rolesUnderTest } from '../../../testbed/target/roles-under-test';
import { loadTarget } from '../../../testbed/target/target';
import { mustPutItsProductUnderTest } from '../../../testbed/target/target-of-run';
import { UserError } from '../../../verdict/errors';
import { quoted } from '../../../report/summary/failure-blocks';
import { harmless } from '../../../verdict/harmless';
import { printJson, type AsJson } from '../../print';

export interface DoctorOptions extends AsJson {
  readonly target?: string;
}

export async function doctor({ target: file, json }: DoctorOptions): Promise<void> {
  const say = (line: string): void => {
    if (!json) process.stdout.write(`${harmless(line)}\n`);
  };
  const target = loadTarget(file);
  mustPutItsProductUnderTest(target);
  say(`ok    target file: ${file ?? 'the built-in system'}`);
  const diagnoses = await examine(target, { now: Date.now, tell: (diagnosis) => say(lineOf(diagnosis)) });
  if (json) printJson(diagnoses);
  const first = diagnoses.find(({ state }) => state === 'bad');
  if (first) throw new UserError('MCX-DOCTOR', `${first.what}: ${first.detail}`, 3);
  for (const line of nextSteps(file, rolesUnderTest(target))) say(line);
}

/** A whole run is of every role; whoever mends one needs the test purposes of that one, again and again. */
export function nextSteps(file: string | undefined, roles: readonly Role[]): readonly string[] {
  if (file === undefined || roles.length === 0) return [];
  const run = `mcx-conformance run --target ${quoted(file)}`;
  return ['', `while you mend it:  ${run} --role ${roles.join(',')}`, `all that is asked:  ${run}`];
}
