// Carries out the tasks of a trial in this process. A mutant must be failed by the requirement that it names and by none that
// it does not break; a variant must be failed by none. Both hold in every scenario in which one differs from the faithful party.

import type { Wire, WireName } from '../ports/wire';
import type { Role } from '../procedure/roles';
import { MUTANTS } from '../reference/mutants/all';
import type { Mutant } from '../reference/mutants/mutant';
import { VARIANTS } from '../reference/variants/all';
import { lend } from '../testbed/target/built-in-under-test';
import type { RunParameters } from '../testbed/target/run-parameters';
import { loadEveryClause } from '../traceability/catalogue/catalogue';
import type { Catalogue } from '../traceability/catalogue/catalogue';
import { loadIcs } from '../traceability/catalogue/ics';
import { notObservableOn } from '../traceability/wire';
import type { ScenarioResult } from '../verdict/results';
import type { Scenario } from '../traceability/scenario';
import { HarnessFault } from '../verdict/errors';
import { createTape, differs } from './differences';
import { killersIn, outcomeOf } from './killers';
import { contextOfTrial, mustBeJudgedAlike } from './judged-again';
import { falselyIn } from './neighbours';
import { createRunner, type Runner } from './runner';
import { scenariosOn, speaking } from './spoken';
import { wireOf, type Differences, type MutantTrial, type Task, type VariantTrial } from './trial';

export interface Attempts {
  carryOut(task: Task): Promise<MutantTrial | VariantTrial | Differences>;
}

export function createAttempts(wire: WireName): Attempts {
  const every = loadEveryClause();
  const spoken = wireOf(wire);
  const { mutants = [], variants = [], unseen = new Map<string, string>(), enough } = spoken.trials?.() ?? {};
  const surroundingsOf = createSurroundings(every, spoken);
  const runner = createRunner();
  const ics = loadIcs();

  /** What every trial comes to is also held against what its traces say. */
  const run = async (role: Role, ...given: Parameters<Runner>): ReturnType<Runner> => {
    const played = await runner(...given);
    const [, how] = given;
    // A check that is left out is left out of the run alone.
    if (how.without === undefined) {
      const context = contextOfTrial(role, spoken, how, every, ics);
      for (const { result, events } of played) mustBeJudgedAlike(result, events, context);
    }
    return played;
  };
  const parameters = (more: RunParameters): RunParameters => ({ ...speaking(wire), ...more });

  async function differences(role: Role, ids: readonly string[]): Promise<Differences> {
    const tape = createTape(role);
    lend(tape.party);
    const { scenarios } = surroundingsOf();
    const altered = [...VARIANTS, ...MUTANTS].filter(({ id }) => ids.includes(id));
    const tpsById = new Map(altered.map(({ id }) => [id, [] as string[]]));
    const played = await run(role, scenarios, parameters({ builtIn: tape.party.id }), (tp) => {
      const scene = tape.cut();
      for (const one of altered) if (differs(one, scene)) tpsById.get(one.id)?.push(tp);
    });
    const [wrong] = played.flatMap(({ result }) => accusation(result));
    if (wrong !== undefined) throw new HarnessFault(`the faithful ${role} under test is accused: ${wrong}`);
    return Object.fromEntries(tpsById);
  }

  async function tryVariant(id: string, testPurposes: readonly string[], most?: number): Promise<VariantTrial> {
    const own = variants.find((one) => one.id === id);
    const { scenarios, about } = surroundingsOf(own?.shows);
    const { role, freedom, says, ordering } = own ? { ...own, ordering: undefined } : known(VARIANTS, id);
    // A freedom of the wire shows in every message: some scenarios are enough.
    const ofWire = own && scenarios.filter(({ requirements }) => requirements.includes(own.shows)).slice(0, enough);
    const relevant = unseen.has(id) ? [] : (ofWire ?? scenarios.filter(({ tp }) => testPurposes.includes(tp)));
    const some = spread(relevant, most);
    const played = await run(role, some, parameters({ builtIn: id, ...about, ...(ordering && { ordering }) }));
    const accusations = played.flatMap(({ result }) => accusation(result));
    const undecided = played.flatMap(({ result: { tp, verdict, beyondSpec } }) =>
      verdict === 'inconclusive' && !beyondSpec ? [tp] : [],
    );
    const outcome =
      accusations.length > 0 ? 'accused' : played.length > 0 ? 'free' : isWhole(spoken) ? 'idle' : 'unseen';
    return {
      kind: 'variant',
      id,
      role,
      says,
      freedom,
      outcome,
      accusations,
      scenarios: played.length,
      ...(some.length < relevant.length && { differsIn: relevant.length }),
      ...(undecided.length > 0 && { undecided }),
    };
  }

  /**
   * In every scenario in which it differs, for a wrong accusation may stand in any of them; in no other can it be caught. Where
   * that is not known, those that show the broken requirement come first, and more and more of the others until one fails.
   */
  async function tryMutant(task: Extract<Task, { readonly kind: 'mutant' }>): Promise<MutantTrial> {
    const { id, without, testPurposes: differing, neighbours, most } = task;
    const mutant = known([...MUTANTS, ...mutants], id);
    const { role, requirement, says } = mutant;
    const tried = { kind: 'mutant', id, role, says, requirement } as const;
    const { scenarios, about } = surroundingsOf(requirement);
    const why = notObservableOn(spoken, requirement, every) ?? unseen.get(id);
    if (why !== undefined) return { ...tried, outcome: 'unseen', why, killers: [], beyond: [] };
    const { service } = mutants.find((one) => one.id === id) ?? {};
    const how = parameters({
      builtIn: id,
      ...about,
      ...(service !== undefined && { service }),
      ...(without !== undefined && { without }),
      ...(neighbours && { neighbours }),
    });
    const played =
      differing === undefined
        ? await untilCaught(mutant, scenarios, how, without)
        : await inSome(
            mutant,
            scenarios.filter(({ tp }) => differing.includes(tp)),
            how,
            most,
          );
    const killers = killersIn(played);
    const falsely = neighbours === undefined ? [] : falselyIn(role, played);
    const outcome = outcomeOf(mutant, killers);
    if (falsely.length === 0) return { ...tried, ...outcome, killers };
    return { ...tried, outcome: 'astray', beyond: [...outcome.beyond, ...falsely], killers };
  }

  /** In those that show the broken requirement and so many of the others; in all of them where these do not catch it. */
  async function inSome(
    { role, requirement }: Pick<Mutant, 'role' | 'requirement'>,
    differing: readonly Scenario[],
    how: RunParameters,
    most: number | undefined,
  ): ReturnType<Runner> {
    const isShowing = ({ requirements }: Scenario): boolean => requirements.includes(requirement);
    const some = new Set(
      spread(
        differing.filter((one) => !isShowing(one)),
        most,
      ),
    );
    const played = await run(
      role,
      differing.filter((one) => isShowing(one) || some.has(one)),
      how,
    );
    if (killersIn(played).some((killer) => killer.requirement === requirement)) return played;
    const left = differing.filter((one) => !isShowing(one) && !some.has(one));
    return left.length === 0 ? played : [...played, ...(await run(role, left, how))];
  }

  async function untilCaught(
    mutant: Pick<Mutant, 'id' | 'role' | 'requirement'>,
    scenarios: readonly Scenario[],
    how: RunParameters,
    without: string | undefined,
  ): ReturnType<Runner> {
    const { role, requirement } = mutant;
    const showing = scenarios.filter(({ requirements }) => requirements.includes(requirement));
    const others = scenarios.filter(({ requirements }) => !requirements.includes(requirement));
    // By sockets each scenario takes its time: where a few of them show the defect, the others need not.
    const played = [...(await run(role, showing.slice(0, enough), how))];
    const rest = [...showing.slice(enough ?? showing.length), ...others];
    // What a check that is left out would have caught, no other scenario can show either.
    const isCaught = (): boolean =>
      outcomeOf(mutant, killersIn(played)).outcome !== 'survived' || without === requirement;
    for (let size = enough ?? rest.length; rest.length > 0 && !isCaught(); size *= 2)
      played.push(...(await run(role, rest.splice(0, size), how)));
    return played;
  }

  return {
    carryOut(task) {
      switch (task.kind) {
        case 'differences':
          return differences(task.role, task.ids);
        case 'variant':
          return tryVariant(task.id, task.testPurposes, task.most);
        case 'mutant':
          return tryMutant(task);
      }
    },
  };
}

