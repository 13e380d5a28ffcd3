// Writes what is derived from results.json and events.jsonl, and nothing else: so it can be done again at any time.

import { writeAtomically } from './write-atomically';
import type { RunResult } from '../verdict/results';
import { createAllureWriter } from './allure';
import { readScenarioTraces } from './events-file';
import { labelOf, type EvidenceLabel } from './evidence-labels';
import { breachesOf } from './failures';
import { junitXml } from './junit';
import { codeBlock } from './markdown';
import type { RequirementLookup } from './requirement-text';
import { unwritable, type RunFolder } from './run-folder';

/** Writes JUnit and Allure results. Returns the names of the events that a reader of the failures needs. */
export async function deriveReports(
  folder: RunFolder,
  run: RunResult,
  requirement: RequirementLookup,
): Promise<EvidenceLabel> {
  const labels = new Map<string, string>();
  try {
    writeAtomically(folder.junit, junitXml(run, requirement));
    const allure = createAllureWriter(folder.allureResults, run, requirement);
    for await (const traced of readScenarioTraces(folder.events)) {
      allure.add(traced);
      const wanted = new Set(breachesOf(traced.scenario).flatMap(({ check }) => check.evidence));
      if (wanted.size === 0) continue;
      for (const event of traced.events()) if (wanted.has(event.id)) labels.set(event.id, labelOf(event));
    }
    allure.finish();
  } catch (error) {
    throw notWritten(folder, error);
  }
  return (id) => labels.get(id);
}

/** @param text as a terminal shows it, in one colour */
export function writeSummary(folder: RunFolder, text: string): void {
  try {
    writeAtomically(folder.summary, codeBlock(text));
  } catch (error) {
    throw notWritten(folder, error);
  }
}

const notWritten = (folder: RunFolder, error: unknown): unknown =>
  isSystemError(error) ? unwritable(folder.dir, error) : error;

const isSystemError = (error: unknown): boolean => error instanceof Error && 'syscall' in error;

/** Where a reader finds what. */
export const filesOf = (folder: RunFolder): string[] => [
  `${folder.results}  the results`,
  `${folder.events}  the trace`,
  `${folder.junit}  JUnit`,
  `${folder.summary}  this summary, for the page of a CI job`,
  `${folder.allureResults}  Allure results`,
];
