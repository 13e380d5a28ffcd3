// What a report derived from results.json and events.jsonl is. Unaware of which there are.

import { coverageOf, type Coverage } from '../../traceability/coverage';
import type { Catalogue } from '../../traceability/catalogue/catalogue';
import { loadScenarios } from '../../traceability/features';
import type { Scenario } from '../../traceability/scenario';
import type { Ics } from '../../traceability/catalogue/ics';
import type { RunResult } from '../../verdict/results';
import type { ScenarioTrace } from '../../record/events-file';
import type { EvidenceLabel } from '../summary/evidence-labels';
import type { RequirementLookup } from '../summary/requirement-text';
import { writeAtomically } from '../../record/write-atomically';

/** A run that another is set against. */
export interface EarlierRun {
  readonly name: string;
  readonly run: RunResult;
}

export interface ReportSource {
  readonly run: RunResult;
  readonly catalogue: Catalogue;
  readonly ics: Ics;
  readonly requirement: RequirementLookup;
  /** Worked out when first asked for. */
  readonly coverage: () => Coverage;
  /** The scenarios of its clauses as the features have them. */
  readonly features: () => readonly Scenario[];
  /** Runs that it is set against, the oldest first. */
  readonly against: readonly EarlierRun[];
}

export interface ReportWriter {
  /** Called with every scenario, in the order in which they ended. */
  readonly add?: (trace: ScenarioTrace) => void;
  readonly finish: (evidence: EvidenceLabel) => void;
  /** Called instead where the trace cannot be read to its end. */
  readonly abandon?: () => void;
}

export interface DerivedReport {
  /** What --format takes; one format may be several files. */
  readonly format: string;
  /** File or folder in the folder of the run. */
  readonly file: string;
  readonly about: string;
  /** Written at the end of each run; the others on request alone. */
  readonly always: boolean;
  readonly open: (path: string, source: ReportSource) => ReportWriter;
}

/** Of all that the suite knows, a report speaks of the clauses of its run. */
export function reportSource(
  run: RunResult,
  whole: Catalogue,
  allIcs: Ics,
  against: readonly EarlierRun[] = [],
): ReportSource {
  const about = run.clauses.map(({ clause }) => clause);
  const [catalogue, ics] = [whole.only(about), allIcs.only(about)];
  let coverage: Coverage | undefined;
  return {
    run,
    catalogue,
    ics,
    against,
    features: () => loadScenarios(whole),
    requirement: (id) => catalogue.requirement(id),
    coverage: () => (coverage ??= coverageOf(catalogue, loadScenarios(whole), run, ics)),
  };
}

/** A report that is one text, made of the results alone. */
export const ofResults =
  (text: (source: ReportSource, evidence: EvidenceLabel) => string): DerivedReport['open'] =>
  (path, source) => ({ finish: (evidence) => writeAtomically(path, text(source, evidence)) });
