import assert from 'node:assert/strict';
import path from 'node:path';
import { loadCatalogue } from '../../traceability/catalogue/catalogue';
import { loadIcs } from '../../traceability/catalogue/ics';
import { coverageOf } from '../../traceability/coverage';
import { executed, runOf } from '../../traceability/testing/small';
import { clauseParts } from './clause-parts';

describe('the side of the page', () => {
  const root = path.join(__dirname, '../../traceability/testing/two-clauses');
  const catalogue = loadCatalogue(root);
  const run = runOf([executed('PGR_PSRV_BV_02', [{ requirement: '24.379-2/STEP-1-a', verdict: 'fail' }])]);
  const partsOf = (clauses: typeof catalogue) => clauseParts(coverageOf(clauses, [], run, loadIcs(root)));

  it('has the steps of each of several clauses under its name, with what they came to', () => {
    assert.deepEqual(
      partsOf(catalogue).map(({ name, parts }) => [
        name,
        ...parts.map(({ id, title, verdict }) => [id, title, verdict]),
      ]),
      [
        ['3GPP TS 23.280 clause 1.1', ['23.280-1.1/1', 'Step 1 · ask', 'not-tested']],
        ['3GPP TS 24.379 clause 2', ['24.379-2/1', 'Step 1 · take', 'fail']],
      ],
    );
  });

  it('knows a part by its step alone where there is one clause', () => {
    const [clause] = partsOf(catalogue.only(['24.379-2']));
    assert.deepEqual(
      clause?.parts.map(({ id }) => id),
      ['1'],
    );
  });
});
