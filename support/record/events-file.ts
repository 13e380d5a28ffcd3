// events.jsonl: the trace of a run, one event a line, with the result of each scenario after its events. It is appended to
// as the run goes, so what happened before a crash is kept.

import { appendFileSync, closeSync, fstatSync, ftruncateSync, openSync, renameSync, rmSync } from 'node:fs';
import type { TraceEvent } from '../evidence/trace';
import { eventsFrom } from '../evidence/trace-lines';
import { parseShallow } from '../schema/json-depth';
import { isThere } from '../files/plain-file';
import { validate } from '../schema/validate';
import { UserError } from '../verdict/errors';
import type { RunResult, ScenarioResult } from '../verdict/results';
import { linesInFile, LONGEST_SCENARIO, tooLong } from './line-reader';
import { harmlessIn } from '../verdict/harmless';
import {
  createPassedReader,
  createPassedWriter,
  type PassedCheck,
  type PassedReader,
  type ReferringScenario,
} from './passed-checks';
import { unwritable } from './run-folder';

export interface EventsHeader {
  readonly kind: 'header';
  readonly version: 2;
  readonly startedAt: string;
  readonly suite: { readonly name: string; readonly version: string };
  /** What the run is about, for whoever finds no results of it; absent from traces that were joined, and from older ones. */
  readonly run?: RunHead;
}

/** The same of traces in which every event and every result stands in full, which are read like those of today. */
type AnyHeader = Omit<EventsHeader, 'version'> & { readonly version: 1 | 2 };

/** What the result of a run is made of beside its scenarios. */
export interface RunHead extends Pick<RunResult, 'clauses' | 'target' | 'profile' | 'options'> {
  /** What was due, where that was known. */
  readonly planned?: readonly { readonly tp: string; readonly name: string }[] | undefined;
  readonly notSelected: RunResult['notExecuted'];
}

export interface ScenarioTrace {
  readonly scenario: ScenarioResult;
  /** Its events as they stand in the file, a JSON text each. */
  readonly lines: readonly string[];
  /** The same, read: most readers need few of them. */
  readonly events: () => readonly TraceEvent[];
}

export interface EventsWriter {
  /** @param lines the scenario's events, a JSON text a line */
  append(lines: string, scenario: ScenarioResult): void;
  close(): void;
}

const HEADER = 'report/header.schema.json';

/** After the events of a scenario, its result. */
export interface ResultLine {
  readonly kind: 'result';
  /** What passed in it and in no scenario before it. */
  readonly passed?: readonly PassedCheck[];
  readonly scenario: ReferringScenario;
}

/** An event may be without what a reader can tell. */
type Line = AnyHeader | ResultLine | Pick<TraceEvent, 'kind'>;

export function openEventsFile(file: string, header: Omit<EventsHeader, 'kind' | 'version'>): EventsWriter {
  const write = (text: string) => {
    const { size } = fstatSync(descriptor);
    try {
      appendFileSync(descriptor, text);
    } catch (error) {
      // Half a scenario would make what stands before it unreadable.
      ftruncateSync(descriptor, size);
      throw unwritable(file, error);
    }
  };
  const descriptor = opened(file);
  const checks = createPassedWriter();
  write(line({ kind: 'header', version: 2, ...header }));
  return {
    append(lines, scenario) {
      const events = lines === '' || lines.endsWith('\n') ? lines : `${lines}\n`;
      const { added, scenario: referring } = checks.refer(scenario);
      write(events + line({ kind: 'result', ...(added.length > 0 && { passed: added }), scenario: referring }));
    },
    close: () => closeSync(descriptor),
  };
}

/** What a trace begins with. */
export async function readHeader(file: string): Promise<AnyHeader> {
  for await (const [text] of linesInFile(file)) {
    // No line has ended in this piece of the file.
    if (text === undefined) continue;
    const entry = objectIn(text);
    if (entry === undefined) throw truncated(file, 1);
    mustBeHeader(entry, file);
    const problems = validate(HEADER, entry);
    const [problem] = problems;
    if (problem === undefined) return entry as AnyHeader; // the schema is the proof
    throw new UserError(
      'MCX-EVENTS-DAMAGED',
      `${file} does not begin as a run writes it: at ${problem.path || '/'} expected ${problem.expected}, found ${problem.found}. Restore the file.`,
    );
  }
  throw truncated(file, 1);
}

/**
 * Each scenario with its events, in the order in which they ended; never more than one of them in memory.
 *
 * @param mayBreakOff the run was interrupted: its last line may be half of one
 */
