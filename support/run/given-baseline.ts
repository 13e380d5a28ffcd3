// The baseline that a command was given, held against what there is to check.

import { loadBaseline, type Known } from '../traceability/baseline-file';
import { loadEveryClause } from '../traceability/catalogue/catalogue';
import { loadScenarios } from '../traceability/features';
import type { Baseline } from '../verdict/baseline';

export const givenBaseline = (file: string | undefined, known: () => Known = whatThereIs): Baseline | undefined =>
  file === undefined ? undefined : loadBaseline(file, known(), new Date());

function whatThereIs(): Known {
  const catalogue = loadEveryClause();
  return { catalogue, scenarios: loadScenarios(catalogue) };
}
