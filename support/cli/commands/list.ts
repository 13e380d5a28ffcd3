// mcx-conformance list: the test purposes, and the requirements that each shows.

import { catalogueFor } from '../../traceability/catalogue/catalogue';
import { loadScenarios } from '../../traceability/features';
import { renderList } from '../../traceability/render-list';
import { select, type Filters } from '../../traceability/selection';

export function list(filters: Filters): void {
  const catalogue = catalogueFor(filters.clause);
  const { selected } = select(loadScenarios(catalogue), catalogue, filters);
  process.stdout.write(`${renderList(selected, catalogue).join('\n')}\n`);
}
