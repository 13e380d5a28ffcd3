// mcx-conformance describe: a test purpose in the form of 3GPP test specifications or in TDL-TO; of a requirement, those that
// show it; or all; or how an ambiguity of a clause is read.

import { loadEveryClause } from '../../../traceability/catalogue/catalogue';
import { namesakes } from '../../../traceability/catalogue/ids';
import { describeTestPurpose } from '../../../traceability/describe/describe';
import { describeInterpretation } from '../../../traceability/describe/interpretation';
import { tdlOf } from '../../../traceability/describe/tdl';
import { loadScenarios } from '../../../traceability/features';
import type { Scenario } from '../../../traceability/scenario';
import { UserError } from '../../../verdict/errors';
import { instead } from '../../../verdict/nearest';
import { printJson, type AsJson } from '../../print';

export interface DescribeOptions extends AsJson {
  readonly tdl?: true;
}

export function describe(id: string, { tdl, json }: DescribeOptions): void {
  const catalogue = loadEveryClause();
  const reading = catalogue.interpretation(id);
  if (reading !== undefined) {
    if (json) printJson(reading);
    else process.stdout.write(`${describeInterpretation(reading).join('\n')}\n`);
    return;
  }
  const every = loadScenarios(catalogue);
  const scenarios = id === 'all' ? every : named(catalogue.requirement(id)?.id ?? id, every);
  if (json) {
    printJson(scenarios);
    return;
  }
  const render = tdl ? tdlOf : describeTestPurpose;
  const parts = scenarios.map((scenario) => render(scenario, catalogue).join('\n'));
  process.stdout.write(`${parts.join('\n\n')}\n`);
}

function named(id: string, scenarios: readonly Scenario[]): readonly Scenario[] {
  const matches = scenarios.filter(({ tp, requirements }) => tp === id || requirements.includes(id));
  if (matches.length > 0) return matches;
  const known = [...new Set(scenarios.flatMap(({ tp, requirements }) => [tp, ...requirements]))];
  const same = namesakes(id, known);
  if (same.length > 0)
    throw new UserError('MCX-DESCRIBE', `${id} stands in several clauses; write ${same.join(' or ')}`);
  throw new UserError(
    'MCX-DESCRIBE',
    `there is no test purpose or reading ${id}, and no scenario shows a requirement of that name${instead(id, known)} (npx mcx-conformance list shows all)`,
  );
}