export async function* readScenarioTraces(file: string, mayBreakOff = false): AsyncGenerator<ScenarioTrace> {
  if (!isThere(file)) {
    throw new UserError('MCX-EVENTS-MISSING', `There is no ${file}: the trace of the run is gone. Run it again.`);
  }
  let lines: string[] = [];
  let number = 0;
  let length = 0;
  let broken = 0;
  const checks = createPassedReader();
  for await (const some of linesInFile(file)) {
    for (const text of some) {
      if (broken > 0) throw unreadable(file, broken);
      number += 1;
      if (number > 1 && !isResult(text)) {
        lines.push(text);
        length += text.length;
        if (length > LONGEST_SCENARIO) throw tooLong(file, 'scenarios', LONGEST_SCENARIO);
        continue;
      }
      const entry = objectIn(text);
      if (entry === undefined) {
        broken = number;
        continue;
      }
      if (entry.kind !== 'result') mustBeHeader(entry, file);
      else {
        yield traced(scenarioIn(entry, checks, file), lines, file, number - lines.length);
        lines = [];
        length = 0;
      }
    }
  }
  if (number === 0 || broken === 1 || (broken > 0 && !mayBreakOff)) throw truncated(file, Math.max(1, broken));
  // What stands after the last result is of a scenario that never ended; half a line there says that the file was cut.
  const [cut] = lines.slice(-1);
  if (cut !== undefined && !mayBreakOff && objectIn(cut) === undefined) throw truncated(file, number);
}

/** What a scenario came to once what came late for it was known. */
export interface Amended {
  readonly scenario: ScenarioResult;
  /** Events that stand after its own, a JSON text each. */
  readonly lines: readonly string[];
}

/**
 * Puts what came late with the scenario that it came for. The file is replaced in one go.
 *
 * @param amend undefined leaves a scenario as it is
 */
export async function amendTraces(file: string, amend: (trace: ScenarioTrace) => Amended | undefined): Promise<void> {
  const { startedAt, suite, run } = await readHeader(file);
  const draft = `${file}.${process.pid}.tmp`;
  const writer = openEventsFile(draft, { startedAt, suite, ...(run && { run }) });
  try {
    for await (const trace of readScenarioTraces(file)) {
      const amended = amend(trace);
      writer.append([...trace.lines, ...(amended?.lines ?? [])].join('\n'), amended?.scenario ?? trace.scenario);
    }
    writer.close();
    renameSync(draft, file);
  } catch (error) {
    rmSync(draft, { force: true });
    throw error;
  }
}

// This program writes the kind first.
const isResult = (text: string): boolean => text.startsWith('{"kind":"result"');

const traced = (scenario: ScenarioResult, lines: readonly string[], file: string, first: number): ScenarioTrace => ({
  scenario,
  lines,
  events() {
    const read = lines.map((text, at) => {
      const event = objectIn(text);
      if (event === undefined) throw unreadable(file, first + at);
      return event;
    });
    try {
      return eventsFrom(read, scenario.scope);
    } catch (error) {
      throw damaged(file, (error as Error).message);
    }
  },
});

function scenarioIn({ passed = [], scenario }: ResultLine, checks: PassedReader, file: string): ScenarioResult {
  try {
    checks.learn(harmlessIn(passed));
    return checks.whole(harmlessIn(scenario));
  } catch (error) {
    throw damaged(file, `a result in it is none: ${(error as Error).message}`);
  }
}

function opened(file: string): number {
  try {
    return openSync(file, 'w');
  } catch (error) {
    throw unwritable(file, error);
  }
}

const line = (entry: Line): string => `${JSON.stringify(entry)}\n`;

function objectIn(text: string): Line | undefined {
  try {
    const line = parseShallow(text);
    return typeof line === 'object' && line !== null ? (line as Line) : undefined; // a foreign file fails on its header, or on its schema
  } catch {
    return undefined;
  }
}

function mustBeHeader(entry: Line, file: string): void {
  // A later version is what the type rules out and a file can hold.
  if (entry.kind === 'header' && [1, 2].includes(entry.version)) return;
  throw new UserError(
    'MCX-EVENTS-VERSION',
    `${file} begins with ${JSON.stringify(entry).slice(0, 80)}; expected the header of a trace of version 1 or 2. Use the program that wrote it.`,
  );
}

/** What stands in it was not written so by a run. */
export const damaged = (file: string, why: string): UserError =>
  new UserError('MCX-EVENTS-DAMAGED', `${file} is not what the run wrote: ${why}. Was it edited? Restore the file.`);

/** Others follow, so that nothing broke off there. */
const unreadable = (file: string, number: number): UserError => damaged(file, `line ${number} is no JSON object`);

const truncated = (file: string, number: number): UserError =>
  new UserError(
    'MCX-EVENTS-TRUNCATED',
    `${file} breaks off in line ${number}: the run ended while it was written. Run it again.`,
  );
