// Catalogue and run, both ways: for each requirement whether it was tested, by what and with which verdict, or why not;
// and the check ids of the run that the catalogue does not know. Tested means that a judged check was emitted for it in
// a scenario that counts, not that a tag promised one.

import type { RunResult, ScenarioResult } from '../verdict/results';
import { worst, type Verdict } from '../verdict/verdict';
import type { Catalogue } from './catalogue/catalogue';
import { claimsOf, type Claims } from './catalogue/claims';
import type { ClauseHead } from './catalogue/clause-catalogue';
import type { Ics } from './catalogue/ics';
import { isObservable, type Requirement } from './catalogue/requirement';
import { isShownOn, whyNotShownOn } from './wire';
import type { Wire, WireName } from '../ports/wire';
import { DEFAULT_WIRE, PRODUCT_WIRES, wireNamed } from '../wires/registry';
import type { Scenario } from './scenario';

export interface CoverageRow {
  readonly requirement: Requirement;
  /** The wires on which a check of it can tell. */
  readonly shownOn: readonly WireName[];
  readonly state: 'tested' | 'not-tested' | 'not-applicable' | 'not-under-test' | 'not-observable' | 'excluded';
  /** Empty for a tested requirement. */
  readonly reason: string;
  /** Test purposes whose scenarios emitted a judged check for it. */
  readonly testPurposes: readonly string[];
  /** Those among them that were written to show it. */
  readonly shownBy: readonly string[];
  /** The worst of those checks. */
  readonly verdict: Verdict | undefined;
}

export interface Coverage {
  /** The clauses that the rows are statements of. */
  readonly clauses: readonly ClauseHead[];
  readonly wire: string;
  readonly rows: readonly CoverageRow[];
  /** Ids that the run's checks carry and the catalogue does not. */
  readonly orphans: readonly string[];
  /** Requirements that can be observed on the run's wire and that no scenario is tagged with. */
  readonly uncovered: readonly string[];
  readonly counts: Readonly<Record<CoverageRow['state'], number>>;
}

interface Emitted {
  readonly testPurposes: Set<string>;
  verdict: Verdict | undefined;
}

/** What of a run decides what it tested. */
export type Tested = Pick<RunResult, 'target' | 'scenarios' | 'notExecuted'>;

/** Before there is a run: of each statement the scenarios that are to show it, on a wire on which the catalogue can be observed. */
export function beforeAnyRun({ requirements }: Catalogue): Tested {
  const wire = [DEFAULT_WIRE, ...PRODUCT_WIRES].find((one) => requirements.some((each) => isShownOn(one, each)));
  const target = { name: 'none yet', version: '', adapter: (wire ?? DEFAULT_WIRE).name, underTest: [] };
  return { target, scenarios: [], notExecuted: [] };
}

/** @param ics what the answers of the run's target are about */
export function coverageOf(catalogue: Catalogue, scenarios: readonly Scenario[], run: Tested, ics: Ics): Coverage {
  const wire = wireNamed(run.target.adapter);
  const claims = claimsOf(ics, run.target.ics ?? {}, run.target.underTest, wire);
  const emitted = emittedChecks(run.scenarios.map(ofClause));
  const tagged = taggedWith(scenarios);
  const rows = catalogue.requirements.map((requirement): CoverageRow => {
    const { testPurposes = new Set<string>(), verdict } = emitted.get(requirement.id) ?? {};
    const showing = tagged.get(requirement.id) ?? [];
    const { state, reason } = stateOf(requirement, verdict, { showing, emitted, claims, run, wire });
    const shownBy = showing.map(({ tp }) => tp).filter((tp) => testPurposes.has(tp));
    const shownOn = PRODUCT_WIRES.filter((one) => isShownOn(one, requirement)).map(({ name }) => name);
    return { requirement, shownOn, state, reason, testPurposes: [...testPurposes], shownBy, verdict };
  });
  const number = (state: CoverageRow['state']): number => rows.filter((row) => row.state === state).length;
  return {
    clauses: catalogue.clauses,
    wire: wire.name,
    rows,
    orphans: [...new Set(run.scenarios.flatMap(({ checks }) => checks.map(({ requirement }) => requirement)))].filter(
      (id) => catalogue.names.requirements.meant(id) === undefined,
    ),
    uncovered: rows.filter((row) => isShownOn(wire, row.requirement) && !tagged.has(row.requirement.id)).map(idOf),
    counts: {
      tested: number('tested'),
      'not-tested': number('not-tested'),
      'not-applicable': number('not-applicable'),
      'not-under-test': number('not-under-test'),
      'not-observable': number('not-observable'),
      excluded: number('excluded'),
    },
  };
}

