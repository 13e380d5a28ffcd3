// The page of a run and the pictures of what did not pass, written as its scenarios are read.

import { mkdirSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { RunResult } from '../../verdict/results';
import type { ReportSource } from '../derived/derived-report';
import type { ScenarioTrace } from '../events-file';
import { ladderSvg } from '../ladder/svg';
import { writeAtomically } from '../write-atomically';
import { createPageWriter } from './page-writer';

export interface RunPage {
  /** Returns the picture of the ladder where the scenario did not pass. */
  add(traced: ScenarioTrace): string | undefined;
  finish(): void;
  abandon(): void;
}

export function createRunPage(path: string, { run, catalogue, coverage }: ReportSource): RunPage {
  const page = createPageWriter(path, run, catalogue, coverage());
  const ladders = join(dirname(path), 'ladders');
  rmSync(ladders, { recursive: true, force: true });
  return {
    add(traced) {
      const drawn = page.add(traced);
      if (drawn === undefined || drawn.ladder.rows.length === 0 || !isPictured(drawn.verdict)) return undefined;
      const svg = ladderSvg(drawn.ladder, `${drawn.anchor}: ${drawn.verdict}`);
      mkdirSync(ladders, { recursive: true });
      writeAtomically(join(ladders, `${fileName(drawn.anchor)}.svg`), svg);
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
