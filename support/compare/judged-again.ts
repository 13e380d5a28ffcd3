// The scenarios of a finished run as its trace, today's catalogue and today's oracle have them. It writes nothing.

import { contextOfRun } from '../judgement/context-of-run';
import { rejudged } from '../judgement/rejudged';
import { brokenBy, keyOf, readCheckedTraces } from '../record/checked-traces';
import type { RunFolder } from '../record/run-folder';
import { loadEveryClause } from '../traceability/catalogue/catalogue';
import { loadIcs } from '../traceability/catalogue/ics';
import type { RunResult, ScenarioResult } from '../verdict/results';
import { worseAttempt } from '../verdict/worse-attempt';

/** In the order of the results; what has no trace is as it was. */
export async function judgedAgain({ events }: RunFolder, recorded: RunResult): Promise<readonly ScenarioResult[]> {
  const context = contextOfRun(recorded, loadEveryClause(), loadIcs());
  const judged = new Map<string, ScenarioResult>();
  for await (const { scenario, events: trace } of readCheckedTraces(events, recorded)) {
    const key = keyOf(scenario);
    try {
      judged.set(key, worseAttempt(judged.get(key), rejudged(scenario, trace, context)));
    } catch (error) {
      throw brokenBy(error, events);
    }
  }
  return recorded.scenarios.map((scenario) => judged.get(keyOf(scenario)) ?? scenario);
}
