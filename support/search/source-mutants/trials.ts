// Puts source mutants under test, one after another, and says what became of each: the first statement that fails it ends it.

import { isDeepStrictEqual } from 'node:util';
import type { WireName } from '../../ports/wire';
import { lend } from '../../testbed/target/built-in-under-test';
import { loadEveryClause } from '../../traceability/catalogue/catalogue';
import { createRunner } from '../../trials/runner';
import { judgedBy, scenariosOn, speaking } from '../../trials/spoken';
import { wireOf } from '../../trials/trial';
import type { ScenarioResult } from '../../verdict/results';
import { kindOf, type Role } from '../../procedure/roles';
import type { Env, Machine } from '../../reference/machine';
import { keyOf, type SourceMutant } from './operators';
import { kindsOf, sturdyBuilderOf, type Kind } from './sources';
import { difference, effectsOf, tape, type Taped } from './tapes';

export type Fate =
  /** A statement fails it. */
  | {
      readonly fate: 'killed';
      readonly by: string;
      /** Others that fail it in the same scenario. */
      readonly also: readonly string[];
      readonly role: Role;
      readonly tp: string;
      /** Variants that it takes. */
      readonly beside?: readonly string[];
    }
  /** It cannot pass, yet no statement says why. */
  | {
      readonly fate: 'stopped';
      readonly by: 'error' | 'inconclusive' | 'no end';
      readonly role?: Role;
      readonly tp?: string;
      readonly why: string;
      readonly effects: readonly string[];
    }
  /** It does something else, and nobody minds. */
  | {
      readonly fate: 'survived';
      readonly differsIn: readonly string[];
      /** Flows of which it puts out other messages, and commands that it answers otherwise. */
      readonly effects: readonly string[];
    }
  /** In no scenario does it do anything else: not reached, or no difference at all. */
  | { readonly fate: 'same' };

type Stopped = Omit<Extract<Fate, { readonly fate: 'stopped' }>, 'effects'>;
type Killed = Extract<Fate, { readonly fate: 'killed' }>;

export type SourceTrial = Fate & {
  /** Its key. */
  readonly mutant: string;
  readonly file: string;
  readonly within: string;
  readonly change: string;
  readonly operator: string;
  readonly line: number;
  /** Of a processor. */
  readonly ms: number;
};

export interface SourceTrials {
  try(mutant: SourceMutant): Promise<SourceTrial>;
}

export interface Surroundings {
  readonly wire: WireName;
  /** Only these scenarios; all that there are on the wire where it names none. */
  readonly testPurposes?: readonly string[];
  /** Of the neighbours that use freedoms, one set of them after another; none does where it is absent. */
  readonly seed?: number;
}

const ID = 'source-mutant';

type Build = (env: Env) => Machine;

