// Whether a redacted record shows what was sealed and withholds what it says: every text that it shows by its salt, every text that
// it withholds by its hash. What it says of itself is worked out again and not believed.

import { parseShallow } from '../schema/json-depth';
import type { Statement } from '../verdict/test-result';
import { commitmentTo } from './commitment';
import { lineProblem, linksIn } from './inspect-trace';
import { problem, type Problem } from './problem';
import { jsonFile, linesOf, RECORD, textOf, type RecordFiles } from './record-folder';
import { saltsFile, shownIn, walkWith, withheldBeside, type Redaction, type Walk } from './redaction';
import { digestIn, RESOURCE } from './statement';

export function* redactedProblems(files: RecordFiles, statement: Statement, redaction: Redaction): Generator<Problem> {
  const known = shownIn(files.get(RECORD.salts));
  if (!known) {
    yield problem('REDACTION', `${RECORD.salts} is not as this program writes it`);
    return;
  }
  const walk = walkWith(known);
  const links = linksIn(files, statement);
  if (!links) yield problem('EVENTS', `${RECORD.links} is not the chain that was sealed`);
  const lines = linesOf(files.get(RECORD.events) ?? Buffer.alloc(0));
  if (!lines) yield problem('EVENTS', `${RECORD.events} breaks off, or is no text`);
  if (!links || !lines) return;
  yield* lineProblem(
    links,
    lines.map((line) => commitmentIn(line, (value) => JSON.stringify(value), walk)),
  );
  const results = commitmentIn(textOf(files, RECORD.results), (value) => jsonFile(value).toString('utf8'), walk);
  if (results !== digestIn(statement, RESOURCE.results))
    yield problem('RESULTS', `${RECORD.results} does not tell what was sealed`);
  yield* walkProblems(files, walk, redaction);
}

/** Of a text that is written as this program writes it; empty for any other. */
function commitmentIn(text: string, written: (value: unknown) => string, { form }: Walk): string {
  try {
    const value = parseShallow(text);
    return written(value) === text ? commitmentTo(value, form) : '';
  } catch {
    return '';
  }
}

function* walkProblems(files: RecordFiles, walk: Walk, { classes }: Redaction): Generator<Problem> {
  if (walk.unreadable.length > 0) yield problem('REDACTION', 'it shows a text that looks like a hash and is none');
  if (!saltsFile(walk.shown.values()).equals(files.get(RECORD.salts) ?? Buffer.alloc(0)))
    yield problem('REDACTION', `${RECORD.salts} lists other texts than are shown`);
  const actual = withheldBeside(walk.shown.values());
  if (classes.length === 0) yield problem('REDACTION', 'it is said to be redacted, and nothing is withheld');
  else if (actual.join() !== classes.join())
    yield problem(
      'REDACTION',
      `${classes.join(', ')} are said to be withheld, and ${actual.join(', ') || 'none of them'} are`,
    );
  for (const hidden of walk.hashed.values())
    if (!hidden.some((one) => actual.includes(one)))
      yield problem('REDACTION', `a text of ${hidden.join(', ')} is withheld, and others of that class are shown`);
}
