// What each faithful role takes in and puts out in every scenario, taped once. A mutant is given the same again: scenarios in which
// it puts out the same are the faithful party's own, and need not be played.

import { createHash } from 'node:crypto';
import { Script } from 'node:vm';
import { lend } from '../../testbed/target/built-in-under-test';
import { createTape, differs, effectsOn, type Scene } from '../../trials/differences';
import { shuffled } from '../../trials/chance';
import { setsBeside } from '../../trials/neighbours';
import type { Runner } from '../../trials/runner';
import { ROLES, kindOf, type Role } from '../../procedure/roles';
import type { RunParameters } from '../../testbed/target/run-parameters';
import type { Env, Machine } from '../../reference/machine';
import type { Scenario } from '../../traceability/scenario';
import { HarnessFault } from '../../verdict/errors';
import type { Kind } from './sources';

export interface Taped {
  readonly role: Role;
  readonly scenario: Scenario;
  /** Variants that were played beside it. */
  readonly neighbours: readonly string[];
  readonly scene: Scene;
  /** How many events the scenario takes. */
  readonly length: number;
}

/** A replay takes some milliseconds, on a busy machine a second; what takes longer never ends. */
const REPLAY_MS = 5_000;

/** @param seed of the neighbours that use freedoms, one set of them after another; none does where it is absent */
export async function tape(
  run: Runner,
  scenarios: readonly Scenario[],
  kinds: readonly Kind[],
  spoken: RunParameters,
  seed?: number,
): Promise<Taped[]> {
  const taped: Taped[] = [];
  const known = new Set<string>();
  for (const role of ROLES.filter((one) => (kinds as readonly string[]).includes(kindOf(one)))) {
    for (const { neighbours, played } of besides(role, scenarios, seed)) {
      for (const one of await tapeOnce(run, played, role, { ...spoken, neighbours })) {
        // What neighbours do otherwise and the role does not hear of was taped before.
        const heard = `${role} ${one.scenario.tp} ${digestOf(one.scene)}`;
        if (!known.has(heard)) taped.push(one);
        known.add(heard);
      }
    }
  }
  // Those that are soon played come first.
  return taped.sort((one, other) => one.length - other.length);
}

/** In how many sets of neighbours that use freedoms each scenario is played. */
const SETS = 3;

interface Beside {
  readonly neighbours: readonly string[];
  readonly played: readonly Scenario[];
}

function besides(role: Role, scenarios: readonly Scenario[], seed: number | undefined): readonly Beside[] {
  const faithful = { neighbours: [], played: scenarios };
  if (seed === undefined) return [faithful];
  const sets = setsBeside(role, seed);
  const mixed = shuffled(scenarios, seed, ({ tp }) => `${role} ${tp}`);
  const some = sets.map((neighbours, nth) => ({
    neighbours,
    played: mixed.filter((_, index) => (index + nth) % sets.length < SETS),
  }));
  return [faithful, ...some];
}

/** Whatever the scope of its identities is, which is new each time. */
function digestOf(scene: Scene): string {
  const scopes = scene.flatMap(({ input }) =>
    input.kind === 'command' && 'scope' in input.command ? [input.command.scope] : [],
  );
  const text = scopes.reduce(
    (rest, scope) => rest.replaceAll(scope, 'scope'),
    JSON.stringify(scene.map(({ input }) => input)),
  );
  return createHash('sha1').update(text).digest('base64');
}

async function tapeOnce(
  run: Runner,
  scenarios: readonly Scenario[],
  role: Role,
  { neighbours = [], ...spoken }: RunParameters,
): Promise<readonly Taped[]> {
  const faithful = createTape(role);
  lend(faithful.party);
  const scenes = new Map<string, Scene>();
  const played = await run(scenarios, { ...spoken, builtIn: faithful.party.id, neighbours }, (tp) =>
    scenes.set(tp, faithful.cut()),
  );
  return played.flatMap(({ result, events }): readonly Taped[] => {
    if (result.verdict === 'fail' || result.verdict === 'error')
      throw new HarnessFault(
        `the faithful ${role} under test is accused beside ${neighbours.join(', ') || 'faithful parties'}: ${result.tp}: ${result.reason}`,
      );
    const scenario = scenarios.find(({ tp }) => tp === result.tp);
    const scene = scenes.get(result.tp);
    if (scenario === undefined || scene === undefined) return [];
    return [{ role, scenario, neighbours, scene, length: events.split('\n').length }];
  });
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
