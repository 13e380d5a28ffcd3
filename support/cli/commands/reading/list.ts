// mcx-conformance list: the test purposes, and the requirements that each shows.

import { loadEveryClause } from '../../../traceability/catalogue/catalogue';
import { renderList } from '../../../traceability/render-list';
import { scenariosFor, select, selectOnWire, type Filters } from '../../../traceability/selection';
import { clauseName } from '../../../verdict/results';
import type { WireName } from '../../../ports/wire';
import { wireNamed } from '../../../wires/registry';
import { printJson, printLines, type AsJson } from '../../print';

export interface ListOptions extends Filters, AsJson {
  readonly adapter?: WireName;
}

export function list({ json, adapter, ...filters }: ListOptions): void {
  const catalogue = loadEveryClause();
  const chosen = select(scenariosFor(filters, catalogue), catalogue, filters);
  const { selected } = adapter === undefined ? chosen : selectOnWire(chosen, wireNamed(adapter), catalogue);
  const left = chosen.selected.length - selected.length;
  if (!json)
    printLines([
      ...renderList(selected, catalogue),
      ...(left > 0 ? [`left out: ${left} that cannot be executed on ${adapter}; plan says why`] : []),
    ]);
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
