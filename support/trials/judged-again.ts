// Holds `judge` to the verdicts of a trial: from the events of each scenario, as they would stand in its trace, come the same
// verdict and the same checks.

import { fromLines } from '../evidence/trace-lines';
import { contextOfRun, type Judged } from '../judgement/context-of-run';
import type { JudgementContext } from '../judgement/judgement-context';
import { rejudged } from '../judgement/rejudged';
import type { Role } from '../procedure/roles';
import { builtIn } from '../testbed/target/built-in-under-test';
import type { RunParameters } from '../testbed/target/run-parameters';
import type { Catalogue } from '../traceability/catalogue/catalogue';
import { clauseTexts } from '../traceability/catalogue/clause-text';
import type { Ics } from '../traceability/catalogue/ics';
import type { Wire } from '../ports/wire';
import { HarnessFault } from '../verdict/errors';
import type { ScenarioResult } from '../verdict/results';

export function contextOfTrial(
  role: Role,
  wire: Wire,
  { builtIn: id = '', ordering, clause }: RunParameters,
  every: Catalogue,
  ics: Ics,
): JudgementContext {
  const { ics: answers = {} } = builtIn(id);
  const target = { name: '', version: '', adapter: wire.name, underTest: [role], ics: answers };
  const options: Judged['options'] = ordering === undefined ? {} : { ordering };
  return contextOfRun({ clauses: clauseTexts(every.about(clause)), target, options }, every, ics);
}

/** @param lines as they stand in a trace */
export function mustBeJudgedAlike(result: ScenarioResult, lines: string, context: JudgementContext): void {
  const again = rejudged(result, fromLines(lines, result.scope), context);
  // As texts: what one holds and JSON leaves out is no difference.
  if (again.verdict === result.verdict && JSON.stringify(again.checks) === JSON.stringify(result.checks)) return;
  throw new HarnessFault(`${result.tp} was ${result.verdict}, and judged again from its trace it is ${again.verdict}`);
}
