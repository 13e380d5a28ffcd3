// How much of what products send is kept, and for whom: each scenario has an account. That one is full the trace says once.

import type { PartyName } from '../procedure/roles';
import { createBudget, type Budget, type Limits, type Reached } from './budget';

/** An account is named by its scope; these are none. What belongs to no scenario has one until a scenario ends. */
const [STRAYS, LATE] = ['', '(late)'];
const BOUNDLESS: Budget = {
  isFull: () => undefined,
  take: () => undefined,
  charge: () => undefined,
  clear: () => undefined,
};

interface Setting {
  /** Everything is taken where there are none, as by who keeps nothing. */
  readonly limits: Limits | undefined;
  /** Milliseconds on a monotonic clock. */
  readonly now: () => number;
  readonly isOpen: (scope: string) => boolean;
  /** Called the first time that an account takes no more; the scope is null where it is that of no open scenario. */
  readonly note: (scope: string | null, why: Reached, at: PartyName) => void;
}

export interface Accounts {
  /** @returns why so many bytes are not to be kept, if they are not */
  take(scope: string | null, bytes: number, at: PartyName): Reached | undefined;
  /** What of ours is kept whether there is room or not. */
  charge(scope: string | null, bytes: number): void;
  /** @returns why nothing is to be read just now; it is said in the account of the scope */
  isFull(scope: string | null, at: PartyName): Reached | undefined;
  /** The scenario has ended. */
  clear(scope: string): void;
}

export function createAccounts({ limits, now, isOpen, note }: Setting): Accounts {
  const budget = limits ? createBudget(limits, now) : BOUNDLESS;
  /** Accounts of which the trace says that they are not all. */
  const cut = new Set<string>();

  /** What comes late for scenarios shares an account for the whole run. */
  const accountOf = (scope: string | null): string => (scope === null ? STRAYS : isOpen(scope) ? scope : LATE);

  function noteOnce(scope: string | null, why: Reached, at: PartyName): Reached {
    const account = accountOf(scope);
    if (!cut.has(account)) {
      cut.add(account);
      note(account === scope ? scope : null, why, at);
    }
    return why;
  }

  return {
    take(scope, bytes, at) {
      const why = budget.take(accountOf(scope), bytes);
      return why && noteOnce(scope, why, at);
    },
    charge(scope, bytes) {
      budget.charge(accountOf(scope), bytes);
    },
    isFull(scope, at) {
      const why = budget.isFull();
      return why && noteOnce(scope, why, at);
    },
    clear(scope) {
      for (const account of [scope, STRAYS]) {
        budget.clear(account);
        cut.delete(account);
      }
    },
  };
}
