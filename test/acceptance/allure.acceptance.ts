// What Allure shows of each verdict, in the report that allure-commandline makes (needs Java).

import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { createAllureWriter } from '../../support/report/formats/allure';
import { renderAllureReport } from '../../support/report/formats/allure-report';
import { mixedRun } from '../../support/report/testing/mixed-run';
import { useTemporaryFolder } from '../../support/report/testing/temporary-folder';
import { needs } from './prerequisite';

describe('the Allure report', () => {
  needs('java');
  const folder = useTemporaryFolder();

  it('shows a fail, what could not be told, an error and what is not applicable as four things', async () => {
    const results = path.join(folder.path, 'results');
    const report = path.join(folder.path, 'report');
    createAllureWriter(results, mixedRun(), () => undefined).finish();
    const outcome = await renderAllureReport(results, report);
    assert.ok(outcome.rendered, outcome.rendered ? '' : outcome.reason);

    const cases = path.join(report, 'data', 'test-cases');
    const shown = fs.readdirSync(cases).map((name) => {
      const { fullName, status } = JSON.parse(fs.readFileSync(path.join(cases, name), 'utf8')) as Record<
        string,
        string
      >;
      return [fullName, status] as const;
    });
    const statuses = new Map(shown);
    assert.deepEqual(
      ['PGR_PASS', 'PGR_FAIL', 'PGR_OPEN', 'PGR_ERROR', 'PGR_NA', 'PGR_LEFT'].map((tp) => statuses.get(tp)),
      ['passed', 'failed', 'broken', 'broken', 'skipped', 'skipped'],
    );

    const categories = JSON.parse(fs.readFileSync(path.join(report, 'data', 'categories.json'), 'utf8')) as {
      readonly children: readonly { readonly name: string }[];
    };
    assert.deepEqual(categories.children.map(({ name }) => name).sort(), [
      'Could not be told',
      'Not applicable',
      'Not executed',
      'The harness broke',
      'The implementation broke a requirement',
    ]);
  });
});
