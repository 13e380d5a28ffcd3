import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { READINGS_WITHOUT_VARIANT } from '../reference/variants/readings-without-variant';
import { VARIANTS } from '../reference/variants/all';
import { packageRoot } from '../schema/package-root';
import { loadCatalogue } from '../traceability/catalogue/catalogue';
import { loadScenarios } from '../traceability/features';
import { VARIANTS_OF_SIP } from '../wires/sip/altered/variants';

describe('the page of what neighbours do', () => {
  const page = readFileSync(path.join(packageRoot, 'docs', 'neighbours.md'), 'utf8');
  const rows = page
    .split('\n')
    .filter((line) => line.startsWith('| A-'))
    .map((line) => line.split('|').map((cell) => cell.trim()))
    .map(([, reading = '', freedom = '', use = '']) => ({ reading, freedom, use }));
  const catalogue = loadCatalogue();

  it('has a row for each reading of the register', () => {
    assert.deepEqual(
      rows.map(({ reading }) => reading),
      catalogue.interpretations.map(({ id }) => id),
    );
  });

  it('says who uses each freedom, or that there is none', () => {
    for (const { reading, freedom, use } of rows) {
      assert.equal(freedom === '-', use === '-', reading);
      if (freedom === '-') assert.ok(READINGS_WITHOUT_VARIANT.has(reading), reading);
      else assert.match(use, /PGR_|`|nobody to hear it/, reading);
    }
  });

  it('names scenarios and variants that there are, each variant where its reading is', () => {
    const known = new Set(loadScenarios(catalogue).map(({ tp }) => tp));
    for (const [tp] of page.matchAll(/PGR_\w+/g)) assert.ok(known.has(tp), tp);
    const freedoms = new Map([...VARIANTS, ...VARIANTS_OF_SIP].map(({ id, freedom }) => [id, freedom]));
    for (const { reading, use } of rows)
      for (const [, id = ''] of use.matchAll(/`([a-z-]+)`/g)) assert.equal(freedoms.get(id), reading, id);
  });
});