/** @param kinds of machines, those that are to be mutated */
export async function openSourceTrials(
  kinds: readonly Kind[],
  { wire, testPurposes = [], seed }: Surroundings = { wire: 'memory' },
): Promise<SourceTrials> {
  const run = createRunner();
  const every = loadEveryClause();
  const judged = judgedBy(wire, every);
  const spoken = { ...speaking(wire), ...judged };
  const scenarios = scenariosOn(wireOf(wire), every.about(judged.clause)).filter(
    ({ tp }) => testPurposes.length === 0 || testPurposes.includes(tp),
  );
  const tapes = await tape(run, scenarios, kinds, spoken, seed);

  /** Scenarios in which it puts out something else, those that are soon played first. */
  function* differing(mutant: SourceMutant): Generator<Taped & { readonly ends: boolean }> {
    const builds = buildsOf(mutant);
    for (const taped of tapes) {
      const build = builds.get(kindOf(taped.role));
      const seen = build === undefined ? 'none' : difference(build, taped.scene);
      if (build !== undefined && seen !== 'none') yield { ...taped, ends: seen !== 'never ends' };
    }
  }

  const buildsOf = (mutant: SourceMutant): ReadonlyMap<string, Build> =>
    new Map(kindsOf(mutant.file).map((kind) => [kind, sturdyBuilderOf(mutant, kind)]));

  function effectsIn(mutant: SourceMutant, seen: readonly Taped[]): readonly string[] {
    const effects = [...buildsOf(mutant)].flatMap(([kind, build]) =>
      effectsOf(
        build,
        seen.filter(({ role }) => kindOf(role) === kind).map(({ scene }) => scene),
      ),
    );
    return [...new Set(effects)].sort();
  }

  async function fateOf(mutant: SourceMutant): Promise<Fate> {
    const seen: Taped[] = [];
    const batch: Taped[] = [];
    let stopped: Stopped | undefined;
    // Ever more at once: most are killed by the first, and each run has its own start.
    let size = 1;
    for (const taped of differing(mutant)) {
      if (!taped.ends) return { ...ENDLESS, role: taped.role, tp: taped.scenario.tp };
      seen.push(taped);
      if (batch.push(taped) < size) continue;
      size *= 2;
      const fate = await play(mutant, batch.splice(0));
      if (fate?.fate === 'killed') return fate;
      stopped ??= fate;
    }
    const fate = await play(mutant, batch);
    if (fate?.fate === 'killed') return fate;
    if (seen.length === 0) return { fate: 'same' };
    const effects = effectsIn(mutant, seen);
    const otherwise = stopped ?? fate;
    return otherwise ? { ...otherwise, effects } : { fate: 'survived', differsIn: namesOf(seen), effects };
  }

  /** What ends it, a statement before anything else; undefined where nothing does. */
  async function play(mutant: SourceMutant, batch: readonly Taped[]): Promise<Killed | Stopped | undefined> {
    let stopped: Stopped | undefined;
    const rest = [...batch];
    for (let first = rest[0]; first !== undefined; first = rest[0]) {
      const { role, neighbours } = first;
      const alike = rest.filter((one) => one.role === role && isDeepStrictEqual(one.neighbours, neighbours));
      for (const one of alike) rest.splice(rest.indexOf(one), 1);
      const scenarios = alike.map(({ scenario }) => scenario);
      lend({ id: ID, role, build: sturdyBuilderOf(mutant, kindOf(role) as Kind) }); // no gateway is a role
      for (const { result } of await run(scenarios, { ...spoken, builtIn: ID, neighbours })) {
        const [by, ...also] = statementsAgainst(result);
        const beside = neighbours.length > 0 && { beside: neighbours };
        if (by !== undefined) return { fate: 'killed', by, also, role, tp: result.tp, ...beside };
        stopped ??= stoppedBy(result, role);
      }
    }
    return stopped;
  }

  return {
    async try(mutant) {
      const before = process.cpuUsage();
      const fate = await fateOf(mutant);
      const { user, system } = process.cpuUsage(before);
      return trialOf(mutant, fate, (user + system) / 1_000);
    },
  };
}

export function trialOf(mutant: SourceMutant, fate: Fate, ms: number): SourceTrial {
  const { file, within, change, operator, line } = mutant;
  return { mutant: keyOf(mutant), file, within, change, operator, line, ...fate, ms: Math.round(ms) };
}

const statementsAgainst = ({ checks }: ScenarioResult): readonly string[] => [
  ...new Set(
    checks.filter(({ verdict, judged }) => verdict === 'fail' && judged).map(({ requirement }) => requirement),
  ),
];

function stoppedBy({ verdict, reason, tp }: ScenarioResult, role: Role): Stopped | undefined {
  if (verdict === 'pass' || verdict === 'not-applicable') return undefined;
  return { fate: 'stopped', by: verdict === 'inconclusive' ? 'inconclusive' : 'error', role, tp, why: reason };
}

export const ENDLESS = {
  fate: 'stopped',
  by: 'no end',
  why: 'it does not come back from an input',
  effects: ['no end'],
} as const;

const namesOf = (taped: readonly Taped[]): readonly string[] =>
  taped.map(({ role, scenario }) => `${role} ${scenario.tp}`);
