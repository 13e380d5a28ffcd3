// A product under test as the actions see it. It is what it is: nothing is asked of it but by its control.

import { Unreachable } from '../ports/unreachable';
import type { Control } from '../ports/control';
import type { Party } from '../ports/testbed';
import type { PartyName } from '../procedure/roles';
import { UserError } from '../verdict/errors';

/** @param control undefined where the target file names none */
export const productParty = (
  name: PartyName,
  address: string,
  control: Control | undefined,
  tap: string | undefined,
): Party => ({
  name,
  underTest: true,
  address,
  ...(tap !== undefined && { tap }),
  control: control ?? withoutControl(name),
  ...(control && { turn: (signal: AbortSignal) => turnOf(control, signal) }),
  behave: undefined,
});

const turnOf = (control: Control, signal: AbortSignal): Promise<void> =>
  control.send({ command: 'hello' }, signal).then(
    () => undefined,
    () => undefined,
  );

const withoutControl = (name: PartyName): Control => ({
  send: () =>
    Promise.resolve({
      status: 'unsupported',
      reason: `the target file names no control for ${name} (roles.${name}.control)`,
    }),
});

/** A product that cannot be asked at all is told of before the first scenario. */
export async function greeted({ name, control }: Party, withinMs: number): Promise<void> {
  try {
    await control.send({ command: 'hello' }, AbortSignal.timeout(withinMs));
  } catch (error) {
    if (!(error instanceof Unreachable)) throw error;
    throw new UserError(
      'MCX-UNREACHABLE',
      `expected ${name} to answer control at ${error.address}, but ${error.message}. Start it, or mend roles.${name}.control in the target file.`,
      3,
    );
  }
}
