// mcx-conformance plan: what a run with these options will be, before it is one. Nothing is opened and nothing is sent.

import { foreseen } from '../../../judgement/foreseen';
import { renderForeseen } from '../../../judgement/render-foreseen';
import { planRun, type RunOptions } from '../../../run/plan';
import { rolesUnderTest } from '../../../testbed/target/roles-under-test';
import { loadTarget } from '../../../testbed/target/target';
import { loadEveryClause } from '../../../traceability/catalogue/catalogue';
import { claimsOf } from '../../../traceability/catalogue/claims';
import { loadIcs } from '../../../traceability/catalogue/ics';
import { harmless } from '../../../verdict/harmless';
import { wireNamed } from '../../../wires/registry';
import { printJson, printLines, type AsJson } from '../../print';

export type PlanOptions = RunOptions & AsJson;

export function plan({ json, ...options }: PlanOptions): void {
  const { target, selected, notSelected } = planRun(options, loadTarget(options.target));
  const wire = wireNamed(target.adapter);
  const underTest = rolesUnderTest(target);
  const catalogue = loadEveryClause().about(options.clause);
  const claims = claimsOf(loadIcs(), target.ics, underTest, wire);
  const outcome = foreseen({ selected, notSelected }, { catalogue, claims, wire, underTest });
  const { name, version } = target;
  if (json) {
    printJson({ target: { name, version, adapter: wire.name, underTest }, ...outcome });
    return;
  }
  const who = underTest.length === 0 ? 'every role is played' : `under test: ${underTest.join(', ')}`;
  printLines(renderForeseen(outcome, harmless(`Target: ${name} ${version} over ${wire.name}, ${who}`)));
}
