// mcx-conformance ics: the proforma of the roles under test, and the static conformance review of what a target answers.

import type { Role } from '../../../procedure/roles';
import { loadTarget, type Target } from '../../../testbed/target/target';
import { loadCatalogue } from '../../../traceability/catalogue/catalogue';
import { tablesFor } from '../../../traceability/catalogue/claims';
import { loadIcs } from '../../../traceability/catalogue/ics';
import { reviewIcs } from '../../../traceability/catalogue/ics-review';
import { renderIcs } from '../../../traceability/catalogue/render-ics';
import { UserError } from '../../../verdict/errors';
import { printJson, printLines, type AsJson } from '../../print';
import { learnIcs } from './ics-learn';
import { rolesUnderTest } from '../../../testbed/target/roles-under-test';

export interface IcsOptions extends AsJson {
  readonly target?: string;
  readonly reports: string;
}

export async function ics(review: 'check' | 'learn' | undefined, options: IcsOptions): Promise<void> {
  const { target: file, json } = options;
  if (review === 'learn') await learnIcs(options);
  else if (review === 'check') check(file, json);
  else if (json) printJson(itemsFor(file));
  else printLines(renderIcs(loadIcs(), loadCatalogue().clauses, ...aboutTarget(file)));
}

/** Every item of the tables of the roles under test, or of all, with what the target answers. */
function itemsFor(file: string | undefined): readonly object[] {
  const [roles, answers = {}] = aboutTarget(file);
  const tables = roles.length === 0 ? loadIcs().tables : tablesFor(loadIcs(), roles);
  return tables.flatMap(({ role, rows }) =>
    rows.map((row) => ({ role, ...row, ...(answers[row.item] !== undefined && { support: answers[row.item] }) })),
  );
}

function aboutTarget(file: string | undefined): Readonly<[readonly Role[], Target['ics']?]> {
  if (file === undefined) return [[]];
  const target = loadTarget(file);
  return [rolesUnderTest(target), target.ics];
}

function check(file: string | undefined, json: true | undefined): void {
  if (file === undefined)
    throw new UserError('MCX-ICS', 'expected the target file whose answers are to be reviewed; name it with --target');
  const faults = faultsOf(loadTarget(file));
  if (json) printJson(faults);
  else printLines(faults.length === 0 ? ['The answers agree with the ICS proforma.'] : faults);
  if (faults.length > 0) process.exitCode = 1;
}

/** A run goes on all the same: what it is worth is for whoever certifies. */
export function warnOfIcs(target: Target, file: string): void {
  const [first, ...more] = faultsOf(target);
  if (first === undefined) return;
  const others = more.length === 0 ? '' : ` and ${more.length} more`;
  process.stderr.write(
    `MCX-ICS: warning: the ICS of ${file} fails its static review (${first}${others}); see npx mcx-conformance ics check --target ${file}\n`,
  );
}

const faultsOf = (target: Target): readonly string[] => reviewIcs(loadIcs(), target.ics, rolesUnderTest(target));
