// The end of a run: its results go to their file, everything else is derived from them, and what they come to is told.

import { coverageOf } from '../traceability/coverage';
import { loadCatalogue } from '../traceability/catalogue';
import type { RunResult } from '../verdict/results';
import { deriveReports, filesOf } from './derive';
import type { Paint } from './paint';
import type { RunFolder } from './run-folder';
import { writeResults } from './results-file';
import { summary } from './summary';

/** Writes every report of a run. Returns the summary. */
export async function conclude(folder: RunFolder, run: RunResult, paint: Paint): Promise<string> {
  writeResults(folder.results, run);
  const catalogue = loadCatalogue();
  // The scenarios of the features would only explain why a requirement was not tested, and the summary does not say that.
  const { counts } = coverageOf(catalogue, [], run);
  const requirement = (id: string) => catalogue.requirement(id);
  return summary(run, {
    requirement,
    interpretation: (id) => catalogue.interpretation(id),
    evidence: await deriveReports(folder, run, requirement),
    coverage: {
      tested: counts.tested,
      observable: counts.tested + counts['not-tested'],
      notUnderTest: counts['not-under-test'],
      notObservable: counts['not-observable'],
      excluded: counts.excluded,
    },
    files: filesOf(folder),
    paint,
  });
}
