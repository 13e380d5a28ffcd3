// mcx-conformance list: the test purposes, and the requirements that each shows.

import { loadEveryClause } from '../../../traceability/catalogue/catalogue';
import { renderList } from '../../../traceability/render-list';
import { scenariosFor, select, type Filters } from '../../../traceability/selection';
import { clauseName } from '../../../verdict/results';
import { printJson, printLines, type AsJson } from '../../print';

export function list({ json, ...filters }: Filters & AsJson): void {
  const catalogue = loadEveryClause();
  const { selected } = select(scenariosFor(filters, catalogue), catalogue, filters);
  if (!json) printLines(renderList(selected, catalogue));
  else
    printJson({
      clauses: catalogue.clauses.map((clause) => ({ id: clause.id, name: clauseName(clause), title: clause.title })),
      testPurposes: selected.map(({ tp, name, clause, uri, line, requirements, needs, beyondSpec }) => ({
        tp,
        name,
        clause,
        feature: `${uri}:${line}`,
        requirements,
        needs,
        beyondSpec,
      })),
    });
}
