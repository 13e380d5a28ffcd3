// In which scenarios a variant does anything that the faithful party does not. The faithful party is put under test once
// with a tape running; then each variant is given the inputs of each scenario again, with the same time and labels. Where
// it puts out the same, message for message, its run is the faithful party's run and need not be repeated. Pure but for the
// tape.

import type { Env, Input, Machine, Output } from '../reference/machine';
import { createMachine } from '../reference/party';
import type { Variant } from '../reference/variants/variant';
import { kindOf, type Role } from '../procedure/roles';
import type { BuiltIn } from '../testbed/target/built-in-under-test';

type OfWire = Pick<
  Env,
  'regroupGroupsApart' | 'membersNamedApart' | 'removalsCross' | 'saysCauses' | 'assignsNoIdentities'
>;

/** One input of the faithful party, what it put out for it, and what it asked of its surroundings meanwhile. */
interface Turn {
  readonly input: Input;
  readonly outputs: string;
  readonly flows: readonly string[];
  readonly times: readonly number[];
  readonly labels: readonly string[];
  readonly wire: OfWire;
}

export type Scene = readonly Turn[];

export interface Tape {
  /** The faithful party of the role, with the tape running. */
  readonly party: BuiltIn;
  /** What was recorded since the last cut. */
  cut(): Scene;
}

export function createTape(role: Role): Tape {
  let turns: Turn[] = [];
  function build(env: Env): Machine {
    let times: number[] = [];
    let labels: string[] = [];
    const heard = <T>(value: T, by: T[]): T => {
      by.push(value);
      return value;
    };
    const { regroupGroupsApart, membersNamedApart, removalsCross, saysCauses, assignsNoIdentities } = env;
    const wire = {
      ...(regroupGroupsApart !== undefined && { regroupGroupsApart }),
      ...(membersNamedApart !== undefined && { membersNamedApart }),
      ...(removalsCross !== undefined && { removalsCross }),
      ...(saysCauses !== undefined && { saysCauses }),
      ...(assignsNoIdentities !== undefined && { assignsNoIdentities }),
    };
    const machine = createMachine(kindOf(role), {
      ...wire,
      now: () => heard(env.now(), times),
      fresh: () => heard(env.fresh(), labels),
    });
    return {
      receive(input) {
        times = [];
        labels = [];
        const outputs = machine.receive(input);
        turns.push({ input, outputs: JSON.stringify(outputs), flows: flowsOf(outputs), times, labels, wire });
        return outputs;
      },
    };
  }
  return {
    party: { id: `faithful-${role}`, role, build },
    cut() {
      const scene = turns;
      turns = [];
      return scene;
    },
  };
}

/** In what it differs: flows of which it puts out other messages, and commands that it answers otherwise. */
export function effectsOn({ build }: Pick<Variant, 'build'>, scene: Scene): ReadonlySet<string> {
  const machine = replayed(build, scene);
  const effects = new Set<string>();
  for (const turn of scene) {
    const before = JSON.parse(turn.outputs) as readonly Output[]; // written above
    const now = machine.receive(turn);
    const names = new Set([...before, ...now].map((output) => nameOf(output, turn.input)));
    const said = (outputs: readonly Output[], name: string): string =>
      JSON.stringify(outputs.filter((output) => nameOf(output, turn.input) === name));
    for (const name of names) if (said(before, name) !== said(now, name)) effects.add(name);
    if (effects.size === 0 && JSON.stringify(now) !== turn.outputs) effects.add(ORDER);
  }
  return effects;
}

/** The same messages, those of one flow before those of another. */
const ORDER = 'order';

const nameOf = (output: Output, input: Input): string =>
  output.kind === 'send' ? output.flow : input.kind === 'command' ? input.command.command : input.kind;

/** Each scenario is given to a party that knows nothing yet: scenarios share no identity. */
export function differs({ build, delays = {} }: Pick<Variant, 'build' | 'delays'>, scene: Scene): boolean {
  const machine = replayed(build, scene);
  return scene.some(
    (turn) => JSON.stringify(machine.receive(turn)) !== turn.outputs || turn.flows.some((flow) => flow in delays),
  );
}

/** A party that is asked the same at the same times, and given the same labels. */
function replayed(build: (env: Env) => Machine, scene: Scene): { receive(turn: Turn): readonly Output[] } {
  let now = 0;
  let times: number[] = [];
  let labels: string[] = [];
  let others = 0;
  const machine = build({
    ...scene[0]?.wire,
    now: () => (now = times.shift() ?? now),
    fresh: () => labels.shift() ?? `other${++others}`,
  });
  return {
    receive(turn) {
      times = [...turn.times];
      labels = [...turn.labels];
      return machine.receive(turn.input);
    },
  };
}

const flowsOf = (outputs: readonly Output[]): readonly string[] =>
  outputs.flatMap((output) => (output.kind === 'send' ? [output.flow] : []));
