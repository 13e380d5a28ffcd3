// The states of each party, numbered as they are met. What a party makes of an input in a state is found out once, by the machine
// itself on a copy of its state, and remembered.

import { kindOf, type PartyName } from '../../procedure/roles';
import { noClientState, type ClientState } from '../../reference/client/state';
import { createClient } from '../../reference/client';
import { createGms } from '../../reference/gms';
import { noGmsState, type GmsState } from '../../reference/gms/state';
import type { Env, Input, Machine, Send } from '../../reference/machine';
import type { ServerPolicy } from '../../reference/policies';
import { createServer } from '../../reference/server';
import { noServerState, type ServerState } from '../../reference/server/state';
import { stateText } from './state-text';

/** What a party keeps, and how many labels it has used up. */
interface Kept {
  readonly state: ServerState | GmsState | ClientState;
  labels: number;
}

interface Effect {
  /** The number of the state that it leaves the party in. */
  readonly next: number;
  readonly sends: readonly Send[];
}

export interface PartyStates {
  /** The first state is number 0, in which it knows nothing. */
  take(state: number, input: Input, key: number): Effect;
  server(state: number): ServerState;
  client(state: number): ClientState;
}

export function statesOf(party: PartyName, policy: ServerPolicy): PartyStates {
  const kind = kindOf(party);
  const kept: Kept[] = [];
  const numbers = new Map<string, number>();
  const effects: Map<number, Effect>[] = [];

  function number(one: Kept): number {
    const text = stateText(one);
    const known = numbers.get(text);
    if (known !== undefined) return known;
    numbers.set(text, kept.length);
    effects.push(new Map());
    return kept.push(one) - 1;
  }

  number({ state: kind === 'server' ? noServerState() : kind === 'gms' ? noGmsState() : noClientState(), labels: 0 });

  function machineFor(one: Kept): Machine {
    const env: Env = { now: () => 0, fresh: () => `${party.replaceAll('-', '')}${++one.labels}` };
    // The kind of the party chose its state.
    if (kind === 'server') return createServer(env, policy, one.state as ServerState);
    return kind === 'gms'
      ? createGms(env, undefined, one.state as GmsState)
      : createClient(env, undefined, one.state as ClientState);
  }

  return {
    take(state, input, key) {
      const known = effects[state]?.get(key);
      if (known !== undefined) return known;
      const copy = structuredClone(kept[state]) as Kept;
      const outputs = machineFor(copy).receive(input);
      const effect: Effect = {
        next: number(copy),
        sends: outputs.flatMap((output) => (output.kind === 'send' ? [output] : [])),
      };
      effects[state]?.set(key, effect);
      return effect;
    },
    server: (state) => kept[state]?.state as ServerState,
    client: (state) => kept[state]?.state as ClientState,
  };
}
