// Writes what is derived from results.json and events.jsonl, and nothing else: so it can be done again at any time.

import { existsSync } from 'node:fs';
import { join, relative } from 'node:path';
import type { DerivedReport, ReportSource, ReportWriter } from './formats/derived-report';
import { brokeOff } from '../record/checked-traces';
import { readScenarioTraces, type ScenarioTrace } from '../record/events-file';
import { labelOf, type EvidenceLabel } from './summary/evidence-labels';
import { breachesOf } from './summary/failures';
import { unwritable, type RunFolder } from '../record/run-folder';

/** Reads the trace once for all of them. Returns the names of the events that a reader of the failures needs. */
export async function deriveReports(
  folder: RunFolder,
  source: ReportSource,
  reports: readonly DerivedReport[],
): Promise<EvidenceLabel> {
  const labels = new Map<string, string>();
  const label: EvidenceLabel = (id) => labels.get(id);
  const writers: ReportWriter[] = [];
  try {
    for (const { file, open } of reports) writers.push(open(join(folder.dir, file), source));
    for await (const traced of readScenarioTraces(folder.events, brokeOff(source.run))) {
      for (const { add } of writers) add?.(traced);
      name(traced, labels);
    }
    for (const { finish } of writers) finish(label);
  } catch (error) {
    for (const { abandon } of writers) abandon?.();
    throw isSystemError(error) ? unwritable(folder.dir, error) : error;
  }
  return label;
}

function name({ scenario, events }: ScenarioTrace, labels: Map<string, string>): void {
  const wanted = new Set(breachesOf(scenario).flatMap(({ check }) => check.evidence));
  if (wanted.size === 0) return;
  for (const event of events()) if (wanted.has(event.id)) labels.set(event.id, labelOf(event));
}

const isSystemError = (error: unknown): boolean => error instanceof Error && 'syscall' in error;

/** Where a reader finds what: the folder, and a line for each file in it. A report that found nothing to tell has none. */
export function filesOf(
  { dir }: RunFolder,
  wanted: readonly Pick<DerivedReport, 'file' | 'about'>[],
): readonly string[] {
  const files = wanted.filter(({ file }) => existsSync(join(dir, file)));
  const below = relative('', dir);
  const width = Math.max(...files.map(({ file }) => file.length));
  return [
    `Files in ${below.startsWith('..') ? dir : below}:`,
    ...files.map(({ file, about }) => `  ${file.padEnd(width)}  ${about}`),
  ];
}
