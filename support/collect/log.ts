// Writes what passes as it passes, beside what the run prints. Each process of a run writes its own.

import type { TraceEvent } from '../evidence/trace';
import { logLines, type LogDetail } from '../report/live/log-lines';

export interface Log {
  /** From now on what belongs to the scope stands under the name of its scenario. */
  readonly begin: (scope: string, name: string) => void;
  readonly take: (event: TraceEvent) => void;
}

/** @param hide the text without the secrets of the target */
export function createLog(detail: LogDetail, hide: (text: string) => string, write: (text: string) => unknown): Log {
  const names = new Map<string, string>();
  return {
    begin: (scope, name) => void names.set(scope, name),
    take(event) {
      const lines = logLines(event, names.get(event.scope ?? '') ?? '(no scenario)', detail);
      if (lines.length > 0) write(lines.map((line) => `${hide(line)}\n`).join(''));
    },
  };
}
