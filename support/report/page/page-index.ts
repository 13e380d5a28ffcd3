// The index of the page of a run: what its first view shows, from the results alone. Pure.

import type { Catalogue } from '../../traceability/catalogue/catalogue';
import type { Coverage } from '../../traceability/coverage';
import { roleOf } from '../../traceability/scenario';
import type { RunResult, ScenarioResult } from '../../verdict/results';
import { notCounted } from '../../verdict/counted';
import { auditBlock } from '../summary/audit-block';
import { baselineBlock } from '../summary/baseline-block';
import { failuresOf } from '../summary/failures';
import { clauseParts } from './clause-parts';
import type { PageIndex, ScenarioEntry } from './page-data';

export function pageIndex(run: RunResult, catalogue: Catalogue, coverage: Coverage): PageIndex {
  const anchors = anchorsOf(run.scenarios);
  const anchorOf = (scenario: ScenarioResult): string => anchors.get(scenario) ?? scenario.tp;
  return {
    clauses: clauseParts(coverage),
    interpretations: Object.fromEntries(
      catalogue.interpretations.map(({ id, problem, reading, why, alternatives }) => [
        id,
        { problem, reading, why, alternatives },
      ]),
    ),
    scenarios: run.scenarios.map((scenario) => entryOf(scenario, anchorOf(scenario), catalogue)),
    notExecuted: run.notExecuted,
    broken: failuresOf(run.scenarios.filter((scenario) => !notCounted(scenario))).broken.map(
      ({ requirement, verdict, check, scenarios, followers }) => ({
        requirement,
        verdict,
        party: check.party,
        expected: check.expected,
        observed: check.observed,
        followers: followers.map((one) => one.requirement),
        scenarios: scenarios.map(anchorOf),
      }),
    ),
    strays: run.strays,
    remarks: [...auditBlock(run.audit ?? []), ...baselineBlock(run.baseline)],
  };
}

function entryOf(scenario: ScenarioResult, anchor: string, catalogue: Catalogue): ScenarioEntry {
  const { tp, name, verdict, reason, feature, requirements, beyondSpec, messages, durationMs } = scenario;
  const [line = ''] = reason.split('\n', 1);
  const steps = new Set(requirements.flatMap((id) => catalogue.requirement(id)?.step ?? []));
  return {
    anchor,
    tp,
    name,
    verdict,
    feature,
    requirements,
    beyondSpec,
    messages,
    reason: line,
    role: roleOf(tp) ?? '',
    steps: [...steps],
    durationMs: Math.round(durationMs),
  };
}

/** A test purpose with examples is several scenarios: the second is PGR_PSRV_BV_01~2. */
function anchorsOf(scenarios: readonly ScenarioResult[]): ReadonlyMap<ScenarioResult, string> {
  const seen = new Map<string, number>();
  return new Map(
    scenarios.map((scenario) => {
      const number = (seen.get(scenario.tp) ?? 0) + 1;
      seen.set(scenario.tp, number);
      return [scenario, number === 1 ? scenario.tp : `${scenario.tp}~${number}`];
    }),
  );
}
