// Sends control commands to parties for one scenario and records each with its answer.

import type { Recorder } from '../evidence/recorder';
import type { PartyName } from '../procedure/roles';
import type { Act, ControlAnswer, ControlCommand } from '../ports/control';
import type { Testbed } from '../ports/testbed';
import { Unreachable } from '../ports/unreachable';

/** The scenario could not be brought to its stimulus, or a party could not do what control asked: inconclusive. */
export class PreconditionNotReached extends Error {
  override readonly name = 'PreconditionNotReached';
}

const CONTROL_TIMEOUT_MS = 5000;

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

export function createUpperTester(scope: string, testbed: Testbed, recorder: Recorder): UpperTester {
  async function command(party: PartyName, command: ControlCommand): Promise<ControlAnswer> {
    const { control } = testbed.party(party);
    const answer = await control.send(command, AbortSignal.timeout(CONTROL_TIMEOUT_MS)).catch((error: unknown) => {
      if (!(error instanceof Unreachable)) throw error;
      throw new PreconditionNotReached(`${party} could not be reached: ${error.message}`, { cause: error });
    });
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
