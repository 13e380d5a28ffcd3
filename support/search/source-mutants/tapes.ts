// What each faithful role takes in and puts out in every scenario, taped once. A mutant is given the same again: scenarios in which
// it puts out the same are the faithful party's own, and need not be played.

import { Script } from 'node:vm';
import { lend } from '../../testbed/target/built-in-under-test';
import { createTape, differs, effectsOn, type Scene } from '../../trials/differences';
import type { Runner } from '../../trials/runner';
import { ROLES, kindOf, type Role } from '../../procedure/roles';
import type { Env, Machine } from '../../reference/machine';
import type { Scenario } from '../../traceability/scenario';
import { HarnessFault } from '../../verdict/errors';
import type { Kind } from './sources';

export interface Taped {
  readonly role: Role;
  readonly scenario: Scenario;
  readonly scene: Scene;
  /** How many events the scenario takes. */
  readonly length: number;
}

/** A replay takes some milliseconds; what takes longer never ends. */
const REPLAY_MS = 2_000;

export async function tape(run: Runner, scenarios: readonly Scenario[], kinds: readonly Kind[]): Promise<Taped[]> {
  const taped: Taped[] = [];
  for (const role of ROLES.filter((one) => (kinds as readonly string[]).includes(kindOf(one)))) {
    const faithful = createTape(role);
    lend(faithful.party);
    const scenes = new Map<string, Scene>();
    const played = await run(scenarios, { builtIn: faithful.party.id, wire: 'memory' }, (tp) =>
      scenes.set(tp, faithful.cut()),
    );
    for (const { result, events } of played) {
      if (result.verdict === 'fail' || result.verdict === 'error')
        throw new HarnessFault(`the faithful ${role} under test is accused: ${result.tp}: ${result.reason}`);
      const scenario = scenarios.find(({ tp }) => tp === result.tp);
      const scene = scenes.get(result.tp);
      if (scenario !== undefined && scene !== undefined)
        taped.push({ role, scenario, scene, length: events.split('\n').length });
    }
  }
  // Those that are soon played come first.
  return taped.sort((one, other) => one.length - other.length);
}

/** In what it differs in any of the scenes, without being played. */
export const effectsOf = (build: (env: Env) => Machine, scenes: readonly Scene[]): readonly string[] => {
  const effects = scenes.map((scene) => effectsOn({ build }, scene));
  return [...new Set(effects.flatMap((each) => [...each]))].sort();
};

/** `never ends`: it does not come back from an input. */
export function difference(build: (env: Env) => Machine, scene: Scene): 'none' | 'some' | 'never ends' {
  try {
    return within(REPLAY_MS, () => differs({ build }, scene)) ? 'some' : 'none';
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'ERR_SCRIPT_EXECUTION_TIMEOUT'
      ? 'never ends'
      : 'some';
  }
}

const called = new Script('mcxWithin()');

/** Only a script can be stopped from outside. */
function within<T>(timeout: number, make: () => T): T {
  const home = globalThis as typeof globalThis & { mcxWithin?: () => T };
  home.mcxWithin = make;
  try {
    return called.runInThisContext({ timeout }) as T; // what it calls
  } finally {
    delete home.mcxWithin;
  }
}
