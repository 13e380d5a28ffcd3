// mcx-conformance report: derives the reports of a finished run once more from its results and its trace, and renders the
// Allure report.

import { renderAllureReport, type Rendered } from '../../report/formats/allure-report';
import path from 'node:path';
import { brokenBy, mustBeWhole } from '../../record/checked-traces';
import { deriveReports, filesOf } from '../../report/derive';
import { DERIVED, FORMATS } from '../../report/formats/all';
import { reportSource, type EarlierRun } from '../../report/formats/derived-report';
import { isThere } from '../../files/plain-file';
import { writeResults } from '../../record/results-file';
import { mustHoldPlainFilesAlone, type RunFolder } from '../../record/run-folder';
import { loadEveryClause } from '../../traceability/catalogue/catalogue';
import { loadIcs } from '../../traceability/catalogue/ics';
import { UserError } from '../../verdict/errors';
import { instead } from '../../verdict/nearest';
import { namedRun } from '../named-run';
import { readRun } from '../recorded';

export interface ReportOptions {
  /** Id of a run below the reports folder, or the path of its folder; the latest run where absent. */
  readonly run?: string;
  /** The same. */
  readonly from?: string;
  /** All where absent. */
  readonly format?: readonly string[];
  /** Runs that the page sets it against, each named as `from`. */
  readonly against?: readonly string[];
  readonly reports: string;
}

export interface ReportMeans {
  readonly write: (text: string) => unknown;
  readonly render: (resultsDir: string, reportDir: string) => Promise<Rendered>;
}

const MEANS: ReportMeans = { write: (text) => process.stdout.write(text), render: renderAllureReport };

/** What could not be rendered is said and is no failure: everything else is there. */
export async function report(
  { run, from = run, format = FORMATS, against = [], reports }: ReportOptions,
  { write, render } = MEANS,
): Promise<void> {
  refuseUnknown(format);
  const folder = namedRun(from, reports);
  const results = await readRun(folder);
  const earlier = await earlierRuns(against, reports, folder);
  mustHoldPlainFilesAlone(folder.dir);
  await mustBeWhole(folder.events, results);
  // From now on it is a run that was interrupted, as any other.
  if (!isThere(folder.results)) writeResults(folder.results, results);
  const wanted = DERIVED.filter((one) => format.includes(one.format));
  try {
    await deriveReports(folder, reportSource(results, loadEveryClause(), loadIcs(), earlier), wanted);
  } catch (error) {
    throw brokenBy(error, folder.events);
  }
  write(`${filesOf(folder, wanted).join('\n')}\n`);
  if (!format.includes('allure')) return;
  const outcome = await render(folder.allureResults, folder.allureReport);
  write(outcome.rendered ? `Allure report: ${outcome.index}\n` : `${outcome.reason}\n`);
}

async function earlierRuns(
  names: readonly string[],
  reports: string,
  { dir }: RunFolder,
): Promise<readonly EarlierRun[]> {
  const runs: EarlierRun[] = [];
  for (const name of names) {
    const folder = namedRun(name, reports);
    if (folder.dir === dir)
      throw new UserError(
        'MCX-AGAINST',
        `--against ${name} is the run itself; expected another run, whose results it is set against. The runs stand in ${reports}.`,
      );
    runs.push({ name: path.basename(folder.dir), run: await readRun(folder) });
  }
  return runs.toSorted((one, other) => one.run.startedAt.localeCompare(other.run.startedAt));
}

function refuseUnknown(formats: readonly string[]): void {
  const unknown = formats.find((format) => !FORMATS.includes(format));
  if (unknown === undefined) return;
  throw new UserError('MCX-FORMAT', `--format ${unknown} is not known${instead(unknown, FORMATS)}`);
}
