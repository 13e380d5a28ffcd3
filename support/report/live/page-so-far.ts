// The page of a run that still goes on, from the trace as far as it is written. It is the page of a finished run, with a word
// at its top that it is not, and a script that looks for more.

import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { loadCatalogue } from '../../traceability/catalogue';
import { loadIcs } from '../../traceability/ics';
import { UserError } from '../../verdict/errors';
import type { CollectorOptions } from '../collector-options';
import { reportSource } from '../derived/derived-report';
import { readScenarioTraces, type ScenarioTrace } from '../events-file';
import { createRunPage } from '../page/run-page';
import { runResult } from '../run-result';

export type Told = Pick<CollectorOptions, 'suite' | 'spec' | 'target' | 'options' | 'planned' | 'notSelected'>;

export async function pageSoFar(events: string, told: Told, startedAt: Date): Promise<string> {
  const traces = await tracesIn(events);
  const scenarios = traces.map(({ scenario }) => scenario);
  const collected = {
    scenarios,
    skipped: [],
    due: [],
    strays: undefined,
    faults: [],
    failed: false,
    interrupted: false,
  };
  const options = { ...told, planned: [], reportsDir: '', runId: '', baseline: undefined, quiet: true, part: true };
  const run = runResult(options, collected, startedAt.toISOString(), Date.now() - startedAt.getTime());
  const folder = mkdtempSync(path.join(tmpdir(), 'mcx-live-'));
  try {
    const file = path.join(folder, 'report.html');
    const page = createRunPage(file, reportSource(run, loadCatalogue(), loadIcs()));
    for (const trace of traces) page.add(trace);
    page.finish(() => undefined);
    return live(readFileSync(file, 'utf8'), scenarios.length, told.planned?.length);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The trace is being written: what breaks off at its end is not there yet. */
async function tracesIn(events: string): Promise<readonly ScenarioTrace[]> {
  const traces: ScenarioTrace[] = [];
  try {
    for await (const trace of readScenarioTraces(events)) traces.push(trace);
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
  }
  return traces;
}

/** Looks again where something changed, at the same place of the page, and not while a message is being read. */
const SCRIPT = `new EventSource('events').addEventListener('changed', function again() {
  if (document.querySelector('dialog[open]')) setTimeout(again, 500);
  else location.reload();
});`;

function live(page: string, ended: number, planned: number | undefined): string {
  const hash = createHash('sha256').update(SCRIPT).digest('base64');
  const far = planned === undefined ? `${ended} scenarios` : `${ended} of ${planned} scenarios`;
  return page
    .replace("script-src 'sha256-", `connect-src 'self'; script-src 'sha256-${hash}' 'sha256-`)
    .replace(
      '<div id="overview">',
      `<div id="overview">\n<p class="live" role="status">The run goes on: ${far} so far.</p>`,
    )
    .replace('</body>', () => `<script>${SCRIPT}</script>\n</body>`);
}
