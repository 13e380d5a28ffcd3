// The control of a product at which a human does what is asked. Who answered and when goes with the answer. Unaware of how
// questions reach the human.

import type { Attested, Control, ControlAnswer, ControlCommand } from '../../ports/control';
import type { PartyName } from '../../procedure/roles';
import { actQuestion, lookQuestion, provisionQuestion, type ControlQuestion } from './manual-questions';
import type { Operator } from './operator';

export interface ManualOptions {
  /** Undefined where nobody was named. */
  readonly operator: Operator | undefined;
  /** What stands at the product by the target file, which is then not asked for. */
  readonly provisioned: Control | undefined;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
}

export function manualControl(party: PartyName, { operator, provisioned, now }: ManualOptions): Control {
  async function put(question: ControlQuestion): Promise<ControlAnswer & Attested> {
    if (operator === undefined)
      return unsupported(`nobody was named to answer for ${party}: run with --operator <name>`);
    const answer = await operator.ask(question);
    const attested = { operator: operator.name, answeredAt: new Date(now()).toISOString() };
    return { ...('value' in answer ? answer.value : unsupported(answer.refused)), ...attested };
  }

  return {
    operated: true,
    send(command: ControlCommand, signal) {
      switch (command.command) {
        case 'provision':
          return provisioned?.send(command, signal) ?? put(provisionQuestion(party, command));
        case 'act':
          return put(actQuestion(party, command));
        case 'ask':
          return put(lookQuestion(party, command));
        default:
          return Promise.resolve(
            unsupported(`${party} is operated by hand (control: manual), and nobody is asked for ${command.command}`),
          );
      }
    },
  };
}

const unsupported = (reason: string): ControlAnswer => ({ status: 'unsupported', reason });
