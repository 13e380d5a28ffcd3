// Writes the page of a run that never was, of any length, with failures, hostile texts and a stranger's bytes in it.

import { mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { TraceEvent } from '../../support/evidence/trace';
import type { RunResult, ScenarioResult } from '../../support/verdict/results';
import { loadCatalogue } from '../../support/traceability/catalogue/catalogue';
import { loadScenarios } from '../../support/traceability/features';
import { loadIcs } from '../../support/traceability/catalogue/ics';
import { reportSource } from '../../support/report/formats/derived-report';
import { aCheck, aFailure, aRun, aScenario } from '../../support/report/testing/results';
import { withoutRequestReturn } from '../../support/report/testing/trace';
import { createRunPage } from '../../support/report/page/run-page';

export const HOSTILE = '</script><img src=x onerror=alert(1)> javascript:alert(1)';

/** It is in the features by this test purpose, and stopped at its fourth step. */
export const WRITTEN = 'PGR_PSRV_BV_10';

/**
 * Every tenth scenario fails, the first of them is PGR_PSRV_BV_00. Returns the page's file.
 *
 * @param against earlier runs of the same scenarios: the indexes of those that failed then, beside the name of the run
 */
export function writeSyntheticPage(
  dir: string,
  count: number,
  against: readonly (readonly [name: string, failed: readonly number[]])[] = [],
): string {
  const file = join(dir, `run-${count}`, 'report.html');
  mkdirSync(dirname(file), { recursive: true });
  const indexes = Array.from({ length: count }, (_, index) => index);
  const run = runOf(indexes.map((index) => scenario(index, index % 10 === 0)));
  const earlier = against.map(([name, failed]) => ({
    name,
    run: runOf(
      indexes.map((index) => scenario(index, failed.includes(index), failed.includes(index) ? 'STEP-5-a' : undefined)),
    ),
  }));
  const page = createRunPage(file, reportSource(run, loadCatalogue(), loadIcs(), earlier));
  for (const one of run.scenarios) page.add({ scenario: one, lines: [], events: () => eventsOf(one) });
  page.finish(() => undefined);
  return file;
}

const runOf = (scenarios: readonly ScenarioResult[]): RunResult =>
  aRun({
    verdict: 'fail',
    exitCode: 1,
    reason: 'the clause is broken',
    scenarios,
    notExecuted: [{ tp: 'PGR_CL2_BV_99', name: 'left out', reason: 'filter --role primary-server' }],
    strays: { count: 1, first: [{ id: 'e9', flow: null, from: null, to: 'client-1' }] },
  });

function eventsOf({ tp }: ScenarioResult): readonly TraceEvent[] {
  const body = { to: HOSTILE, from: 'sip:ana@primary.example' };
  const raw = JSON.stringify(body);
  const events = withoutRequestReturn({
    body,
    raw,
    schemaErrors: [{ path: '/to', expected: 'an identity', found: HOSTILE }],
  });
  if (tp !== WRITTEN) return events;
  const lost: TraceEvent = {
    kind: 'transmission',
    id: 't1',
    seq: 1,
    at: 141,
    scope: null,
    protocol: 'sip',
    transport: 'udp',
    source: '127.0.0.1:5060',
    destination: '127.0.0.1:5070',
    bytes: Buffer.from(raw).toString('base64'),
    weather: 'lost',
  };
  return [fixture, ...events, lost];
}

const fixture: TraceEvent = {
  kind: 'fixture',
  id: 'f1',
  seq: 0,
  at: 100,
  scope: 's1',
  fixture: {
    scope: 's1',
    systems: [
      { name: 'primary', serverId: 'sip:mcx-server@primary.example', gmsId: 'sip:gms@primary.example' },
      { name: 'partner', serverId: 'sip:mcx-server@partner.example', gmsId: 'sip:gms@partner.example' },
    ],
    users: [
      {
        name: 'Ana',
        id: 'sip:ana@primary.example',
        system: 'primary',
        party: 'client-1',
        mayInitiateRegroup: true,
        inService: true,
        standsAffiliated: ['sip:fire-1@primary.example'],
      },
      {
        name: HOSTILE,
        id: 'sip:hana@primary.example',
        system: 'partner',
        party: 'client-2',
        mayInitiateRegroup: false,
        inService: true,
      },
    ],
    groups: [
      {
        name: 'Fire-1',
        id: 'sip:fire-1@primary.example',
        home: 'primary',
        preconfigured: false,
        members: ['sip:ana@primary.example'],
      },
    ],
    multicastIn: [],
    gateway: false,
  },
};

/** @param requirement that is broken, where it fails */
function scenario(index: number, fails: boolean, requirement = 'STEP-4b-1'): ScenarioResult {
  const number = String(index).padStart(2, '0');
  const isPrimary = index % 10 === 0;
  const tp = `PGR_${isPrimary ? 'PSRV' : 'QSRV'}_BV_${number}`;
  const written = tp === WRITTEN ? loadScenarios(loadCatalogue()).find((one) => one.tp === tp)?.name : undefined;
  const missing = aFailure({ requirement, expected: 'a return', evidence: ['m2', 'quiet'], interpretation: 'A-02' });
  // Some of them break this one too, and no other scenario does.
  const besides = aFailure({ requirement: 'INV-4', expected: 'a reject or a return', evidence: ['m12'] });
  const kept = aCheck({ requirement: 'STEP-2-a', evidence: ['d-m2'] });
  return aScenario({
    tp,
    name: written ?? (isPrimary ? `Nobody is told ${HOSTILE}` : 'The partner is asked once'),
    requirements: [isPrimary ? 'STEP-4b-1' : 'STEP-5-a'],
    scope: `s${index}`,
    ...(fails && {
      verdict: 'fail' as const,
      reason: `${requirement}: expected a return; observed none was sent before everything was quiet`,
      checks: [missing, ...(index === 20 ? [besides] : []), kept],
    }),
    ...(fails && written && { stoppedAt: 4, faults: [{ verdict: 'fail' as const, reason: `expected: ${HOSTILE}` }] }),
  });
}
