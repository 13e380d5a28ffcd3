// Reads the traces of real runs that tools/record.js has kept.

import type { TraceEvent } from '../../../evidence/trace';

export const readRecorded = (text: string): readonly TraceEvent[] =>
  text
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as TraceEvent); // written by the recorder of a run
