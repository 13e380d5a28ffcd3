// Small records for the tests of this folder: a catalogue of the rows that a test names, scenarios, and runs.

import { NOTHING_EXPECTED } from '../../verdict/account';
import type { Finding } from '../../verdict/finding';
import type { RunResult, ScenarioResult } from '../../verdict/results';
import type { Catalogue } from '../catalogue/catalogue';
import type { Requirement } from '../catalogue/requirement';
import type { Scenario } from '../scenario';

export const row = (id: string, more: Partial<Requirement> = {}): Requirement => ({
  id,
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

export function catalogueOf(requirements: readonly Requirement[], withoutStatement: readonly string[] = []): Catalogue {
  const find = (id: string) => requirements.find((one) => one.id === id);
  return {
    clause: 'TS 23.280 10.15.3.3.1',
    text: { release: 'Release 19', change: 'a change', version: 'none' },
    requirements,
    interpretations: [],
    withoutStatement: new Set(withoutStatement),
    requirement: find,
    interpretation: () => undefined,
    strengthOf: (id) => find(id)?.strength,
  };
}

export const scenario = (tp: string, requirements: readonly string[], more: Partial<Scenario> = {}): Scenario => ({
  tp,
  name: `Scenario of ${tp}`,
  uri: 'features/a.feature',
  line: 1,
  feature: 'A feature',
  rule: 'A rule',
  tags: [],
  requirements,
  needs: [],
  beyondSpec: false,
  steps: [],
  told: [],
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
  version: 1,
  suite: { name: 'mcx-conformance', version: '0.0.0' },
  spec: { clause: 'TS 23.280 10.15.3.3.1' },
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
