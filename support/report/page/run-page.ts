// The page of a run and the pictures of what did not pass, written as its scenarios are read.

import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { loadCatalogue } from '../../traceability/catalogue';
import { coverageOf } from '../../traceability/coverage';
import { loadScenarios } from '../../traceability/features';
import { loadIcs } from '../../traceability/ics';
import type { RunResult } from '../../verdict/results';
import type { ScenarioTrace } from '../events-file';
import { ladderSvg } from '../ladder/svg';
import type { RunFolder } from '../run-folder';
import { writeAtomically } from '../write-atomically';
import { createPageWriter } from './page-writer';

export interface RunPage {
  /** Returns the picture of the ladder where the scenario did not pass. */
  add(traced: ScenarioTrace): string | undefined;
  finish(): void;
  abandon(): void;
}

export function createRunPage(folder: RunFolder, run: RunResult): RunPage {
  const catalogue = loadCatalogue();
  const coverage = coverageOf(catalogue, loadScenarios(catalogue), run, loadIcs());
  const page = createPageWriter(folder.page, run, catalogue, coverage);
  rmSync(folder.ladders, { recursive: true, force: true });
  return {
    add(traced) {
      const drawn = page.add(traced);
      if (drawn === undefined || drawn.ladder.rows.length === 0 || !isPictured(drawn.verdict)) return undefined;
      const svg = ladderSvg(drawn.ladder, `${drawn.anchor}: ${drawn.verdict}`);
      mkdirSync(folder.ladders, { recursive: true });
      writeAtomically(join(folder.ladders, `${fileName(drawn.anchor)}.svg`), svg);
      return svg;
    },
    finish: () => page.finish(),
    abandon: () => page.abandon(),
  };
}

const isPictured = (verdict: RunResult['scenarios'][number]['verdict']): boolean =>
  verdict === 'fail' || verdict === 'error' || verdict === 'inconclusive';

// A scenario without a test purpose is named by its title.
const fileName = (anchor: string): string => anchor.replace(/[^\w.~-]+/g, '_');
