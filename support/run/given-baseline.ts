// The baseline that a command was given, held against what there is to check in any clause.

import { loadBaseline } from '../traceability/baseline-file';
import { loadEveryClause } from '../traceability/catalogue/catalogue';
import { loadScenarios } from '../traceability/features';
import type { Baseline } from '../verdict/baseline';

export function givenBaseline(file: string | undefined): Baseline | undefined {
  if (file === undefined) return undefined;
  const catalogue = loadEveryClause();
  return loadBaseline(file, { catalogue, scenarios: loadScenarios(catalogue) }, new Date());
}
