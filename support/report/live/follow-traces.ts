// Reads a trace that is being written, each time from where it stopped: the scenarios that have ended since. What breaks off at
// the end is not there yet.

import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { eventsFrom } from '../../evidence/trace-lines';
import type { ResultLine, ScenarioTrace } from '../../record/events-file';
import { createPassedReader, type PassedReader } from '../../record/passed-checks';

const CHUNK = 1 << 20;
const NEWLINE = 10;
/** The program that writes the trace writes the kind first. */
const [HEADER, RESULT] = ['{"kind":"header"', '{"kind":"result"'];

export function followTraces(file: string): () => readonly ScenarioTrace[] {
  let offset = 0;
  let rest = Buffer.alloc(0);
  let lines: string[] = [];
  let known: number | undefined;
  const checks = createPassedReader();

  return () => {
    const ended: ScenarioTrace[] = [];
    for (const line of newLines()) {
      if (line.startsWith(HEADER)) continue;
      if (!line.startsWith(RESULT)) lines.push(line);
      else {
        ended.push(traced(line, lines, checks));
        lines = [];
      }
    }
    return ended;
  };

  function* newLines(): Generator<string> {
    let descriptor: number;
    try {
      descriptor = openSync(file, 'r');
    } catch {
      return; // not begun
    }
    try {
      // One that was replaced is that of a finished run, whose page is made of all of it.
      const { ino } = fstatSync(descriptor);
      known ??= ino;
      if (ino !== known) return;
      const chunk = Buffer.alloc(CHUNK);
      for (
        let read = readSync(descriptor, chunk, 0, CHUNK, offset);
        read > 0;
        read = readSync(descriptor, chunk, 0, CHUNK, offset)
      ) {
        offset += read;
        rest = Buffer.concat([rest, chunk.subarray(0, read)]);
        for (let end = rest.indexOf(NEWLINE); end >= 0; end = rest.indexOf(NEWLINE)) {
          yield rest.toString('utf8', 0, end);
          rest = rest.subarray(end + 1);
        }
      }
    } finally {
      closeSync(descriptor);
    }
  }
}

// Both were written by this program.
function traced(line: string, lines: readonly string[], checks: PassedReader): ScenarioTrace {
  const { passed = [], scenario } = JSON.parse(line) as ResultLine;
  checks.learn(passed);
  return {
    scenario: checks.whole(scenario),
    lines,
    events: () =>
      eventsFrom(
        lines.map((text) => JSON.parse(text) as object),
        scenario.scope,
      ),
  };
}
