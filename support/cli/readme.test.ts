// The numbers of the README are those of the suite.

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

describe('the README', () => {
  const text = readFileSync(path.join(packageRoot, 'README.md'), 'utf8');
  const catalogue = loadCatalogue();
  const statements = catalogue.requirements.filter(({ step }) => step !== 'wire');
  const observable = catalogue.requirements.filter(isObservable);
  const isSeenBySip = ({ id, requirement }: (typeof MUTANTS)[number]): boolean =>
    notObservableOn(SIP, requirement, catalogue) === undefined && !UNSEEN_BY_SIP.has(id);
  const numbers: readonly (readonly [string, RegExp, number])[] = [
    ['scenarios', /(\d+) scenarios, against/, loadScenarios(catalogue).length],
    ['statements', /\*\*(\d+) statements\*\*/, statements.length],
    ['observable statements and rules', /(\d+) statements and\s+rules can be observed/, observable.length],
    ['ambiguities', /\*\*(\d+) ambiguities\*\*/, catalogue.interpretations.length],
    ['mutants', /(\d+) mutants,/, MUTANTS.length],
    ['mutants that SIP can show', /SIP can show (\d+) of/, MUTANTS.filter(isSeenBySip).length],
    ['variants', /(\d+) variants,/, VARIANTS.length],
  ];
  for (const [what, where, expected] of numbers)
    it(`tells how many ${what} there are`, () => {
      assert.equal(Number(where.exec(text)?.[1]), expected);
    });
});
