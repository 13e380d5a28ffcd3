// Control (the upper tester): provision a party, make its user act, ask what no message shows. Types only; carried by a
// direct call for a played party and by HTTP or a plug-in for an implementation.

import type {
  ActCommand,
  ActivateCommand,
  AdvanceCommand,
  AskCommand,
  ControlAnswer,
  HelloCommand,
  ProvisionCommand,
  ReleaseCommand,
} from './generated/control-messages';

export type ControlCommand =
  HelloCommand | ProvisionCommand | ActivateCommand | ActCommand | AskCommand | AdvanceCommand | ReleaseCommand;

export type { ControlAnswer };
export type * from './generated/control-messages';

/** Who gave an answer that no machine did, and when. */
export interface Attested {
  readonly operator?: string;
  /** ISO 8601. */
  readonly answeredAt?: string;
}

export interface Control {
  /** A human answers: no clock of the run goes on meanwhile, and the control ends its waits itself. */
  readonly operated?: true;
  /** It answers before anything else of this process happens, so that no time limit can pass meanwhile. */
  readonly atOnce?: true;
  /** Never rejects for what the party answers; rejects with a HarnessFault or Unreachable where it cannot be asked. */
  send(command: ControlCommand, signal: AbortSignal): Promise<ControlAnswer & Attested>;
}
