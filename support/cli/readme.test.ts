// The README promises no more than the suite has. It tells lower bounds, which a new statement does not change.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { MUTANTS } from '../reference/mutants/all';
import { VARIANTS } from '../reference/variants/all';
import { packageRoot } from '../schema/package-root';
import { loadCatalogue } from '../traceability/catalogue/catalogue';
import { loadScenarios } from '../traceability/features';
import { isObservable } from '../traceability/catalogue/requirement';
import { SIP } from '../wires/sip/wire';
import { notObservableOn } from '../traceability/wire';
import { UNSEEN_BY_SIP } from '../wires/sip/altered/unseen';

/** A bound that is further away than this says too little. */
const LEAST = 0.8;

describe('the README', () => {
  const text = readFileSync(path.join(packageRoot, 'README.md'), 'utf8').replaceAll(/\s+/g, ' ');
  const catalogue = loadCatalogue();
  const observable = catalogue.requirements.filter(isObservable);
  const isSeenBySip = ({ id, requirement }: (typeof MUTANTS)[number]): boolean =>
    notObservableOn(SIP, requirement, catalogue) === undefined && !UNSEEN_BY_SIP.has(id);
  const numbers: readonly (readonly [string, RegExp, number])[] = [
    ['scenarios', /more than (\d+) scenarios/, loadScenarios(catalogue).length],
    ['observable statements and rules', /more than (\d+) statements and rules/, observable.length],
    ['ambiguities', /More than (\d+) ambiguities/, catalogue.interpretations.length],
    ['mutants', /More than (\d+) mutants/, MUTANTS.length],
    ['mutants that SIP can show', /SIP can show more than (\d+) of/, MUTANTS.filter(isSeenBySip).length],
    ['variants', /more than (\d+) variants/, VARIANTS.length],
  ];
  for (const [what, where, there] of numbers)
    it(`says truly that there are more ${what} than so many`, () => {
      const told = Number(where.exec(text)?.[1]);
      assert.ok(told < there && told > there * LEAST, `${told} told, ${there} there`);
    });
});
