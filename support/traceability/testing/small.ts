// Small records for the tests of this folder: a catalogue of the rows that a test names, scenarios, and runs.

import { NOTHING_EXPECTED } from '../../verdict/account';
import type { Finding } from '../../verdict/finding';
import type { RunResult, ScenarioResult } from '../../verdict/results';
import { catalogueOf, type Catalogue } from '../catalogue/catalogue';
import type { ClauseHead } from '../catalogue/clause-catalogue';
import { icsOf, type Ics, type IcsTable } from '../catalogue/ics';
import type { Requirement } from '../catalogue/requirement';
import type { Scenario } from '../scenario';

const CLAUSE = '23.280-10.15.3.3.1';

const HEAD: ClauseHead = {
  id: CLAUSE,
  specification: '3GPP TS 23.280',
  number: '10.15.3.3.1',
  title: 'A title',
  text: { release: 'Release 19', change: 'a change', version: 'none' },
  parts: [
    { step: '5', title: 'Step 5' },
    { step: '11', title: 'Step 11' },
  ],
};

export const row = (id: string, more: Partial<Requirement> = {}): Requirement => ({
  id,
  clause: CLAUSE,
  step: '5',
  owners: ['primary-server'],
  strength: 'indicative',
  says: `What ${id} says.`,
  locator: 'step 5',
  sentences: [],
  needs: [],
  arisesWith: [],
  why: undefined,
  interpretations: [],
  freedom: undefined,
  ...more,
});

/** @param requirements with no interpretation, all of one clause */
export const smallCatalogue = (
  requirements: readonly Requirement[],
  withoutStatement: readonly string[] = [],
): Catalogue =>
  catalogueOf([{ ...HEAD, requirements, interpretations: [], withoutStatement: new Set(withoutStatement) }]);

export const smallIcs = (tables: readonly IcsTable[]): Ics => icsOf([{ clause: CLAUSE, tables }]);

export const scenario = (tp: string, requirements: readonly string[], more: Partial<Scenario> = {}): Scenario => ({
  tp,
  name: `Scenario of ${tp}`,
  uri: 'features/a.feature',
  line: 1,
  clause: CLAUSE,
  feature: 'A feature',
  rule: 'A rule',
  tags: [],
  requirements,
  needs: [],
  beyondSpec: false,
  steps: [],
  allSteps: [],
  ...more,
});

type Check = Pick<Finding, 'requirement' | 'verdict'> & { readonly judged?: boolean };

export const executed = (tp: string, checks: readonly Check[], more: Partial<ScenarioResult> = {}): ScenarioResult => ({
  tp,
  name: `Scenario of ${tp}`,
  uri: 'features/a.feature',
  line: 1,
  feature: 'A feature',
  rule: 'A rule',
  requirements: [],
  beyondSpec: false,
  verdict: 'pass',
  reason: '',
  checks: checks.map((check) => ({
    party: 'primary-server',
    expected: 'expected',
    observed: 'observed',
    evidence: [],
    judged: true,
    ...check,
  })),
  ...NOTHING_EXPECTED,
  scope: 'x1',
  durationMs: 1,
  messages: 1,
  ...more,
});

export const runOf = (scenarios: readonly ScenarioResult[], more: Partial<RunResult> = {}): RunResult => ({
  version: 3,
  suite: { name: 'mcx-conformance', version: '0.0.0' },
  clauses: [{ clause: CLAUSE, specification: HEAD.specification, number: HEAD.number, title: HEAD.title }],
  target: { name: 'built-in', version: '1', adapter: 'http-json', underTest: [] },
  options: {},
  startedAt: '2026-01-01T00:00:00.000Z',
  durationMs: 1,
  verdict: 'pass',
  reason: '',
  exitCode: 0,
  scenarios,
  notExecuted: [],
  ...more,
});
