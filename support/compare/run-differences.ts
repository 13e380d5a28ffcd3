// What changed between two runs: how they were made, their verdicts, their scenarios, and what of the clause they tested. Pure.

import type { Coverage, CoverageRow } from '../traceability/coverage';
import { clauseName, type RunResult } from '../verdict/results';
import { scenarioDifferences, type ScenarioDifference } from './differences';

/** Undefined where it was not there. */
export interface Change {
  readonly what: string;
  readonly then: string | undefined;
  readonly now: string | undefined;
}

export interface RunDifferences {
  readonly same: boolean;
  /** Suite, clause, target, ICS, options and IXIT. */
  readonly made: readonly Change[];
  readonly verdict: readonly Change[];
  readonly scenarios: readonly ScenarioDifference[];
  /** What was not executed, and the reason, where that changed. */
  readonly notExecuted: readonly Change[];
  readonly requirements: readonly Change[];
  readonly coverage: readonly Change[];
}

export interface RunSide {
  readonly run: RunResult;
  readonly coverage: Coverage;
}

export function runDifferences(then: RunSide, now: RunSide): RunDifferences {
  const between = (of: (side: RunSide) => Facts): readonly Change[] => changes(of(then), of(now));
  const differences = {
    made: between(madeWith),
    verdict: between(({ run }) => ({ verdict: run.verdict, 'exit code': `${run.exitCode}` })),
    scenarios: scenarioDifferences(then.run.scenarios, now.run.scenarios),
    notExecuted: between(({ run }) => Object.fromEntries(run.notExecuted.map(({ tp, reason }) => [tp, reason]))),
    requirements: between(({ coverage }) =>
      Object.fromEntries(coverage.rows.map((row) => [row.requirement.id, wordOf(row)])),
    ),
    coverage: between(({ coverage }) =>
      Object.fromEntries(
        Object.entries(coverage.counts).map(([state, count]) => [state.replaceAll('-', ' '), `${count}`]),
      ),
    ),
  };
  return { same: Object.values(differences).every((one) => one.length === 0), ...differences };
}

type Facts = Readonly<Record<string, string>>;

function madeWith({ run: { suite, clauses, target, profile, options } }: RunSide): Facts {
  return {
    suite: `${suite.name} ${suite.version}`,
    clauses: clauses.map(clauseName).join(', '),
    ...Object.fromEntries(
      clauses.flatMap((one) => (one.digest === undefined ? [] : [[`text of ${clauseName(one)}`, one.digest] as const])),
    ),
    ...(profile && { profile: `${profile.name} ${profile.version}` }),
    target: `${target.name} ${target.version}`,
    wire: target.adapter,
    'under test': target.underTest.join(', ') || 'none',
    ...named('ICS', target.ics),
    ...named('IXIT', target.ixit),
    ...named('option', options),
  };
}

const named = (prefix: string, facts: Facts = {}): Facts =>
  Object.fromEntries(Object.entries(facts).map(([name, value]) => [`${prefix} ${name}`, value]));

const wordOf = ({ state, verdict }: CoverageRow): string =>
  state === 'tested' ? (verdict ?? 'tested') : state.replaceAll('-', ' ');

const changes = (then: Facts, now: Facts): readonly Change[] =>
  [...new Set([...Object.keys(then), ...Object.keys(now)])]
    .filter((what) => then[what] !== now[what])
    .map((what) => ({ what, then: then[what], now: now[what] }));
