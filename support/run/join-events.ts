// Joins the traces of shards into one events.jsonl with one header. What breaks off inside a scenario is left out.

import { closeSync, openSync, writeSync } from 'node:fs';
import type { EventsHeader } from '../record/events-file';
import { linesInFile } from '../record/line-reader';
import { unwritable } from '../record/run-folder';

/** A line of events-file.ts begins with its kind; parsing a megabyte only to read that would be waste. */
const HEADER = '{"kind":"header"';
const RESULT = '{"kind":"result"';

export async function joinEvents(files: readonly string[], to: string, header: EventsHeader): Promise<void> {
  const descriptor = opened(to);
  try {
    writeSync(descriptor, `${JSON.stringify(header)}\n`);
    for (const file of files) {
      let scenario: string[] = [];
      for await (const lines of linesInFile(file))
        for (const line of lines) {
          if (line.startsWith(HEADER)) continue;
          scenario.push(line);
          if (!line.startsWith(RESULT) || !isWhole(line)) continue;
          writeSync(descriptor, `${scenario.join('\n')}\n`);
          scenario = [];
        }
    }
  } catch (error) {
    throw unwritable(to, error);
  } finally {
    closeSync(descriptor);
  }
}

function isWhole(line: string): boolean {
  try {
    JSON.parse(line);
    return true;
  } catch {
    return false;
  }
}

function opened(file: string): number {
  try {
    return openSync(file, 'w');
  } catch (error) {
    throw unwritable(file, error);
  }
}
