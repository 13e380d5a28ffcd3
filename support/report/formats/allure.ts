// Writes a run as Allure results: a file a scenario, its trace beside it, and what Allure needs to show them.
// Unaware of how they are rendered.

import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { RunResult } from '../../verdict/results';
import { canBeReadAlone, captureHeader, packetsOf } from '../capture/scenario-capture';
import { categories, environmentProperties } from './allure-files';
import { allureResult, notExecutedResult, type AllureResult } from './allure-result';
import type { ScenarioTrace } from '../../record/events-file';
import { keyOf, startOf } from './scenario-key';
import { ladderOf } from '../ladder/ladder-of';
import { ladderSvg } from '../ladder/svg';
import type { RequirementLookup } from '../summary/requirement-text';

export interface AllureWriter {
  add(traced: ScenarioTrace): void;
  /** Writes what has no trace, and the files beside the results. */
  finish(): void;
}

/** @param dir emptied first: results of an earlier writing would be shown as retries */
export function createAllureWriter(dir: string, run: RunResult, requirement: RequirementLookup): AllureWriter {
  rmSync(dir, { recursive: true, force: true });
  mkdirSync(dir, { recursive: true });
  const results = new Map(run.scenarios.map((scenario) => [keyOf(scenario), scenario]));
  const write = (result: AllureResult) =>
    writeFileSync(join(dir, `${result.uuid}-result.json`), JSON.stringify(result));

  return {
    add({ scenario: ended, lines, events }) {
      // The result in results.json counts: a scenario that was tried again is in the trace more than once.
      const scenario = results.get(keyOf(ended));
      if (scenario === undefined) return;
      results.delete(keyOf(ended));
      const result = allureResult(run, scenario, requirement, startOf(lines));
      if (lines.length === 0) {
        write(result);
        return;
      }
      const source = `${result.uuid}-attachment.jsonl`;
      writeFileSync(join(dir, source), lines.map((line) => `${line}\n`).join(''));
      const attachments = [{ name: 'Trace', source, type: 'text/plain' }];
      if (scenario.verdict !== 'pass') {
        const picture = `${result.uuid}-attachment.svg`;
        const ladder = ladderOf(scenario, events(), run.target.underTest, requirement);
        writeFileSync(join(dir, picture), ladderSvg(ladder, `${scenario.tp}: ${scenario.verdict}`));
        attachments.push({ name: 'Ladder', source: picture, type: 'image/svg+xml' });
      }
      const packets = packetsOf(lines, scenario, run);
      if (packets.length > 0 && canBeReadAlone(lines)) {
        const capture = `${result.uuid}-attachment.pcapng`;
        writeFileSync(join(dir, capture), Buffer.concat([captureHeader(run), packets]));
        attachments.push({ name: 'Capture', source: capture, type: 'application/x-pcapng' });
      }
      write({ ...result, attachments });
    },
    finish() {
      for (const scenario of results.values()) write(allureResult(run, scenario, requirement, 0));
      for (const skipped of run.notExecuted) write(notExecutedResult(run, skipped));
      writeFileSync(join(dir, 'categories.json'), JSON.stringify(categories(), null, 2));
      writeFileSync(join(dir, 'environment.properties'), environmentProperties(run));
    },
  };
}
