// Sends control commands to parties for one scenario and records each with its answer.

import type { Recorder } from '../evidence/recorder';
import type { PartyName } from '../procedure/roles';
import type { Act, ControlAnswer, ControlCommand } from '../ports/control';
import type { Testbed } from '../ports/testbed';
import { Unreachable } from '../ports/unreachable';
import { PreconditionNotReached } from './precondition';
import { within } from '../ports/time-limit';

const CONTROL_TIMEOUT_MS = 5000;
const NEVER = new AbortController().signal;

export interface UpperTester {
  /**
   * Whatever the party answers.
   *
   * @throws PreconditionNotReached where it cannot be asked
   */
  command(party: PartyName, command: ControlCommand): Promise<ControlAnswer>;
  /** @throws PreconditionNotReached unless the party does it */
  must(party: PartyName, command: ControlCommand): Promise<void>;
  /** @throws PreconditionNotReached unless the party does it */
  act(party: PartyName, act: Act): Promise<void>;
}

/** @param onOperator called when a human has answered: waiting for that was no waiting for a party */
export function createUpperTester(
  scope: string,
  testbed: Testbed,
  recorder: Recorder,
  onOperator: () => void,
): UpperTester {
  async function command(party: PartyName, command: ControlCommand): Promise<ControlAnswer> {
    const { control } = testbed.party(party);
    const isUnlimited = control.operated ?? control.atOnce ?? false;
    const pendingAnswer = isUnlimited
      ? control.send(command, NEVER)
      : within(CONTROL_TIMEOUT_MS, (signal) => control.send(command, signal));
    const answer = await pendingAnswer.catch((error: unknown) => {
      if (!(error instanceof Unreachable)) throw error;
      recorder.add({
        kind: 'control',
        scope,
        party,
        command: { ...command },
        answer: { status: 'unreachable', reason: error.message },
      });
      throw new PreconditionNotReached(`${party} could not be reached: ${error.message}`, { cause: error });
    });
    if (control.operated) onOperator();
    recorder.add({ kind: 'control', scope, party, command: { ...command }, answer: { ...answer } });
    return answer;
  }

  async function must(party: PartyName, wanted: ControlCommand): Promise<void> {
    const answer = await command(party, wanted);
    if (answer.status !== 'done')
      throw new PreconditionNotReached(
        `${party} answered ${answer.status} to control ${wanted.command}: ${answer.reason}`,
      );
  }

  return { command, must, act: (party, act) => must(party, { command: 'act', scope, act }) };
}
