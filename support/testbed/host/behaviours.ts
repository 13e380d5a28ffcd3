// What a played party does differently, for each scope that asked for it. Unaware of why.

import type { Behaviour } from '../../ports/testbed';
import type { FlowId } from '../../procedure/flows';

export interface Behaviours {
  /** Adds to what the scope asked for before. */
  add(scope: string, behaviour: Behaviour): void;
  /** From now on the scope has nothing held. */
  release(scope: string): void;
  forget(scope: string): void;
  of(scope: string | null): Required<Behaviour>;
  /** How many flows the scope had refused before this one; undefined where it is not refused. */
  refusal(scope: string | null, flow: FlowId): number | undefined;
  /** True where no scope asked for anything. */
  isEmpty(): boolean;
}

const FAITHFUL: Required<Behaviour> = {
  ignores: [],
  refuses: [],
  lingers: {},
  withholds: [],
  holds: [],
  repeats: [],
  asksInParts: false,
  namesFirst: false,
  keepsItsRegroups: false,
  words: 'as-usual',
  delays: {},
};

/** @param own what the party does whatever scope asks for it */
export function createBehaviours(own: Behaviour = {}): Behaviours {
  const byScope = new Map<string, Required<Behaviour>>();
  const refused = new Map<string | null, number>();
  const unasked = { ...FAITHFUL, ...own };
  const of = (scope: string | null): Required<Behaviour> =>
    (scope === null ? undefined : byScope.get(scope)) ?? unasked;
  return {
    add(scope, behaviour) {
      const before = of(scope);
      byScope.set(scope, {
        ignores: joined(before.ignores, behaviour.ignores),
        refuses: joined(before.refuses, behaviour.refuses),
        lingers: { ...before.lingers, ...behaviour.lingers },
        withholds: joined(before.withholds, behaviour.withholds),
        holds: joined(before.holds, behaviour.holds),
        repeats: joined(before.repeats, behaviour.repeats),
        asksInParts: behaviour.asksInParts ?? before.asksInParts,
        namesFirst: behaviour.namesFirst ?? before.namesFirst,
        keepsItsRegroups: behaviour.keepsItsRegroups ?? before.keepsItsRegroups,
        words: behaviour.words ?? before.words,
        delays: { ...before.delays, ...behaviour.delays },
      });
    },
    release: (scope) => byScope.set(scope, { ...of(scope), holds: [] }),
    forget(scope) {
      byScope.delete(scope);
      refused.delete(scope);
    },
    of,
    refusal(scope, flow) {
      if (!of(scope).refuses.includes(flow)) return undefined;
      const before = refused.get(scope) ?? 0;
      refused.set(scope, before + 1);
      return before;
    },
    isEmpty: () => byScope.size === 0,
  };
}

const joined = (before: readonly FlowId[], more: readonly FlowId[] = []): readonly FlowId[] => [...before, ...more];
