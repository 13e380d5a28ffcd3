// A product that answers nothing any more is waited for in three scenarios and then no longer: each further wait would take as
// long and tell as little. Unaware of what is sent, and of verdicts.

import type { Adapter, DeliveryOutcome, OutboundMessage, Prepared } from '../../ports/adapter';
import type { Control } from '../../ports/control';
import { leaveOf } from '../../ports/sent';
import { Unreachable } from '../../ports/unreachable';

export interface GivingUp {
  /** @param addresses of those who may be given up */
  around(adapter: Adapter, addresses: ReadonlySet<string>): Adapter;
  asking(address: string, control: Control): Control;
}

const MOST_SCENARIOS = 3;
const GIVEN_UP = `given up: it answered nothing in ${MOST_SCENARIOS} scenarios`;

/** @param scopeOf the scenario of a message; it is asked where no answer came */
export function createGivingUp(scopeOf: (message: OutboundMessage) => string | null): GivingUp {
  /** By address, the scenarios in which it was waited for in vain since it last answered. */
  const inVain = new Map<string, Set<string>>();

  const isGivenUp = (address: string): boolean => (inVain.get(address)?.size ?? 0) >= MOST_SCENARIOS;

  function waited(address: string, scope: string | null): void {
    if (scope === null) return;
    const scopes = inVain.get(address) ?? new Set();
    inVain.set(address, scopes.add(scope));
  }

  function note(message: OutboundMessage, outcome: DeliveryOutcome): void {
    if (outcome.outcome !== 'undeliverable') inVain.delete(message.address);
    else if (outcome.timedOut) waited(message.address, scopeOf(message));
  }

  function watched(prepared: Prepared, message: OutboundMessage): Prepared {
    const leave: Prepared['leave'] = async (signal, onAgain) => {
      if (isGivenUp(message.address)) return { outcome: 'undeliverable', detail: GIVEN_UP };
      const outcome = await leaveOf(prepared)(signal, onAgain);
      note(message, outcome);
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
        try {
          const answer = await control.send(command, signal);
          inVain.delete(address);
          return answer;
        } catch (error) {
          if (error instanceof Unreachable && error.timedOut && 'scope' in command) waited(address, command.scope);
          throw error;
        }
      },
    }),
  };
}
