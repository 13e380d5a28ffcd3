// A product under test as the actions see it. It is what it is: nothing is asked of it but by its control.

import { isProtocolOf, protocolsOf } from '../wires/http-json/client/probe';
import { within } from '../ports/time-limit';
import { Unreachable } from '../ports/unreachable';
import type { Control, ControlAnswer } from '../ports/control';
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
  ...productByHand(name, address, control),
  ...(tap !== undefined && { tap }),
  ...(control && { turn: (signal: AbortSignal) => turnOf(control, signal) }),
});

/** What is asked of its control is answered by a file or a human, and so says nothing of the product's own pace. */
export const productByHand = (name: PartyName, address: string, control: Control | undefined): Party => ({
  name,
  underTest: true,
  address,
  control: control ?? withoutControl(name),
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

/** Whoever has been started a moment ago, beside others on a busy machine, is slow with its first answer. */
const GREETING_MS = 5000;

/**
 * A product that cannot be asked, or is not the one that the target file means, is told of before the first scenario.
 * @param wire name of the wire that the target file names
 */
export async function greeted({ name, control }: Party, deadlineMs: number, wire: string): Promise<void> {
  const withinMs = Math.max(deadlineMs, GREETING_MS);
  const fault = await within(withinMs, (limit) =>
    control.send({ command: 'hello' }, limit).then(
      (answer) => faultIn(name, answer, wire),
      (error: unknown) => {
        if (!(error instanceof Unreachable)) throw error;
        const why = limit.aborted ? `there was no answer within ${withinMs} ms` : error.message;
        return `expected ${name} to answer control at ${error.address}, but ${why}. Start it`;
      },
    ),
  );
  if (fault === undefined) return;
  throw new UserError('MCX-UNREACHABLE', `${fault}, or mend roles.${name}.control in the target file.`, 3);
}

function faultIn(name: PartyName, answer: ControlAnswer, wire: string): string | undefined {
  if (answer.status === 'errored')
    return `expected ${name} to say hello by control, but ${answer.reason}. Start the right product`;
  if (answer.status !== 'done' || !answer.hello) return undefined;
  const { protocol } = answer.hello;
  if (protocol !== undefined && !isProtocolOf(protocol, wire))
    return `expected ${name} to speak the wire ${protocolsOf(wire)}, found "${protocol}". Use the version of it, or of this program, that fits the other`;
  if (answer.hello.roles.includes(name)) return undefined;
  const found = answer.hello.roles.join(', ') || 'no role';
  return `expected ${answer.hello.name} to take the role ${name}, found ${found}. Name the role that it takes`;
}
