// The page of a run, and beside it the pictures of what did not pass, written as its scenarios are read.

import { mkdirSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { ReportSource, ReportWriter } from '../formats/derived-report';
import { ladderSvg } from '../ladder/svg';
import { writeAtomically } from '../../record/write-atomically';
import { createPageWriter } from './page-writer';

export function createRunPage(file: string, source: ReportSource): Required<ReportWriter> {
  const ladders = join(dirname(file), 'ladders');
  const page = createPageWriter(file, source);
  rmSync(ladders, { recursive: true, force: true });
  return {
    add(traced) {
      const drawn = page.add(traced);
      if (drawn === undefined || drawn.ladder.rows.length === 0) return;
      if (drawn.verdict === 'pass' || drawn.verdict === 'not-applicable') return;
      mkdirSync(ladders, { recursive: true });
      const svg = ladderSvg(drawn.ladder, `${drawn.anchor}: ${drawn.verdict}`);
      writeAtomically(join(ladders, `${fileName(drawn.anchor)}.svg`), svg);
    },
    finish: () => page.finish(),
    abandon: () => page.abandon(),
  };
}

// A scenario without a test purpose is named by its title.
const fileName = (anchor: string): string => anchor.replace(/[^\w.~-]+/g, '_');