/** Beyond the clause only what was broken counts. */
const ofClause = (scenario: ScenarioResult): ScenarioResult =>
  scenario.beyondSpec ? { ...scenario, checks: scenario.checks.filter(({ verdict }) => verdict === 'fail') } : scenario;

const idOf = ({ requirement }: CoverageRow): string => requirement.id;

/** What decides the state of a requirement that no verdict came of. */
interface Surroundings {
  /** The scenarios that are written to show it. */
  readonly showing: readonly Scenario[];
  readonly emitted: ReadonlyMap<string, Emitted>;
  readonly claims: Claims;
  readonly run: Tested;
  /** Of the run. */
  readonly wire: Wire;
}

function stateOf(
  requirement: Requirement,
  verdict: Verdict | undefined,
  { showing, emitted, claims, run, wire }: Surroundings,
): Pick<CoverageRow, 'state' | 'reason'> {
  if (!isObservable(requirement)) return { state: 'excluded', reason: requirement.why ?? '' };
  const hidden = whyNotShownOn(wire, requirement);
  if (hidden !== undefined) return { state: 'not-observable', reason: hidden };
  if (verdict !== undefined) return { state: 'tested', reason: '' };
  const { underTest } = run.target;
  if (underTest.length > 0 && !requirement.owners.some((owner) => underTest.includes(owner)))
    return { state: 'not-under-test', reason: `binds ${requirement.owners.join(', ')}, not under test in this run` };
  const excused = whyNotApplicable(requirement, showing, claims);
  if (excused !== undefined) return { state: 'not-applicable', reason: excused };
  const testPurposes = showing.map(({ tp }) => tp);
  return { state: 'not-tested', reason: whyNotTested(testPurposes, emitted.has(requirement.id), run) };
}

/** The ICS excuses the statement itself, or every scenario that shows it. */
function whyNotApplicable(
  { applicability, clause }: Requirement,
  showing: readonly Scenario[],
  claims: Claims,
): string | undefined {
  const itself = claims.notApplicable(applicability, clause);
  if (itself !== undefined) return itself;
  const reasons = showing.map(({ needs }) =>
    needs.map((need) => claims.withoutFeature(need)).find((why) => why !== undefined),
  );
  return reasons.every((reason) => reason !== undefined) ? reasons[0] : undefined;
}

function whyNotTested(tagged: readonly string[], seen: boolean, run: Tested): string {
  if (seen) return 'checked of parties that are not under test, or left out by the options of the run';
  if (tagged.length === 0) return 'no scenario shows it';
  const left = run.notExecuted.find(({ tp }) => tagged.includes(tp));
  const executed = run.scenarios.filter(({ tp }) => tagged.includes(tp));
  if (executed.length === 0) return left ? `not executed: ${left.reason}` : `to be shown by ${tagged.join(' ')}`;
  const excused = executed.find(({ verdict: one }) => one === 'not-applicable');
  return excused
    ? `not applicable: ${excused.reason}`
    : `its condition never arose in ${executed.map(({ tp }) => tp).join(', ')}`;
}

function emittedChecks(scenarios: readonly ScenarioResult[]): ReadonlyMap<string, Emitted> {
  const emitted = new Map<string, Emitted>();
  for (const { tp, checks } of scenarios) {
    for (const { requirement, verdict, judged } of checks) {
      const entry = emitted.get(requirement) ?? { testPurposes: new Set(), verdict: undefined };
      emitted.set(requirement, entry);
      if (!judged) continue;
      entry.testPurposes.add(tp);
      entry.verdict = entry.verdict === undefined ? verdict : worst({ verdict: entry.verdict }, { verdict }).verdict;
    }
  }
  return emitted;
}

function taggedWith(scenarios: readonly Scenario[]): ReadonlyMap<string, readonly Scenario[]> {
  const tagged = new Map<string, Scenario[]>();
  for (const scenario of scenarios) {
    if (scenario.beyondSpec) continue;
    for (const id of scenario.requirements) tagged.set(id, [...(tagged.get(id) ?? []), scenario]);
  }
  return tagged;
}
