// mcx-conformance list: the test purposes, and the requirements that each shows.

import { loadEveryClause } from '../../traceability/catalogue/catalogue';
import { renderList } from '../../traceability/render-list';
import { scenariosFor, select, type Filters } from '../../traceability/selection';

export function list(filters: Filters): void {
  const catalogue = loadEveryClause();
  const { selected } = select(scenariosFor(filters, catalogue), catalogue, filters);
  process.stdout.write(`${renderList(selected, catalogue).join('\n')}\n`);
}
