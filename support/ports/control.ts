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

export interface Control {
  /** Never rejects for what the party answers; rejects with a HarnessFault or Unreachable where it cannot be asked. */
  send(command: ControlCommand, signal: AbortSignal): Promise<ControlAnswer>;
}
