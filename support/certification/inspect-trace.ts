// Whether the trace of a record is the one that was sealed, line by line: the chain of its lines, and what differs from it.

import { chainDifference, headOf } from './chain';
import { sha256 } from './digest';
import { problem, type Problem } from './problem';
import { linesOf, RECORD, textOf, type RecordFiles } from './record-folder';
import { committed } from './seal-record';
import { digestIn, RESOURCE } from './statement';
import type { Statement } from '../verdict/test-result';

/** Where the bytes of a whole trace are those that were sealed nothing can differ; line by line it is told what does. */
export function* eventProblems(files: RecordFiles, statement: Statement): Generator<Problem> {
  const links = linksIn(files, statement);
  const bytes = files.get(RECORD.events);
  if (!links) yield problem('EVENTS', `${RECORD.links} is not the chain that was sealed`);
  const sealed = statement.subject.find(({ name }) => name === RECORD.events)?.digest.sha256;
  if (!links || !bytes || sha256(bytes) === sealed) return;
  if (!linesOf(bytes)) yield problem('EVENTS', `${RECORD.events} breaks off, or is no text`);
  else yield* lineProblem(links, actualLinks(files));
}

function actualLinks(files: RecordFiles): readonly string[] | string {
  try {
    return committed(files, textOf(files, RECORD.seed).trim()).links;
  } catch (error) {
    return String(error);
  }
}

export function* lineProblem(sealed: readonly string[], actual: readonly string[] | string): Generator<Problem> {
  if (typeof actual === 'string') yield problem('EVENTS', `${RECORD.events} is no trace (${actual})`);
  else {
    const difference = chainDifference(sealed, actual);
    if (difference !== undefined) yield problem('EVENTS', `${RECORD.events}, ${difference}`);
  }
}

/** Undefined where the chain is not the one that was sealed. */
export function linksIn(files: RecordFiles, statement: Statement): readonly string[] | undefined {
  const links = linesOf(files.get(RECORD.links) ?? Buffer.alloc(0));
  const isChain =
    links?.every((link) => /^[0-9a-f]{64}$/.test(link)) && headOf(links) === digestIn(statement, RESOURCE.events);
  return isChain ? links : undefined;
}
