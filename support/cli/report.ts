// mcx-conformance report: derives the reports of a finished run once more and renders the Allure report.

import path from 'node:path';
import { renderAllureReport, type Rendered } from '../report/allure-report';
import { deriveReports } from '../report/derive';
import { readResults } from '../report/results-file';
import { latestRun, runFolder, type RunFolder } from '../report/run-folder';
import { loadCatalogue } from '../traceability/catalogue';

export interface ReportOptions {
  /** Id of a run below the reports folder, or the path of its folder; the latest run where absent. */
  readonly run?: string;
  readonly reports: string;
}

export interface ReportMeans {
  readonly write: (text: string) => unknown;
  readonly render: (resultsDir: string, reportDir: string) => Promise<Rendered>;
}

const MEANS: ReportMeans = { write: (text) => process.stdout.write(text), render: renderAllureReport };

/** What could not be rendered is said and is no failure: everything else is there. */
export async function report({ run, reports }: ReportOptions, { write, render } = MEANS): Promise<void> {
  const folder = folderOf(run ?? latestRun(reports), reports);
  const catalogue = loadCatalogue();
  await deriveReports(folder, readResults(folder.results), (id) => catalogue.requirement(id));
  const outcome = await render(folder.allureResults, folder.allureReport);
  write(outcome.rendered ? `Allure report: ${outcome.index}\n` : `${outcome.reason}\n`);
}

function folderOf(run: string, reports: string): RunFolder {
  const isPath = path.basename(run) !== run;
  return isPath ? runFolder(path.dirname(run), path.basename(run)) : runFolder(reports, run);
}
