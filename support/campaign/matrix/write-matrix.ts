// Derives the matrix of a campaign from its jobs' own results and traces, and writes it for each pair of eyes: the organiser, the
// public, each vendor. It can be derived again at any time.

import { existsSync, mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { MEBIBYTE, readPlainText } from '../../files/plain-file';
import { LOAD_RESULT, readLoad } from '../load-files';
import { runFolderAt } from '../../record/run-folder';
import { readResults } from '../../record/results-file';
import { writeAtomically } from '../../record/write-atomically';
import type { Matrix } from '../../report/page/matrix-data';
import { matrixPage } from '../../report/page/matrix-page';
import { loadEveryClause } from '../../traceability/catalogue/catalogue';
import { earlierCampaigns, type CampaignFolder } from '../campaign-folder';
import type { Ended } from '../job';
import { cellOf, type Earlier } from './cell';
import { cellOfLoad } from './load-cell';
import { matrixCsv } from './csv';
import { differencesIn, type AloneRun } from './differences';
import { ownLadders } from './own-ladders';
import { brokenKey, vendorReport } from './vendor-report';
import { publicView, vendorView } from './views';

const FILES = { page: 'matrix.html', json: 'matrix.json', csv: 'matrix.csv' } as const;
const HISTORY = 10;
const LARGEST = 256 * MEBIBYTE;

export async function writeMatrix(folder: CampaignFolder): Promise<Matrix> {
  const { dir, record } = folder;
  const matrix = await matrixOf(folder);
  write(dir, matrix);
  writeView(path.join(dir, 'public'), publicView(matrix, record.released));
  const vendors = [...new Set(record.jobs.flatMap(({ participants }) => participants.map(({ vendor }) => vendor)))];
  for (const [vendor, name] of folderNames(vendors)) {
    const view = vendorView(matrix, vendor, record.released);
    const into = path.join(dir, 'vendors', name);
    writeView(into, view);
    const ladders = await writeLadders(folder, matrix, vendor, into);
    writeAtomically(path.join(into, 'report.md'), `${vendorReport(view, vendor, ladders).trimEnd()}\n`);
  }
  return matrix;
}

async function matrixOf(folder: CampaignFolder): Promise<Matrix> {
  const { record } = folder;
  const catalogue = loadEveryClause();
  const earlier = earlierOf(folder);
  const alone: AloneRun[] = [];
  const says = (requirement: string): string => catalogue.requirement(requirement)?.says ?? '';
  const cells = record.jobs.map((job) => {
    const outcome = folder.outcome(job.id);
    if (job.load !== undefined && outcome?.state === 'ended') {
      const dir = path.join(folder.jobDir(job.id), outcome.run);
      const page = path.posix.join('jobs', job.id, outcome.run, LOAD_RESULT);
      return cellOfLoad(job, outcome, readLoad(dir), { says, earlier, page });
    }
    const where = outcome?.state === 'ended' ? folderOfRun(folder, outcome) : undefined;
    const run = where && readResults(where.results);
    if (run && job.participants.length === 1) alone.push({ job, run, events: where.events });
    return cellOf(job, outcome, run, {
      says,
      earlier,
      ...(where && {
        page: path.posix.join('jobs', job.id, path.relative(folder.jobDir(job.id), where.dir), 'report.html'),
      }),
    });
  });
  const { name: campaign, id, startedAt, suite } = record;
  const differences = await differencesIn(alone, catalogue);
  return { version: 1, campaign, view: 'organiser', id, startedAt, suite, cells, differences };
}

/** One for each statement that a product of the vendor broke. Returns their files, by product and statement. */
async function writeLadders(
  folder: CampaignFolder,
  { cells }: Matrix,
  vendor: string,
  into: string,
): Promise<ReadonlyMap<string, string>> {
  const files = new Map<string, string>();
  const catalogue = loadEveryClause();
  for (const { job, participants } of cells)
    for (const { name, roles, broken } of participants.filter((one) => one.vendor === vendor)) {
      const due = broken.filter(
        ({ requirement, testPurposes }) => testPurposes.length > 0 && !files.has(brokenKey(name, requirement)),
      );
      const outcome = folder.outcome(job);
      if (due.length === 0 || outcome?.state !== 'ended') continue;
      const where = folderOfRun(folder, outcome);
      const source = { run: readResults(where.results), events: where.events };
      const testPurposes = new Set(due.flatMap((one) => one.testPurposes.slice(0, 1)));
      const drawn = await ownLadders(source, { name, roles, testPurposes }, (id) => catalogue.requirement(id));
      for (const {
        requirement: id,
        testPurposes: [tp = ''],
      } of due) {
        const svg = drawn.get(tp);
        if (svg === undefined) continue;
        const file = `ladders/${`${name}-${id}`.replaceAll(/[^\w.-]+/g, '_')}.svg`;
        mkdirSync(path.join(into, 'ladders'), { recursive: true });
        writeAtomically(path.join(into, file), svg);
        files.set(brokenKey(name, id), file);
      }
    }
  return files;
}

const folderOfRun = ({ jobDir }: CampaignFolder, { job, run }: Ended) => runFolderAt(path.join(jobDir(job), run));

function earlierOf({ dir, record }: CampaignFolder): readonly Earlier[] {
  return earlierCampaigns(path.dirname(dir), record)
    .slice(-HISTORY)
    .flatMap(({ dir: before }) => {
      const file = path.join(before, FILES.json);
      if (!existsSync(file)) return [];
      // This program wrote it.
      const { id, cells } = JSON.parse(readPlainText(file, { most: LARGEST, links: 'refused' })) as Matrix;
      return [{ id, cells }];
    });
}

/** What was there before may be for other eyes: somebody who was released and is no more. */
function writeView(dir: string, matrix: Matrix): void {
  rmSync(dir, { recursive: true, force: true });
  mkdirSync(dir, { recursive: true });
  const up = path.relative(dir, path.join(dir, matrix.view === 'public' ? '..' : '../..')).replaceAll(path.sep, '/');
  write(dir, {
    ...matrix,
    cells: matrix.cells.map((cell) => (cell.page === undefined ? cell : { ...cell, page: `${up}/${cell.page}` })),
  });
}

function write(dir: string, matrix: Matrix): void {
  writeAtomically(path.join(dir, FILES.json), `${JSON.stringify(matrix, null, 2)}\n`);
  writeAtomically(path.join(dir, FILES.csv), matrixCsv(matrix));
  writeAtomically(path.join(dir, FILES.page), matrixPage(matrix));
}

/** Vendors are named as they like, folders are not. */
function folderNames(vendors: readonly string[]): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  for (const vendor of vendors) {
    const plain =
      vendor
        .toLowerCase()
        .replaceAll(/[^a-z0-9]+/g, '-')
        .replace(/^-|-$/g, '') || 'vendor';
    const taken = [...names.values()];
    let name = plain;
    for (let number = 2; taken.includes(name); number += 1) name = `${plain}-${number}`;
    names.set(vendor, name);
  }
  return names;
}
