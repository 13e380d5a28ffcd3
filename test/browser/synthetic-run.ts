// Writes the page of a run that never was, of any length, with failures, hostile texts and a stranger's bytes in it.

import { mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { RunResult, ScenarioResult } from '../../support/verdict/results';
import { loadCatalogue } from '../../support/traceability/catalogue/catalogue';
import { loadIcs } from '../../support/traceability/catalogue/ics';
import { reportSource } from '../../support/report/formats/derived-report';
import { aFailure, aRun, aScenario } from '../../support/report/testing/results';
import { withoutRequestReturn } from '../../support/report/testing/trace';
import { createRunPage } from '../../support/report/page/run-page';

export const HOSTILE = '</script><img src=x onerror=alert(1)> javascript:alert(1)';

/** Every tenth scenario fails, the first of them is PGR_PSRV_BV_00. Returns the page's file. */
export function writeSyntheticPage(dir: string, count: number): string {
  const file = join(dir, `run-${count}`, 'report.html');
  mkdirSync(dirname(file));
  const run: RunResult = aRun({
    verdict: 'fail',
    exitCode: 1,
    reason: 'the clause is broken',
    scenarios: Array.from({ length: count }, (_, index) => scenario(index)),
    notExecuted: [{ tp: 'PGR_CL2_BV_99', name: 'left out', reason: 'filter --role primary-server' }],
    strays: { count: 1, first: [{ id: 'e9', flow: null, from: null, to: 'client-1' }] },
  });
  const body = { from: 'sip:ana@primary.example', to: HOSTILE };
  const page = createRunPage(file, reportSource(run, loadCatalogue(), loadIcs()));
  for (const one of run.scenarios)
    page.add({
      scenario: one,
      lines: [],
      events: () =>
        withoutRequestReturn({
          body,
          raw: JSON.stringify(body),
          schemaErrors: [{ path: '/to', expected: 'an identity', found: HOSTILE }],
        }),
    });
  page.finish(() => undefined);
  return file;
}

function scenario(index: number): ScenarioResult {
  const fails = index % 10 === 0;
  const missing = aFailure({
    requirement: 'STEP-4b-1',
    expected: 'a return',
    evidence: ['m2', 'quiet'],
    interpretation: 'A-02',
  });
  return aScenario({
    tp: `PGR_${fails ? 'PSRV' : 'QSRV'}_BV_${String(index).padStart(2, '0')}`,
    name: fails ? `Nobody is told ${HOSTILE}` : 'The partner is asked once',
    requirements: [fails ? 'STEP-4b-1' : 'STEP-5-a'],
    scope: `s${index}`,
    ...(fails && { verdict: 'fail' as const, reason: `STEP-4b-1: none was sent ${HOSTILE}`, checks: [missing] }),
  });
}
