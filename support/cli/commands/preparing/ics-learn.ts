// mcx-conformance ics learn: runs a product as if its maker had answered nothing, and proposes the answers that what was seen supports.

import { readResults } from '../../../record/results-file';
import { proposedIcs, proposedLines } from '../../../report/summary/proposed-ics';
import { run } from '../../../run/run';
import { rolesUnderTest } from '../../../testbed/target/roles-under-test';
import { loadTarget } from '../../../testbed/target/target';
import { mustPutItsProductUnderTest } from '../../../testbed/target/target-of-run';
import { answersByName, tablesFor } from '../../../traceability/catalogue/claims';
import { loadIcs } from '../../../traceability/catalogue/ics';
import { UserError } from '../../../verdict/errors';
import { printJson, printLines, type AsJson } from '../../print';

export interface LearnOptions extends AsJson {
  readonly target?: string;
  readonly reports: string;
}

export async function learnIcs({ target: file, json, reports }: LearnOptions): Promise<void> {
  if (file === undefined)
    throw new UserError(
      'MCX-ICS',
      'expected the target file of the product that is to be watched; name it with --target',
    );
  const target = loadTarget(file);
  mustPutItsProductUnderTest(target);
  // Another process would read the answers of the file.
  const options = {
    target: file,
    parallel: '0',
    ordering: 'strict',
    strength: 'all',
    readings: 'registered',
    audit: 'report',
  } as const;
  const { folder } = await run({ ...options, reports }, { ...target, ics: {} }, { stdout: process.stderr });
  const ics = loadIcs();
  const rows = tablesFor(ics, rolesUnderTest(target)).flatMap((table) => table.rows);
  const optional = new Map(
    rows.filter(({ status }) => status === 'o').map(({ item, description }) => [item, description]),
  );
  const proposed = proposedIcs(readResults(folder.results).audit ?? [], optional, answersByName(ics, target.ics));
  // What the product fails does not make the proposal worse.
  process.exitCode = 0;
  if (json) printJson(proposed);
  else printLines(proposedLines(proposed, folder.dir));
}