/** In what a trial takes place: the clause of the statement that it is about, where a run is about that only where it is named. */
interface Surroundings {
  readonly scenarios: readonly Scenario[];
  readonly about: Pick<RunParameters, 'clause'>;
}

function createSurroundings(every: Catalogue, wire: Wire): (requirement?: string) => Surroundings {
  const made = new Map<string, Surroundings>();
  const inClauses = (about: Surroundings['about']): Surroundings => {
    const catalogue = every.about(about.clause);
    return { scenarios: scenariosOn(wire, catalogue), about };
  };
  return (requirement = '') => {
    const clause = every.clause(every.requirement(requirement)?.clause ?? '');
    const name = clause?.onlyWhenNamed ? clause.id : '';
    const known = made.get(name) ?? inClauses(name === '' ? {} : { clause: [name] });
    made.set(name, known);
    return known;
  };
}

/** At most so many, evenly over all. */
const spread = <T>(all: readonly T[], most = all.length): readonly T[] =>
  all.filter((_, index) => Math.floor((index * most) / all.length) !== Math.floor(((index - 1) * most) / all.length));

/** What a wire that has every ability does not show, no wire does. */
const isWhole = ({ abilities }: Wire): boolean => Object.values(abilities).every((one) => one === true);

const accusation = ({ tp, verdict, reason }: ScenarioResult): readonly string[] =>
  verdict === 'fail' || verdict === 'error' ? [`${tp}: ${reason}`] : [];

function known<T extends { readonly id: string }>(all: readonly T[], id: string): T {
  const match = all.find((one) => one.id === id);
  if (!match) throw new HarnessFault(`there is no ${id} to try`);
  return match;
}
