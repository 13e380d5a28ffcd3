// Several runs, seen test purpose by test purpose: what came of each in each run, where that changed, and what differs though nothing
// of the product, the suite or the options did. Pure.

import { counts } from './charge';
import type { RunResult, ScenarioResult } from './results';

export interface Outcome {
  /** When its run started, in ISO 8601. */
  readonly startedAt: string;
  /** Name and version of what was tested. */
  readonly target: string;
  readonly suite: string;
  readonly verdict: ScenarioResult['verdict'];
  /** The statements that the product broke, sorted. */
  readonly broken: readonly string[];
  readonly reason: string;
}

export interface Series {
  readonly tp: string;
  readonly name: string;
  /** In the order in which the runs started; a run that did not execute it has none. */
  readonly outcomes: readonly Outcome[];
  /** The same product, suite and options came to different outcomes: whether it fails is a matter of luck. */
  readonly flaky: boolean;
}

/** Runs that can be set beside each other: of one product, on one wire, in the same roles. */
export function seriesByProduct(runs: readonly RunResult[]): ReadonlyMap<string, readonly Series[]> {
  const groups = new Map<string, RunResult[]>();
  for (const run of runs) {
    const { name, adapter, underTest } = run.target;
    const who = underTest.length === 0 ? 'every role is played' : `under test: ${underTest.join(', ')}`;
    const key = `${name} over ${adapter}, ${who}`;
    groups.set(key, [...(groups.get(key) ?? []), run]);
  }
  return new Map([...groups].map(([key, group]) => [key, seriesOf(group)]));
}

export function seriesOf(runs: readonly RunResult[]): readonly Series[] {
  const inOrder = runs.toSorted((one, other) => Date.parse(one.startedAt) - Date.parse(other.startedAt));
  const series = new Map<string, Collected>();
  for (const run of inOrder)
    for (const scenario of run.scenarios) {
      const one: Collected = series.get(scenario.tp) ?? { name: scenario.name, outcomes: [], byMake: new Map() };
      series.set(scenario.tp, one);
      const outcome = outcomeOf(run, scenario);
      one.outcomes.push(outcome);
      const make = makeOf(run);
      one.byMake.set(make, (one.byMake.get(make) ?? new Set<string>()).add(wordOf(outcome)));
    }
  return [...series].map(([tp, { name, outcomes, byMake }]) => ({
    tp,
    name,
    outcomes,
    flaky: [...byMake.values()].some(({ size }) => size > 1),
  }));
}

interface Collected {
  readonly name: string;
  readonly outcomes: Outcome[];
  readonly byMake: Map<string, Set<string>>;
}

function outcomeOf({ startedAt, target, suite }: RunResult, { verdict, reason, checks }: ScenarioResult): Outcome {
  const broken = checks.filter((check) => check.verdict === 'fail' && counts(check));
  return {
    startedAt,
    target: `${target.name} ${target.version}`,
    suite: suite.version,
    verdict,
    broken: [...new Set(broken.map(({ requirement }) => requirement))].toSorted(),
    reason: reason.split('\n', 1).join(''),
  };
}

/** They choose among scenarios and order them; what is due in one stays the same. */
const CHOOSING: ReadonlySet<string> = new Set(['clause', 'step', 'requirement', 'tp', 'role', 'shard', 'shuffle']);

/** What an outcome may depend on, and luck apart does. */
function makeOf({ target, suite, options }: RunResult): string {
  return JSON.stringify([target, suite, Object.entries(options).filter(([name]) => !CHOOSING.has(name))]);
}

const wordOf = ({ verdict, broken }: Outcome): string => [verdict, ...broken].join(' ');

/** The first outcome, and each that is not what the one before it was. */
export const transitionsOf = ({ outcomes }: Pick<Series, 'outcomes'>): readonly Outcome[] =>
  outcomes.filter((outcome, at) => {
    const before = outcomes[at - 1];
    return before === undefined || wordOf(before) !== wordOf(outcome);
  });
