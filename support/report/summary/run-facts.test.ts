import assert from 'node:assert/strict';
import { loadCatalogue } from '../../traceability/catalogue/catalogue';
import { clauseTexts } from '../../traceability/catalogue/clause-text';
import { loadIcs } from '../../traceability/catalogue/ics';
import { reportSource } from '../formats/derived-report';
import { pageHead } from '../page/head';
import { profileOf, specificationOf } from './run-facts';
import { aRun } from '../testing/results';

describe('what a run was held against', () => {
  const catalogue = loadCatalogue();
  const clauses = clauseTexts(catalogue);
  const profile = { name: 'http-json-servers', version: '1.0', digest: `sha256:${'1'.repeat(64)}` };

  it('stands at the top of the page: implementation, versions, text of the clause, profile, verdict', () => {
    const run = aRun({ clauses, profile });
    const head = pageHead(run, reportSource(run, catalogue, loadIcs()).coverage());
    for (const fact of [
      'acme-server 4.2',
      'mcx-conformance 0.1.0',
      'TS 23.280, Release 19, clause 10.15.3.3.1',
      clauses[0]?.digest ?? 'none',
      'http-json-servers 1.0',
      'Conforms',
      'Nothing is claimed for',
    ])
      assert.ok(head.includes(fact), fact);
  });

  it('is no profile where nothing was certified, and the clause alone in the results of an older suite', () => {
    assert.equal(profileOf(aRun()), 'none: not a certification run');
    assert.deepEqual(specificationOf(aRun()), [['Specification', '3GPP TS 23.280, clause 10.15.3.3.1 A title']]);
  });
});
