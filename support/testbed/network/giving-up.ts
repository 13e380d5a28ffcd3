// A product that answers nothing any more is waited for in three scenarios and then no longer: each further wait would take as
// long and tell as little. A wait in which our own loop was late proves nothing: the answer may have lain here unread. Unaware of what is
// sent, and of verdicts.

import type { Adapter, DeliveryOutcome, OutboundMessage, Prepared } from '../../ports/adapter';
import type { Control } from '../../ports/control';
import { lateness } from '../../ports/lateness';
import { leaveOf } from '../../ports/sent';
import { Unreachable } from '../../ports/unreachable';

export interface GivingUp {
  /** @param addresses of those who may be given up */
  around(adapter: Adapter, addresses: ReadonlySet<string>): Adapter;
  asking(address: string, control: Control): Control;
}

const MOST_SCENARIOS = 3;
/** An idle machine is late by less. */
const LATE_MS = 100;
const GIVEN_UP = `given up: it answered nothing in ${MOST_SCENARIOS} scenarios`;

/**
 * @param scopeOf the scenario of a message; it is asked where no answer came
 * @param late how late our own loop has been in all, in milliseconds
 */
export function createGivingUp(scopeOf: (message: OutboundMessage) => string | null, late = lateness): GivingUp {
  /** By address, the scenarios in which it was waited for in vain since it last answered. */
  const inVain = new Map<string, Set<string>>();

  const isGivenUp = (address: string): boolean => (inVain.get(address)?.size ?? 0) >= MOST_SCENARIOS;

  function waited(address: string, scope: string | null, lateBefore: number): void {
    if (scope === null || late() - lateBefore > LATE_MS) return;
    const scopes = inVain.get(address) ?? new Set();
    inVain.set(address, scopes.add(scope));
  }

  function note(message: OutboundMessage, outcome: DeliveryOutcome, lateBefore: number): void {
    const timedOut = 'timedOut' in outcome;
    if (outcome.outcome !== 'undeliverable' && !timedOut) inVain.delete(message.address);
    else if (timedOut) waited(message.address, scopeOf(message), lateBefore);
  }

  function watched(prepared: Prepared, message: OutboundMessage): Prepared {
    const leave: Prepared['leave'] = async (signal, onAgain) => {
      if (isGivenUp(message.address)) return { outcome: 'undeliverable', detail: GIVEN_UP };
      const lateBefore = late();
      const outcome = await leaveOf(prepared)(signal, onAgain);
      note(message, outcome, lateBefore);
      return outcome;
    };
    return prepared.carried || prepared.leave ? { ...prepared, leave } : prepared;
  }

  return {
    around: (adapter, addresses) => ({
      ...adapter,
      prepare(message, progress) {
        const prepared = adapter.prepare(message, progress);
        if (!addresses.has(message.address)) return prepared;
        return Promise.resolve(prepared).then((made) => watched(made, message));
      },
    }),
    asking: (address, control) => ({
      ...control,
      async send(command, signal) {
        if (isGivenUp(address)) throw new Unreachable(address, GIVEN_UP);
        const lateBefore = late();
        try {
          const answer = await control.send(command, signal);
          inVain.delete(address);
          return answer;
        } catch (error) {
          if (error instanceof Unreachable && error.timedOut && 'scope' in command)
            waited(address, command.scope, lateBefore);
          throw error;
        }
      },
    }),
  };
}
