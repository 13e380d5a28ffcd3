// The three answers of a reference party to a control command.

import type { ControlAnswer } from '../ports/control';
import type { Done } from '../ports/generated/control-messages';

export const done = (contents: Omit<Done, 'status'> = {}): ControlAnswer => ({ status: 'done', ...contents });

export const unsupported = (what: string): ControlAnswer => ({ status: 'unsupported', reason: what });

export const errored = (why: string): ControlAnswer => ({ status: 'errored', reason: why });

export const unknownUser = (id: string): ControlAnswer =>
  errored(`expected a user that was provisioned here, found ${id}; provision the user first`);
